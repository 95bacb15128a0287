/// A way to adjust the p-values of a family of tests, so that each may be held against one level.
///
/// ```swift
/// let adjusted = MultipleComparisons.holm.adjusted([0.01, 0.04, 0.03])
/// // adjusted is [0.03, 0.06, 0.06]
/// ```
public enum MultipleComparisons: String, CaseIterable, Hashable, Sendable {
  /// Holds the chance of any false rejection, whatever the dependence. Step-down. Holm 1979.
  case holm
  /// Holds the expected share of false ones among the rejections, for independent or positively
  /// dependent tests. Step-up. Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x.
  case benjaminiHochberg
  /// The same for any dependence. Benjamini & Yekutieli 2001, doi:10.1214/aos/1013699998.
  case benjaminiYekutieli

  /// Adjusted p-values, in the order of the given ones: a test is rejected at a level where its
  /// adjusted p-value is not above it.
  ///
  /// Each is at least the given one, at most 1, and they keep its order. Precondition: p-values in
  /// 0...1. O(n log n).
  public func adjusted(_ pValues: [Double]) -> [Double] {
    precondition(pValues.allSatisfy { (0...1).contains($0) }, "p-values lie in 0...1")
    let ascending = pValues.indices.sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    let n = Double(pValues.count)
    var result = pValues
    switch self {
    case .holm:
      var largest = 0.0
      for (rank, at) in ascending.enumerated() {
        largest = max(largest, (n - Double(rank)) * pValues[at])
        result[at] = min(1, largest)
      }
    case .benjaminiHochberg, .benjaminiYekutieli:
      let factor = self == .benjaminiHochberg ? 1 : Self.harmonic(pValues.count)
      var smallest = 1.0
      for (rank, at) in ascending.enumerated().reversed() {
        smallest = min(smallest, factor * n / Double(rank + 1) * pValues[at])
        result[at] = smallest
      }
    }
    return result
  }

  /// 1 + 1/2 + … + 1/n.
  private static func harmonic(_ n: Int) -> Double {
    n > 0 ? (1...n).reduce(0) { $0 + 1 / Double($1) } : 0
  }
}
