import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The figures of one pair and of its slices.
extension AgreementScreen {
  mutating func refreshPair() {
    chooseOther()
    guard let reference, let other else {
      pairTable = nil
      reasons = []
      ceiling = []
      return
    }
    let people = activePeople
    let made = withTracker { tracker in
      let table = tracker.pair(reference, other)
      return (
        table: table,
        reasons: table.reasonsForLowKappa(besides: Self.reasons(reference, other, &tracker)),
        ceiling: Self.ceiling(people, besides: (reference, other), &tracker)
      )
    }
    guard let made else { return }
    pairTable = made.table
    reasons = made.reasons
    ceiling = made.ceiling
    let last = made.table.categories.count - 1
    cell = (max(0, min(last, cell.row)), max(0, min(last, cell.column)))
    extendTrend(made.table)
  }

  /// A pair's second rater, where none is chosen: a machine with items in common first.
  private mutating func chooseOther() {
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

  /// Every two people with items in common, but not the pair that is looked at.
  private static func ceiling(
    _ people: [StreamID], besides shown: (StreamID, StreamID), _ tracker: inout AgreementTracker
  ) -> [(name: String, estimate: Estimate)] {
    var result: [(name: String, estimate: Estimate)] = []
    for (at, first) in people.prefix(12).enumerated() {
      for second in people.prefix(12)[(at + 1)...]
      where Set([first, second]) != Set([shown.0, shown.1]) {
        let pair = tracker.pair(first, second)
        guard pair.itemCount > 0 else { continue }
        let names = [first, second].compactMap { tracker.stream($0)?.name }
        result.append((names.joined(separator: " × "), pair.coefficient(.cohen)))
      }
    }
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
  private mutating func extendTrend(_ table: PairTable) {
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
    sliceRows = SliceComparison.all(slices)
    pairTable = withTracker { $0.pair(reference, other) }
    slice = max(0, min(slice, sliceRows.count - 1))
  }
}
