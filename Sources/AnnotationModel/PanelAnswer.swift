/// A panel's decision as an answer to a task, the same for a live jury and for one that is put
/// together from finished raters.
extension PanelRule {
  /// What `decide` says, on the task's scale: a tie that the scale does not have is
  /// `abstention(.offMenu)`, and a mean or median between two scores is put on the nearer one,
  /// halves upward. Rankings are left as they are.
  public func answer(_ votes: [SeatVote?], quorum: Int = 1, on scale: Scale) -> RatingValue {
    Self.fitted(decide(votes, quorum: quorum), on: scale)
  }

  /// A decided value on a scale, as `answer` puts it there.
  public static func fitted(_ value: RatingValue, on scale: Scale) -> RatingValue {
    switch (scale, value) {
    case (.ranking, _), (_, .abstention): return value
    case (.score(let low, let high, let step), .score(let number)):
      guard number >= low - 1e-9, number <= high + 1e-9 else { return .abstention(.offMenu) }
      let index = Int(((number - low) / step + 1e-9).rounded(.toNearestOrAwayFromZero))
      return scale.value(of: min(index, scale.categoryCount - 1)) ?? .abstention(.offMenu)
    default: return scale.code(of: value) == nil ? .abstention(.offMenu) : value
    }
  }
}

extension PanelRule {
  /// The names of the rules that need nothing but their name, as command lines write them.
  public static let names = ["plurality", "tie-yields", "mean", "median", "unanimous"]

  /// The rule of one of `names`; nil for any other word.
  public init?(name: String) {
    switch name {
    case "plurality": self = .plurality
    case "tie-yields": self = .tieYields
    case "mean": self = .mean
    case "median": self = .median
    case "unanimous": self = .unanimous
    default: return nil
    }
  }

  /// The rule's name, one of `names`; `weighted` for the rule that needs weights besides.
  public var name: String {
    switch self {
    case .plurality: "plurality"
    case .tieYields: "tie-yields"
    case .mean: "mean"
    case .median: "median"
    case .unanimous: "unanimous"
    case .weighted: "weighted"
    }
  }

  /// Whether the seats' scores are joined, rather than their answers counted.
  public var joinsScores: Bool { self == .mean || self == .median }
}
