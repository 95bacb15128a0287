/// The noncentral χ² distribution of one degree of freedom: the square of a normal variate of
/// variance 1 and mean √λ, so that its tails are those of the normal distribution.
public enum NoncentralChiSquaredDistribution {
  /// P(χ²₁(λ) > x), exact. Range: x and `noncentrality` at least 0. O(1).
  public static func survival(_ x: Double, noncentrality: Double) -> Double {
    let (root, shift) = (max(0, x).squareRoot(), max(0, noncentrality).squareRoot())
    return NormalDistribution.survival(root - shift) + NormalDistribution.survival(root + shift)
  }

  /// The λ with P(χ²₁(λ) > x) = `probability`: the noncentrality that a power needs. 0 where the
  /// central distribution has that much already. By bisection, to about 1e-15.
  ///
  /// Precondition: `probability` strictly between 0 and 1.
  public static func noncentrality(_ x: Double, probability: Double) -> Double {
    precondition(probability > 0 && probability < 1, "a probability between 0 and 1")
    guard survival(x, noncentrality: 0) < probability else { return 0 }
    let far = max(0, x).squareRoot() + max(0, NormalDistribution.quantile(probability)) + 1
    let root = bisect(0, far) { shift in
      survival(x, noncentrality: shift * shift) < probability
    }
    return root * root
  }
}
