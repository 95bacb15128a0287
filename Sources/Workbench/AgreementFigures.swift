import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

extension AgreementScreen {
  /// How much is made anew.
  enum Depth {
    /// The coefficients that are shown, and nothing else: after each label.
    case coefficients
    /// Also what looks through many slices or all pairs of people: the lowest slice, the reasons,
    /// the human ceiling.
    case all
  }

  /// Makes the figures of the view that is shown. O(raters · k²) once the tables stand; with
  /// `.all`, O(raters · slices · k²). Tables that are missing and must be counted elsewhere are
  /// wanted of the tracker; the figures are then only as good as `isCounting` says.
  mutating func refresh(_ depth: Depth = .all) {
    guard tracker?.policy == policy else { return }
    tracker?.forgetWanted()
    refreshRaters(depth)
    // What else is shown is chosen by the numbers of the raters.
    if lacksTables { return }
    switch view {
    case .raters: break
    case .pairs: refreshMatrix()
    case .pair, .coefficient: refreshPair(depth)
    case .everyone: refreshGroups()
    case .slices: refreshSlices()
    case .board: refreshBoard()
    case .validation: break
    case .figures: refreshFigures(depth)
    }
  }

  /// The majority of several people, or the one person there is, or the first rater.
  mutating func chooseReference() {
    guard let tracker else { return }
    if let reference, tracker.stream(reference) != nil { return }
    let people = activePeople
    if people.count > 1 {
      reference = .majority
    } else {
      reference = people.first ?? tracker.humans.first ?? tracker.streams.first?.id
    }
  }

  /// After the tracker's policy has changed, the reference may be gone, and the course is another.
  mutating func policyTaken() {
    if tracker?.stream(reference ?? .majority) == nil {
      reference = nil
      chooseReference()
    }
    if let trend { countTrend(trend.first, trend.second, trend.order) }
  }

  /// Who has rated anything, and whoever is the reference: someone who only opened the study has
  /// nothing to be compared with.
  var activeStreams: [RatingStream] { tracker.map { Self.active($0, reference) } ?? [] }

  static func active(_ tracker: AgreementTracker, _ reference: StreamID?)
    -> [RatingStream]
  {
    tracker.streams.filter { $0.ratingCount > 0 || $0.id == reference }
  }

  /// People with at least one rating.
  var activePeople: [StreamID] {
    guard let tracker else { return [] }
    return tracker.humans.filter { (tracker.stream($0)?.ratingCount ?? 0) > 0 }
  }

  /// A rater that holds settled answers; nil where the study has none.
  var adjudicated: StreamID? {
    tracker?.streams.first {
      $0.id != .majority && ($0.kind == .consensus || $0.name.lowercased().hasPrefix("adjudicat"))
    }?.id
  }

  /// What the reference can be besides any rater under the mark: the majority, the adjudicated
  /// answers, each person.
  var referenceChoices: [StreamID] {
    let majority: [StreamID] = tracker?.stream(.majority) == nil ? [] : [.majority]
    return majority + [adjudicated].compactMap { $0 } + activePeople
  }

  var referenceName: String { reference.map(name) ?? "nobody" }

  func name(of id: StreamID) -> String { tracker?.stream(id)?.name ?? "?" }

  /// Takes the tracker out while it is changed, so that its tables are not copied.
  mutating func withTracker<Result>(_ body: (inout AgreementTracker) -> Result) -> Result? {
    guard var held = tracker else { return nil }
    tracker = nil
    defer { tracker = held }
    return body(&held)
  }

  // MARK: - Raters

  private mutating func refreshRaters(_ depth: Depth) {
    guard let reference else { return }
    let lowest =
      depth == .all
      ? [:]
      : Dictionary(
        rows.map { ($0.id, $0.worst) }, uniquingKeysWith: { first, _ in first })
    let marked = view == .raters && rows.indices.contains(selected) ? rows[selected].id : nil
    let showsWorst = view == .raters && depth == .all
    let result = withTracker { tracker in
      Self.active(tracker, reference).map { Self.row($0, reference, showsWorst, &tracker) }
    }
    var made = result ?? []
    if depth == .coefficients {
      for at in made.indices { made[at].worst = lowest[made[at].id] ?? nil }
    }
    rows = sort.sorted(made)
    if let marked, let at = rows.firstIndex(where: { $0.id == marked }) { selected = at }
    selected = max(0, min(selected, rows.count - 1))
  }

  private static func row(
    _ stream: RatingStream, _ reference: StreamID, _ showsWorst: Bool,
    _ tracker: inout AgreementTracker
  ) -> RaterRow {
    let counts = tracker.tabulatedCounts(of: stream.id)
    let answers = counts.reduce(0, +)
    let table = stream.id == reference ? nil : tracker.pair(reference, stream.id)
    func estimate(_ name: PairCoefficient) -> Estimate {
      table?.coefficient(name) ?? .undefined(.noItems)
    }
    let looks = showsWorst && (table?.itemCount ?? 0) > 0
    return RaterRow(
      id: stream.id, name: stream.name, kind: stream.kind, ratings: stream.ratingCount,
      shares: counts.map { Double($0) / Double(max(1, answers)) }, answers: answers, table: table,
      percent: estimate(.percent), kappa: estimate(.cohen), scott: estimate(.scott),
      ac1: estimate(.ac1), worst: looks ? worstSlice(reference, stream.id, &tracker) : nil)
  }

  /// The slice with the lowest kappa among those with enough common items.
  private static func worstSlice(
    _ first: StreamID, _ second: StreamID, _ tracker: inout AgreementTracker
  ) -> WorstSlice? {
    var worst: WorstSlice?
    var looks = 0
    for property in tracker.loadedSlices {
      let slices = tracker.sliced(first, second, by: property)
      guard slices.count > 1 else { continue }
      for slice in SliceComparison.all(slices) where slice.standing != .tooSmall {
        looks += 1
        guard let kappa = slice.kappa.value, kappa < worst?.kappa.value ?? .infinity else {
          continue
        }
        worst = WorstSlice(
          property: property, name: slice.name, kappa: slice.kappa, n: slice.table.itemCount,
          looks: 0, isFar: slice.isFar)
      }
    }
    worst?.looks = looks
    return worst
  }

  /// The stream under the mark.
  var selectedStream: StreamID? {
    switch view {
    case .raters: return rows.indices.contains(selected) ? rows[selected].id : nil
    case .pairs:
      let streams = activeStreams
      return streams.indices.contains(column) ? streams[column].id : nil
    case .pair, .coefficient, .everyone, .slices, .figures, .validation: return other
    case .board:
      return board.rows.indices.contains(board.selected) ? board.rows[board.selected].id : nil
    }
  }

  var matrixRow: StreamID? {
    let streams = activeStreams
    return streams.indices.contains(selected) ? streams[selected].id : nil
  }

  // MARK: - Pairs

  private mutating func refreshMatrix() {
    let (coefficient, reference) = (coefficient, reference)
    let made = withTracker { tracker -> (estimates: [[Estimate]], counts: [[Int]]) in
      let ids = Self.active(tracker, reference).map(\.id)
      var estimates: [[Estimate]] = []
      var counts: [[Int]] = []
      for (row, first) in ids.enumerated() {
        let tables = ids.enumerated().map { column, second in
          column < row ? tracker.pair(second, first) : tracker.pair(first, second)
        }
        estimates.append(tables.map { $0.coefficient(coefficient) })
        counts.append(tables.map(\.itemCount))
      }
      return (estimates, counts)
    }
    matrix = made?.estimates ?? []
    matrixTables = made?.counts ?? []
  }

  // MARK: - Everyone

  private mutating func refreshGroups() {
    groups =
      withTracker { tracker in
        Self.groupKinds.compactMap { name, belongs -> Group? in
          let members = tracker.streams.filter { belongs($0.kind) && $0.ratingCount > 0 }
          guard members.count > 1 else { return nil }
          let ids = members.map(\.id)
          return Group(name: name, ids: ids, table: tracker.group(ids))
        }
      } ?? []
    if groups.count > 1, groups[groups.count - 1].ids == groups[0].ids { groups.removeLast() }
  }

  private static let groupKinds: [(name: String, belongs: @Sendable (RaterKind) -> Bool)] = [
    ("people", { $0.isHuman }), ("judges", { $0 == .judge }), ("debates", { $0 == .debate }),
    ("juries", { $0 == .jury }), ("everyone", { $0 != .consensus }),
  ]

  // MARK: - Moving

  mutating func move(_ step: Int) {
    switch view {
    case .pair:
      let count = pairTable?.categories.count ?? 1
      cell.row = max(0, min(count - 1, cell.row + step))
    case .pairs:
      selected = max(0, min(max(1, activeStreams.count) - 1, selected + step))
    case .everyone, .coefficient: scroll = max(0, scroll + step)
    case .slices: slice = max(0, min(sliceRows.count - 1, slice + step))
    case .raters: selected = max(0, min(rows.count - 1, selected + step))
    case .board: board.selected = max(0, min(board.rows.count - 1, board.selected + step))
    case .validation:
      let last = (checklist?.checks.count ?? 1) - 1
      validation.selected = max(0, min(last, validation.selected + step))
    case .figures: break
    }
  }

  mutating func moveAcross(_ step: Int) {
    switch view {
    case .pair:
      let count = pairTable?.categories.count ?? 1
      cell.column = max(0, min(count - 1, cell.column + step))
    case .pairs: column = max(0, min(max(1, activeStreams.count) - 1, column + step))
    case .raters: sort.step(step > 0)
    case .everyone, .board: break
    case .coefficient:
      coefficient = step > 0 ? coefficient.next : coefficient.previous
      scroll = 0
    case .slices, .validation: moveOther(step)
    case .figures: turnFigure(step)
    }
  }

  /// The pair's second rater becomes the next or the one before, past the reference.
  mutating func moveOther(_ step: Int) {
    let streams = activeStreams.filter {
      // Only machines have a check-list.
      $0.id != reference && (view != .validation || !$0.kind.isHuman && $0.id != .majority)
    }.map(\.id)
    guard !streams.isEmpty else { return }
    let at = other.flatMap { streams.firstIndex(of: $0) } ?? (step > 0 ? -1 : 0)
    other = streams[(at + step + streams.count) % streams.count]
  }
}
