/// One choice of a run: what it is called, and what it can be.
public struct RunField: Hashable, Sendable {
  /// What can be typed into it besides its choices.
  public enum Typing: Hashable, Sendable { case nothing, whole, decimal, text }

  /// The name of the command's option, where it has one.
  public var id: String
  public var choices: [String]
  public var at: Int
  public var typing: Typing
  /// What was typed instead of a choice; nil for nothing.
  public var typed: String?

  public init(_ id: String, _ choices: [String], at: Int = 0, typing: Typing = .nothing) {
    self.id = id
    self.choices = choices
    self.at = at
    self.typing = typing
  }

  public var value: String { typed ?? (choices.indices.contains(at) ? choices[at] : "") }

  /// Takes a value: as the choice that it is, or as typed where that may be.
  /// - Returns: whether it was taken.
  @discardableResult
  public mutating func take(_ text: String) -> Bool {
    if let place = choices.firstIndex(of: text) {
      (at, typed) = (place, nil)
      return true
    }
    switch typing {
    case .nothing: return false
    case .whole: guard text.isEmpty || Int(text) != nil else { return false }
    case .decimal: guard text.isEmpty || Double(text)?.isFinite == true else { return false }
    case .text: break
    }
    typed = text
    return true
  }
}

/// What a person chose of a run, by the names of its fields.
public struct RunRequest: Hashable, Sendable {
  public var choices: [String: String]
  /// Items from the file's beginning; nil for all.
  public var most: Int?

  public init(_ choices: [String: String], most: Int? = nil) {
    self.choices = choices
    self.most = most
  }
}

/// What can be chosen, and what is wrong with the files that say it.
public struct RunForm: Hashable, Sendable {
  public var fields: [RunField]
  public var problems: [String]
  public var selected = 0

  public init(fields: [RunField], problems: [String] = []) {
    self.fields = fields
    self.problems = problems
  }

  /// What is chosen in the fields that are shown.
  public var request: RunRequest {
    RunRequest(
      Dictionary(shown.map { (fields[$0].id, fields[$0].value) }, uniquingKeysWith: { $1 }))
  }

  public func value(_ id: String) -> String { fields.first { $0.id == id }?.value ?? "" }

  /// The fields' values from those of another form; values that cannot be are left out.
  /// - Returns: the names of the fields that could not take theirs.
  public mutating func fill(_ values: [String: String]) -> [String] {
    var refused: [String] = []
    for index in fields.indices {
      guard let value = values[fields[index].id] else { continue }
      if !fields[index].take(value) { refused.append(fields[index].id) }
    }
    return refused
  }

  /// Changes a field to the choice that is so many further, round and round.
  mutating func step(_ index: Int, by: Int) {
    let count = fields[index].choices.count
    fields[index].at = (fields[index].at + by + count) % count
    fields[index].typed = nil
    guard fields[index].id == "kind" else { return }
    suit(fields[index].value)
  }

  /// A cascade needs something by which a judge is unsure; nobody but judges balances orders.
  private mutating func suit(_ kind: String) {
    guard let order = fields.firstIndex(where: { $0.id == "order" }) else { return }
    if kind == "cascade", fields[order].value == "stored", ["", "1"].contains(value("samples")),
      value("logprobs").isEmpty
    {
      fields[order].take("balanced")
    } else if kind != "cascade", fields[order].value == "balanced" {
      fields[order].take("stored")
    }
  }

  /// Fields that the chosen kind reads.
  public var shown: [Int] { fields.indices.filter { isShown(fields[$0].id) } }

  private func isShown(_ id: String) -> Bool {
    let kind = value("kind")
    let isComposed = kind == "jury" && value("of") == RunForm.finished
    if let (word, number) = Self.numbered(id) {
      switch word {
      case "seat":
        return kind == "cascade" || kind == "jury" && !isComposed ? has(number, "seats") : false
      case "rater": return isComposed && has(number, "seats")
      case "role", "persona", "model": return kind == "debate" && has(number, "roles")
      default: return isAsked(kind, isComposed) && isOpen(word, number)
      }
    }
    switch id {
    case "kind", "name": return true
    case "items": return !isComposed
    case "of", "jury-rule", "quorum": return kind == "jury"
    case "seats": return kind == "jury" || kind == "cascade"
    case "threshold", "rest": return kind == "cascade"
    case "roles", "rounds", "talk", "vote", "decision", "early-stop": return kind == "debate"
    case "model": return kind == "judge"
    case "rule": return kind == "lexical"
    case "order", "repeats": return !isComposed
    case "order-seed": return !isComposed && value("order") == "random"
    case "seed": return isAsked(kind, isComposed) || kind == "lexical" && value("rule") == "random"
    case "strategy", "evidence", "step-by-step", "guidance", "samples", "weigh-scores",
      "exemplars":
      return isAsked(kind, isComposed) && kind != "debate"
    case "exemplar-seed":
      return isAsked(kind, isComposed) && kind != "debate"
        && !["", "0"].contains(value("exemplars"))
    default: return isAsked(kind, isComposed)
    }
  }

  /// A jury's word for raters that the study has.
  public static let finished = "finished raters"

  private func isAsked(_ kind: String, _ isComposed: Bool) -> Bool {
    kind != "lexical" && !isComposed
  }

  private func has(_ number: Int, _ count: String) -> Bool { number <= Int(value(count)) ?? 0 }

  /// Of a row of fields, the first, and each after one that has something.
  private func isOpen(_ word: String, _ number: Int) -> Bool {
    (1..<max(1, number)).allSatisfy { !value("\(word) \($0)").isEmpty }
  }

  /// The word and the number of a field that is one of several.
  static func numbered(_ id: String) -> (word: String, number: Int)? {
    let parts = id.split(separator: " ")
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    return (String(parts[0]), number)
  }
}
