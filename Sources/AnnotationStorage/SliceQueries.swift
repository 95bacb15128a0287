import AnnotationModel

/// Properties of items as columns.
extension AnnotationStore {
  /// The value of a property for every item, the names in the order of their first items. One pass
  /// over numbers; texts are read once for each name.
  public func sliceColumn(_ property: SliceColumn.Property) throws(StorageError) -> SliceColumn {
    var slices = Slices(property, itemCount: try itemCount())
    switch property {
    case .category: try fill(&slices, "category", try names(in: "category"))
    case .source: try fill(&slices, "source", try names(in: "source"))
    case .length: try fillLengths(&slices)
    case .turn: try fillTurns(&slices)
    case .systemFamily: try fillFamilies(&slices)
    }
    return slices.column
  }

  private func names(in table: String) throws(StorageError) -> [Int64: String] {
    var result: [Int64: String] = [:]
    let rows = try connection.make("SELECT id, name FROM \(table)")
    while try rows.step() { result[rows.int64(0)] = rows.text(1) }
    return result
  }

  private func fill(_ slices: inout Slices, _ column: String, _ names: [Int64: String])
    throws(StorageError)
  {
    let rows = try connection.make("SELECT id, \(column) FROM item WHERE \(column) IS NOT NULL")
    while try rows.step() {
      slices.put(rows.int(0), rows.int(1)) { names[Int64($0)] ?? "" }
    }
  }

  private func fillLengths(_ slices: inout Slices) throws(StorageError) {
    let names = ["under 50 words", "50 to 149", "150 to 399", "400 and more"]
    let rows = try connection.make("SELECT id, words FROM item")
    while try rows.step() {
      let words = rows.int(1)
      let length = words < 50 ? 0 : words < 150 ? 1 : words < 400 ? 2 : 3
      slices.put(rows.int(0), length) { names[$0] }
    }
  }

  private func fillTurns(_ slices: inout Slices) throws(StorageError) {
    let rows = try connection.make("SELECT id, turn FROM item WHERE turn > 0")
    while try rows.step() { slices.put(rows.int(0), rows.int(1)) { "turn \($0)" } }
  }

  /// The families (or else names) of an item's systems, in the order of its candidates.
  private func fillFamilies(_ slices: inout Slices) throws(StorageError) {
    var labels: [Int64: String] = [:]
    let systems = try connection.make("SELECT id, name, family FROM system")
    while try systems.step() {
      labels[systems.int64(0)] = systems.text(2).isEmpty ? systems.text(1) : systems.text(2)
    }
    var known: [[Int64]: String] = [:]
    var item = 0
    var group: [Int64] = []
    func end() {
      guard !group.isEmpty else { return }
      let name = known[group] ?? group.map { labels[$0] ?? "" }.joined(separator: " / ")
      known[group] = name
      slices.put(item, name)
    }
    let rows = try connection.make(
      "SELECT item, system FROM candidateOrigin ORDER BY item, ordinal")
    while try rows.step() {
      if rows.int(0) != item {
        end()
        item = rows.int(0)
        group.removeAll(keepingCapacity: true)
      }
      group.append(rows.int64(1))
    }
    end()
  }
}

/// A slice column while it is filled, in any order of items.
private struct Slices {
  private let property: SliceColumn.Property
  private var names: [String] = []
  /// The first item of each name.
  private var firsts: [Int] = []
  private var byName: [String: Int32] = [:]
  private var byNumber: [Int: Int32] = [:]
  private var last: (number: Int, slice: Int32)?
  private var values: [Int32]

  init(_ property: SliceColumn.Property, itemCount: Int) {
    self.property = property
    values = Array(repeating: -1, count: itemCount)
  }

  /// Puts an item into the slice of a number, which is named when it is first met.
  mutating func put(_ item: Int, _ number: Int, name: (Int) -> String) {
    let slice: Int32
    if let last, last.number == number {
      slice = last.slice
    } else if let known = byNumber[number] {
      slice = known
    } else {
      slice = self.slice(of: name(number))
      byNumber[number] = slice
    }
    last = (number, slice)
    put(item, in: slice)
  }

  mutating func put(_ item: Int, _ name: String) { put(item, in: slice(of: name)) }

  private mutating func put(_ item: Int, in slice: Int32) {
    guard values.indices.contains(item - 1) else { return }
    values[item - 1] = slice
    firsts[Int(slice)] = min(firsts[Int(slice)], item)
  }

  private mutating func slice(of name: String) -> Int32 {
    if let known = byName[name] { return known }
    byName[name] = Int32(names.count)
    names.append(name)
    firsts.append(.max)
    return Int32(names.count - 1)
  }

  /// The names in the order of their numbers where these have a meaning, else of their first
  /// items.
  var column: SliceColumn {
    let isNumbered = property == .length || property == .turn
    let order =
      isNumbered
      ? byNumber.sorted { $0.key < $1.key }.map { Int($0.value) }
      : names.indices.sorted { firsts[$0] < firsts[$1] }
    var places = Array(repeating: Int32(0), count: names.count)
    for (place, slice) in order.enumerated() { places[slice] = Int32(place) }
    return SliceColumn(
      property: property, names: order.map { names[$0] },
      values: values.map { $0 < 0 ? -1 : places[Int($0)] })
  }
}
