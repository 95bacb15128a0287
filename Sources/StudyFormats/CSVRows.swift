import AnnotationModel
import Glibc

/// The rows of a CSV or TSV file (RFC 4180): quoted fields may hold separators, quotes and line
/// ends. Memory is that of one row.
final class CSVRows {
  private let window: ByteWindow
  private let separator: UInt8
  /// What was found between the fields, where it was looked for.
  private(set) var guessed = Separator.comma
  private var line = 1
  /// Whether the row returned last began a quote that the file never closes.
  private(set) var isQuoteOpen = false

  init(_ source: ByteSource, separator: UInt8) {
    window = ByteWindow(source)
    self.separator = separator
  }

  /// With the separator that the beginning of the table shows, unless one is named.
  init(_ source: ByteSource, named: Separator?) throws(FormatError) {
    window = ByteWindow(source)
    while window.bytes.count < 1 << 16, try window.grow() {}
    guessed = named ?? Separator.guess(window.bytes.prefix(1 << 18))
    separator = guessed.byte
  }

  var remark: String? { window.remark }

  /// The bytes of ill-formed texts in what was returned since the last call.
  func takeOriginals(at place: SourcePlace) -> [PlacedRecord] { window.takeOriginals(at: place) }

  /// The next row that is not empty, and the line where it begins; nil at the end.
  func next() throws(FormatError) -> (fields: [String], line: Int)? {
    var isLast = false
    while true {
      guard var row = scan(isLast: isLast) else {
        isLast = try !window.grow()
        continue
      }
      window.start += row.length
      let start = line
      line += row.lines
      isQuoteOpen = row.isQuoteOpen
      if row.length == 0 { return nil }
      if row.isBlank { continue }
      if row.fields.last?.isEmpty == true, row.fields.count == 1 { row.fields = [""] }
      return (row.fields, start)
    }
  }

  private struct Row {
    var fields: [String] = []
    var length = 0
    var lines = 0
    var isBlank = false
    var isQuoteOpen = false
  }

  /// The row at the window's start; nil where the window ends before it does.
  private func scan(isLast: Bool) -> Row? {
    let (from, separator, window) = (window.start, separator, window)
    return window.bytes.withUnsafeBufferPointer { bytes in
      CSVRowScan(
        bytes: bytes, at: from, separator: separator, isLast: isLast, text: window.text
      ).row()
    }.map {
      Row(
        fields: $0.fields, length: $0.at - from, lines: $0.lines, isBlank: $0.isBlank,
        isQuoteOpen: $0.isQuoteOpen)
    }
  }
}

/// One row being read out of bytes.
private struct CSVRowScan {
  let bytes: UnsafeBufferPointer<UInt8>
  var at: Int
  let separator: UInt8
  /// Whether no bytes follow these.
  let isLast: Bool
  let text: (UnsafeBufferPointer<UInt8>) -> String
  var fields: [String] = []
  var lines = 0
  var isBlank = false
  var isQuoteOpen = false

  /// The scan after its row and line end; nil when more bytes are needed to tell.
  consuming func row() -> CSVRowScan? {
    let start = at
    while true {
      let isQuoted = at < bytes.count && bytes[at] == 34
      guard isQuoted ? quoted() : plain() else { return nil }
      guard at < bytes.count else { return isLast ? ended(start, quoted: isQuoted) : nil }
      let byte = bytes[at]
      at += 1
      if byte == separator { continue }
      if byte == 13 {
        if at < bytes.count {
          if bytes[at] == 10 { at += 1 }
        } else if !isLast {
          return nil
        }
      }
      lines += 1
      isBlank = fields.count == 1 && fields[0].isEmpty && !isQuoted
      return self
    }
  }

  private consuming func ended(_ start: Int, quoted: Bool) -> CSVRowScan {
    isBlank = fields.count == 1 && fields[0].isEmpty && !quoted
    return self
  }

  /// A field up to its separator or line end; false where the bytes end and more may come.
  private mutating func plain() -> Bool {
    let from = at
    at = endOfPlain(from)
    guard at < bytes.count || isLast else { return false }
    fields.append(text(UnsafeBufferPointer(rebasing: bytes[from..<at])))
    return true
  }

  private func endOfPlain(_ from: Int) -> Int {
    var at = from
    while at < bytes.count {
      let byte = bytes[at]
      if byte == separator || byte == 10 || byte == 13 { break }
      at += 1
    }
    return at
  }

  /// A field in quotes, with what follows its closing quote; doubled quotes are one.
  private mutating func quoted() -> Bool {
    at += 1
    let from = at
    var hasPairs = false
    while true {
      guard let quote = nextQuote() else {
        guard isLast else { return false }
        at = bytes.count
        isQuoteOpen = true
        append(from..<at, hasPairs)
        return true
      }
      at = quote
      guard at + 1 < bytes.count || isLast else { return false }
      if at + 1 < bytes.count, bytes[at + 1] == 34 {
        hasPairs = true
        at += 2
        continue
      }
      append(from..<at, hasPairs)
      at += 1
      return rest()
    }
  }

  private func nextQuote() -> Int? {
    guard at < bytes.count, let base = bytes.baseAddress else { return nil }
    return memchr(base + at, 34, bytes.count - at).map {
      UnsafeRawPointer($0) - UnsafeRawPointer(base)
    }
  }

  /// The content of a quoted field, with its lines counted.
  private mutating func append(_ range: Range<Int>, _ hasPairs: Bool) {
    let part = UnsafeBufferPointer(rebasing: bytes[range])
    var last: UInt8 = 0
    for byte in part {
      if byte == 13 || (byte == 10 && last != 13) { lines += 1 }
      last = byte
    }
    guard hasPairs else { return fields.append(text(part)) }
    var single: [UInt8] = []
    single.reserveCapacity(part.count)
    var index = 0
    while index < part.count {
      single.append(part[index])
      index += part[index] == 34 ? 2 : 1
    }
    fields.append(single.withUnsafeBufferPointer { text($0) })
  }

  /// Bytes between a closing quote and the separator belong to the field, as everyone reads them.
  private mutating func rest() -> Bool {
    let from = at
    at = endOfPlain(from)
    guard at < bytes.count || isLast else { return false }
    if at > from {
      fields[fields.count - 1] += text(UnsafeBufferPointer(rebasing: bytes[from..<at]))
    }
    return true
  }
}
