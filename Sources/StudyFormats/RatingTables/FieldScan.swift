import AnnotationModel
import Glibc

/// The rows of a CSV or TSV file as bytes of fields, without a text for each: for tables of many
/// rows of which few columns are wanted. RFC 4180, as `CSVRows` reads it.
final class FieldScan {
  private let source: ByteSource
  private(set) var separator = Separator.comma
  private var bytes: [UInt8] = []
  private var start = 0
  private var isAtEnd = false
  /// The line on which the next row begins, from 1.
  private(set) var line = 1
  /// Fields of the row found last, as pairs of offsets into `bytes`.
  private var ends: [(from: Int, to: Int)] = []
  /// Contents of quoted fields with doubled quotes, which are not as they stand in the file.
  private var unquoted: [Int: [UInt8]] = [:]

  init(_ source: ByteSource, named: Separator?) throws(FormatError) {
    self.source = source
    while bytes.count < 1 << 16, try grow() {}
    separator = named ?? Separator.guess(bytes.prefix(1 << 18))
  }

  /// The number of fields of the row found last.
  var fieldCount: Int { ends.count }

  /// Finds the next row that is not empty; false at the end.
  func findRow() throws(FormatError) -> Bool {
    while true {
      guard let end = scan() else {
        guard try grow() else { return false }
        continue
      }
      start = end.next
      line += end.lines
      if ends.count == 1, ends[0].from == ends[0].to, !end.hasQuotes { continue }
      return true
    }
  }

  /// The bytes of a field of the row found last, for as long as `body` runs.
  func field<Result>(_ at: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let own = unquoted[at] { return own.withUnsafeBufferPointer(body) }
    let (from, to) = ends[at]
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[from..<to])) }
  }

  func text(_ at: Int) -> String { field(at) { String(decoding: $0, as: UTF8.self) } }

  // MARK: - Bytes

  /// Reads more; false at the end of the source, where a row may yet stand without a line end.
  private func grow() throws(FormatError) -> Bool {
    if isAtEnd { return false }
    if start > 0 {
      bytes.removeSubrange(..<start)
      start = 0
    }
    guard let more = try source.next() else {
      isAtEnd = true
      return bytes.count > start
    }
    bytes += more
    return true
  }

  private struct RowEnd {
    var next: Int
    var lines: Int
    var hasQuotes: Bool
  }

  /// The row at `start`; nil where the bytes end before it does.
  private func scan() -> RowEnd? {
    ends.removeAll(keepingCapacity: true)
    if !unquoted.isEmpty { unquoted.removeAll() }
    let (from, separator, isAtEnd) = (start, separator.byte, isAtEnd)
    return bytes.withUnsafeBufferPointer { bytes in
      guard from < bytes.count else { return nil }
      var at = from
      var lines = 0
      var hasQuotes = false
      while true {
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
          hasQuotes = true
          guard let end = quoted(bytes, at, &lines) else { return nil }
          at = end
        } else {
          let begin = at
          while at < bytes.count, bytes[at] != separator, bytes[at] != 10, bytes[at] != 13 {
            at += 1
          }
          guard at < bytes.count || isAtEnd else { return nil }
          ends.append((begin, at))
        }
        guard at < bytes.count else { return RowEnd(next: at, lines: lines, hasQuotes: hasQuotes) }
        let byte = bytes[at]
        at += 1
        if byte == separator { continue }
        if byte == 13 {
          guard at < bytes.count || isAtEnd else { return nil }
          if at < bytes.count, bytes[at] == 10 { at += 1 }
        }
        return RowEnd(next: at, lines: lines + 1, hasQuotes: hasQuotes)
      }
    }
  }

  /// A field in quotes with what follows them up to its separator; where it ends, or nil where the
  /// bytes end before it does.
  private func quoted(
    _ bytes: UnsafeBufferPointer<UInt8>, _ quote: Int, _ lines: inout Int
  ) -> Int? {
    var at = quote + 1
    var content: [UInt8] = []
    while true {
      guard at < bytes.count else {
        guard isAtEnd else { return nil }
        break
      }
      if bytes[at] == UInt8(ascii: "\"") {
        guard at + 1 < bytes.count || isAtEnd else { return nil }
        guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: "\"") else {
          at += 1
          break
        }
        at += 1
      } else if bytes[at] == 10 {
        lines += 1
      }
      content.append(bytes[at])
      at += 1
    }
    while at < bytes.count, bytes[at] != separator.byte, bytes[at] != 10, bytes[at] != 13 {
      content.append(bytes[at])
      at += 1
    }
    guard at < bytes.count || isAtEnd else { return nil }
    unquoted[ends.count] = content
    ends.append((quote, at))
    return at
  }
}
