/// The closed set of answers of a task, with its measurement level.
public enum Scale: Hashable, Sendable {
  /// Which candidate is best, of `candidates`; with or without the answers tie and both bad.
  case preference(candidates: Int, tie: Bool, bothBad: Bool)
  /// Numbers from `low` to `high` in steps of `step`; higher is better.
  case score(low: Double, high: Double, step: Double)
  /// correct or incorrect; `unsure` is an abstention, not a category.
  case correctness
  /// A permutation of `candidates` responses. Has no categories: it is not tabulated.
  case ranking(candidates: Int)

  public enum Level: String, Sendable { case nominal, ordinal, interval }

  public var level: Level {
    switch self {
    case .preference, .correctness: .nominal
    case .score: .interval
    case .ranking: .ordinal
    }
  }

  /// The declared categories in order, as words: what K counts, whether or not they were used.
  public var categories: [String] {
    switch self {
    case .preference(let candidates, let tie, let bothBad):
      (0..<candidates).map(RatingValue.letter) + (tie ? ["tie"] : [])
        + (bothBad ? ["both-bad"] : [])
    case .score(let low, _, let step):
      (0..<steps).map { RatingValue.score(low + Double($0) * step).description }
    case .correctness: ["correct", "incorrect"]
    case .ranking: []
    }
  }

  public var categoryCount: Int {
    switch self {
    case .preference(let candidates, let tie, let bothBad):
      candidates + (tie ? 1 : 0) + (bothBad ? 1 : 0)
    case .score: steps
    case .correctness: 2
    case .ranking: 0
    }
  }

  /// The code of `tie`, where the scale has it.
  public var tieCode: Int? {
    if case .preference(let candidates, true, _) = self { candidates } else { nil }
  }

  /// The stored code of a value: its category's index, or an abstention's negative code.
  /// Nil for a value that this scale does not have: the caller reports it as off the menu.
  public func code(of value: RatingValue) -> Int? {
    switch (self, value) {
    case (_, .abstention(let reason)): return reason.code
    case (.preference(let candidates, _, _), .prefer(let ordinal)):
      return (0..<candidates).contains(ordinal) ? ordinal : nil
    case (.preference, .tie): return tieCode
    case (.preference(let candidates, let tie, true), .bothBad): return candidates + (tie ? 1 : 0)
    case (.score(let low, let high, let step), .score(let number)):
      guard number >= low, number <= high else { return nil }
      let index = ((number - low) / step).rounded()
      return abs(low + index * step - number) < 1e-9 ? Int(index) : nil
    case (.correctness, .category("correct")): return 0
    case (.correctness, .category("incorrect")): return 1
    default: return nil
    }
  }

  /// The value of a stored code; nil for a code that neither this scale nor `Abstention` has.
  public func value(of code: Int) -> RatingValue? {
    if code < 0 { return Abstention(code: code).map(RatingValue.abstention) }
    guard code < categoryCount else { return nil }
    switch self {
    case .preference(let candidates, let tie, _):
      if code < candidates { return .prefer(code) }
      return tie && code == candidates ? .tie : .bothBad
    case .score(let low, _, let step): return .score(low + Double(code) * step)
    case .correctness: return .category(code == 0 ? "correct" : "incorrect")
    case .ranking: return nil
    }
  }

  private var steps: Int {
    guard case .score(let low, let high, let step) = self else { return 0 }
    return Int(((high - low) / step).rounded()) + 1
  }
}
