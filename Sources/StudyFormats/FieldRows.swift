import AnnotationModel
import JSONText

/// The value of a field of one row, by the field's name.
struct RowFields {
  /// The field as text; nil where it is missing or is no scalar.
  let text: (String) -> String?
  /// The field as JSON; nil for tables.
  let node: (String) -> JSONNode?
}

/// Rows with named fields, from a table or from JSON, with the first ones looked at beforehand.
final class FieldRows {
  /// A row with its fields, or what is wrong with it.
  enum Row {
    case fields(RowFields, SourcePlace)
    case mistake(RowProblem)
  }

  /// How many rows are looked at to guess what the fields mean.
  static let sampleCount = 50

  let source: ByteSource
  /// Fields of the header, or of the first rows.
  private(set) var names: [String] = []
  /// The names are all that there are, from a header; else those of the first elements.
  private(set) var hasHeader = false
  /// Per field, its first values.
  private(set) var samples: [[String]] = []
  private var pending: [Row] = []
  /// Bytes of ill-formed texts in the rows read so far, until they are taken.
  private var originals: [PlacedRecord] = []
  private let read: () throws(FormatError) -> Row?
  private let remarks: () -> String?
  private let readOriginals: (SourcePlace) -> [PlacedRecord]

  private init(
    _ source: ByteSource, read: @escaping () throws(FormatError) -> Row?,
    remarks: @escaping () -> String?,
    originals: @escaping (SourcePlace) -> [PlacedRecord]
  ) {
    self.source = source
    self.read = read
    self.remarks = remarks
    readOriginals = originals
  }

  /// What stands between the fields of a table; nil for JSON.
  private(set) var separator: Separator?

  /// - Parameter separator: of a CSV file; found out where it is nil.
  static func open(_ file: String, format: String, separator: Separator? = nil) throws(FormatError)
    -> FieldRows
  {
    let source = try ByteSource(path: file)
    return ["csv", "tsv"].contains(format)
      ? try table(file, source, format == "tsv" ? .tab : separator) : try json(file, source)
  }

  var guess: FieldMapping { FieldMapping.guess(fields: names, samples: samples) }

  /// What to say once all is read.
  var remark: String? { remarks() }

  func next() throws(FormatError) -> Row? {
    if let row = pending.popLast() { return row }
    return try fresh()
  }

  /// The bytes of ill-formed texts in the rows that have been read.
  func takeOriginals() -> [PlacedRecord] {
    defer { originals = [] }
    return originals
  }

  private func fresh() throws(FormatError) -> Row? {
    guard let row = try read() else { return nil }
    switch row {
    case .fields(_, let place): originals += readOriginals(place)
    case .mistake(let problem): originals += readOriginals(problem.place)
    }
    return row
  }

  private static func table(_ file: String, _ source: ByteSource, _ separator: Separator?)
    throws(FormatError) -> FieldRows
  {
    let rows = try CSVRows(source, named: separator)
    let header = distinct(try rows.next()?.fields ?? [])
    var at: [String: Int] = [:]
    for (index, field) in header.enumerated() where at[field] == nil { at[field] = index }
    let result = FieldRows(
      source,
      read: { () throws(FormatError) -> Row? in
        guard let (fields, line) = try rows.next() else { return nil }
        let place = SourcePlace(file: file, line: line)
        if rows.isQuoteOpen {
          return .mistake(
            RowProblem(place, "a quote is never closed", remedy: "close it, or double it"))
        }
        guard fields.count == header.count else {
          return .mistake(
            RowProblem(
              place, "\(fields.count) fields, but the header has \(header.count)",
              remedy: "quote fields that hold separators or line ends"))
        }
        return .fields(
          RowFields(text: { name in at[name].map { fields[$0] } }, node: { _ in nil }), place)
      }, remarks: { rows.remark }, originals: { rows.takeOriginals(at: $0) })
    result.separator = rows.guessed
    try result.look(names: header)
    return result
  }

  /// Headings that stand twice get a number, so that each column can be named.
  private static func distinct(_ header: [String]) -> [String] {
    var seen: [String: Int] = [:]
    return header.map { heading in
      seen[heading, default: 0] += 1
      let count = seen[heading] ?? 1
      return count == 1 ? heading : "\(heading) (\(count))"
    }
  }

  private static func json(_ file: String, _ source: ByteSource) throws(FormatError) -> FieldRows {
    let elements = JSONElements(source, name: file)
    var names: [String] = []
    var known: Set<String> = []
    var seen = 0
    let result = FieldRows(
      source,
      read: { () throws(FormatError) -> Row? in
        guard let element = try elements.next() else { return nil }
        switch element.node {
        case .failure(let mistake):
          return .mistake(
            RowProblem(element.place, mistake.text, remedy: JSONRemedy.words(element.place)))
        case .success(let node):
          seen += 1
          if seen <= sampleCount {
            names += fieldNames(node).filter { known.insert($0).inserted }
          }
          return .fields(
            RowFields(text: { node.at($0)?.text }, node: { node.at($0) }), element.place)
        }
      }, remarks: { elements.remark }, originals: { elements.takeOriginals(at: $0) })
    try result.look(names: nil)
    result.describe(names)
    return result
  }

  /// Names of fields, with dots for those inside objects.
  static func fieldNames(_ node: JSONNode, _ prefix: String = "") -> [String] {
    (node.members ?? []).flatMap { member -> [String] in
      let name = prefix + member.name
      return member.value.members == nil ? [name] : fieldNames(member.value, name + ".")
    }
  }

  private func look(names: [String]?) throws(FormatError) {
    var rows: [Row] = []
    while rows.count < Self.sampleCount, let row = try fresh() { rows.append(row) }
    pending = rows.reversed()
    if let names {
      hasHeader = true
      describe(names)
    }
  }

  private func describe(_ names: [String]) {
    self.names = names
    samples = names.map { name in
      pending.reversed().compactMap { row in
        if case .fields(let fields, _) = row { fields.text(name) } else { nil }
      }
    }
  }
}
