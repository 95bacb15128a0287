import CZlib
import Glibc

/// The bytes of a file or of standard input (`-`), chunk by chunk; gzip is unpacked as it comes.
public final class ByteSource {
  public let path: String
  /// Bytes taken from the file itself, packed or not.
  public private(set) var bytesRead = 0
  /// The file's size; nil for standard input.
  public let bytesTotal: Int?
  private let descriptor: Int32
  /// Where zlib keeps its state, which must not move.
  private var stream: UnsafeMutablePointer<z_stream>?
  /// A gzip member has ended; another may follow, and anything else is padding.
  private var isBetweenMembers = false
  private var isFirst = true
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)

  public init(path: String) throws(FormatError) {
    self.path = path
    if path == "-" {
      descriptor = STDIN_FILENO
      bytesTotal = nil
      return
    }
    descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, reason: Self.reason()) }
    var status = stat()
    bytesTotal = fstat(descriptor, &status) == 0 ? Int(status.st_size) : nil
    if status.st_mode & S_IFMT == S_IFDIR {
      close(descriptor)
      throw .cannotOpen(path: path, reason: "it is a folder")
    }
  }

  deinit {
    if let stream {
      inflateEnd(stream)
      stream.deallocate()
    }
    if path != "-" { close(descriptor) }
  }

  static func reason() -> String { strerror(errno).map { String(cString: $0) } ?? "error \(errno)" }

  /// The next bytes; nil at the end. A byte order mark at the beginning is left out.
  public func next() throws(FormatError) -> [UInt8]? {
    while true {
      if path == "-", !StandardInput.wait() {
        throw .cannotRead(path: path, reason: "interrupted")
      }
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .cannotRead(path: path, reason: Self.reason()) }
      if count == 0 {
        if stream != nil, !isBetweenMembers { throw .damagedGzip(path: path) }
        return nil
      }
      bytesRead += count
      let chunk = Array(buffer[..<count])
      if bytesRead == count, chunk.starts(with: [0x1F, 0x8B]) { try beginGzip() }
      let plain = stream == nil ? chunk : try inflate(chunk)
      guard !plain.isEmpty else { continue }
      defer { isFirst = false }
      if isFirst, plain.starts(with: [0xEF, 0xBB, 0xBF]) { return Array(plain.dropFirst(3)) }
      if isFirst, plain.starts(with: [0xFF, 0xFE]) || plain.starts(with: [0xFE, 0xFF]) {
        throw .cannotRead(path: path, reason: "it is UTF-16; save it as UTF-8")
      }
      return plain
    }
  }

  private func beginGzip() throws(FormatError) {
    let new = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    new.initialize(to: z_stream())
    guard concord_gunzip_init(new) == Z_OK else {
      new.deallocate()
      throw .damagedGzip(path: path)
    }
    stream = new
  }

  private func inflate(_ packed: [UInt8]) throws(FormatError) -> [UInt8] {
    guard let z = stream else { return packed }
    var result: [UInt8] = []
    var input = packed
    var isBroken = false
    var output = [UInt8](repeating: 0, count: 1 << 18)
    input.withUnsafeMutableBufferPointer { bytes in
      z.pointee.next_in = bytes.baseAddress
      z.pointee.avail_in = UInt32(bytes.count)
      repeat {
        if isBetweenMembers {
          guard z.pointee.avail_in > 0, z.pointee.next_in?.pointee == 0x1F, inflateReset(z) == Z_OK
          else { break }
          isBetweenMembers = false
        }
        let status = output.withUnsafeMutableBufferPointer { space in
          z.pointee.next_out = space.baseAddress
          z.pointee.avail_out = UInt32(space.count)
          return CZlib.inflate(z, Z_NO_FLUSH)
        }
        result += output[..<(output.count - Int(z.pointee.avail_out))]
        isBetweenMembers = status == Z_STREAM_END
        isBroken = ![Z_OK, Z_STREAM_END, Z_BUF_ERROR].contains(status)
      } while !isBroken && (z.pointee.avail_in > 0 || z.pointee.avail_out == 0)
    }
    if isBroken { throw .damagedGzip(path: path) }
    return result
  }
}
