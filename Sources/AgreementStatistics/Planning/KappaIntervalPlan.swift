extension BinaryKappaModel {
  /// How many items it takes until the interval of an expected kappa ends within given limits,
  /// without a pilot: the smallest N at which the goodness-of-fit test rejects both limits, were
  /// the answers as expected. O(1).
  ///
  /// - Returns: undefined where the rates do not allow these kappas, or where a limit is the
  ///   expected kappa itself.
  /// - Source: Donner & Eliasziw 1992, doi:10.1002/sim.4780111109; Rotondi & Donner 2012,
  ///   Journal of Clinical Epidemiology 65.
  /// - Precondition: `level` is strictly between 0 and 1.
  public func requiredCount(
    kappa: Double, within limits: Interval, level: Double = 0.95
  ) -> Result<Int, UndefinedReason> {
    let z = NormalDistribution.critical(level)
    var most = 1
    for limit in [limits.low, limits.high] {
      guard let discrepancy = discrepancy(of: kappa, from: limit) else {
        return .failure(.impossibleKappa)
      }
      guard discrepancy > 0, let needed = wholeItems(z * z / discrepancy) else {
        return .failure(.outOfReach)
      }
      most = max(most, needed)
    }
    return .success(most)
  }
}
