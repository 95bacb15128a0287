import AgreementStatistics
import AnnotationModel

/// The categories of a table under a policy: the declared ones, without `tie` where ties are
/// excluded, and with `unparsed` where that is a category of its own.
public struct TabulatedCategories: Hashable, Sendable {
  public let scale: Scale
  public let policy: AnalysisPolicy
  public let names: [String]

  public init(scale: Scale, policy: AnalysisPolicy) {
    self.scale = scale
    self.policy = policy
    var names = scale.categories
    if policy.ties == .exclude, let tie = scale.tieCode { names.remove(at: tie) }
    if policy.unparsed == .own { names.append("unparsed") }
    self.names = names
  }

  public var count: Int { names.count }

  /// The category's place in the table; nil for a tie that is excluded.
  func index(ofCode code: Int) -> Int? {
    guard policy.ties == .exclude, let tie = scale.tieCode else { return code }
    return code == tie ? nil : (code > tie ? code - 1 : code)
  }

  var ownIndex: Int? { policy.unparsed == .own ? count - 1 : nil }

  /// The category that a machine's missing answer counts as, whoever it is compared with; nil
  /// where it is left out, or depends on the other rater.
  var unparsedIndex: Int? {
    switch policy.unparsed {
    case .drop, .recorded, .wrong: nil
    case .own: ownIndex
    case .tie: scale.tieCode.flatMap { index(ofCode: $0) }
    }
  }

  /// What a rating is among those of a group, where what counts as wrong is left out; nil where it
  /// does not enter.
  func index(ofRating code: Int16) -> Int? {
    if code >= 0 { return index(ofCode: Int(code)) }
    guard case .abstention(let reason)? = LeftOutReason(code: code), reason.isMachines else {
      return nil
    }
    return unparsedIndex
  }

  /// The scale's code of a category in the table; nil for `unparsed`.
  public func code(ofIndex index: Int) -> Int? {
    if index == ownIndex { return nil }
    guard policy.ties == .exclude, let tie = scale.tieCode else { return index }
    return index >= tie ? index + 1 : index
  }

  /// Numbers of the categories where they have an order: a score's own; for a pair, a tie halfway
  /// between the two candidates; correct and incorrect as 0 and 1. Nil where there is no order:
  /// with a category for unparsed, with "both bad", or with three candidates.
  public var scores: [Double]? {
    if ownIndex != nil { return nil }
    switch scale {
    case .score:
      return scale.categories.map { Double($0) ?? 0 }
    case .correctness: return [0, 1]
    case .preference(2, let tie, false):
      return tie && policy.ties == .keep ? [0, 2, 1] : [0, 1]
    default: return nil
    }
  }
}
