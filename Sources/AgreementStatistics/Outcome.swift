/// A result of several parts, or the reason why there is none: what `Estimate` is to one number.
public enum Outcome<Value> {
  case defined(Value)
  case undefined(UndefinedReason)

  /// Nil where there is none.
  public var value: Value? {
    if case .defined(let value) = self { value } else { nil }
  }

  /// Nil where there is a value.
  public var reason: UndefinedReason? {
    if case .undefined(let reason) = self { reason } else { nil }
  }
}

extension Outcome: Sendable where Value: Sendable {}
extension Outcome: Equatable where Value: Equatable {}
extension Outcome: Hashable where Value: Hashable {}
