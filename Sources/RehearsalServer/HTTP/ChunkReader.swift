/// Reads a body that comes in chunks (RFC 9112, 7.1). Each byte is looked at once.
struct ChunkReader {
  enum Reading {
    case incomplete, mistake, tooLarge
    case whole([UInt8])
  }

  private enum Place {
    case length
    case data(left: Int)
    /// The line end after a chunk.
    case afterData
    /// The lines after the last chunk.
    case trailer
  }

  private var body: [UInt8] = []
  private var place = Place.length

  /// Takes from the beginning of a buffer what belongs to the body.
  mutating func read(_ buffer: inout [UInt8], most: Int) -> Reading {
    var at = 0
    defer { buffer.removeSubrange(..<at) }
    while true {
      switch place {
      case .data(let left):
        let count = min(left, buffer.count - at)
        body.append(contentsOf: buffer[at..<(at + count)])
        at += count
        guard count == left else {
          place = .data(left: left - count)
          return .incomplete
        }
        place = .afterData
      case .length, .afterData, .trailer:
        guard let end = buffer[at...].firstIndex(of: 10) else {
          return buffer.count - at > 1024 ? .mistake : .incomplete
        }
        let line = buffer[at..<end].prefix { $0 != 13 && $0 != UInt8(ascii: ";") }
        at = end + 1
        guard let reading = take(line, most: most) else { continue }
        return reading
      }
    }
  }

  /// What a line says; nil where there is more to read.
  private mutating func take(_ line: ArraySlice<UInt8>, most: Int) -> Reading? {
    switch place {
    case .afterData:
      place = .length
      return line.isEmpty ? nil : .mistake
    case .trailer: return line.isEmpty ? .whole(body) : nil
    case .length, .data:
      let digits = String(decoding: line, as: UTF8.self).filter { $0 != " " }
      guard let count = Int(digits, radix: 16), count >= 0 else { return .mistake }
      guard count <= most - body.count else { return .tooLarge }
      place = count == 0 ? .trailer : .data(left: count)
      return nil
    }
  }
}
