import Glibc

/// A connection to the loopback on which a test writes what it likes.
final class RawConnection {
  private let descriptor: Int32
  private var received: [UInt8] = []

  /// - Parameter host: a numeric address.
  init(port: UInt16, host: String = "127.0.0.1") {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    getaddrinfo(host, String(port), &hints, &found)
    defer { freeaddrinfo(found) }
    descriptor = socket(found?.pointee.ai_family ?? AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    if let info = found?.pointee { connect(descriptor, info.ai_addr, info.ai_addrlen) }
  }

  deinit { close(descriptor) }

  func send(_ text: String) { send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) {
    _ = bytes.withUnsafeBytes {
      Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// The next whole answer: its head and its body; nil where the server closed or said nothing.
  func answer() -> (head: String, body: String)? {
    while true {
      if let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
        let head = String(decoding: received[..<end.lowerBound], as: UTF8.self)
        let line = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        let length = line.flatMap { Int($0.dropFirst(16)) } ?? 0
        if received.count >= end.upperBound + length {
          let body = received[end.upperBound..<(end.upperBound + length)]
          received.removeSubrange(..<(end.upperBound + length))
          return (head, String(decoding: body, as: UTF8.self))
        }
      }
      guard receive() else { return nil }
    }
  }

  private func receive() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    received += buffer[..<count]
    return true
  }

  /// Whether the server has closed the connection.
  var isClosed: Bool { received.isEmpty && !receive() }

  static func post(_ path: String, _ body: String, headers: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n"
      + body
  }

  static func get(_ path: String, headers: String = "") -> String {
    "GET \(path) HTTP/1.1\r\nHost: x\r\n\(headers)\r\n"
  }
}
