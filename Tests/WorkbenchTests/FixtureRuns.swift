import AnnotationModel

/// Runs of the fixture study: one that is done, one at work, one that failed.
enum FixtureRuns {
  /// - Parameter verdicts: of the one at work.
  static func all(_ person: FixturePerson, verdicts: Int) -> [RunSummary] {
    let judges = person.study.raters.filter { !$0.kind.isHuman }
    let judge = judges[0].id
    var done = RunSummary(run: run(1, "judge/" + judges[0].name, .judge, judge, .finished))
    done.verdicts = 40
    done.abstentions = ["unparsed": 3, "truncated": 1]
    done.askedAgain = 5
    done.attempts = 47
    done.failures = ["rate-limited": 2]
    done.promptTokens = 41_000
    done.completionTokens = 3_900
    done.cost = 123_400_000
    done.latencyMicroseconds = 31_000_000
    var working = RunSummary(run: run(2, "debate/three-voices", .debate, judge, .begun))
    working.verdicts = verdicts
    working.attempts = verdicts * 9
    working.promptTokens = 900_000
    working.marks = ["rehearsal": verdicts]
    var failed = RunSummary(run: run(3, "judge/elsewhere", .judge, judge, .failed))
    failed.run.detail = "elsewhere: unauthorised (401): the key is not known"
    failed.attempts = 1
    failed.failures = ["unauthorised": 1]
    return [done, working, failed]
  }

  private static func run(
    _ number: Int64, _ name: String, _ kind: RunKind, _ rater: RaterID, _ state: RunState
  ) -> Run {
    Run(
      id: RunID(number), name: name, kind: kind, rater: rater, specification: "{}", hash: "h",
      startedAt: 1, state: state)
  }
}
