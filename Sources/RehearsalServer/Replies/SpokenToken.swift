import Glibc

/// A token of the server's own: a word of letters and digits with the space before it, in pieces
/// of sixteen bytes where it is longer, or one other sign. A number keeps its point.
struct SpokenToken {
  struct Alternative {
    var text: String
    var logProbability: Double
  }

  var text: String
  var logProbability = 0.0
  /// The most probable first.
  var alternatives: [Alternative] = []

  static func count(_ text: String) -> Int {
    var count = 0
    var text = text
    text.withUTF8 { bytes in forEach(in: bytes) { _ in count += 1 } }
    return count
  }

  static func split(_ text: String) -> [String] {
    var result: [String] = []
    var text = text
    text.withUTF8 { bytes in
      forEach(in: bytes) { range in
        result.append(
          String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self))
      }
    }
    return result
  }

  private static func forEach(
    in bytes: UnsafeBufferPointer<UInt8>, _ take: (Range<Int>) -> Void
  ) {
    var at = 0
    while at < bytes.count {
      let start = at
      if bytes[at] == 32, at + 1 < bytes.count, bytes[at + 1] > 32 { at += 1 }
      let word = at
      while at < bytes.count, belongs(at, bytes), at - word < 16 || isWithinScalar(bytes[at]) {
        at += 1
      }
      if at == word { at += 1 }
      take(start..<at)
    }
  }

  private static func belongs(_ at: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    switch bytes[at] {
    case 48...57, 65...90, 97...122, 0x80...: true
    case UInt8(ascii: "."):
      at > 0 && at + 1 < bytes.count && isDigit(bytes[at - 1]) && isDigit(bytes[at + 1])
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isWithinScalar(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
