import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

extension AgreementScreen {
  /// Makes the figures of the view that is shown. O(raters · k²) once the tables stand.
  mutating func refresh() {
    guard tracker != nil else { return }
    refreshRaters()
    switch view {
    case .raters: break
    case .pairs: refreshMatrix()
    case .pair: refreshPair()
    case .everyone: refreshGroups()
    case .slices: refreshSlices()
    }
  }

  /// The majority of several people, or the one person there is, or the first rater.
  mutating func chooseReference() {
    guard let tracker else { return }
    if let reference, tracker.stream(reference) != nil { return }
    let people = tracker.humans
    if people.count > 1 {
      reference = .majority
    } else {
      reference = people.first ?? tracker.streams.first?.id
    }
  }

  var referenceName: String { reference.map(name) ?? "nobody" }

  func name(of id: StreamID) -> String { tracker?.stream(id)?.name ?? "?" }

  // MARK: - Raters

  private mutating func refreshRaters() {
    guard var tracker, let reference else { return }
    self.tracker = nil
    var result: [RaterRow] = []
    for stream in tracker.streams { result.append(Self.row(stream, reference, &tracker)) }
    self.tracker = tracker
    rows = sorted(result)
    selected = max(0, min(selected, rows.count - 1))
  }

  private static func row(
    _ stream: RatingStream, _ reference: StreamID, _ tracker: inout AgreementTracker
  ) -> RaterRow {
    let counts = tracker.marginalCounts(of: stream.id)
    let all = Double(max(1, counts.reduce(0, +)))
    let table = stream.id == reference ? nil : tracker.pair(reference, stream.id)
    func estimate(_ name: PairCoefficient) -> Estimate {
      table?.coefficient(name) ?? .undefined(.noItems)
    }
    return RaterRow(
      id: stream.id, name: stream.name, kind: stream.kind, ratings: stream.ratingCount,
      shares: counts.map { Double($0) / all }, table: table, percent: estimate(.percent),
      kappa: estimate(.cohen), scott: estimate(.scott), ac1: estimate(.ac1),
      worst: table == nil ? nil : worstSlice(reference, stream.id, &tracker))
  }

  /// The slice with the lowest kappa among those of at least ten common items.
  private static func worstSlice(
    _ first: StreamID, _ second: StreamID, _ tracker: inout AgreementTracker
  ) -> WorstSlice? {
    var worst: WorstSlice?
    for property in tracker.loadedSlices {
      for (name, table) in tracker.sliced(first, second, by: property) {
        guard table.itemCount >= 10, let kappa = table.coefficient(.cohen).value,
          kappa < worst?.kappa ?? .infinity
        else { continue }
        worst = WorstSlice(property: property, name: name, kappa: kappa, n: table.itemCount)
      }
    }
    return worst
  }

  private func sorted(_ rows: [RaterRow]) -> [RaterRow] {
    func down(_ value: (RaterRow) -> Double?) -> [RaterRow] {
      rows.sorted { (value($0) ?? -.infinity, $1.name) > (value($1) ?? -.infinity, $0.name) }
    }
    switch sort {
    case .name: return rows
    case .n: return down { Double($0.ratings) }
    case .agree: return down { $0.percent.value }
    case .kappa: return down { $0.kappa.value }
    case .scott: return down { $0.scott.value }
    case .ac1: return down { $0.ac1.value }
    case .worst: return down { $0.worst.map { -$0.kappa } }
    }
  }

  /// The stream under the mark.
  var selectedStream: StreamID? {
    switch view {
    case .raters, .everyone, .slices:
      return rows.indices.contains(selected) ? rows[selected].id : nil
    case .pairs:
      let streams = tracker?.streams ?? []
      return streams.indices.contains(column) ? streams[column].id : nil
    case .pair: return other
    }
  }

  var matrixRow: StreamID? {
    let streams = tracker?.streams ?? []
    return streams.indices.contains(selected) ? streams[selected].id : nil
  }

  // MARK: - The other views

  private mutating func refreshMatrix() {
    guard var tracker else { return }
    self.tracker = nil
    let ids = tracker.streams.map(\.id)
    matrix = []
    matrixTables = []
    for (row, first) in ids.enumerated() {
      var estimates: [Estimate] = []
      var counts: [Int] = []
      for (column, second) in ids.enumerated() {
        let table = column < row ? tracker.pair(second, first) : tracker.pair(first, second)
        estimates.append(table.coefficient(coefficient))
        counts.append(table.itemCount)
      }
      matrix.append(estimates)
      matrixTables.append(counts)
    }
    self.tracker = tracker
  }

  private mutating func refreshPair() {
    guard var tracker, let reference else { return }
    self.tracker = nil
    defer { self.tracker = tracker }
    if other == nil || other == reference {
      other =
        rows.first { $0.id != reference && !$0.kind.isHuman && $0.id != .majority }?.id
        ?? rows.first { $0.id != reference }?.id
    }
    guard let other else {
      pairTable = nil
      return
    }
    let table = tracker.pair(reference, other)
    pairTable = table
    reasons = table.reasonsForLowKappa() + sliceReasons(reference, other, &tracker)
    if case .rater(let rater) = other, let position = tracker.positionConsistency(of: rater) {
      reasons.append(.position(consistency: position.share, n: position.n))
    }
    ceiling = []
    let people = tracker.humans
    for (at, first) in people.enumerated().prefix(6) {
      for second in people[(at + 1)...].prefix(6) {
        let pair = tracker.pair(first, second)
        guard pair.itemCount > 0 else { continue }
        let names = [first, second].compactMap { tracker.stream($0)?.name }
        ceiling.append((names.joined(separator: " × "), pair.coefficient(.cohen)))
      }
    }
  }

  /// Slices whose interval lies apart from that of the rest.
  private func sliceReasons(
    _ first: StreamID, _ second: StreamID, _ tracker: inout AgreementTracker
  ) -> [AgreementReason] {
    tracker.loadedSlices.flatMap { property -> [AgreementReason] in
      let tables = tracker.sliced(first, second, by: property)
      return Self.farSlices(tables.map(\.table)).map { far in
        .slice(
          property: property.rawValue, name: tables[far.index].name, kappa: far.kappa,
          rest: far.rest, n: tables[far.index].table.itemCount)
      }
    }
  }

  /// The slices of at least ten items whose kappa is lower than that of all others together, with
  /// intervals that do not meet.
  static func farSlices(_ tables: [PairTable]) -> [(index: Int, kappa: Double, rest: Double)] {
    guard tables.count > 1 else { return [] }
    return tables.indices.compactMap { index in
      guard tables[index].itemCount >= 10 else { return nil }
      var rest = ConfusionTable(categoryCount: tables[index].categories.count)
      for (at, table) in tables.enumerated() where at != index {
        for row in 0..<rest.categoryCount {
          for column in 0..<rest.categoryCount {
            rest.add(table.confusion[row, column], row: row, column: column)
          }
        }
      }
      guard let here = tables[index].coefficient(.cohen).coefficient,
        let there = rest.cohenKappa().coefficient, let high = here.interval?.high,
        let low = there.interval?.low, high < low
      else { return nil }
      return (index, here.value, there.value)
    }
  }

  private mutating func refreshGroups() {
    guard var tracker else { return }
    self.tracker = nil
    groups = []
    let kinds: [(String, (RaterKind) -> Bool)] = [
      ("people", { $0.isHuman }), ("judges", { $0 == .judge }), ("debates", { $0 == .debate }),
      ("juries", { $0 == .jury }), ("everyone", { $0 != .consensus }),
    ]
    for (name, belongs) in kinds {
      let members = tracker.streams.filter { belongs($0.kind) }
      guard members.count > 1 else { continue }
      groups.append((name, members.map(\.name), tracker.group(members.map(\.id))))
    }
    self.tracker = tracker
  }

  private mutating func refreshSlices() {
    guard var tracker, let reference else { return }
    self.tracker = nil
    defer { self.tracker = tracker }
    let chosen = rows.indices.contains(selected) ? rows[selected].id : reference
    let second = chosen == reference ? other ?? chosen : chosen
    other = second
    let tables = tracker.sliced(reference, second, by: property)
    let far = Set(Self.farSlices(tables.map(\.table)).map(\.index))
    sliceRows = tables.enumerated().map { index, slice in
      SliceRow(
        name: slice.name, n: slice.table.itemCount, percent: slice.table.coefficient(.percent),
        kappa: slice.table.coefficient(.cohen), isFar: far.contains(index))
    }
  }

  // MARK: - Moving

  mutating func move(_ step: Int) {
    switch view {
    case .pair:
      let count = pairTable?.categories.count ?? 1
      cell.row = max(0, min(count - 1, cell.row + step))
    case .pairs:
      selected = max(0, min((tracker?.streams.count ?? 1) - 1, selected + step))
    case .everyone: scroll = max(0, min(groups.count * 12, scroll + step))
    default: selected = max(0, min(rows.count - 1, selected + step))
    }
  }

  mutating func moveAcross(_ step: Int) {
    switch view {
    case .pair:
      let count = pairTable?.categories.count ?? 1
      cell.column = max(0, min(count - 1, cell.column + step))
    case .pairs: column = max(0, min((tracker?.streams.count ?? 1) - 1, column + step))
    default:
      sort = step > 0 ? sort.next : sort.previous
    }
  }

  /// The codes of the marked cell; nil where one of them is no code of the scale.
  var cellCodes: [Int]? {
    guard let categories = pairTable?.categories,
      let row = categories.code(ofIndex: cell.row),
      let column = categories.code(ofIndex: cell.column)
    else { return nil }
    return [row, column]
  }
}
