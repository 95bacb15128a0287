import CZlib

/// A body as a gzip stream (RFC 1952).
enum GzipBody {
  /// Nil where zlib has no memory.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard concord_gzip_init(&stream) == Z_OK else { return nil }
    defer { deflateEnd(&stream) }
    var bytes = bytes
    var result = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(bytes.count))) + 32)
    let status = bytes.withUnsafeMutableBufferPointer { source in
      result.withUnsafeMutableBufferPointer { room in
        stream.next_in = source.baseAddress
        stream.avail_in = uInt(source.count)
        stream.next_out = room.baseAddress
        stream.avail_out = uInt(room.count)
        return deflate(&stream, Z_FINISH)
      }
    }
    guard status == Z_STREAM_END else { return nil }
    result.removeSubrange(Int(stream.total_out)...)
    return result
  }
}
