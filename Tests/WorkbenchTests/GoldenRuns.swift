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
    (live.cost, live.seconds, live.parallel) = (50_000_000, 2, 8)
    live.endpoints = [
      RunLive.Line(name: "small", replies: 6, failures: ["timed-out": 2], latency: 120.4)
    ]
    live.last = [RunLive.Reply(item: ItemID(3), value: "a", text: "It is right.\nAnswer: A")]
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
    Screen("run-kept") {
      $0.press("J")
      $0.send(.runsLoaded([summary]))
      $0.press("Enter")
    },
    Screen("run-monitor") {
      $0.press("J", "n")
      $0.send(.runFormLoaded(form))
      $0.send(.runPlanned(forecast(form.request)))
      $0.press("Enter")
      $0.send(.runProgressed(live))
    },
  ]
}
