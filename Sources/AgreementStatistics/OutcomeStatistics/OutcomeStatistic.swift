/// A statistic that depends on its items only by how often each distinct outcome occurs.
///
/// An outcome is all that one item says: a cell of a table, a row of ratings, a row of a reference
/// and two judges. Values are copied to each thread, so one may keep room for its sums in itself;
/// what it answers must depend on the counts alone.
public protocol OutcomeStatistic: Sendable {
  /// The statistic of `counts[o]` items with outcome o, each ≥ 0; nil where it is undefined.
  mutating func value(of counts: [Int]) -> Double?
}

/// The second statistic less the first, of the same items: paired, since one resample makes both.
/// Undefined where one of the two is.
public struct OutcomeDifference<First: OutcomeStatistic, Second: OutcomeStatistic>:
  OutcomeStatistic
{
  public var first: First
  public var second: Second

  public init(first: First, second: Second) {
    self.first = first
    self.second = second
  }

  public mutating func value(of counts: [Int]) -> Double? {
    guard let one = first.value(of: counts), let two = second.value(of: counts) else { return nil }
    return two - one
  }
}

/// Any function of outcome counts as a statistic.
public struct OutcomeFunction: OutcomeStatistic {
  private let function: @Sendable ([Int]) -> Double?

  public init(_ function: @escaping @Sendable ([Int]) -> Double?) { self.function = function }

  public func value(of counts: [Int]) -> Double? { function(counts) }
}
