import AgreementStatistics

/// A way to an interval of 95 %.
enum CoverageMethod: String, CaseIterable, Sendable {
  case analytic = "analytic"
  case percentile = "percentile"
  case bca = "BCa"
  case jackknife = "jackknife"
  case percentileByQuestion = "percentile, by question"
  case bcaByQuestion = "BCa, by question"
  case jackknifeByQuestion = "jackknife, by question"

  var isByQuestion: Bool {
    switch self {
    case .analytic, .percentile, .bca, .jackknife: false
    case .percentileByQuestion, .bcaByQuestion, .jackknifeByQuestion: true
    }
  }
}

/// The intervals of one sample. A method is left out where it gives none.
struct CoverageIntervals {
  var intervals: [(method: CoverageMethod, interval: Interval)] = []
  var undefinedResamples = 0
  var resamples = 0

  /// Nil where the statistic is undefined for the sample.
  init?(
    _ questions: [[Int]], _ kind: CoverageStatistic, _ statistic: some OutcomeStatistic,
    resamples: Int, seed: UInt64
  ) {
    var counts = Array(repeating: 0, count: kind.outcomeCount)
    for question in questions { for outcome in question { counts[outcome] += 1 } }
    var own = statistic
    guard let estimate = own.value(of: counts) else { return nil }
    if let interval = kind.analyticInterval(counts) { intervals.append((.analytic, interval)) }
    func resample(_ units: ResamplingUnits, _ methods: [CoverageMethod]) {
      if let interval = Jackknife(units, statistic).interval(around: estimate) {
        intervals.append((methods[2], interval))
      }
      let bootstrap = Bootstrap(units, resamples: resamples, seed: seed, threads: 1)
      self.resamples += resamples
      guard let found = bootstrap.distribution(of: statistic) else {
        undefinedResamples += resamples
        return
      }
      undefinedResamples += found.undefinedCount
      intervals.append((methods[0], found.percentileInterval()))
      intervals.append((methods[1], found.bcaInterval()))
    }
    resample(ResamplingUnits(items: counts), [.percentile, .bca, .jackknife])
    guard questions.contains(where: { $0.count > 1 }) else { return }
    let clusters = questions.map { $0.map { (outcome: $0, count: 1) } }
    resample(
      ResamplingUnits(outcomeCount: counts.count, clusters: clusters),
      [.percentileByQuestion, .bcaByQuestion, .jackknifeByQuestion])
  }
}
