import AgreementStatistics
import AnnotationModel

/// Whether a rater changed over time: its agreement with a reference in the order of its answers.
public struct RaterDrift: Hashable, Sendable {
  /// Agreement over some answers in a row.
  public struct Stretch: Hashable, Sendable {
    /// Answers before it.
    public var start: Int
    public var agreement: Estimate
  }

  /// The items that both answered, in the order of the rater's answers.
  public var items: [ItemID]
  /// Whether the two agree, for each of them.
  public var agreed: [Bool]
  public var detector: DriftDetector
  /// The change that explains the answers best, significant or not.
  public var change: RateChange?
  /// The first item after it.
  public var changeItem: ItemID?

  /// - Parameters:
  ///   - spacing: answers between two possible changes.
  ///   - baseline: compares all later answers with so many first ones instead.
  public init(
    items: [ItemID], agreed: [Bool], spacing: Int = 10, baseline: Int? = nil, level: Double = 0.95
  ) {
    self.items = items
    self.agreed = agreed
    var detector = baseline.map { DriftDetector(baseline: $0) } ?? DriftDetector(spacing: spacing)
    detector.add(agreed)
    self.detector = detector
    change = detector.change(level: level)
    changeItem = change.flatMap { items.indices.contains($0.place) ? items[$0.place] : nil }
  }

  /// The course of agreement in at most so many stretches of equal length, each with Wilson's
  /// interval; the last may be shorter. O(items).
  public func course(stretches: Int = 10, level: Double = 0.95) -> [Stretch] {
    guard !agreed.isEmpty, stretches > 0 else { return [] }
    let size = (agreed.count + stretches - 1) / stretches
    return stride(from: 0, to: agreed.count, by: size).map { start in
      let part = agreed[start..<min(agreed.count, start + size)]
      return Stretch(
        start: start, agreement: .share(part.count { $0 }, of: part.count, level: level))
    }
  }
}

extension AgreementTracker {
  /// The drift of a rater against a reference over items in an order; items of one of the two alone
  /// do not enter. A person is held against the majority of the others. O(items).
  public func drift(
    of rater: StreamID, reference: StreamID, inOrder order: [ItemID], spacing: Int = 10,
    baseline: Int? = nil, level: Double = 0.95
  ) -> RaterDrift {
    let apart = columnsLeavingOneOut(reference, rater)
    guard let truth = apart?.0 ?? stream(reference)?.codes,
      let codes = apart?.1 ?? stream(rater)?.codes
    else { return RaterDrift(items: [], agreed: []) }
    var (items, agreed): ([ItemID], [Bool]) = ([], [])
    for item in order {
      let index = Int(item.value) - 1
      guard codes.indices.contains(index),
        case .cell(let row, let column) = categories.landing(truth[index], codes[index])
      else { continue }
      items.append(item)
      agreed.append(row == column)
    }
    return RaterDrift(
      items: items, agreed: agreed, spacing: spacing, baseline: baseline, level: level)
  }
}
