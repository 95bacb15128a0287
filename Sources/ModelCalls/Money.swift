/// An amount of money, exact to a billionth of the currency's unit: a token costs less than a
/// millionth. The currency is that of the prices that it was worked out by; sums up to nine billion
/// fit.
public struct Money: Hashable, Sendable, Comparable, AdditiveArithmetic {
  public var billionths: Int64

  public init(billionths: Int64) { self.billionths = billionths }

  public init(_ amount: Double) { billionths = Int64((amount * 1e9).rounded()) }

  public static let zero = Money(billionths: 0)

  public var amount: Double { Double(billionths) / 1e9 }

  public static func + (left: Money, right: Money) -> Money {
    Money(billionths: left.billionths + right.billionths)
  }

  public static func - (left: Money, right: Money) -> Money {
    Money(billionths: left.billionths - right.billionths)
  }

  public static func < (left: Money, right: Money) -> Bool { left.billionths < right.billionths }
}

/// What an endpoint charges, per million tokens.
public struct Prices: Hashable, Sendable {
  public var promptPerMillion: Double
  public var completionPerMillion: Double
  /// Three capital letters (ISO 4217). Amounts of different currencies are never added.
  public var currency: String

  public init(
    promptPerMillion: Double, completionPerMillion: Double, currency: String = "USD"
  ) {
    self.promptPerMillion = promptPerMillion
    self.completionPerMillion = completionPerMillion
    self.currency = currency
  }

  /// Whether nothing is charged.
  public var isFree: Bool { promptPerMillion == 0 && completionPerMillion == 0 }

  public static let free = Prices(promptPerMillion: 0, completionPerMillion: 0)

  /// What these tokens cost. Cached tokens are charged as others: discounts differ, and an
  /// estimate may not be too low.
  public func cost(of usage: TokenUsage) -> Money {
    Money(
      (Double(usage.prompt) * promptPerMillion + Double(usage.completion) * completionPerMillion)
        / 1e6)
  }
}
