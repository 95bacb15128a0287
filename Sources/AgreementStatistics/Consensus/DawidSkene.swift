import Glibc

/// True labels and each rater's error rates, estimated together: how often a rater says what of
/// items whose true category is which.
///
/// Dawid & Skene 1979, doi:10.2307/2346806: expectation-maximisation from the shares of the votes,
/// in logarithms. It finds a local maximum; labels are exchangeable, so raters who are wrong
/// together are believed.
public struct DawidSkene: Hashable, Sendable {
  /// What each item is, by this model.
  public var posteriors: LabelPosteriors
  /// The estimated share of each category.
  public var priors: [Double]
  /// Of the parameters that `posteriors` were made of. Its prior enters once for each item.
  public var logLikelihood: Double
  /// How the estimation ended.
  public var convergence: EMConvergence
  /// Raters, those without ratings among them.
  public let raterCount: Int
  /// At (rater · K + label) · K + truth.
  private var errors: [Double]
  private var labelCounts: [Double]

  /// P(label | truth) of a rater: row = true category, column = label, rows sum to 1. Nil for a
  /// rater without ratings. O(K²).
  public func confusion(of rater: Int) -> [[Double]]? {
    guard labelCounts[rater] > 0 else { return nil }
    let k = priors.count
    return (0..<k).map { truth in (0..<k).map { errors[(rater * k + $0) * k + truth] } }
  }

  /// The probability that a rater's label is the true one: the diagonal of the confusion matrix,
  /// weighted with the priors. 0 to 1; nil for a rater without ratings. O(K).
  public func competence(of rater: Int) -> Double? {
    guard labelCounts[rater] > 0 else { return nil }
    let k = priors.count
    return (0..<k).reduce(0) { $0 + priors[$1] * errors[(rater * k + $1) * k + $1] }
  }
}

extension DawidSkene {
  /// - Parameters:
  ///   - tolerance: it ends when no posterior probability changes by more.
  ///   - iterationLimit: or after so many steps.
  ///   - clip: expected counts are at least this, so that no error is impossible; with 0 they are
  ///     the maximum of the likelihood.
  init?(
    _ units: LabelledUnits, tolerance: Double, iterationLimit: Int, clip: Double
  ) {
    guard units.count > 0 else { return nil }
    var latent = LatentLabels(votesOf: units)
    priors = latent.shares
    errors = Self.rates(latent, clip: clip)
    var iterations = 0
    while iterations < iterationLimit, latent.largestChange > tolerance {
      latent.expect(logPriors: priors.map { log($0) }, logErrors: errors.map { log($0) })
      priors = latent.shares
      errors = Self.rates(latent, clip: clip)
      iterations += 1
    }
    posteriors = LabelPosteriors(latent)
    logLikelihood = latent.logLikelihood
    convergence = EMConvergence(
      iterations: iterations, largestChange: latent.largestChange,
      isConverged: latent.largestChange <= tolerance)
    raterCount = units.raterCount
    labelCounts = units.labelsOfRater
  }

  /// Expected counts as shares of each true category; even shares where there is none.
  private static func rates(_ latent: LatentLabels, clip: Double) -> [Double] {
    let k = latent.units.categoryCount
    var rates = latent.expected.map { max($0, clip) }
    for rater in 0..<latent.units.raterCount {
      for truth in 0..<k {
        let places = (0..<k).map { (rater * k + $0) * k + truth }
        let sum = places.reduce(0) { $0 + rates[$1] }
        for place in places { rates[place] = sum > 0 ? rates[place] / sum : 1 / Double(k) }
      }
    }
    return rates
  }
}

extension RatingMatrix {
  /// Dawid and Skene's model of the raters; posteriors are the items'.
  ///
  /// Undefined where nobody rated anything. Precondition: at least one iteration, and `clip` ≥ 0.
  ///
  /// - Parameters:
  ///   - tolerance: it ends when no posterior probability changes by more.
  ///   - iterationLimit: or after so many steps.
  ///   - clip: expected counts are at least this, so that no error is impossible; with 0 they are
  ///     the maximum of the likelihood.
  /// - Complexity: O(labels × K) a step, labels of equal rows counted once where that is cheap.
  public func dawidSkene(
    tolerance: Double = 1e-6, iterationLimit: Int = 200, clip: Double = 1e-10
  ) -> Finding<DawidSkene> {
    precondition(iterationLimit > 0 && clip >= 0, "at least one iteration, no negative clip")
    return DawidSkene(
      LabelledUnits(self), tolerance: tolerance, iterationLimit: iterationLimit, clip: clip
    ).map { .defined($0) } ?? .undefined(.noItems)
  }
}

extension RatingPatterns {
  /// The same; posteriors are the patterns'. O(patterns × raters × K) a step.
  public func dawidSkene(
    tolerance: Double = 1e-6, iterationLimit: Int = 200, clip: Double = 1e-10
  ) -> Finding<DawidSkene> {
    precondition(iterationLimit > 0 && clip >= 0, "at least one iteration, no negative clip")
    return DawidSkene(
      LabelledUnits(self), tolerance: tolerance, iterationLimit: iterationLimit, clip: clip
    ).map { .defined($0) } ?? .undefined(.noItems)
  }
}
