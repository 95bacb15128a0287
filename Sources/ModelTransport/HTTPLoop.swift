import CCurl
import Glibc
import Synchronization

/// All HTTP of the process: one thread that owns libcurl's multi handle, with connections kept
/// alive between requests. Proxies and certificates are those of the environment.
///
/// `URLSession` is not used: on Linux it deadlocks when a task is cancelled, and leaks.
public final class HTTPLoop: Sendable {
  private struct Job {
    var transfer: HTTPTransfer
    var waiting: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>
  }

  /// What callers leave for the thread.
  private struct Inbox: ~Copyable {
    var jobs: [UInt64: Job] = [:]
    var cancelled: Set<UInt64> = []
    var isClosing = false
    /// While the thread has not ended, the multi handle may be woken.
    var multi: UInt?
  }

  private let inbox = Mutex(Inbox())
  private let next = Atomic<UInt64>(1)

  public init() {
    curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    guard let multi = curl_multi_init() else { preconditionFailure("no memory for libcurl") }
    concord_curl_multi_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, 512)
    concord_curl_multi_long(multi, CURLMOPT_MAXCONNECTS, 512)
    inbox.withLock { $0.multi = UInt(bitPattern: multi) }
    startThread()
  }

  /// Ends the thread; whoever still waits is told `.cancelled`.
  public func close() {
    inbox.withLock {
      $0.isClosing = true
      Self.wake($0.multi)
    }
  }

  /// Sends a request and waits for the whole answer. Cancelling the task ends it at once.
  public func send(_ request: HTTPRequest) async -> Result<HTTPResponse, HTTPFailure> {
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return await withTaskCancellationHandler {
      await withCheckedContinuation { waiting in
        let isRefused = inbox.withLock { inbox in
          guard !inbox.isClosing, inbox.multi != nil else { return true }
          inbox.jobs[number] = Job(transfer: HTTPTransfer(request), waiting: waiting)
          if Task.isCancelled { inbox.cancelled.insert(number) }
          Self.wake(inbox.multi)
          return false
        }
        if isRefused { waiting.resume(returning: .failure(.cancelled)) }
      }
    } onCancel: {
      inbox.withLock {
        $0.cancelled.insert(number)
        Self.wake($0.multi)
      }
    }
  }

  private static func wake(_ multi: UInt?) {
    guard let multi, let pointer = UnsafeMutableRawPointer(bitPattern: multi) else { return }
    curl_multi_wakeup(pointer)
  }

  // MARK: - The thread

  private func startThread() {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        // Retained by `startThread` for this thread alone.
        Unmanaged<HTTPLoop>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    precondition(status == 0, "no thread for the network")
    pthread_detach(thread)
  }

  private func run() {
    guard let address = inbox.withLock({ $0.multi }),
      let multi = UnsafeMutableRawPointer(bitPattern: address)
    else { return }
    var running: [UInt64: Job] = [:]
    var numbers: [UnsafeMutableRawPointer: UInt64] = [:]
    while true {
      let (new, cancelled, isClosing) = take()
      if isClosing { break }
      for (number, job) in new {
        guard let easy = job.transfer.begin() else {
          job.waiting.resume(returning: .failure(.reset("no memory")))
          continue
        }
        running[number] = job
        numbers[easy] = number
        curl_multi_add_handle(multi, easy)
      }
      for number in cancelled {
        end(number, with: .failure(.cancelled), &running, &numbers, multi)
      }
      var active: Int32 = 0
      curl_multi_perform(multi, &active)
      settle(&running, &numbers, multi)
      curl_multi_poll(multi, nil, 0, running.isEmpty ? 60_000 : 500, nil)
    }
    for number in Array(running.keys) {
      end(number, with: .failure(.cancelled), &running, &numbers, multi)
    }
    inbox.withLock { $0.multi = nil }
    for (_, job) in take().new { job.waiting.resume(returning: .failure(.cancelled)) }
    curl_multi_cleanup(multi)
  }

  private func take() -> (new: [UInt64: Job], cancelled: Set<UInt64>, isClosing: Bool) {
    inbox.withLock { inbox in
      defer { (inbox.jobs, inbox.cancelled) = ([:], []) }
      return (inbox.jobs, inbox.cancelled, inbox.isClosing)
    }
  }

  /// Hands out what has ended, and ends what has not begun in time.
  private func settle(
    _ running: inout [UInt64: Job], _ numbers: inout [UnsafeMutableRawPointer: UInt64],
    _ multi: UnsafeMutableRawPointer
  ) {
    var code = CURLE_OK
    while let easy = concord_curl_ended(multi, &code) {
      guard let number = numbers[easy], let job = running[number] else { continue }
      end(number, with: job.transfer.result(code), &running, &numbers, multi)
    }
    let now = ContinuousClock.now
    for (number, job) in running where job.transfer.isOverdue(now) {
      end(number, with: .failure(.firstByteTimeout), &running, &numbers, multi)
    }
  }

  private func end(
    _ number: UInt64, with result: Result<HTTPResponse, HTTPFailure>,
    _ running: inout [UInt64: Job], _ numbers: inout [UnsafeMutableRawPointer: UInt64],
    _ multi: UnsafeMutableRawPointer
  ) {
    guard let job = running.removeValue(forKey: number) else { return }
    if let easy = job.transfer.easy {
      numbers[easy] = nil
      curl_multi_remove_handle(multi, easy)
    }
    job.transfer.finish()
    job.waiting.resume(returning: result)
  }
}
