import AnnotationModel
import TerminalCore

/// Scores by digits.
extension WorkbenchState {
  /// On a score task digits are answers: at once where one key can say each score (0 is 10 where
  /// the scale ends there and begins above 0), else typed, with Enter.
  mutating func scoreKey(_ key: Key) -> [Effect]? {
    guard case .score(let low, let high, let step)? = session?.study.task.scale,
      case .character(let typed) = key, typed.isASCII
    else { return nil }
    if Self.isOneKey(low, high, step) {
      guard let number = typed.wholeNumberValue else { return nil }
      return answer(.score(number == 0 && low > 0 && high == 10 ? 10 : Double(number)))
    }
    let isBeginning = typed.wholeNumberValue != nil || (typed == "-" && low < 0)
    guard isBeginning, label.item != nil else { return nil }
    overlay = .line(LineOverlay(purpose: .score, text: String(typed), hint: scoreHint))
    return []
  }

  /// Whether a key can stand in a score; others would be swallowed by the line.
  static func isOfScore(_ key: Key) -> Bool {
    guard case .character(let typed) = key else { return true }
    return typed.isASCII && (typed.isNumber || typed == "." || typed == "-")
  }

  static func isOneKey(_ low: Double, _ high: Double, _ step: Double) -> Bool {
    step == 1 && low == low.rounded() && low >= 0 && (high <= 9 || (high == 10 && low > 0))
  }

  /// The scores that there are, such as `1 to 5`.
  var scoreRange: String? {
    guard case .score(let low, let high, let step)? = session?.study.task.scale else { return nil }
    let steps = step == 1 ? "" : " by \(RatingValue.score(step))"
    return "\(RatingValue.score(low)) to \(RatingValue.score(high))" + steps
  }

  private var scoreHint: String { "a score from \(scoreRange ?? ""), Enter; Esc: none" }

  /// A score that was typed; one that the scale does not have can be mended.
  mutating func scoreEntered(_ text: String) -> [Effect] {
    let value = Double(text).map(RatingValue.score)
    guard let value, session?.study.task.scale.code(of: value) != nil else {
      overlay = .line(
        LineOverlay(
          purpose: .score, text: text,
          hint: "is not one of the scores, which go from \(scoreRange ?? "")"))
      return []
    }
    return answer(value)
  }

  /// The keys of scores, for the footer and the help.
  var scoreKeys: String? {
    guard case .score(let low, let high, let step)? = session?.study.task.scale else { return nil }
    guard Self.isOneKey(low, high, step) else { return "0-9" }
    return high == 10
      ? "\(RatingValue.score(low))-9,0" : "\(RatingValue.score(low))-\(RatingValue.score(high))"
  }
}
