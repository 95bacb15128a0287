/// What a study asks of its raters: read from a task file, kept in the study.
public struct StudyTask: Hashable, Sendable {
  public var name: String
  /// Shown to people before the first item, and in the help of the label screen.
  public var instructions: String
  public var scale: Scale
  /// Whether a second key asks how sure the person is.
  public var asksConfidence: Bool
  /// For incorrect answers: the codes that say what is wrong, offered as a menu.
  public var errorCodes: [String]
  /// Pairs are shown with sides shuffled per person.
  public var shufflesSides: Bool
  /// Minutes without a key after which the timer of an item stops counting.
  public var breakAfterMinutes: Int

  public init(
    name: String, instructions: String = "", scale: Scale, asksConfidence: Bool = false,
    errorCodes: [String] = [], shufflesSides: Bool = true, breakAfterMinutes: Int = 5
  ) {
    self.name = name
    self.instructions = instructions
    self.scale = scale
    self.asksConfidence = asksConfidence
    self.errorCodes = errorCodes
    self.shufflesSides = shufflesSides
    self.breakAfterMinutes = breakAfterMinutes
  }

  /// Two responses, which is better, ties allowed: the default of a new study.
  public static let pairwise = StudyTask(
    name: "pairwise", scale: .preference(candidates: 2, tie: true, bothBad: false))
}

/// How sure a person says they are.
public enum Confidence: Int, Sendable, Codable, CaseIterable {
  case low = 1
  case medium, high
}
