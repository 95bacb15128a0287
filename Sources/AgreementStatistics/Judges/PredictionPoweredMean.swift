/// A mean of people's scores over all items, for which a judge's scores stand in where people gave
/// none, corrected by what the judge gets wrong where they did.
public struct PredictionPoweredMean: Hashable, Sendable {
  /// How much of the judge to use.
  public enum Tuning: Hashable, Sendable {
    /// λ as given: 0 uses people only, 1 is prediction-powered inference as first proposed.
    case fixed(Double)
    /// The λ in 0…1 of the smallest estimated variance (PPI++): never a larger one than that of
    /// people's scores alone, however bad the judge.
    case tuned
  }

  /// θ = mean of people's scores + λ·(judge's mean on the unlabelled − on the labelled items).
  public var mean: Coefficient
  /// λ; in strata, each stratum's.
  public var tunings: [Double]
}

extension PredictedScores {
  /// People's mean alone, with its normal interval (divisor n): what the judge is to improve.
  /// Undefined with fewer than two labelled items.
  public func humanMean(level: Double = 0.95) -> Estimate {
    guard labelledCount > 1 else { return .undefined(.tooFewItems) }
    return .normal(scoreMean, variance: variance(0), count: labelledCount, level: level)
  }

  /// The prediction-powered mean, unbiased for any λ that is fixed, whatever the judge does.
  ///
  /// - Returns: variance λ²σ²_f/N + σ²_{y−λf}/n and its normal interval, unclipped: the errors of
  ///   the unlabelled items' mean and of the correction. Nil where no variation was seen; so a
  ///   judge without a single mistake on the labelled items has the error of the unlabelled
  ///   ones alone. Undefined with fewer than two labelled items, or without unlabelled ones
  ///   unless λ is 0 or tuned (then 0). O(1).
  /// - Source: Angelopoulos et al. 2023, doi:10.1126/science.adi6000; tuned: Angelopoulos, Duchi &
  ///   Zrnic 2023, arXiv:2311.01453, with the plug-in that minimises this very variance.
  public func predictionPoweredMean(
    tuning: PredictionPoweredMean.Tuning = .tuned, level: Double = 0.95
  ) -> Result<PredictionPoweredMean, UndefinedReason> {
    Self.stratified([(self, 1)], tuning: tuning, level: level)
  }

  /// The prediction-powered mean of strata (slices, or ranges of the judge's confidence), each
  /// with a λ of its own: Σ w·θ with variance Σ w²·Var(θ).
  ///
  /// - Parameter strata: each with its share of all items, in any unit; labelled items are a random
  ///   sample within their stratum, of any size there.
  /// - Returns: undefined where a stratum is, or where there is none.
  /// - Source: Fisch et al. 2024, arXiv:2406.04291. O(strata).
  /// - Precondition: no weight is negative, and one is positive.
  public static func stratified(
    _ strata: [(scores: PredictedScores, weight: Double)],
    tuning: PredictionPoweredMean.Tuning = .tuned, level: Double = 0.95
  ) -> Result<PredictionPoweredMean, UndefinedReason> {
    guard !strata.isEmpty else { return .failure(.noItems) }
    let whole = strata.reduce(0) { $0 + $1.weight }
    precondition(whole > 0 && strata.allSatisfy { $0.weight >= 0 }, "strata have weights")
    var (value, variance, count) = (0.0, 0.0, 0)
    var tunings: [Double] = []
    for (scores, weight) in strata {
      let lambda = scores.lambda(tuning)
      guard scores.labelledCount > 1 else { return .failure(.tooFewItems) }
      guard lambda == 0 || scores.unlabelledCount > 0 else { return .failure(.noItems) }
      let share = weight / whole
      value += share * scores.mean(lambda)
      variance += share * share * scores.variance(lambda)
      count += scores.labelledCount
      tunings.append(lambda)
    }
    let mean = Estimate.normal(value, variance: variance, count: count, level: level)
    guard let mean = mean.coefficient else { return .failure(.noItems) }
    return .success(PredictionPoweredMean(mean: mean, tunings: tunings))
  }

  private func mean(_ lambda: Double) -> Double {
    scoreMean + (lambda == 0 ? 0 : lambda * (unlabelledMean - predictionMean))
  }

  private func variance(_ lambda: Double) -> Double {
    let corrected =
      scoreVariance - 2 * lambda * covariance + lambda * lambda * predictionVariance
    let own = max(0, corrected) / Double(labelledCount)
    return lambda == 0
      ? own : own + lambda * lambda * unlabelledVariance / Double(unlabelledCount)
  }

  /// The minimum of the parabola `variance`, moved into 0…1.
  private func lambda(_ tuning: PredictionPoweredMean.Tuning) -> Double {
    switch tuning {
    case .fixed(let lambda): return lambda
    case .tuned:
      guard unlabelledCount > 0, labelledCount > 0 else { return 0 }
      let n = Double(labelledCount)
      let curvature = predictionVariance / n + unlabelledVariance / Double(unlabelledCount)
      return curvature > 0 ? min(1, max(0, covariance / n / curvature)) : 0
    }
  }
}
