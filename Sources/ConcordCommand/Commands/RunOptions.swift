import AnnotationModel
import Judging
import ModelCalls
import RunExecution

/// From a command line to a run's settings.
struct RunOptions {
  let invocation: Invocation

  func settings() throws -> RunSettings {
    let kind = RunKind(rawValue: invocation.operands[0]) ?? .judge
    var settings = RunSettings(kind)
    settings.seats = try seats(kind)
    settings = try changed(settings)
    if let mistake = settings.mistake { throw CommandFailure.usage(mistake) }
    return settings
  }

  /// Settings with what the command line says of them; what it leaves out stays as it is.
  func changed(_ given: RunSettings) throws -> RunSettings {
    var settings = given
    try question(&settings)
    try sampling(&settings)
    try shape(&settings)
    try panel(&settings)
    return settings
  }

  /// Refuses options that belong to something else, each with what to say instead, or "".
  func refuse(_ others: [String: String], _ what: String) throws {
    for (name, instead) in others.sorted(by: { $0.key < $1.key }) where invocation.has(name) {
      throw CommandFailure.usage(
        "--\(name) is not for \(what)" + (instead.isEmpty ? "" : ": say \(instead)"))
    }
  }

  private func choice<Choice: RawRepresentable>(_ option: String, _ standard: Choice) -> Choice
  where Choice.RawValue == String {
    invocation.value(option).flatMap(Choice.init(rawValue:)) ?? standard
  }

  func decimal(_ option: String) throws -> Double? {
    guard let text = invocation.value(option) else { return nil }
    guard let number = Double(text), number.isFinite else {
      throw CommandFailure.usage("--\(option) wants a number; '\(text)' is none")
    }
    return number
  }

  // MARK: - Who

  private func seats(_ kind: RunKind) throws -> [RunSeat] {
    let model = invocation.value("model")
    switch kind {
    case .lexical: return []
    case .cascade:
      let names = invocation.list("seats")
      guard names.count > 1 else {
        throw CommandFailure.usage("a cascade has two seats or more: --seats A,B,…")
      }
      return names.map { RunSeat(endpoint: $0) }
    case .judge:
      guard let model else {
        throw CommandFailure.usage("which model? --model NAME; concord models lists them")
      }
      return [RunSeat(endpoint: model)]
    case .jury:
      let names = invocation.list("seats")
      guard names.count > 1 else {
        throw CommandFailure.usage("a jury has two seats or more: --seats A,B,…")
      }
      return names.map { RunSeat(endpoint: $0) }
    case .debate:
      let roles = try invocation.value("roles").map(DebateRolesFile.read) ?? Self.standardRoles
      return try roles.map { role in
        guard let name = role.endpoint.isEmpty ? model : role.endpoint else {
          throw CommandFailure.usage(
            "which model speaks as \(role.role)? --model NAME, or model in the roles' file")
        }
        return RunSeat(endpoint: name, role: role.role, persona: role.persona)
      }
    }
  }

  static var standardRoles: [RunSeat] {
    DebateSpec.standardRoles(seat: SeatModel(endpoint: "", model: "")).map {
      RunSeat(endpoint: "", role: $0.name, persona: $0.persona)
    }
  }

  /// The run's name where none is given.
  static func standardName(_ settings: RunSettings) -> String {
    switch settings.kind {
    case .lexical: "lexical/" + settings.lexical.rule.rawValue
    case .judge, .debate:
      "\(settings.kind.rawValue)/" + (settings.seats.first?.endpoint ?? "")
    case .cascade: "cascade/" + settings.seats.map(\.endpoint).joined(separator: "+")
    case .jury: Run.juryName(seats: settings.seats.map(\.endpoint))
    }
  }

  // MARK: - What is asked

  private func question(_ settings: inout RunSettings) throws {
    settings.strategy = choice("strategy", settings.strategy)
    settings.highestScore =
      invocation.value("scale").flatMap { Int($0) } ?? settings.highestScore
    settings.reference = choice("reference", settings.reference)
    settings.evidence = choice("evidence", settings.evidence)
    settings.stepByStep = settings.stepByStep || invocation.has("step-by-step")
    settings.guidance = invocation.value("guidance") ?? settings.guidance
    settings.reasks =
      invocation.number("reasks") ?? (settings.kind == .debate ? 2 : settings.reasks)
    settings.isStructured = settings.isStructured || invocation.has("structured")
    let criteria = try invocation.all("criterion").map { text in
      let parts = text.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      guard parts.count == 2, !parts[1].isEmpty else {
        throw CommandFailure.usage(
          "--criterion wants 'NAME: what it means'; '\(text)' has no colon")
      }
      return JudgeCriterion(name: String(parts[0]), definition: String(parts[1]))
    }
    if !criteria.isEmpty { settings.criteria = criteria }
  }

  private func sampling(_ settings: inout RunSettings) throws {
    settings.temperature = try decimal("temperature") ?? settings.temperature
    settings.topProbability = try decimal("top-p") ?? settings.topProbability
    settings.maximumTokens = invocation.number("max-tokens") ?? settings.maximumTokens
    settings.seed = invocation.number("seed") ?? settings.seed
    settings.reasoningEffort = invocation.value("effort") ?? settings.reasoningEffort
    settings.alternatives = invocation.number("logprobs") ?? settings.alternatives
  }

  private func shape(_ settings: inout RunSettings) throws {
    settings.order = choice("order", settings.order)
    settings.orderSeed = invocation.number("order-seed").map(UInt64.init) ?? settings.orderSeed
    settings.repeats = invocation.number("repeats") ?? settings.repeats
    settings.samples = invocation.number("samples") ?? settings.samples
    settings.weightsScores = settings.weightsScores || invocation.has("weigh-scores")
    settings.exemplars = invocation.number("exemplars") ?? settings.exemplars
    settings.exemplarSeed =
      invocation.number("exemplar-seed").map(UInt64.init) ?? settings.exemplarSeed
    settings.threshold = try decimal("threshold") ?? settings.threshold
  }

  private func panel(_ settings: inout RunSettings) throws {
    settings.quorum = invocation.number("quorum") ?? settings.quorum
    settings.rounds = invocation.number("rounds") ?? settings.rounds
    settings.talk = choice("talk", settings.talk)
    settings.isBlindVote = !invocation.has("open-vote")
    settings.decision = choice("decision", settings.decision)
    settings.stopsWhenAgreed = invocation.has("early-stop")
    if invocation.has("held-out") || invocation.has("held-out-seed"),
      invocation.value("rule") != Self.weighted
    {
      throw CommandFailure.usage("--held-out and --held-out-seed are for --rule weighted")
    }
    guard let rule = invocation.value("rule") else {
      guard settings.kind != .lexical else {
        let words = LexicalRule.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure.usage("which rule? --rule with one of \(words)")
      }
      return
    }
    if settings.kind == .lexical {
      guard let lexical = LexicalRule(rawValue: rule) else {
        let words = LexicalRule.allCases.map(\.rawValue).joined(separator: ", ")
        throw CommandFailure.usage("a lexical judge goes by \(words); '\(rule)' is a jury's rule")
      }
      settings.lexical = LexicalSpec(lexical, seed: invocation.number("seed").map(UInt64.init) ?? 0)
    } else if rule == Self.weighted {
      guard settings.kind == .jury else {
        throw CommandFailure.usage("--rule weighted is a jury's")
      }
      settings.rule = .weighted([])
    } else {
      guard let panel = PanelRule(name: rule) else {
        throw CommandFailure.usage("'\(rule)' is a lexical judge's rule, and this is none")
      }
      settings.rule = panel
    }
  }

  /// The rule that needs weights, which are found for it.
  static let weighted = "weighted"

  // MARK: - How

  func limits() throws -> Budget.Limits {
    Budget.Limits(
      calls: invocation.number("budget-calls"), tokens: invocation.number("budget-tokens"),
      money: try decimal("budget-money").map { Money($0) })
  }

  func selection() throws -> ItemSelection {
    let (selection, wrong) = ItemSelection.read(invocation.value("items") ?? "")
    guard let selection else {
      throw CommandFailure.usage("--items: '\(wrong)' is none of \(ItemSelection.words)")
    }
    return selection
  }
}
