import Glibc

/// A client's connection. Belongs to the loop's thread alone.
final class Connection {
  enum State {
    /// Between requests, or within one.
    case reading
    /// A request is there in whole and has its answer later, or never.
    case waiting
    case writing
  }

  let descriptor: Int32
  /// Its place among those that the loop looks at.
  var place: Int
  var state = State.reading
  var isOpen = true
  /// Whether a call of it counts as under way.
  var hasCall = false
  var closesAfterwards = false
  /// Whether nothing more is sent after what is queued.
  var hangsAfterwards = false
  var reader = RequestReader()
  private var output: [UInt8] = []
  private var written = 0
  /// Spaces that follow the output.
  private var spacesLeft = 0

  init(_ descriptor: Int32, place: Int) {
    self.descriptor = descriptor
    self.place = place
  }

  /// What the loop waits for.
  var events: Int16 {
    switch state {
    case .reading: Int16(POLLIN)
    // POLLRDHUP, which the module does not have: the client has left.
    case .waiting: 0x2000
    case .writing: Int16(POLLOUT)
    }
  }

  func queue(_ bytes: some Collection<UInt8>, thenSpaces spaces: Int = 0) {
    if written == output.count {
      output = Array(bytes)
      written = 0
    } else {
      output += bytes
    }
    spacesLeft += spaces
  }

  enum Progress { case done, more, broken }

  /// Writes as much as the connection takes.
  func write() -> Progress {
    while true {
      while written < output.count {
        let count = output.withUnsafeBytes { bytes in
          send(
            descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written,
            Int32(MSG_NOSIGNAL))
        }
        if count < 0 {
          if errno == EINTR { continue }
          return errno == EAGAIN ? .more : .broken
        }
        written += count
      }
      guard spacesLeft > 0 else { return .done }
      let count = min(spacesLeft, 256 << 10)
      spacesLeft -= count
      output = [UInt8](repeating: 32, count: count)
      written = 0
    }
  }

  /// Reads what is there; false where the client has left.
  func read(into room: UnsafeMutableRawBufferPointer) -> Bool {
    let count = recv(descriptor, room.baseAddress, room.count, 0)
    guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
    reader.take(UnsafeRawBufferPointer(rebasing: room[..<count]))
    return true
  }

  /// Closes it with a reset instead of an orderly end.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }
}
