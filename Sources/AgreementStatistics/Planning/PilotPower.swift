/// The power of a test of a coefficient, by the standard error that a pilot found.
extension Coefficient {
  /// The probability that `count` items tell the coefficient from `null` if its value and its
  /// variance are those found here: Φ(|κ − κ₀|·√N/σ − z), σ² = items × squared standard error.
  /// The test is two-sided; only rejections on the value's side count. In 0…1. O(1).
  ///
  /// The non-null variance stands for both, as in the intervals (Wald 1943,
  /// doi:10.1090/S0002-9947-1943-0012401-3); for two raters of two categories
  /// `KappaPower` has the variance under the null too. Only as good as the pilot's standard error.
  ///
  /// - Returns: undefined without a standard error or items, and where the error is 0.
  /// - Precondition: `count` is positive; `alpha` is strictly between 0 and 1.
  public func power(
    against null: Double, count: Int, alpha: Double = 0.05
  ) -> Result<Double, UndefinedReason> {
    precondition(count > 0 && alpha > 0 && alpha < 1, "items, and a level of a test")
    guard let standardError else { return .failure(.noStandardError) }
    guard itemCount > 0 else { return .failure(.noItems) }
    guard standardError > 0 else { return .failure(.noDisagreement) }
    let error = standardError * (Double(itemCount) / Double(count)).squareRoot()
    let distance = abs(value - null) / error
    return .success(
      NormalDistribution.survival(-NormalDistribution.quantile(alpha / 2) - distance))
  }
}
