/// Kendall's rank correlations of two raters' numbers.
public struct KendallTau: Hashable, Sendable {
  /// (C − D)/√((n₀ − n₁)(n₀ − n₂)), in −1…1: pairs of items that one of the raters ties are taken
  /// out of that rater's part of the denominator.
  public var tauB: Double
  /// 2m(C − D)/(n²(m − 1)), m the smaller number of distinct values: for tables that are not
  /// square. Stuart 1953, doi:10.1093/biomet/40.1-2.105.
  public var tauC: Double
  /// Of C − D over its null standard error with ties, without continuity correction.
  public var test: SignificanceTest
  /// Pairs of items that both raters order, alike and oppositely.
  public var concordantCount: Int
  public var discordantCount: Int
  public var pairCount: Int
}

extension PairedNumbers {
  /// Kendall's τ_b and τ_c with the asymptotic test.
  ///
  /// - Returns: undefined with fewer than two items, or where one rater's numbers are all equal.
  /// - Cost: O(n log n), by counting the exchanges of a merge sort: Knight 1966,
  ///   doi:10.1080/01621459.1966.10480879.
  /// - Source: Kendall 1970, Rank Correlation Methods, 4th ed.
  public func kendall() -> Finding<KendallTau> {
    if let obstacle { return .undefined(obstacle) }
    let order = first.indices.sorted {
      first[$0] != first[$1] ? first[$0] < first[$1] : second[$0] < second[$1]
    }
    var seconds = order.map { second[$0] }
    let both = Self.runs(order.indices.dropFirst()) { place in
      let (one, two) = (order[place - 1], order[place])
      return first[one] == first[two] && second[one] == second[two]
    }
    let firsts = first.sorted()
    let firstTies = Self.runs(firsts.indices.dropFirst()) { firsts[$0 - 1] == firsts[$0] }
    let discordant = Self.exchanges(sorting: &seconds)
    let secondTies = Self.runs(seconds.indices.dropFirst()) { seconds[$0 - 1] == seconds[$0] }
    func pairs(_ runs: [Int]) -> Int { runs.reduce(0) { $0 + $1 * ($1 - 1) / 2 } }
    let all = count * (count - 1) / 2
    let (one, two) = (all - pairs(firstTies), all - pairs(secondTies))
    let concordant = one + two - all + pairs(both) - discordant
    let score = Double(concordant - discordant)
    let (n, m) = (Double(count), Double(min(firstTies.count, secondTies.count)))
    let variance = Self.scoreVariance(count, firstTies, secondTies)
    return .defined(
      KendallTau(
        tauB: one == two ? score / Double(one) : score / (Double(one) * Double(two)).squareRoot(),
        tauC: 2 * m * score / (n * n * (m - 1)),
        test: SignificanceTest(
          statistic: score / variance.squareRoot(), distribution: .normal),
        concordantCount: concordant, discordantCount: discordant, pairCount: count))
  }

  /// Lengths of the runs of equal neighbours.
  private static func runs(_ places: Range<Int>, isSame: (Int) -> Bool) -> [Int] {
    var result = [1]
    for place in places {
      if isSame(place) { result[result.count - 1] += 1 } else { result.append(1) }
    }
    return result
  }

  /// Of C − D if the raters are independent, given the ties.
  private static func scoreVariance(_ count: Int, _ first: [Int], _ second: [Int]) -> Double {
    func sum(_ runs: [Int], _ term: (Double) -> Double) -> Double {
      runs.reduce(0) { $0 + ($1 > 1 ? term(Double($1)) : 0) }
    }
    let n = Double(count)
    let spread = { (t: Double) in t * (t - 1) * (2 * t + 5) }
    let pairs = { (t: Double) in t * (t - 1) }
    let triples = { (t: Double) in t * (t - 1) * (t - 2) }
    var variance = (spread(n) - sum(first, spread) - sum(second, spread)) / 18
    variance += sum(first, pairs) * sum(second, pairs) / (2 * n * (n - 1))
    if count > 2 {
      variance += sum(first, triples) * sum(second, triples) / (9 * n * (n - 1) * (n - 2))
    }
    return variance
  }

  /// Sorts, and counts the pairs that stood in descending order.
  private static func exchanges(sorting values: inout [Double]) -> Int {
    var (merged, exchanges, width) = (values, 0, 1)
    while width < values.count {
      var start = 0
      while start < values.count {
        let middle = min(start + width, values.count)
        let end = min(start + 2 * width, values.count)
        var (left, right) = (start, middle)
        for place in start..<end {
          if right == end || (left < middle && values[left] <= values[right]) {
            merged[place] = values[left]
            left += 1
          } else {
            merged[place] = values[right]
            right += 1
            exchanges += middle - left
          }
        }
        start = end
      }
      swap(&values, &merged)
      width *= 2
    }
    return exchanges
  }
}
