import AnnotationModel

/// The rows of a CSV or TSV file (RFC 4180): quoted fields may hold separators, quotes and line
/// ends. Memory is that of one row.
final class CSVRows {
  private let source: ByteSource
  private let separator: UInt8
  private var chunk: [UInt8] = []
  private var at = 0
  private var line = 1

  init(_ source: ByteSource, separator: UInt8) {
    self.source = source
    self.separator = separator
  }

  /// The next row that is not empty, and the line where it begins; nil at the end.
  func next() throws(FormatError) -> (fields: [String], line: Int)? {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    var start = line
    while let byte = try byte() {
      if byte == 10 { line += 1 }
      if isQuoted {
        guard byte == 34 else {
          field.append(byte)
          continue
        }
        if try peek() == 34 {
          at += 1
          field.append(34)
        } else {
          isQuoted = false
        }
      } else if byte == 34, field.isEmpty {
        isQuoted = true
        wasQuoted = true
      } else if byte == separator {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
        wasQuoted = false
      } else if byte == 10 || byte == 13 {
        if byte == 13, try peek() == 10 { continue }
        if byte == 13 { line += 1 }
        if fields.isEmpty, field.isEmpty, !wasQuoted {
          start = line
          continue
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return (fields, start)
      } else {
        field.append(byte)
      }
    }
    guard !fields.isEmpty || !field.isEmpty || wasQuoted else { return nil }
    fields.append(String(decoding: field, as: UTF8.self))
    return (fields, start)
  }

  private func byte() throws(FormatError) -> UInt8? {
    guard try peek() != nil else { return nil }
    at += 1
    return chunk[at - 1]
  }

  private func peek() throws(FormatError) -> UInt8? {
    while at >= chunk.count {
      guard let next = try source.next() else { return nil }
      chunk = next
      at = 0
    }
    return chunk[at]
  }
}
