import AnnotationModel
import Judging
import ModelCalls
import RunExecution
import Workbench

/// What the values of a form's fields mean: the settings that `concord run` makes of the same
/// words.
struct RunChoices {
  let values: [String: String]

  /// As a kind has it: 1, and 2 for a debate's votes.
  static let usual = "as usual"

  init(_ request: RunRequest) { values = request.choices }

  /// - Throws: `RunMistake` that names the field.
  func settings() throws -> RunSettings {
    let kind = RunKind(rawValue: value("kind")) ?? .judge
    var result = RunSettings(kind)
    result.seats = try seats(kind)
    result.order = choice("order", result.order)
    result.orderSeed = try whole("order-seed").map { UInt64(clamping: $0) } ?? result.orderSeed
    result.repeats = try whole("repeats") ?? result.repeats
    result.seed = try whole("seed")
    if kind == .lexical {
      let seed = result.seed.map { UInt64(clamping: $0) } ?? 0
      result.lexical = LexicalSpec(choice("rule", LexicalRule.longer), seed: seed)
    } else {
      try question(&result)
      try sampling(&result)
      try panel(&result)
    }
    if let fault = result.fault { throw fault }
    return result
  }

  /// Whether it is a jury of raters that the study has.
  var isComposed: Bool { value("kind") == "jury" && value("of") == RunForm.finished }

  func limits() throws -> Budget.Limits {
    Budget.Limits(
      calls: try whole("budget-calls"), tokens: try whole("budget-tokens"),
      money: try decimal("budget-money").map { Money($0) })
  }

  func items() throws -> ItemSelection {
    let (selection, wrong) = ItemSelection.read(value("items"))
    guard let selection else {
      throw RunMistake("'\(wrong)' is none of \(ItemSelection.words)", at: "items")
    }
    return selection
  }

  // MARK: - The parts

  private func seats(_ kind: RunKind) throws -> [RunSeat] {
    func numbered(_ word: String, _ count: String) throws -> [String] {
      (1...max(1, try whole(count) ?? 1)).map { value("\(word) \($0)") }.filter { !$0.isEmpty }
    }
    switch kind {
    case .lexical: return []
    case .judge: return value("model").isEmpty ? [] : [RunSeat(endpoint: value("model"))]
    case .jury, .cascade:
      let word = isComposed ? "rater" : "seat"
      let names = try numbered(word, "seats")
      for (at, name) in names.enumerated() where names[..<at].contains(name) {
        throw RunMistake("'\(name)' has a seat already", at: "\(word) \(at + 1)")
      }
      return names.map { RunSeat(endpoint: $0) }
    case .debate:
      return try (1...max(1, try whole("roles") ?? 1)).map { number in
        func part(_ word: String, _ what: String) throws -> String {
          guard !value("\(word) \(number)").isEmpty else {
            throw RunMistake("role \(number) needs \(what)", at: "\(word) \(number)")
          }
          return value("\(word) \(number)")
        }
        return RunSeat(
          endpoint: try part("model", "a model"), role: try part("role", "a name"),
          persona: try part("persona", "a persona: who it is"))
      }
    }
  }

  private func question(_ settings: inout RunSettings) throws {
    settings.strategy = choice("strategy", settings.strategy)
    settings.highestScore = try whole("scale") ?? settings.highestScore
    settings.reference = choice("reference", settings.reference)
    settings.evidence = choice("evidence", settings.evidence)
    settings.stepByStep = isYes("step-by-step")
    settings.guidance = value("guidance")
    let reasks = value("reasks") == Self.usual ? nil : try whole("reasks")
    settings.reasks = reasks ?? (settings.kind == .debate ? 2 : settings.reasks)
    settings.isStructured = isYes("structured")
    settings.criteria = try (1...RunChoosing.most).compactMap { number in
      let text = value("criterion \(number)")
      guard !text.isEmpty else { return nil }
      let parts = text.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard parts.count == 2, !parts[1].isEmpty else {
        throw RunMistake("it wants NAME: what it means", at: "criterion \(number)")
      }
      return JudgeCriterion(name: String(parts[0]), definition: String(parts[1]))
    }
    settings.samples = try whole("samples") ?? settings.samples
    settings.weightsScores = isYes("weigh-scores")
    settings.exemplars = try whole("exemplars") ?? settings.exemplars
    settings.exemplarSeed =
      try whole("exemplar-seed").map { UInt64(clamping: $0) } ?? settings.exemplarSeed
  }

  private func sampling(_ settings: inout RunSettings) throws {
    settings.temperature = try decimal("temperature") ?? settings.temperature
    settings.topProbability = try decimal("top-p")
    settings.maximumTokens = try whole("max-tokens") ?? settings.maximumTokens
    settings.reasoningEffort = value("effort").isEmpty ? nil : value("effort")
    settings.alternatives = try whole("logprobs")
  }

  private func panel(_ settings: inout RunSettings) throws {
    settings.rule = PanelRule(name: value("jury-rule")) ?? settings.rule
    settings.quorum = try whole("quorum") ?? settings.quorum
    settings.threshold = try decimal("threshold") ?? settings.threshold
    settings.rounds = try whole("rounds") ?? settings.rounds
    settings.talk = choice("talk", settings.talk)
    settings.isBlindVote = value("vote") != "open"
    settings.decision = choice("decision", settings.decision)
    settings.stopsWhenAgreed = isYes("early-stop")
  }

  // MARK: - A value

  func value(_ id: String) -> String { values[id] ?? "" }

  private func isYes(_ id: String) -> Bool { value(id) == "yes" }

  private func choice<Choice: RawRepresentable>(_ id: String, _ standard: Choice) -> Choice
  where Choice.RawValue == String {
    Choice(rawValue: value(id)) ?? standard
  }

  private func whole(_ id: String) throws -> Int? {
    guard !value(id).isEmpty else { return nil }
    guard let number = Int(value(id)), number >= 0 else {
      throw RunMistake("'\(value(id))' is no whole number", at: id)
    }
    return number
  }

  private func decimal(_ id: String) throws -> Double? {
    guard !value(id).isEmpty else { return nil }
    guard let number = Double(value(id)), number.isFinite else {
      throw RunMistake("'\(value(id))' is no number", at: id)
    }
    return number
  }

  static var standardRoles: [RunSeat] {
    DebateSpec.standardRoles(seat: SeatModel(endpoint: "", model: "")).map {
      RunSeat(endpoint: "", role: $0.name, persona: $0.persona)
    }
  }
}
