import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Agreement with intervals of ten thousand items and two people.
enum IntervalCost {
  static func measure(_ options: BenchOptions) throws -> [Figure] {
    let scale = StudyTask.pairwise.scale
    let count = 10_000
    let generator = StudyGenerator(seed: options.seed, scale: scale, responseBytes: 100)
    let raters = (1...2).map { Rater(id: RaterID(Int64($0)), name: "person-\($0)", kind: .human) }
    let columns = raters.enumerated().map { index, rater in
      RatingColumn(
        rater: rater.id, phase: .blind, swapped: false, items: (1...Int32(count)).map { $0 },
        codes: (1...count).map { Int16(generator.code(item: $0, rater: index)) })
    }
    func report() throws -> AgreementReport {
      var tracker = AgreementTracker(scale: scale, itemCount: count, raters: raters)
      tracker.load(columns)
      return try tracker.report()
    }
    let analytic = try timed(50) { _ in
      let report = try report()
      for name in PairCoefficient.allCases { _ = report.pairs[0].table.coefficient(name) }
      for name in GroupCoefficient.allCases { _ = report.overall.coefficient(name) }
    }
    let group = try report().overall
    let names = GroupCoefficient.allCases.filter { $0 != .alphaRatio }
    let resampled = timed(20) { _ in
      var drawn = group
      _ = group.tally.bootstrap(resamples: 1000, statistics: names.count) { tally, at in
        drawn.tally = tally
        return drawn.coefficient(names[at])
      }
    }
    return [
      Figure(
        "10,000 items × 2 people, all coefficients with intervals", limit: 50, judged: .p99,
        samples: analytic, note: "14 coefficients, from the ratings"),
      Figure(
        "the same by 1000 resamples", limit: 50, judged: .p99, samples: resampled,
        note: "6 coefficients of the group"),
    ]
  }
}
