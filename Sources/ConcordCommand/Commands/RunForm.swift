import AnnotationAnalysis
import AnnotationModel
import ModelCalls
import RunExecution

/// How runs are written: plans, progress, lists.
enum RunForm {
  static func plan(
    _ plan: RunPlan, _ settings: RunSettings, _ specification: RunSpecification
  ) -> String {
    var text = "\(plan.units.count) verdicts"
    guard plan.calls > 0 else { return text + ", no calls" }
    let tokens = "about \(plan.promptTokens) tokens in, at most \(plan.completionTokens) out"
    text += ", \(plan.calls) calls, \(tokens)"
    let models = specification.endpoints.values.map(\.name).sorted().joined(separator: ", ")
    text += ", to \(models)"
    if plan.heldCalls > 0 {
      let about = plan.units.count > RunPlan.sample ? "about " : ""
      text += "; \(about)\(plan.heldCalls) of them are in the file already, and cost nothing"
    }
    if let time = plan.time { text += "; \(time.text)" }
    text +=
      plan.money > .zero ? "; \(money(plan.money)) with replies that long" : "; no price is known"
    guard plan.mostCalls > plan.calls else { return text }
    let why = settings.kind == .cascade ? "every seat is asked" : "every answer is asked for again"
    text += "; at most \(plan.mostCalls) calls"
    return (plan.money > .zero ? text + " and \(money(plan.mostMoney))" : text) + " where \(why)"
  }

  static func money(_ money: Money) -> String { Price.text(billionths: money.billionths) }

  static func progress(_ progress: RunProgress) -> String {
    let seconds = max(0.001, progress.elapsed / .seconds(1))
    let rate = Double(progress.concluded) / seconds
    var parts = [
      "\(progress.before + progress.concluded) of \(progress.planned)",
      "\(Int(rate.rounded())) a second",
    ]
    if progress.concluded > 0, progress.left > 0 {
      parts.append("\(Int((Double(progress.left) / rate).rounded(.up))) s left")
    }
    if progress.unparsed > 0 { parts.append("\(progress.unparsed) without an answer") }
    if progress.failed > 0 { parts.append("\(progress.failed) tries failed") }
    if progress.heldByOthers > 0 {
      parts.append("waits for \(progress.heldByOthers) that another process has")
    }
    if progress.cached > 0 { parts.append("\(progress.cached) replies were there") }
    parts.append("\(progress.calls) calls, \(progress.tokens) tokens")
    if progress.money > .zero { parts.append(money(progress.money)) }
    return parts.joined(separator: "; ")
  }

  static func end(_ name: String, _ progress: RunProgress) -> String {
    let reasons = progress.abstentions.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.value) \($0.key.rawValue)" }
    let abstained =
      reasons.isEmpty ? "" : " (without an answer: \(reasons.joined(separator: ", ")))"
    var text =
      "\(name): \(progress.concluded) verdicts\(abstained), \(progress.before) there before, "
      + "\(progress.left) left; \(progress.calls) calls, \(progress.tokens) tokens"
    if progress.cached > 0 { text += ", \(progress.cached) replies taken from the file" }
    if progress.askedAgain > 0 { text += ", \(progress.askedAgain) asked again" }
    if progress.money > .zero { text += ", \(money(progress.money))" }
    let failures = failures(progress.endpoints)
    return failures.isEmpty ? text : text + "; tries without a reply: " + failures
  }

  /// How often each kind came, by endpoint, the most frequent first.
  private static func failures(_ endpoints: [String: EndpointCounts]) -> String {
    endpoints.sorted { $0.key < $1.key }.compactMap { name, counts in
      let kinds = counts.failures.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      guard !kinds.isEmpty else { return nil }
      return kinds.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + " of \(name)"
    }.joined(separator: "; ")
  }

  static func table(_ runs: [RunSummary]) -> PlainTable {
    var table = PlainTable(
      columns: [.init("run"), .init("kind"), .init("state")]
        + ["verdicts", "no answer", "again", "tries", "failed", "tokens", "cost", "ms a call"]
        .map { .init($0, isNumeric: true) })
    table.rows = runs.map { one in
      let failed = one.failures.values.reduce(0, +)
      let replies = one.attempts - failed
      return [
        one.run.name, one.run.kind.rawValue, one.run.state.rawValue, String(one.verdicts),
        String(one.abstentions.values.reduce(0, +)), String(one.askedAgain), String(one.attempts),
        String(failed), String(one.promptTokens + one.completionTokens),
        one.cost == 0 ? "" : Price.text(billionths: one.cost),
        replies == 0 ? "" : String(one.latencyMicroseconds / Int64(max(1, one.attempts)) / 1_000),
      ]
    }
    return table
  }

  static func json(_ summary: RunSummary, specification: Bool) -> JSONValue {
    func counts(_ all: [String: Int]) -> JSONValue {
      .object(
        all.sorted { $0.key < $1.key }.map { .init(name: $0.key, value: .integer($0.value)) })
    }
    let run = summary.run
    return .members([
      "name": .string(run.name), "kind": .string(run.kind.rawValue),
      "state": .string(run.state.rawValue), "detail": .string(run.detail),
      "started_at_ms": .integer(Int(run.startedAt)),
      "ended_at_ms": run.endedAt.map { .integer(Int($0)) },
      "verdicts": .integer(summary.verdicts), "abstentions": counts(summary.abstentions),
      "asked_again": .integer(summary.askedAgain), "attempts": .integer(summary.attempts),
      "failures": counts(summary.failures), "prompt_tokens": .integer(summary.promptTokens),
      "completion_tokens": .integer(summary.completionTokens),
      "cost": .number(Double(summary.cost) / 1e9),
      "seconds": .number(Double(summary.latencyMicroseconds) / 1e6),
      "marks": counts(summary.marks), "hash": .string(run.hash),
      "specification": specification ? .string(run.specification) : nil,
    ])
  }

  // MARK: - A prompt before it is sent

  static func text(_ request: ModelRequest) -> String {
    let head = "--- \(request.model) at \(request.endpoint)"
    return head
      + request.messages.map {
        "\n=== \($0.role.rawValue)\n\(SafeText.lines($0.text).joined(separator: "\n"))"
      }
      .joined()
  }

  static func json(_ request: ModelRequest) -> JSONValue {
    .members([
      "endpoint": .string(request.endpoint), "model": .string(request.model),
      "messages": .array(
        request.messages.map {
          .members(["role": .string($0.role.rawValue), "content": .string($0.text)])
        }),
    ])
  }
}
