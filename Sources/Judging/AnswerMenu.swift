import AnnotationModel

/// The answers that a judge is offered: what the parser admits, and what the prompt asks for.
public enum AnswerMenu: Hashable, Sendable {
  /// One of the answers shown, by its letter; or a tie; or that none is acceptable.
  case choice(slots: Int, tie: Bool, bothBad: Bool)
  /// A score for each of the answers shown.
  case scores(slots: Int, low: Double, high: Double)
  /// correct, incorrect, or unsure.
  case correctness
  /// All answers shown, the best first.
  case ranking(slots: Int)

  /// The capital letter of a slot, from `A`.
  public static func letter(_ slot: Int) -> String {
    RatingValue.letter(slot).uppercased()
  }

  /// What the prompt says of the form in which the answer is to be given.
  public var form: String {
    switch self {
    case .choice:
      """
      Close with one line of exactly this form, where X is \(Self.alternatives(words)):
      Answer: X
      """
    case .scores(let slots, _, let high):
      slots == 1
        ? """
        Close with one line of exactly this form, where N is your score:
        Score: N/\(Self.plain(high))
        """
        : """
        Close with \(slots) lines of exactly this form, where N is your score:
        \((0..<slots).map { "Score of \(Self.letter($0)): N/\(Self.plain(high))" }
          .joined(separator: "\n"))
        """
    case .correctness:
      """
      Close with one line of exactly this form, where X is correct, incorrect or unsure:
      Answer: X
      """
    case .ranking(let slots):
      """
      Close with one line of exactly this form, the best first, each letter once:
      Ranking: \((0..<slots).map(Self.letter).joined(separator: " > "))
      """
    }
  }

  /// The form where the verdict comes first.
  public var formAtBeginning: String {
    form.replacing("Close with", with: "Begin with", maxReplacements: 1)
  }

  /// The words of the menu, lower case, for those menus that are words.
  public var words: [String] {
    switch self {
    case .choice(let slots, let tie, let bothBad):
      (0..<slots).map(Self.letter) + (tie ? ["tie"] : []) + (bothBad ? ["none"] : [])
    case .correctness: ["correct", "incorrect", "unsure"]
    case .scores, .ranking: []
    }
  }

  /// The JSON Schema of an answer in this menu. Strings are limited, and ranges are lists, since
  /// some servers leave out `minimum` and `maximum`; each list names its type, since OpenAI's
  /// strict mode refuses one without.
  public func schema(evidence: Evidence) -> String {
    var fields: [(String, String)] = []
    // A server that makes a grammar of it fell over at 2,000.
    let reason = ("evidence", #"{"type":"string","maxLength":1000}"#)
    if evidence == .first { fields.append(reason) }
    fields += answerFields
    if evidence == .after { fields.append(reason) }
    let names = fields.map { "\"\($0.0)\"" }.joined(separator: ",")
    let properties = fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",")
    return #"{"type":"object","additionalProperties":false,"required":["# + names
      + #"],"properties":{"# + properties + "}}"
  }

  private var answerFields: [(String, String)] {
    switch self {
    case .choice, .correctness:
      [("answer", Self.list("string", words.map { "\"\($0)\"" }))]
    case .scores(let slots, let low, let high):
      (0..<slots).map { slot in
        (
          slots == 1 ? "score" : "score_\(RatingValue.letter(slot))",
          Self.list("number", Self.grid(low, high))
        )
      }
    case .ranking(let slots):
      [
        (
          "ranking",
          #"{"type":"array","minItems":\#(slots),"maxItems":\#(slots),"items":"#
            + Self.list("string", (0..<slots).map { "\"\(Self.letter($0))\"" }) + "}"
        )
      ]
    }
  }

  private static func list(_ type: String, _ values: [String]) -> String {
    #"{"type":""# + type + #"","enum":["# + values.joined(separator: ",") + "]}"
  }

  /// Whole and half points up to ten, whole ones beyond.
  private static func grid(_ low: Double, _ high: Double) -> [String] {
    Array(stride(from: low, through: high, by: high > 10 ? 1 : 0.5)).map(plain)
  }

  static func plain(_ number: Double) -> String { RatingValue.score(number).description }

  private static func alternatives(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + " or " + (words.last ?? "")
  }
}

/// Whether a judge gives reasons, and on which side of its verdict.
public enum Evidence: String, Sendable, CaseIterable {
  case first, after, none
}
