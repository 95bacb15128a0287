import AnnotationModel
import Judging
import RunExecution
import Workbench

/// From the settings of a run to the fields of a form that mean them, and to its name.
extension RunChoices {
  /// The values of a form's fields from which `settings()` makes these settings again.
  static func values(of settings: RunSettings) -> [String: String] {
    var values: [String: String] = [
      "kind": settings.kind.rawValue, "order": settings.order.rawValue,
      "order-seed": "\(settings.orderSeed)", "repeats": "\(settings.repeats)",
      "seed": settings.seed.map { "\($0)" } ?? "",
    ]
    if settings.kind == .lexical {
      values["rule"] = settings.lexical.rule.rawValue
      values["seed"] = "\(settings.lexical.seed)"
      return values
    }
    addSeats(settings, &values)
    addQuestion(settings, &values)
    values["temperature"] = number(settings.temperature)
    values["top-p"] = number(settings.topProbability)
    values["max-tokens"] = "\(settings.maximumTokens)"
    values["effort"] = settings.reasoningEffort ?? ""
    values["logprobs"] = settings.alternatives.map { "\($0)" } ?? ""
    values["jury-rule"] = settings.rule.name
    values["quorum"] = "\(settings.quorum)"
    values["threshold"] = number(settings.threshold)
    values["rounds"] = "\(settings.rounds)"
    values["talk"] = settings.talk.rawValue
    values["vote"] = settings.isBlindVote ? "blind" : "open"
    values["decision"] = settings.decision.rawValue
    values["early-stop"] = word(settings.stopsWhenAgreed)
    return values
  }

  private static func addSeats(_ settings: RunSettings, _ values: inout [String: String]) {
    values["of"] = "models"
    values["model"] = settings.seats.first?.endpoint
    values[settings.kind == .debate ? "roles" : "seats"] = "\(settings.seats.count)"
    for (at, seat) in settings.seats.enumerated() {
      let number = at + 1
      if settings.kind == .debate {
        values["role \(number)"] = seat.role
        values["persona \(number)"] = seat.persona
        values["model \(number)"] = seat.endpoint
      } else {
        values["seat \(number)"] = seat.endpoint
      }
    }
  }

  private static func addQuestion(_ settings: RunSettings, _ values: inout [String: String]) {
    values["strategy"] = settings.strategy.rawValue
    values["scale"] = "\(settings.highestScore)"
    values["reference"] = settings.reference.rawValue
    values["evidence"] = settings.evidence.rawValue
    values["step-by-step"] = word(settings.stepByStep)
    values["guidance"] = settings.guidance
    values["reasks"] = "\(settings.reasks)"
    values["structured"] = word(settings.isStructured)
    for number in 1...RunChoosing.most {
      let one = settings.criteria.count >= number ? settings.criteria[number - 1] : nil
      values["criterion \(number)"] = one.map { $0.name + ": " + $0.definition } ?? ""
    }
    values["samples"] = "\(settings.samples)"
    values["weigh-scores"] = word(settings.weightsScores)
    values["exemplars"] = "\(settings.exemplars)"
    values["exemplar-seed"] = "\(settings.exemplarSeed)"
  }

  private static func word(_ isOn: Bool) -> String { isOn ? "yes" : "no" }

  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    return value == value.rounded() ? "\(Int(value))" : "\(value)"
  }

  // MARK: - The name

  /// Of all choices that change what is asked, so that the same choices go on with the same run;
  /// what has no word of its own there gives it a few letters.
  static func name(_ settings: RunSettings) -> String {
    var parts = [settings.kind.rawValue]
    var plain = RunSettings(settings.kind, seats: settings.seats)
    plain.reasks = settings.kind == .debate ? 2 : plain.reasks
    if settings.kind == .lexical {
      parts.append(settings.lexical.rule.rawValue)
      plain.lexical = LexicalSpec(settings.lexical.rule)
    } else {
      parts.append(seats(settings, &plain))
      if settings.kind != .debate { parts.append(settings.strategy.rawValue) }
      parts.append("\(settings.highestScore)")
      (plain.strategy, plain.highestScore) = (settings.strategy, settings.highestScore)
      if settings.evidence != .first { parts.append("evidence-\(settings.evidence.rawValue)") }
      if settings.reference != .none { parts.append("ref-\(settings.reference.rawValue)") }
      (plain.evidence, plain.reference) = (settings.evidence, settings.reference)
      parts += panel(settings, &plain)
    }
    if settings.order != .stored { parts.append(settings.order.rawValue) }
    if settings.repeats > 1 { parts.append("x\(settings.repeats)") }
    if settings.samples > 1 { parts.append("s\(settings.samples)") }
    if settings.temperature != plain.temperature {
      parts.append("t" + number(settings.temperature))
    }
    (plain.order, plain.repeats) = (settings.order, settings.repeats)
    (plain.samples, plain.temperature) = (settings.samples, settings.temperature)
    if plain.text != settings.text { parts.append(letters(settings.text)) }
    return parts.joined(separator: "/")
  }

  /// Of a jury of raters that the study has.
  static func composedName(_ settings: RunSettings) -> String {
    let names = settings.seats.map { $0.endpoint.replacing("judge/", with: "") }
    var parts = ["jury", names.joined(separator: "+")]
    if settings.rule != .plurality { parts.append(settings.rule.name) }
    if settings.quorum > 1 { parts.append("q\(settings.quorum)") }
    return parts.joined(separator: "/")
  }

  private static func seats(_ settings: RunSettings, _ plain: inout RunSettings) -> String {
    var names: [String] = []
    for seat in settings.seats where settings.kind != .debate || !names.contains(seat.endpoint) {
      names.append(seat.endpoint)
    }
    if settings.kind == .debate {
      plain.seats = standardRoles.map { role in
        RunSeat(
          endpoint: settings.seats.first?.endpoint ?? "", role: role.role, persona: role.persona)
      }
    }
    return names.joined(separator: "+")
  }

  private static func panel(_ settings: RunSettings, _ plain: inout RunSettings) -> [String] {
    var parts: [String] = []
    switch settings.kind {
    case .jury:
      parts.append(settings.rule.name)
      if settings.quorum > 1 { parts.append("q\(settings.quorum)") }
      (plain.rule, plain.quorum) = (settings.rule, settings.quorum)
    case .cascade:
      parts.append(number(settings.threshold))
      plain.threshold = settings.threshold
    case .debate:
      parts.append("r\(settings.rounds)")
      if settings.talk != .oneByOne { parts.append(settings.talk.rawValue) }
      if !settings.isBlindVote { parts.append("open") }
      if settings.decision != .meanOfScores { parts.append(settings.decision.rawValue) }
      if settings.stopsWhenAgreed { parts.append("early") }
      (plain.rounds, plain.talk) = (settings.rounds, settings.talk)
      (plain.isBlindVote, plain.decision) = (settings.isBlindVote, settings.decision)
      plain.stopsWhenAgreed = settings.stopsWhenAgreed
    case .judge, .lexical: break
    }
    return parts
  }

  /// Six letters and digits of a text.
  private static func letters(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash % 0x7fff_ffff, radix: 36)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }
}
