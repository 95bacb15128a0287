/// The number of successes in n independent trials of probability p.
public enum BinomialDistribution {
  /// P(X ≤ k), through the incomplete beta function. Precondition: n ≥ 0, p in 0…1. O(√n).
  public static func cumulative(_ k: Int, trials n: Int, probability p: Double) -> Double {
    guard k >= 0 else { return 0 }
    guard k < n else { return 1 }
    return IncompleteBeta.complement(p, Double(k + 1), Double(n - k))
  }

  /// P(X ≥ k), which keeps its digits where it is small. Preconditions and cost as `cumulative`.
  public static func upperTail(_ k: Int, trials n: Int, probability p: Double) -> Double {
    guard k > 0 else { return 1 }
    guard k <= n else { return 0 }
    return IncompleteBeta.regularised(p, Double(k), Double(n - k + 1))
  }
}

extension Interval {
  /// The exact interval of a share: all p that neither one-sided binomial test of size
  /// (1 − level)/2 rejects. It covers with at least `level`, mostly with more. In 0…1; nil where
  /// `whole` is 0.
  ///
  /// Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404. Precondition: 0 ≤ part ≤ whole.
  /// O(√whole).
  public static func clopperPearson(_ part: Int, of whole: Int, level: Double = 0.95) -> Interval? {
    precondition(0 <= part && part <= whole, "a part is not more than the whole")
    guard whole > 0 else { return nil }
    let tail = (1 - level) / 2
    let (yes, no) = (Double(part), Double(whole - part))
    return Interval(
      low: part == 0 ? 0 : IncompleteBeta.quantile(tail, yes, no + 1),
      high: part == whole ? 1 : IncompleteBeta.upperQuantile(tail, yes + 1, no))
  }
}
