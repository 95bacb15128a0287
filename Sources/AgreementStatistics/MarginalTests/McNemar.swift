import Glibc

/// McNemar's test of equal margins in a 2×2 table: does one rater say "yes" more often?
public struct McNemarTest: Hashable, Sendable {
  /// Two-sided exact binomial p on the discordant items; the one to read below 25 of them.
  public var exactP: Double
  public var midP: Double
  /// (b − c)²/(b + c), one degree of freedom, without and with continuity correction.
  public var chiSquared: Double
  public var chiSquaredP: Double
  public var correctedChiSquared: Double
  public var correctedP: Double
  /// (b − c)/n and its normal interval at 95 %.
  public var difference: Double
  public var interval: Interval
  public var discordantCount: Int
}

extension ConfusionTable {
  /// McNemar's test. Nil unless the table is 2×2 with a discordant item. O(√n).
  ///
  /// McNemar 1947, doi:10.1007/BF02295996; mid-p: Fagerland, Lydersen & Laake 2013,
  /// doi:10.1186/1471-2288-13-91.
  public func mcNemar() -> McNemarTest? {
    guard categoryCount == 2, self[0, 1] + self[1, 0] > 0 else { return nil }
    let (b, c) = (self[0, 1], self[1, 0])
    let m = b + c
    let fewer = min(b, c)
    let atFewer = exp(
      logGamma(Double(m + 1)) - logGamma(Double(fewer + 1)) - logGamma(Double(m - fewer + 1))
        - Double(m) * log(2))
    // Downwards, each from the one before, until nothing is added: some √m steps.
    var tail = atFewer
    var (term, k) = (atFewer, fewer)
    while k > 0, term > tail * 1e-18 {
      term *= Double(k) / Double(m - k + 1)
      tail += term
      k -= 1
    }
    let exact = b == c ? 1 : min(1, 2 * tail)
    let middle = b == c ? 1 - atFewer : min(1, 2 * tail - atFewer)
    let gap = Double(abs(b - c))
    let chi = gap * gap / Double(m)
    let less = max(0, gap - 1)
    let corrected = less * less / Double(m)
    let n = Double(total)
    let shift = Double(b - c) / n
    let error = max(0, Double(m) - Double(b - c) * Double(b - c) / n).squareRoot() / n
    let half = NormalDistribution.critical(0.95) * error
    return McNemarTest(
      exactP: exact, midP: middle, chiSquared: chi, chiSquaredP: chiSquaredTail(chi),
      correctedChiSquared: corrected, correctedP: chiSquaredTail(corrected), difference: shift,
      interval: Interval(low: shift - half, high: shift + half), discordantCount: m)
  }

  /// P(χ²₁ > x).
  private func chiSquaredTail(_ x: Double) -> Double { erfc((x / 2).squareRoot()) }
}
