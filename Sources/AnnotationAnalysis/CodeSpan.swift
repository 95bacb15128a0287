import AnnotationModel

/// The codes that a stream of ratings can hold: the scale's categories, the abstentions, and three
/// more that only an analysis makes. All together they are a dense range, so tables are arrays.
struct CodeSpan: Hashable, Sendable {
  static let notRated: Int16 = -10
  /// A rater's two orders gave different answers, and the scale has no tie.
  static let orderConflict: Int16 = -8
  /// People are split, and the policy drops that.
  static let split: Int16 = -9
  private static let offset = 10

  let categoryCount: Int

  /// How many codes there are.
  var count: Int { categoryCount + Self.offset }

  func index(_ code: Int16) -> Int { Int(code) + Self.offset }

  func code(_ index: Int) -> Int16 { Int16(index - Self.offset) }
}

/// Why an item did not enter a statistic.
public enum LeftOutReason: Hashable, Sendable {
  case abstention(Abstention)
  case orderConflict
  case split
  case tie
  case notRatedByFirst
  case notRatedBySecond

  /// The reason as a key of machine-readable output.
  public var key: String {
    switch self {
    case .abstention(let reason): reason.rawValue
    case .orderConflict: "order-conflict"
    case .split: "split"
    case .tie: "tie"
    case .notRatedByFirst: "not-rated-by-first"
    case .notRatedBySecond: "not-rated-by-second"
    }
  }

  /// The reason for a code that is no category; nil for `notRated`, which depends on the side.
  init?(code: Int16) {
    switch code {
    case CodeSpan.orderConflict: self = .orderConflict
    case CodeSpan.split: self = .split
    default:
      guard let reason = Abstention(code: Int(code)) else { return nil }
      self = .abstention(reason)
    }
  }
}

extension Abstention {
  /// Whether `AnalysisPolicy.Unparsed` decides about it; a person's own never are.
  var isMachines: Bool {
    switch self {
    case .unparsed, .refused, .truncated, .offMenu, .failed: true
    case .skipped, .unsure: false
    }
  }
}
