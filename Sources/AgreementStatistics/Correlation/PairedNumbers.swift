/// Two raters' numbers for the same items. Items where one of the two is missing are left out.
public struct PairedNumbers: Hashable, Sendable {
  public let first: [Double]
  public let second: [Double]
  /// Items left out since a number is missing.
  public let incompleteItemCount: Int

  /// Number of complete pairs.
  public var count: Int { first.count }

  /// Nil is missing. Precondition: as many of both, and finite.
  public init(_ first: [Double?], _ second: [Double?]) {
    precondition(first.count == second.count, "numbers of the same items")
    var pairs: [(Double, Double)] = []
    for case (let one?, let two?) in zip(first, second) { pairs.append((one, two)) }
    precondition(pairs.allSatisfy { $0.0.isFinite && $0.1.isFinite }, "ratings are finite")
    self.first = pairs.map(\.0)
    self.second = pairs.map(\.1)
    incompleteItemCount = first.count - pairs.count
  }

  /// Why nothing can be correlated; nil where it can.
  var obstacle: UndefinedReason? {
    guard count > 0 else { return .noItems }
    guard count > 1 else { return .tooFewItems }
    let varies = [first, second].allSatisfy { own in own.contains { $0 != own[0] } }
    return varies ? nil : .noVariation
  }

  /// In two passes, so that a large mean takes no digits away. O(n).
  var moments: JointMoments {
    let n = Double(count)
    let (one, two) = (first.reduce(0, +) / n, second.reduce(0, +) / n)
    var result = JointMoments(count: count, means: (one, two))
    for (x, y) in zip(first, second) { result.add(x, y, times: 1) }
    return result
  }
}
