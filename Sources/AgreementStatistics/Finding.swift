/// What was found, or the reason why there is nothing to find. `Estimate` is the same for plain
/// coefficients.
public enum Finding<Value: Hashable & Sendable>: Hashable, Sendable {
  case defined(Value)
  case undefined(UndefinedReason)

  /// Nil where undefined.
  public var value: Value? {
    if case .defined(let value) = self { value } else { nil }
  }

  /// Nil where defined.
  public var reason: UndefinedReason? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  /// What is made of the value; the same reason where there is none.
  public func map<Other>(_ transform: (Value) -> Other) -> Finding<Other> {
    switch self {
    case .defined(let value): .defined(transform(value))
    case .undefined(let reason): .undefined(reason)
    }
  }
}
