import Glibc

/// A socket that takes connections on an address of this machine.
struct Listener {
  let descriptor: Int32
  let port: UInt16
  let isIPv6: Bool

  /// - Throws: `system`, naming the address and what the system says of it.
  init(host: String, port: UInt16) throws(RehearsalFailure) {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_PASSIVE
    var found: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &found)
    guard code == 0, let first = found else {
      throw .system("the host '\(host)' is not known here: \(String(cString: gai_strerror(code)))")
    }
    defer { freeaddrinfo(found) }
    let info = first.pointee
    let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
    guard descriptor >= 0 else { throw .system("no socket: \(Self.problem)") }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, 1024) == 0
    else {
      let problem = Self.problem
      close(descriptor)
      throw .system("cannot listen on \(host), port \(port): \(problem)")
    }
    Self.makeReady(descriptor)
    self.descriptor = descriptor
    self.port = Self.port(of: descriptor)
    isIPv6 = info.ai_family == AF_INET6
  }

  /// The next connection that waits; nil where there is none, or no descriptor for it.
  func accept() -> Int32? {
    let connection = Glibc.accept(descriptor, nil, nil)
    guard connection >= 0 else { return nil }
    Self.makeReady(connection)
    var yes: Int32 = 1
    setsockopt(
      connection, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return connection
  }

  /// Neither waits, nor is handed to programs that this one starts.
  static func makeReady(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
  }

  private static var problem: String { String(cString: strerror(errno)) }

  private static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &address) { bytes in
      guard let start = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
        getsockname(descriptor, start, &length) == 0
      else { return 0 }
      // The port stands at the same place in both families.
      return UInt16(bytes[2]) << 8 | UInt16(bytes[3])
    }
  }
}
