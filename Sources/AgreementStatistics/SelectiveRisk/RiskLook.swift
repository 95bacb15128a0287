/// How often the certificate is asked for while labels come in.
public enum RiskLook: Hashable, Sendable {
  /// Once, at a number of labels that was fixed beforehand.
  case once
  /// The k-th look, k from 1, each at a part α·6/(π²k²) of the allowed error, which add up to α
  /// over endlessly many looks.
  case spending(look: Int)
  /// After every label, by bets (see `RiskEvidence`). The one to take where labels come one by
  /// one: it need not plan its looks, and soon wins over `spending`, of whose α little is left.
  case anytime

  /// What of `alpha` this look may spend. Precondition: a look's number is at least 1.
  public func share(of alpha: Double) -> Double {
    guard case .spending(let look) = self else { return alpha }
    precondition(look >= 1, "looks are counted from 1")
    return alpha * 6 / (Double.pi * Double.pi * Double(look) * Double(look))
  }
}
