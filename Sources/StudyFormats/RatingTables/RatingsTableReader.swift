import AnnotationModel

/// Reads a CSV or TSV file of ratings, long or wide, plain or gzip, `-` for standard input.
///
/// A million rows are read in some tenths of a second: fields are bytes until they are new.
public struct RatingsTableReader {
  /// What a second rating of one unit by one rater counts as, in a table with a row for each.
  public enum Repeated: String, Sendable, CaseIterable {
    case refuse, first, last
  }

  private let source: FieldScan
  private let path: String
  private let missing: Set<String>
  private let repeated: Repeated
  private let header: [String]
  private let layout: RatingsLayout
  private let cluster: Int?

  /// Reads the header and finds the layout.
  ///
  /// - Parameter missing: cells that are no rating, beside empty ones.
  /// - Throws: `FormatError`, which names the file, the line and the columns that there are.
  public init(
    path: String, request: RatingsLayout.Request, separator: Separator? = nil,
    missing: Set<String> = [], repeated: Repeated = .refuse
  ) throws(FormatError) {
    self.path = path
    self.missing = missing
    self.repeated = repeated
    source = try FieldScan(ByteSource(path: path), named: separator)
    guard try source.findRow() else {
      throw .unknownFormat(path: path, reason: "it is empty; a table begins with a header")
    }
    let header = (0..<source.fieldCount).map(source.text)
    self.header = header
    if let twice = header.first(where: { name in header.filter { $0 == name }.count > 1 }) {
      throw .row(
        SourcePlace(file: path, line: 1), problem: "two columns are called '\(twice)'",
        remedy: "name them apart")
    }
    do {
      layout = try RatingsLayout.find(request, in: header)
    } catch {
      throw .row(
        SourcePlace(file: path, line: 1), problem: error.problem,
        remedy: "it has: \(header.joined(separator: ", "))")
    }
    cluster = request.cluster.flatMap { header.firstIndex(of: $0) }
  }

  /// The whole table. Throws `FormatError` at the first row that cannot be read.
  public func read() throws(FormatError) -> RatingsTable {
    switch layout {
    case .wide(let unit, let raters): try wide(unit, raters)
    case .long(let unit, let rater, let value): try long(unit, rater, value)
    }
  }

  private func place(_ field: String = "") -> SourcePlace {
    SourcePlace(file: path, line: source.line - 1, field: field)
  }

  private func column(_ name: String) -> Int { header.firstIndex(of: name) ?? 0 }

  private func checkWidth() throws(FormatError) {
    guard source.fieldCount == header.count else {
      throw .row(
        place(), problem: "\(source.fieldCount) fields, where the header has \(header.count)",
        remedy: "quote fields that hold the separator, or name it with --delimiter")
    }
  }

  // MARK: - Wide

  private func wide(_ unit: String?, _ raters: [String]) throws(FormatError) -> RatingsTable {
    let places = raters.map(column)
    var values = CategoryCodes(missing: missing)
    var columns = places.map { _ in [RatingsTable.Code]() }
    var units = unit.map { _ in InternedTexts() }
    let unitPlace = unit.map(column)
    var clusters = ClusterCodes(column: cluster)
    while try source.findRow() {
      try checkWidth()
      if let unitPlace {
        let known = units?.count
        let number = source.field(unitPlace) { units?.number(of: $0) }
        if number != known {
          throw .row(
            place(header[unitPlace]), problem: "'\(source.text(unitPlace))' came before",
            remedy: "a row for each unit; or say --rater and --value for a row for each rating")
        }
      }
      for (rater, at) in places.enumerated() {
        guard let code = source.field(at, { values.code(of: $0) }) else { throw tooMany(at) }
        columns[rater].append(code)
      }
      clusters.add(source)
    }
    return RatingsTable(
      layout: layout, raters: raters, categories: values.names, columns: columns,
      clusters: clusters.ofUnit, clusterCount: clusters.count, units: units)
  }

  private func tooMany(_ at: Int) -> FormatError {
    .row(
      place(header[at]), problem: "more than 65,535 different values",
      remedy: "is it a column of ratings? Name the right ones with --raters or --value")
  }

  // MARK: - Long

  private func long(_ unit: String, _ rater: String, _ value: String) throws(FormatError)
    -> RatingsTable
  {
    let (unitAt, raterAt, valueAt) = (column(unit), column(rater), column(value))
    var values = CategoryCodes(missing: missing)
    var (units, raters) = (InternedTexts(), InternedTexts())
    var columns: [[RatingsTable.Code]] = []
    var clusters = ClusterCodes(column: cluster)
    while try source.findRow() {
      try checkWidth()
      let unit = source.field(unitAt) { units.number(of: $0) }
      let rater = source.field(raterAt) { raters.number(of: $0) }
      guard let code = source.field(valueAt, { values.code(of: $0) }) else {
        throw tooMany(valueAt)
      }
      if rater == columns.count { columns.append([]) }
      try checkSize(columns.count, units.count)
      if clusters.isWanted, let other = clusters.set(source, unit: unit) {
        throw .row(
          place(header[cluster ?? 0]),
          problem: "unit '\(units[unit])' was in cluster '\(other)' before",
          remedy: "a unit belongs to one cluster")
      }
      while columns[rater].count <= unit { columns[rater].append(RatingsTable.missing) }
      let before = columns[rater][unit]
      if before != RatingsTable.missing, code != RatingsTable.missing {
        if repeated == .refuse {
          throw .row(
            place(),
            problem: "'\(raters[rater])' rated unit '\(units[unit])' before",
            remedy: "say --repeated first or last, or give the two ratings two raters")
        }
        if repeated == .first { continue }
      }
      if code != RatingsTable.missing { columns[rater][unit] = code }
    }
    for at in columns.indices {
      let lacking = units.count - columns[at].count
      columns[at] += Array(repeating: RatingsTable.missing, count: lacking)
    }
    return RatingsTable(
      layout: layout, raters: raters.texts, categories: values.names, columns: columns,
      clusters: clusters.ofUnit, clusterCount: clusters.count, units: units)
  }

  /// Two bytes for each rater and unit: a billion of them would be no table of ratings.
  private func checkSize(_ raters: Int, _ units: Int) throws(FormatError) {
    guard raters > 64, raters * units > 1 << 29 else { return }
    throw .row(
      place(), problem: "\(raters) raters and \(units) units are more than fit into memory",
      remedy: "take a part of the raters")
  }
}

/// Values as numbers, with the cells that are none.
private struct CategoryCodes {
  private var texts = InternedTexts()
  private let missing: Set<String>
  /// By the number of the text: its category, or missing.
  private var codes: [RatingsTable.Code] = []
  private(set) var names: [String] = []

  init(missing: Set<String>) { self.missing = missing }

  /// Nil where there is no number left.
  mutating func code(of text: UnsafeBufferPointer<UInt8>) -> RatingsTable.Code? {
    if text.isEmpty { return RatingsTable.missing }
    let number = texts.number(of: text)
    if number < codes.count { return codes[number] }
    let name = texts[number]
    if missing.contains(name) {
      codes.append(RatingsTable.missing)
    } else {
      guard names.count < Int(RatingsTable.missing) else { return nil }
      codes.append(RatingsTable.Code(names.count))
      names.append(name)
    }
    return codes[number]
  }
}

/// The clusters of units.
private struct ClusterCodes {
  private let column: Int?
  private var texts = InternedTexts()
  private var numbers: [Int] = []

  init(column: Int?) { self.column = column }

  var isWanted: Bool { column != nil }
  var count: Int { texts.count }
  var ofUnit: [Int]? { column == nil ? nil : numbers }

  /// The cluster of the next unit.
  mutating func add(_ row: FieldScan) {
    guard let column else { return }
    numbers.append(row.field(column) { texts.number(of: $0) })
  }

  /// The cluster of a unit; its other one, where it had another before.
  mutating func set(_ row: FieldScan, unit: Int) -> String? {
    guard let column else { return nil }
    let number = row.field(column) { texts.number(of: $0) }
    if unit == numbers.count { numbers.append(number) }
    return numbers[unit] == number ? nil : texts[numbers[unit]]
  }
}
