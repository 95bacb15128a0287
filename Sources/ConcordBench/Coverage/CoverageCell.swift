import AgreementStatistics

/// What was counted of one design.
struct CoverageCell: Sendable {
  struct Tally: Sendable {
    var covered = 0
    var width = 0.0
    /// Samples for which the method gave an interval.
    var count = 0

    var meanWidth: Double? { count > 0 ? width / Double(count) : nil }
  }

  var design: CoverageDesign
  var tallies: [CoverageMethod: Tally] = [:]
  var samples = 0
  var undefinedSamples = 0
  var resamples = 0
  var undefinedResamples = 0

  init(_ design: CoverageDesign) { self.design = design }

  /// In per cent of the samples for which the statistic is defined: one without an interval is
  /// not covered. Nil where there is no such sample, or the method never gives an interval.
  func coverage(_ method: CoverageMethod) -> Double? {
    guard let tally = tallies[method], samples > undefinedSamples else { return nil }
    return 100 * Double(tally.covered) / Double(samples - undefinedSamples)
  }

  /// Samples that are counted together; their sums are added in order, so that threads do not
  /// change a digit.
  static let block = 125

  /// The samples of these numbers.
  init(_ design: CoverageDesign, _ numbers: Range<Int>, resamples: Int, seed: UInt64) {
    self.init(design)
    count(numbers, design.statistic.statistic, resamples, seed)
  }

  private mutating func count(
    _ numbers: Range<Int>, _ statistic: some OutcomeStatistic, _ resamples: Int, _ seed: UInt64
  ) {
    let (truth, cumulative) = (design.trueValue, design.cumulative)
    for number in numbers {
      var random = ResampleStream(seed: seed, number: UInt64(number))
      let questions = design.sample(&random, cumulative: cumulative)
      samples += 1
      guard
        let found = CoverageIntervals(
          questions, design.statistic, statistic, resamples: resamples, seed: random.next())
      else {
        undefinedSamples += 1
        continue
      }
      self.resamples += found.resamples
      undefinedResamples += found.undefinedResamples
      for (method, interval) in found.intervals {
        var tally = tallies[method] ?? Tally()
        tally.count += 1
        tally.width += interval.high - interval.low
        if interval.low - 1e-9 <= truth, truth <= interval.high + 1e-9 { tally.covered += 1 }
        tallies[method] = tally
      }
    }
  }

  mutating func add(_ other: CoverageCell) {
    samples += other.samples
    undefinedSamples += other.undefinedSamples
    resamples += other.resamples
    undefinedResamples += other.undefinedResamples
    for method in CoverageMethod.allCases {
      guard let more = other.tallies[method] else { continue }
      var tally = tallies[method] ?? Tally()
      tally.covered += more.covered
      tally.width += more.width
      tally.count += more.count
      tallies[method] = tally
    }
  }
}
