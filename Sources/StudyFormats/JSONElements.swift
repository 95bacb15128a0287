import AnnotationModel
import Glibc
import JSONText

/// The elements of a JSON array, the lines of a JSONL file, or JSON values one after the other:
/// memory is that of one element.
final class JSONElements {
  private enum Shape { case lines, array, values, ended }

  private let window: ByteWindow
  private let name: String
  private var line = 1
  private var row = 0
  private var shape: Shape?
  private var wantsElement = true

  init(_ source: ByteSource, name: String) {
    window = ByteWindow(source)
    self.name = name
  }

  var remark: String? { window.remark }

  /// The bytes of ill-formed texts in what was returned since the last call.
  func takeOriginals(at place: SourcePlace) -> [PlacedRecord] { window.takeOriginals(at: place) }

  typealias Element = (node: Result<JSONNode, JSONMistake>, place: SourcePlace)

  /// The next element with its place: its line, or in an array its row. A mistake in one element
  /// does not prevent reading the next.
  func next() throws(FormatError) -> Element? {
    try skipSpace()
    if shape == nil { try begin() }
    switch shape {
    case .lines: return try nextLine()
    case .array: return try nextOfArray()
    case .values: return try nextValue()
    case .ended, nil: return nil
    }
  }

  private func begin() throws(FormatError) {
    guard let first = try peek() else { return }
    if first == UInt8(ascii: "[") {
      window.start += 1
      shape = .array
      return try skipSpace()
    }
    // One value over several lines, as `jq` prints them? Its first line alone is cut off.
    let length = try lineLength()
    shape = .lines
    let whole = window.bytes[window.start..<(window.start + length)]
    if case .failure(let mistake) = JSONReader.parse(Array(whole)), mistake.isCutOff {
      shape = .values
    }
  }

  private func nextLine() throws(FormatError) -> Element? {
    guard try peek() != nil else { return nil }
    return take(try lineLength(), at: line)
  }

  private func nextValue() throws(FormatError) -> Element? {
    guard try peek() != nil else { return nil }
    return take(try valueLength(), at: line)
  }

  private func nextOfArray() throws(FormatError) -> Element? {
    guard let byte = try peek() else {
      shape = .ended
      return mistake("the array is not closed: the file is cut off")
    }
    switch byte {
    case UInt8(ascii: "]"):
      window.start += 1
      shape = .ended
      try skipSpace()
      if wantsElement, row > 0 { return mistake("a comma stands before the closing bracket") }
      return try peek() == nil ? nil : mistake("something follows the array")
    case UInt8(ascii: ","):
      window.start += 1
      if wantsElement { return mistake("an element is missing before a comma") }
      wantsElement = true
      return try next()
    default:
      guard wantsElement else {
        wantsElement = true
        return mistake("a comma is missing between two elements")
      }
      wantsElement = false
      row += 1
      return take(try valueLength(), at: row)
    }
  }

  private func mistake(_ text: String) -> Element {
    (
      .failure(JSONMistake(text: text)),
      SourcePlace(file: name, line: shape == .array || shape == .ended ? max(1, row) : line)
    )
  }

  /// Reads the next bytes as one value and takes them.
  private func take(_ length: Int, at number: Int) -> Element {
    let result = parse(length)
    advance(length)
    return (result, SourcePlace(file: name, line: number))
  }

  private func parse(_ length: Int) -> Result<JSONNode, JSONMistake> {
    let (start, window) = (window.start, window)
    return window.bytes.withUnsafeBufferPointer { bytes in
      JSONReader.parse(
        UnsafeBufferPointer(rebasing: bytes[start..<(start + length)]), text: window.text)
    }
  }

  private func advance(_ length: Int) {
    if shape == .values { line += lines(length) }
    window.start += length
  }

  private func lines(_ length: Int) -> Int {
    var count = 0
    for byte in window.bytes[window.start..<(window.start + length)] where byte == 10 {
      count += 1
    }
    return count
  }

  private func peek() throws(FormatError) -> UInt8? {
    if window.start >= window.bytes.count, try !window.grow() { return nil }
    return window.bytes[window.start]
  }

  private func skipSpace() throws(FormatError) {
    while let byte = try peek(), byte == 32 || byte == 10 || byte == 13 || byte == 9 {
      if byte == 10 { line += 1 }
      window.start += 1
    }
  }

  /// How many bytes there are before the line's end.
  private func lineLength() throws(FormatError) -> Int {
    var seen = 0
    while true {
      let start = window.start
      let count = window.bytes.count - start
      let found = window.bytes.withUnsafeBytes { bytes -> Int? in
        guard let base = bytes.baseAddress, count > seen else { return nil }
        return memchr(base + start + seen, 10, count - seen).map { UnsafeRawPointer($0) - base }
      }
      if let found { return found - start }
      seen = count
      if try !window.grow() { return count }
    }
  }

  /// How many bytes the value at the window's start has: up to its last bracket, or for a scalar
  /// to the next separator.
  private func valueLength() throws(FormatError) -> Int {
    var scan = JSONExtent()
    while true {
      let start = window.start
      if let length = window.bytes.withUnsafeBufferPointer({ scan.end(in: $0, from: start) }) {
        return length
      }
      if try !window.grow() { return window.bytes.count - window.start }
    }
  }
}

/// Finds where a JSON value ends, going on where it stopped when more bytes have come.
private struct JSONExtent {
  private var seen = 0
  private var depth = 0
  private var isString = false
  private var isEscaped = false

  mutating func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    var at = start + seen
    defer { seen = at - start }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isString {
        if isEscaped {
          isEscaped = false
        } else if byte == 92 {
          isEscaped = true
        } else if byte == 34 {
          isString = false
          if depth == 0 { return at - start }
        }
        continue
      }
      switch byte {
      case 34: isString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // A closing bracket that belongs to the array around this value.
        if depth == 0 { return max(1, at - 1 - start) }
        depth -= 1
        if depth == 0 { return at - start }
      case UInt8(ascii: ","), 32, 10, 13, 9:
        if depth == 0 { return max(1, at - 1 - start) }
      default: break
      }
    }
    return nil
  }
}
