import Glibc

/// True labels and each rater's competence, estimated together: with probability `competence` a
/// rater knows the true label, else the label is drawn from the rater's spam strategy.
///
/// Multi-annotator competence estimation, Hovy, Berg-Kirkpatrick, Vaswani & Hovy 2013 (NAACL
/// N13-1132), by expectation-maximisation with smoothed counts. All categories are equally likely
/// before ratings are seen. It finds a local maximum, hence restarts.
public struct MACE: Hashable, Sendable {
  /// What each item is, by this model.
  public var posteriors: LabelPosteriors
  /// P(knows the label) of each rater, 0 to 1; nil for a rater without ratings.
  public var competence: [Double?]
  /// What each rater says where it does not know: a probability for each category, which sum to 1;
  /// nil for a rater without ratings.
  public var spamStrategy: [[Double]?]
  /// Of the parameters that `posteriors` were made of, the even prior of an item among them.
  public var logLikelihood: Double
  /// How the estimation ended, from the start that was kept.
  public var convergence: EMConvergence
  /// The start that led to the largest likelihood: 0 is the even one, others are random.
  public var start: Int
}

extension RatingMatrix {
  /// MACE of all ratings; posteriors are the items'.
  ///
  /// Undefined where nobody rated anything. O(labels × K) a step of one start, labels of equal rows
  /// counted once where that is cheap.
  public func mace(_ options: MACEOptions = MACEOptions()) -> Finding<MACE> {
    MACE(LabelledUnits(self), options).map { .defined($0) } ?? .undefined(.noItems)
  }
}

extension RatingPatterns {
  /// The same; posteriors are the patterns'. O(patterns × raters × K) a step of one start.
  public func mace(_ options: MACEOptions = MACEOptions()) -> Finding<MACE> {
    MACE(LabelledUnits(self), options).map { .defined($0) } ?? .undefined(.noItems)
  }
}

extension MACE {
  init?(_ units: LabelledUnits, _ options: MACEOptions) {
    guard units.count > 0 else { return nil }
    var best = MACE(units, options, start: 0)
    for start in 1..<options.starts {
      let other = MACE(units, options, start: start)
      if other.logLikelihood > best.logLikelihood { best = other }
    }
    self = best
  }

  private init(_ units: LabelledUnits, _ options: MACEOptions, start: Int) {
    var random = ResampleStream(seed: options.seed, number: UInt64(start))
    var raters = SpamParameters(units, random: start == 0 ? nil : { random.uniform() })
    var latent = LatentLabels(votesOf: units)
    let logPriors = Array(
      repeating: -log(Double(units.categoryCount)), count: units.categoryCount)
    latent.expect(logPriors: logPriors, logErrors: raters.logErrors)
    var iterations = 0
    while iterations < options.iterationLimit, latent.largestChange > options.tolerance {
      raters.maximise(latent.expected, smoothing: options.smoothing)
      latent.expect(logPriors: logPriors, logErrors: raters.logErrors)
      iterations += 1
    }
    posteriors = LabelPosteriors(latent)
    let hasRated = units.labelsOfRater.map { $0 > 0 }
    competence = zip(raters.competence, hasRated).map { $1 ? $0 : nil }
    spamStrategy = hasRated.indices.map { hasRated[$0] ? raters.strategy(of: $0) : nil }
    logLikelihood = latent.logLikelihood
    convergence = EMConvergence(
      iterations: iterations, largestChange: latent.largestChange,
      isConverged: latent.largestChange <= options.tolerance)
    self.start = start
  }
}
