import AnnotationModel

/// The elements of a JSON array, or the values of a JSONL file, one after the other: memory is
/// that of one element.
final class JSONElements {
  private let source: ByteSource
  private let name: String
  private var chunk: [UInt8] = []
  private var at = 0
  private var line = 1
  private var row = 0
  private var isArray: Bool?
  private var isEnded = false

  init(_ source: ByteSource, name: String) {
    self.source = source
    self.name = name
  }

  /// The next element with its place: its line, or in an array its row. A mistake in one element
  /// does not prevent reading the next.
  func next() throws(FormatError) -> (node: Result<JSONNode, JSONMistake>, place: SourcePlace)? {
    var element: [UInt8] = []
    var depth = 0
    var isString = false
    var isEscaped = false
    var startLine = line
    while let byte = try byte() {
      if byte == 10 { line += 1 }
      if isArray == nil, byte > 32 {
        isArray = byte == UInt8(ascii: "[")
        if isArray == true { continue }
      }
      if isString {
        element.append(byte)
        if isEscaped {
          isEscaped = false
        } else if byte == 92 {
          isEscaped = true
        } else if byte == 34 {
          isString = false
        } else if byte == 10, isArray == false, depth <= 1 {
          // A JSONL line that never closes its string: the next line is read on its own.
          break
        }
        continue
      }
      if depth == 0 {
        let isSpace = byte <= 32
        let isSeparator = isArray == true ? byte == UInt8(ascii: ",") : byte == 10
        if isArray == true, byte == UInt8(ascii: "]") { break }
        if isSeparator || isSpace {
          if !element.isEmpty, isSeparator { break }
          if !element.isEmpty { element.append(byte) }
          continue
        }
        if element.isEmpty { startLine = line }
      }
      element.append(byte)
      switch byte {
      case 34: isString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
    }
    guard !element.isEmpty else { return nil }
    row += 1
    let place = SourcePlace(file: name, line: isArray == true ? row : startLine)
    return (JSONReader.parse(element), place)
  }

  private func byte() throws(FormatError) -> UInt8? {
    while at >= chunk.count {
      guard let next = try source.next() else { return nil }
      chunk = next
      at = 0
    }
    at += 1
    return chunk[at - 1]
  }
}
