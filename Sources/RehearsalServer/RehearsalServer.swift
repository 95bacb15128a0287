import Glibc
import Synchronization

/// A server on this machine that answers as model endpoints do, without a model: to try a run
/// without a key, and for tests. Every answer says so: by its `Server` header, by the name of the
/// model, by `system_fingerprint` and by the words of its reasons.
///
/// Replies depend on the model's name, the messages, the seed and the temperature, and on nothing
/// else: the same call has the same reply on every machine. One thread serves all connections.
public final class RehearsalServer: Sendable {
  private struct Running {
    var thread: pthread_t
    /// The end of a pipe; a byte in it ends the thread.
    var wake: Int32
    var listener: Listener
  }

  /// What the new thread takes over.
  private final class Handover: Sendable {
    let configuration: RehearsalConfiguration
    let listener: Listener
    let wake: Int32
    let tally: Tally

    init(
      _ configuration: RehearsalConfiguration, _ listener: Listener, wake: Int32, _ tally: Tally
    ) {
      self.configuration = configuration
      self.listener = listener
      self.wake = wake
      self.tally = tally
    }
  }

  private let configuration: RehearsalConfiguration
  private let tally = Tally()
  private let running = Mutex<Running?>(nil)

  public init(_ configuration: RehearsalConfiguration = RehearsalConfiguration()) {
    self.configuration = configuration
  }

  deinit { stop() }

  public var statistics: RehearsalStatistics { tally.statistics }

  /// `http://HOST:PORT`; nil while the server is not running.
  public var address: String? {
    running.withLock { running in
      running.map { running in
        let host = configuration.host
        return "http://" + (running.listener.isIPv6 && host.contains(":") ? "[\(host)]" : host)
          + ":\(running.listener.port)"
      }
    }
  }

  /// Begins to serve. A server that is running goes on.
  ///
  /// - Returns: the port.
  /// - Throws: `system` where the address is taken or not this machine's.
  @discardableResult
  public func start() throws(RehearsalFailure) -> UInt16 {
    try running.withLock { running throws(RehearsalFailure) in
      if let running { return running.listener.port }
      let listener = try Listener(host: configuration.host, port: configuration.port)
      var ends: [Int32] = [-1, -1]
      guard pipe(&ends) == 0 else {
        close(listener.descriptor)
        throw .system("no pipe for the server's thread")
      }
      for end in ends { Listener.makeReady(end) }
      let handover = Handover(configuration, listener, wake: ends[0], tally)
      running = Running(thread: Self.thread(handover), wake: ends[1], listener: listener)
      return listener.port
    }
  }

  private static func thread(_ handover: Handover) -> pthread_t {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(handover).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        // Retained above for this thread alone.
        let handover = Unmanaged<Handover>.fromOpaque(context).takeRetainedValue()
        ServerLoop(
          handover.configuration, handover.listener, wake: handover.wake, handover.tally
        ).run()
        return nil
      }, context)
    precondition(status == 0, "no thread for the rehearsal server")
    return thread
  }

  /// Ends the server and its connections, and waits until its port is free again.
  public func stop() {
    running.withLock { running in
      guard let ended = running else { return }
      running = nil
      var byte: UInt8 = 1
      _ = write(ended.wake, &byte, 1)
      pthread_join(ended.thread, nil)
      close(ended.wake)
    }
  }
}
