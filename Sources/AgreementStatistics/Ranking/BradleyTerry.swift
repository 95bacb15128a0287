import Glibc

/// Strengths of contestants, of which the difference of two gives the odds that one wins:
/// P(i beats j) = 1/(1 + e^(β_j − β_i)).
///
/// Maximum of the likelihood of the win table, ties half a win of both. Bradley & Terry 1952,
/// doi:10.2307/2334029; Hunter 2004, doi:10.1214/aos/1079120141.
public struct BradleyTerry: Hashable, Sendable {
  /// β, in natural logarithms of odds; their mean is 0.
  public var strengths: [Double]
  /// Σ wins · ln P(win).
  public var logLikelihood: Double
  /// Matches that entered.
  public var matchCount: Double
  /// Newton steps.
  public var iterations: Int
  /// Row-major: the inverse of the observed information among strengths that sum to 0.
  fileprivate var covariances: [Double]

  /// Of each strength against the mean of all.
  public var standardErrors: [Double] {
    strengths.indices.map { max(0, covariances[$0 * strengths.count + $0]).squareRoot() }
  }

  /// How much stronger one is than another, with the normal interval; positive where the first is.
  /// By the observed information, so the counts need to be large.
  public func difference(_ one: Int, _ other: Int, level: Double = 0.95) -> Coefficient {
    let k = strengths.count
    let value = strengths[one] - strengths[other]
    let own = covariances[one * k + one] + covariances[other * k + other]
    let error = max(0, own - 2 * covariances[one * k + other]).squareRoot()
    let half = NormalDistribution.critical(level) * error
    return Coefficient(
      value: value, standardError: error, interval: Interval(low: value - half, high: value + half),
      level: level, itemCount: Int(matchCount.rounded()))
  }

  /// P(one beats other), 0 to 1.
  public func probability(_ one: Int, beats other: Int) -> Double {
    1 / (1 + exp(strengths[other] - strengths[one]))
  }

  /// On Elo's scale: 400 points are odds of ten to one.
  ///
  /// - Parameter base: the points of a contestant of mean strength.
  public func eloScale(base: Double = 1000) -> [Double] {
    strengths.map { base + 400 / log(10) * $0 }
  }
}

extension PairwiseWins {
  /// Bradley and Terry's model of these wins, by Newton's steps on the aggregated counts.
  ///
  /// Undefined with fewer than two players, without matches, and where some players never won
  /// against the others: their strengths have no finite maximum. O(players³) a step, some 6 steps;
  /// it does not depend on the number of matches.
  public func bradleyTerry() -> Finding<BradleyTerry> {
    guard playerCount > 1 else { return .undefined(.tooFewContestants) }
    guard total > 0 else { return .undefined(.noItems) }
    guard isStronglyConnected else { return .undefined(.notStronglyConnected) }
    var strengths = Array(repeating: 0.0, count: playerCount)
    var likelihood = logLikelihood(strengths)
    var iterations = 0
    while iterations < 100 {
      iterations += 1
      let (gradient, information) = derivatives(strengths)
      let step = CentredInformation(information, playerCount).solve(gradient)
      var scale = 1.0
      var next = strengths
      var better = likelihood
      repeat {
        next = zip(strengths, step).map { $0 + scale * $1 }
        better = logLikelihood(next)
        scale /= 2
      } while better < likelihood - 1e-12 * abs(likelihood) && scale > 1e-6
      (strengths, likelihood) = (next, better)
      if (step.map { abs($0) }.max() ?? 0) < 1e-12 { break }
    }
    let information = CentredInformation(derivatives(strengths).information, playerCount)
    return .defined(
      BradleyTerry(
        strengths: strengths, logLikelihood: likelihood, matchCount: total, iterations: iterations,
        covariances: information.inverse))
  }

  private func logLikelihood(_ strengths: [Double]) -> Double {
    var sum = 0.0
    for winner in 0..<playerCount {
      for loser in 0..<playerCount where self[winner, loser] > 0 {
        sum -= self[winner, loser] * log1p(exp(strengths[loser] - strengths[winner]))
      }
    }
    return sum
  }

  private func derivatives(_ strengths: [Double]) -> (gradient: [Double], information: [Double]) {
    let k = playerCount
    var gradient = Array(repeating: 0.0, count: k)
    var information = Array(repeating: 0.0, count: k * k)
    for one in 0..<k {
      for other in one + 1..<k {
        let matches = matches(one, other)
        guard matches > 0 else { continue }
        let p = 1 / (1 + exp(strengths[other] - strengths[one]))
        let excess = self[one, other] - matches * p
        gradient[one] += excess
        gradient[other] -= excess
        let weight = matches * p * (1 - p)
        information[one * k + one] += weight
        information[other * k + other] += weight
        information[one * k + other] -= weight
        information[other * k + one] -= weight
      }
    }
    return (gradient, information)
  }
}
