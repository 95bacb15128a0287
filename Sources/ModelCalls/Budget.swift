/// What calls cost in the three ways that a person may limit.
public struct CallCost: Hashable, Sendable, AdditiveArithmetic {
  public var calls: Int
  public var tokens: Int
  public var money: Money

  public init(calls: Int = 0, tokens: Int = 0, money: Money = .zero) {
    self.calls = calls
    self.tokens = tokens
    self.money = money
  }

  public static let zero = CallCost()

  public static func + (left: CallCost, right: CallCost) -> CallCost {
    CallCost(
      calls: left.calls + right.calls, tokens: left.tokens + right.tokens,
      money: left.money + right.money)
  }

  public static func - (left: CallCost, right: CallCost) -> CallCost {
    CallCost(
      calls: left.calls - right.calls, tokens: left.tokens - right.tokens,
      money: left.money - right.money)
  }
}

/// The limits of a run: reserved before each call, settled after it.
///
/// What is spent and what is reserved together never pass a limit, as long as no call costs more
/// than it reserved; one that does is charged whole, and the next is refused.
public struct Budget: Hashable, Sendable {
  /// The most that a run may use of each; nil is without limit.
  public struct Limits: Hashable, Sendable {
    public var calls: Int?
    public var tokens: Int?
    public var money: Money?

    public init(calls: Int? = nil, tokens: Int? = nil, money: Money? = nil) {
      self.calls = calls
      self.tokens = tokens
      self.money = money
    }

    public static let none = Limits()
  }

  /// Which limit is reached.
  public enum Limit: String, Sendable { case calls, tokens, money }

  public var limits: Limits
  public private(set) var spent: CallCost
  public private(set) var reserved = CallCost.zero

  /// - Parameter spent: what the run had spent before, in earlier sittings.
  public init(_ limits: Limits = .none, spent: CallCost = .zero) {
    self.limits = limits
    self.spent = spent
  }

  /// Reserves the cost of one call. Returns the limit that forbids it, or nil where it is reserved.
  public mutating func reserve(_ cost: CallCost) -> Limit? {
    let after = spent + reserved + cost
    if let most = limits.calls, after.calls > most { return .calls }
    if let most = limits.tokens, after.tokens > most { return .tokens }
    if let most = limits.money, after.money > most { return .money }
    reserved = reserved + cost
    return nil
  }

  /// Puts what a call did cost in the place of what was reserved for it.
  public mutating func settle(reserved cost: CallCost, actual: CallCost) {
    reserved = reserved - cost
    spent = spent + actual
  }
}
