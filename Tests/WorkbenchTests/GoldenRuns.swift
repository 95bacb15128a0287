import AnnotationModel

@testable import Workbench

/// The screens of runs.
extension GoldenScreens {
  static let form = RunForm(
    fields: [
      RunField("kind", ["judge", "lexical"]), RunField("model", ["small", "large"]),
      RunField("strategy", ["direct", "independent", "combined"]),
      RunField("rule", ["longer", "first", "random"]), RunField("order", ["stored", "both"]),
      RunField("repeats", ["1", "2"]), RunField("items", ["all", "labelled"]),
    ], problems: ["endpoints.yaml:9: 'tiny' has no url"])

  /// A form as the program makes it, but for the number of seats and roles.
  static func panelForm(_ kind: String) -> RunForm {
    let models = ["small", "large", "other"]
    var fields = [
      RunField("kind", ["judge", "jury", "debate", "cascade", "lexical"]),
      RunField("name", [], typing: .text), RunField("items", ["all", "labelled"], typing: .text),
      RunField("model", models), RunField("of", ["models", RunForm.finished]),
      RunField("seats", ["2", "3"], at: 1, typing: .whole),
    ]
    fields += (1...3).map { RunField("seat \($0)", models, at: $0 - 1) }
    fields += (1...3).map { RunField("rater \($0)", ["ann", "bob", "cyn"], at: $0 - 1) }
    fields += [
      RunField("jury-rule", ["plurality", "mean"]), RunField("quorum", ["1", "2"], typing: .whole),
      RunField("threshold", ["0.5", "0.75"], at: 1, typing: .decimal), RunField("rest", ["people"]),
      RunField("roles", ["2", "3"], at: 1, typing: .whole),
    ]
    for (at, role) in ["General Public", "Psychologist", "Critic"].enumerated() {
      fields += [
        RunField("role \(at + 1)", [role], typing: .text),
        RunField(
          "persona \(at + 1)",
          ["You would have asked such a thing yourself, and care whether it helps."],
          typing: .text),
        RunField("model \(at + 1)", models),
      ]
    }
    fields += [
      RunField("rounds", ["1", "2"], at: 1, typing: .whole),
      RunField("talk", ["one-by-one", "simultaneous"]), RunField("vote", ["blind", "open"]),
      RunField("decision", ["mean", "majority"]), RunField("early-stop", ["no", "yes"]),
      RunField("scale", ["5", "10"], at: 1), RunField("order", ["stored", "balanced", "random"]),
      RunField("order-seed", ["1"], typing: .whole), RunField("criterion 1", [], typing: .text),
      RunField("criterion 2", [], typing: .text), RunField("samples", ["1"], typing: .whole),
      RunField("logprobs", [""], typing: .whole), RunField("exemplars", ["0", "1"]),
      RunField("exemplar-seed", ["1"], typing: .whole),
      RunField("temperature", ["0", "0.7"], typing: .decimal),
      RunField("budget-calls", [""], typing: .whole),
    ]
    var form = RunForm(fields: fields)
    _ = form.fill(["kind": kind])
    return form
  }

  private static func panel(_ kind: String, field: String = "", _ mistake: String = "") -> Screen {
    Screen("run-form-" + kind) {
      $0.press("J", "n")
      $0.send(.runFormLoaded(panelForm(kind)))
      var wrong = forecast(panelForm(kind).request)
      (wrong.field, wrong.mistake, wrong.name) = (field, mistake, kind + "/small+large+other")
      wrong.there = 3
      $0.send(.runPlanned(wrong))
    }
  }

  static func forecast(_ request: RunRequest) -> RunForecast {
    var result = RunForecast(request)
    result.name = "judge/small/direct/10"
    (result.units, result.calls) = (9, 9)
    (result.promptTokens, result.completionTokens, result.cost) = (2_340, 9_216, 1_234_567_890)
    (result.mostCalls, result.mostCost, result.time) = (18, 2_500_000_000, "about 40 s")
    result.firstPrompt = "user:\n\nWhich answer is better?"
    return result
  }

  static var live: RunLive {
    var live = RunLive(name: "judge/small/direct/10", rater: RaterID(2))
    (live.planned, live.before, live.concluded, live.unparsed) = (9, 1, 5, 1)
    (live.calls, live.failed, live.cached, live.tokens) = (8, 2, 1, 900)
    live.abstentions = ["refused": 1, "unparsed": 1]
    (live.cost, live.seconds, live.parallel) = (50_000_000, 2, 8)
    live.endpoints = [
      RunLive.Line(name: "small", replies: 6, failures: ["timed-out": 2], latency: 120.4)
    ]
    live.last = [RunLive.Reply(item: ItemID(3), value: "a", text: "It is right.\nAnswer: A")]
    live.last[0].whole =
      "asked\n\nuser:\n\nWhich answer is better?\n\n"
      + (1...30).map { "Line \($0) of the answers.\n" }.joined()
      + "\nreplied\n\nIt is right.\nAnswer: A"
    return live
  }

  static var summary: RunSummary {
    var result = RunSummary(
      run: Run(
        id: RunID(1), name: "judge/large/direct/10", kind: .judge, rater: RaterID(3),
        specification: "{}", hash: "h", startedAt: 0, state: .stopped,
        detail: "stopped when asked to"))
    (result.verdicts, result.abstentions, result.attempts) = (4, ["unparsed": 1], 6)
    (result.failures, result.cost) = (["timed-out": 2], 20_000_000)
    return result
  }

  static let runs: [Screen] = [
    Screen("runs-none") {
      $0.press("J")
      $0.send(.runsLoaded([]))
    },
    Screen("runs") {
      $0.press("J")
      $0.send(.runsLoaded([summary]))
    },
    Screen("run-form") {
      $0.press("J", "n")
      $0.send(.runFormLoaded(form))
      $0.send(.runPlanned(forecast(form.request)))
    },
    panel("jury", field: "quorum", "a quorum is from 1 to the number of seats"),
    panel("cascade"),
    panel("debate"),
    Screen("run-form-typing") {
      $0.press("J", "n")
      $0.send(.runFormLoaded(panelForm("debate")))
      $0.press("Down", "e")
    },
    Screen("run-kept") {
      $0.press("J")
      $0.send(.runsLoaded([summary]))
      $0.press("Enter")
    },
    Screen("run-monitor") { openMonitor(&$0) },
    Screen("run-monitor-whole") {
      openMonitor(&$0)
      $0.press("v")
      $0.send(.seenRecorded([ItemID(3)]))
    },
    Screen("runs-differ") {
      $0.press("J")
      var other = summary
      (other.run.rater, other.run.name) = (RaterID(9), "judge/large/combined/5")
      $0.send(.runsLoaded([summary, other]))
      $0.press("m", "Down", "d")
      $0.send(
        .runsDiffer([
          "strategy: direct → combined", "scale: 10 → 5", "prompts.judge-direct: 1a2b → none",
        ]))
    },
  ]

  private static func openMonitor(_ person: inout FixturePerson) {
    person.press("J", "n")
    person.send(.runFormLoaded(form))
    person.send(.runPlanned(forecast(form.request)))
    person.press("Enter")
    person.send(.runProgressed(live))
  }
}
