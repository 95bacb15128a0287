import AnnotationModel
import JSONText
import Judging

extension RunSettings {
  /// The settings as fields of a JSON object, in a fixed order: the same settings, the same text.
  func write(to line: inout JSONLine) {
    line.string("kind", kind.rawValue)
    line.objects("seats", seats) { seat, line in
      line.string("endpoint", seat.endpoint)
      line.string("role", seat.role)
      line.string("persona", seat.persona)
    }
    guard kind != .lexical else { return writeLexical(to: &line) }
    line.string("strategy", strategy.rawValue)
    line.number("scale", Double(highestScore))
    line.string("evidence", evidence.rawValue)
    line.bool("step_by_step", stepByStep)
    line.string("reference", reference.rawValue)
    line.objects("criteria", criteria) { criterion, line in
      line.string("name", criterion.name)
      line.string("definition", criterion.definition)
    }
    line.string("guidance", guidance)
    line.number("reasks", Double(reasks))
    line.bool("structured", isStructured)
    line.number("alternatives", alternatives.map(Double.init))
    line.number("temperature", temperature)
    line.number("top_p", topProbability)
    line.number("maximum_tokens", Double(maximumTokens))
    line.number("seed", seed.map(Double.init))
    line.string("reasoning_effort", reasoningEffort ?? "")
    writeShape(to: &line)
  }

  private func writeShape(to line: inout JSONLine) {
    line.string("order", order.rawValue)
    if order == .random { line.string("order_seed", String(orderSeed)) }
    line.number("repeats", Double(repeats))
    // Only where they are set: runs of before keep their names.
    if samples != 1 { line.number("samples", Double(samples)) }
    if weightsScores { line.bool("weighted_scores", true) }
    if exemplars != 0 {
      line.number("exemplars", Double(exemplars))
      line.string("exemplar_seed", String(exemplarSeed))
    }
    if kind == .cascade { line.number("threshold", threshold) }
    if kind == .jury {
      line.string("rule", rule.name)
      line.number("quorum", Double(quorum))
      weighing?.write(to: &line)
    }
    if kind == .debate {
      line.number("rounds", Double(rounds))
      line.string("talk", talk.rawValue)
      line.bool("blind_vote", isBlindVote)
      line.string("decision", decision.rawValue)
      line.bool("early_stop", stopsWhenAgreed)
    }
  }

  private func writeLexical(to line: inout JSONLine) {
    line.string("rule", lexical.rule.rawValue)
    line.bool("fold_case", lexical.normalisation.foldsCase)
    line.bool("drop_punctuation", lexical.normalisation.dropsPunctuation)
    line.bool("drop_articles", lexical.normalisation.dropsArticles)
    line.string("random_seed", String(lexical.seed))
    line.string("order", order.rawValue)
    if order == .random { line.string("order_seed", String(orderSeed)) }
    line.number("repeats", Double(repeats))
  }

  /// Reads what `write` wrote; nil where it is no such object.
  init?(_ node: JSONNode) {
    guard let kind = node["kind"]?.string.flatMap(RunKind.init(rawValue:)) else { return nil }
    self.init(kind)
    seats = (node["seats"]?.elements ?? []).map {
      RunSeat(
        endpoint: $0["endpoint"]?.string ?? "", role: $0["role"]?.string ?? "",
        persona: $0["persona"]?.string ?? "")
    }
    func choice<Choice: RawRepresentable>(_ name: String, _ now: Choice) -> Choice
    where Choice.RawValue == String {
      node[name]?.string.flatMap(Choice.init(rawValue:)) ?? now
    }
    strategy = choice("strategy", strategy)
    evidence = choice("evidence", evidence)
    reference = choice("reference", reference)
    order = choice("order", order)
    rule = node["rule"]?.string.flatMap(PanelRule.init(name:)) ?? rule
    talk = choice("talk", talk)
    decision = choice("decision", decision)
    highestScore = node["scale"]?.integer ?? highestScore
    stepByStep = node["step_by_step"]?.boolean ?? false
    criteria = (node["criteria"]?.elements ?? []).map {
      JudgeCriterion(
        name: $0["name"]?.string ?? "", definition: $0["definition"]?.string ?? "")
    }
    guidance = node["guidance"]?.string ?? ""
    reasks = node["reasks"]?.integer ?? reasks
    isStructured = node["structured"]?.boolean ?? false
    alternatives = node["alternatives"]?.integer
    if kind != .lexical { temperature = node["temperature"]?.number }
    topProbability = node["top_p"]?.number
    maximumTokens = node["maximum_tokens"]?.integer ?? maximumTokens
    seed = node["seed"]?.integer
    reasoningEffort = node["reasoning_effort"]?.string
    readRest(node)
  }

  private mutating func readRest(_ node: JSONNode) {
    orderSeed = node["order_seed"]?.string.flatMap(UInt64.init) ?? orderSeed
    repeats = node["repeats"]?.integer ?? repeats
    samples = node["samples"]?.integer ?? 1
    weightsScores = node["weighted_scores"]?.boolean ?? false
    exemplars = node["exemplars"]?.integer ?? 0
    exemplarSeed = node["exemplar_seed"]?.string.flatMap(UInt64.init) ?? exemplarSeed
    threshold = node["threshold"]?.number ?? threshold
    weighing = JuryWeighing(node)
    if let weighing { rule = weighing.rule }
    quorum = node["quorum"]?.integer ?? quorum
    rounds = node["rounds"]?.integer ?? rounds
    isBlindVote = node["blind_vote"]?.boolean ?? true
    stopsWhenAgreed = node["early_stop"]?.boolean ?? false
    guard kind == .lexical, let rule = node["rule"]?.string.flatMap(LexicalRule.init(rawValue:))
    else { return }
    lexical = LexicalSpec(
      rule,
      normalisation: TextNormalisation(
        foldsCase: node["fold_case"]?.boolean ?? true,
        dropsPunctuation: node["drop_punctuation"]?.boolean ?? true,
        dropsArticles: node["drop_articles"]?.boolean ?? true),
      seed: node["random_seed"]?.string.flatMap(UInt64.init) ?? 0)
  }
}

extension RunSettings {
  /// The settings as JSON, which `init(text:)` reads back.
  public var text: String {
    var line = JSONLine()
    write(to: &line)
    return line.text
  }

  /// Nil for a text that is no such JSON.
  public init?(text: String) {
    guard let node = JSONNode(text) else { return nil }
    self.init(node)
  }
}
