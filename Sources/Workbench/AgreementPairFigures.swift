import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The figures of one pair and of its slices.
extension AgreementScreen {
  mutating func refreshPair(_ depth: Depth) {
    chooseOther()
    guard let reference, let other else {
      pairTable = nil
      reasons = []
      ceiling = HumanCeiling()
      return
    }
    guard let table = withTracker({ $0.pair(reference, other) }) else { return }
    pairTable = table
    if depth == .all {
      let people = activePeople
      otherReasons = withTracker { Self.reasons(reference, other, &$0) } ?? []
      ceiling = withTracker { Self.ceiling(people, &$0) } ?? HumanCeiling()
    }
    reasons = table.reasonsForLowKappa(besides: otherReasons)
    let last = table.categories.count - 1
    cell = (max(0, min(last, cell.row)), max(0, min(last, cell.column)))
    extendTrend(table)
  }

  /// A pair's second rater, where none is chosen: a machine with items in common first.
  mutating func chooseOther() {
    if let other, other != reference, tracker?.stream(other) != nil { return }
    let others = rows.filter { $0.id != reference && $0.id != .majority }
    other =
      (others.first { !$0.kind.isHuman && $0.n > 0 } ?? others.first { $0.n > 0 }
      ?? others.first)?.id
  }

  private static func reasons(
    _ first: StreamID, _ second: StreamID, _ tracker: inout AgreementTracker
  ) -> [AgreementReason] {
    var result: [AgreementReason] = []
    for id in [first, second] {
      guard case .rater(let rater) = id, let position = tracker.positionConsistency(of: rater)
      else { continue }
      result.append(.position(consistency: position.share, n: position.n))
    }
    let far = tracker.loadedSlices.flatMap { property -> [FarSlice] in
      SliceComparison.all(tracker.sliced(first, second, by: property)).compactMap { slice in
        guard slice.standing == .below, let kappa = slice.kappa.value, let rest = slice.rest.value
        else { return nil }
        return FarSlice(
          property: property.rawValue, name: slice.name, kappa: kappa, rest: rest,
          n: slice.table.itemCount)
      }
    }
    return result + (far.isEmpty ? [] : [.slices(far.sorted { $0.kappa < $1.kappa })])
  }

  /// All people together, and every two of them that share enough items.
  private static func ceiling(_ people: [StreamID], _ tracker: inout AgreementTracker)
    -> HumanCeiling
  {
    var result = HumanCeiling()
    guard people.count > 1 else { return result }
    let group = tracker.group(people)
    result.everyone = group.coefficient(.fleiss)
    result.items = group.itemCount
    result.people = people.count
    for (at, first) in people.prefix(24).enumerated() {
      for second in people.prefix(24)[(at + 1)...] {
        let pair = tracker.pair(first, second)
        guard pair.itemCount >= SliceComparison.smallest else { continue }
        let names = [first, second].compactMap { tracker.stream($0)?.name }
        result.pairs.append(
          HumanCeiling.Pair(
            name: names.joined(separator: " × "), estimate: pair.coefficient(.cohen),
            n: pair.itemCount))
      }
    }
    result.pairs.sort { ($1.n, $0.name) < ($0.n, $1.name) }
    return result
  }

  // MARK: - Course

  /// The whole course anew, from the order in which the pair's items were labelled.
  mutating func countTrend(_ first: StreamID, _ second: StreamID, _ order: [ItemID]) {
    guard let tracker, first == reference, second == other else { return }
    let items =
      order.isEmpty ? (0..<tracker.itemCount).map { ItemID(Int64($0 + 1)) } : order
    trend = PairTrend(
      first: first, second: second, order: order,
      points: tracker.trend(first, second, over: items, points: 60))
  }

  /// The newest point after a change: replaced by a revision, added by a new label.
  mutating func extendTrend(_ table: PairTable) {
    guard var course = trend else { return }
    guard course.first == reference, course.second == other else {
      trend = nil
      return
    }
    guard table.itemCount > 1 else { return }
    let point = TrendPoint(n: table.itemCount, estimate: table.coefficient(.cohen))
    while let last = course.points.last, last.n >= point.n { course.points.removeLast() }
    course.points.append(point)
    if course.points.count > 240 {
      course.points = course.points.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }
    trend = course
  }

  // MARK: - Slices

  mutating func refreshSlices() {
    chooseOther()
    guard let reference, let other else {
      sliceRows = []
      return
    }
    let property = property
    let slices = withTracker { $0.sliced(reference, other, by: property) } ?? []
    sliceRows = sliceSort.sorted(SliceComparison.all(slices))
    pairTable = withTracker { $0.pair(reference, other) }
    slice = max(0, min(slice, sliceRows.count - 1))
  }
}

extension SliceSort {
  /// Slices without a kappa come last.
  func sorted(_ slices: [SliceComparison]) -> [SliceComparison] {
    switch self {
    case .study: slices
    case .kappa:
      slices.sorted {
        ($0.kappa.value ?? .infinity, $0.name) < ($1.kappa.value ?? .infinity, $1.name)
      }
    case .size: slices.sorted { ($1.table.itemCount, $0.name) < ($0.table.itemCount, $1.name) }
    }
  }
}
