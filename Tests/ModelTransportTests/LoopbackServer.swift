import Glibc

/// A server on the loopback that does to each connection what a test says.
final class LoopbackServer: Sendable {
  let port: UInt16
  private let listener: Int32

  /// - Parameter serve: gets the request's bytes, and the connection to write to.
  init(_ serve: @escaping @Sendable ([UInt8], Int32) -> Void) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    precondition(bound, "the loopback has a free port")
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    let box = Unmanaged.passRetained(Service(listener: listener, serve: serve))
    var thread = pthread_t()
    pthread_create(
      &thread, nil,
      { context in
        // Retained above for this thread alone.
        context.map { Unmanaged<Service>.fromOpaque($0).takeRetainedValue().run() }
        return nil
      }, box.toOpaque())
    pthread_detach(thread)
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  var base: String { "http://127.0.0.1:\(port)/v1" }

  private final class Service: Sendable {
    let listener: Int32
    let serve: @Sendable ([UInt8], Int32) -> Void

    init(listener: Int32, serve: @escaping @Sendable ([UInt8], Int32) -> Void) {
      self.listener = listener
      self.serve = serve
    }

    func run() {
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        var bytes = [UInt8](repeating: 0, count: 65_536)
        let count = recv(connection, &bytes, bytes.count, 0)
        serve(Array(bytes.prefix(max(0, count))), connection)
        close(connection)
      }
    }
  }

  static func write(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  static func answer(_ body: String, status: String = "200 OK", headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\n"
      + headers + "Connection: close\r\n\r\n" + body
  }
}
