/// Tails of the binomial distribution, and the exact limits of a share that follow from them.
public enum BinomialTail {
  /// P(X ≤ k) for X ~ Bin(n, p), through the incomplete beta function: exact also where it is
  /// tiny. Range: n ≥ 0; p in 0…1. About O(√n).
  public static func lower(_ k: Int, of n: Int, _ p: Double) -> Double {
    guard k >= 0 else { return 0 }
    guard k < n, p > 0 else { return 1 }
    guard p < 1 else { return 0 }
    return IncompleteBeta.regularised(1 - p, Double(n - k), Double(k + 1))
  }

  /// Clopper and Pearson's one-sided upper limit: the p with P(X ≤ k) = `alpha`; 1 where k is n.
  /// To about 1e-15. Clopper & Pearson 1934, doi:10.1093/biomet/26.4.404.
  ///
  /// Precondition: `alpha` strictly between 0 and 1.
  public static func upperLimit(_ k: Int, of n: Int, alpha: Double) -> Double {
    precondition(alpha > 0 && alpha < 1, "alpha is between 0 and 1")
    guard k < n else { return 1 }
    return bisect(0, 1) { lower(k, of: n, $0) > alpha }
  }
}
