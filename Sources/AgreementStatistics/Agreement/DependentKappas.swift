/// The kappas of several judges against one reference on the same items, with their covariances:
/// is one of them better than another?
///
/// Delta method: an item with reference i and judge's answer j moves the judge's kappa by (w_ij −
/// (1 − κ)(w̄_i. + w̄_.j))/(1 − p_e), less the mean of that over items. Covariances are the mean
/// products of two judges' values over n. Source: Fleiss, Cohen & Everitt 1969,
/// doi:10.1037/h0028106; Vanbelle & Albert 2008, doi:10.1348/000711008X299720; Vanbelle 2017,
/// doi:10.1007/s11336-017-9563-4.
public struct DependentKappas: Hashable, Sendable {
  /// In the order of the judges.
  public let kappas: [Double]
  /// Divisor n: the diagonal is the square of the non-null standard errors of each kappa alone.
  public let covariance: [[Double]]
  public let itemCount: Int
  /// For each judge, how far an item of each outcome moves its kappa, times n.
  let influences: [[Double]]
  /// Items of each outcome.
  let counts: [Int]

  public var standardErrors: [Double] { covariance.indices.map { covariance[$0][$0].squareRoot() } }

  /// Nil where a judge's kappa does not vary.
  public func correlation(_ first: Int, _ second: Int) -> Double? {
    let (one, two) = (covariance[first][first], covariance[second][second])
    guard one > 0, two > 0 else { return nil }
    return covariance[first][second] / (one * two).squareRoot()
  }

  /// The variance of Σ c_j·κ_j, over items as they are, so that what is equal cancels exactly.
  private func variance(of contrast: [(judge: Int, factor: Double)]) -> Double {
    let n = Double(itemCount)
    var sum = 0.0
    for (outcome, count) in counts.enumerated() {
      let move = contrast.reduce(0) { $0 + $1.factor * influences[$1.judge][outcome] }
      sum += Double(count) * move * move
    }
    return sum / (n * n)
  }

  /// The first judge's kappa less the second's. O(outcomes).
  public func difference(_ first: Int, _ second: Int, level: Double = 0.95) -> KappaDifference {
    let value = kappas[first] - kappas[second]
    let error = variance(of: [(first, 1), (second, -1)]).squareRoot()
    let half = NormalDistribution.critical(level) * error
    return KappaDifference(
      first: kappas[first], second: kappas[second], value: value, standardError: error,
      interval: Interval(low: value - half, high: value + half), level: level,
      itemCount: itemCount)
  }

  /// Hotelling's T² that all judges' kappas are equal: T² = (Cκ)'(CVC')⁻¹Cκ of the q differences
  /// from the last one, and F = T²(n − q)/(q(n − 1)) with q and n − q degrees. O(judges³).
  ///
  /// Undefined with fewer than two judges, with no more items than judges, and where some
  /// difference does not vary (two judges give the same answers, say).
  public func equalityTest() -> Finding<KappaEquality> {
    let q = kappas.count - 1
    guard q > 0 else { return .undefined(.tooFewRaters) }
    guard itemCount > q else { return .undefined(.tooFewItems) }
    let gaps = (0..<q).map { kappas[$0] - kappas[q] }
    let contrasts = (0..<q).map { row in
      (0..<q).map { column in contrastCovariance(row, column, against: q) }
    }
    guard let solved = SymmetricSystem(contrasts)?.solution(of: gaps) else {
      return .undefined(.noVariation)
    }
    let statistic = zip(gaps, solved).reduce(0) { $0 + $1.0 * $1.1 }
    let (n, degrees) = (Double(itemCount), Double(q))
    return .defined(
      KappaEquality(
        hotelling: statistic,
        test: SignificanceTest(
          statistic: statistic * (n - degrees) / (degrees * (n - 1)),
          distribution: .fisher(numerator: degrees, denominator: n - degrees))))
  }

  private func contrastCovariance(_ row: Int, _ column: Int, against last: Int) -> Double {
    let n = Double(itemCount)
    return counts.indices.reduce(0) { sum, outcome in
      let base = influences[last][outcome]
      return sum
        + Double(counts[outcome]) * (influences[row][outcome] - base)
        * (influences[column][outcome] - base)
    } / (n * n)
  }
}

/// The difference of two dependent kappas by the delta method.
public struct KappaDifference: Hashable, Sendable {
  public var first: Double
  public var second: Double
  /// `first` − `second`.
  public var value: Double
  /// Divisor n.
  public var standardError: Double
  /// Normal, unclipped, at `level`.
  public var interval: Interval
  public var level: Double
  public var itemCount: Int

  /// With the divisor n − 1; nil for one item.
  public var sampleStandardError: Double? {
    let n = Double(itemCount)
    return itemCount > 1 ? standardError * (n / (n - 1)).squareRoot() : nil
  }

  /// Value over error, as a normal variate; nil where the difference does not vary.
  public var test: SignificanceTest? {
    guard standardError > 0 else { return nil }
    return SignificanceTest(statistic: value / standardError, distribution: .normal)
  }

  /// Hotelling's T², the square of `test`, as F with 1 and n − 1 degrees.
  public var hotelling: SignificanceTest? {
    guard let test, itemCount > 1 else { return nil }
    return SignificanceTest(
      statistic: test.statistic * test.statistic,
      distribution: .fisher(numerator: 1, denominator: Double(itemCount - 1)))
  }
}

/// Hotelling's test that several dependent kappas are equal.
public struct KappaEquality: Hashable, Sendable {
  /// T².
  public var hotelling: Double
  /// T² as F.
  public var test: SignificanceTest
}
