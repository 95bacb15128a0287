/// The six intraclass correlations of raters' numbers, in the names of McGraw and Wong.
///
/// Each is undefined where its denominator is 0, that is, where nothing varies that it is a share
/// of. Intervals are by F limits, unclipped; they need normal effects. Source: Shrout & Fleiss
/// 1979, doi:10.1037/0033-2909.86.2.420; McGraw & Wong 1996, doi:10.1037/1082-989X.1.1.30.
public struct IntraclassCorrelations: Hashable, Sendable {
  /// Mean squares of the two-way analysis of variance without replicates.
  public struct MeanSquares: Hashable, Sendable {
    /// Between items, n − 1 degrees.
    public var items: Double
    /// Within items, n(k − 1) degrees.
    public var within: Double
    /// Between raters, k − 1 degrees.
    public var raters: Double
    /// Of what is left, (n − 1)(k − 1) degrees.
    public var error: Double
  }

  /// ICC(1), Shrout and Fleiss' (1,1): each item has raters of its own.
  public var oneWay: Estimate
  /// ICC(A,1), Shrout and Fleiss' (2,1): the raters' levels count as disagreement.
  public var agreement: Estimate
  /// ICC(C,1), Shrout and Fleiss' (3,1): the raters' levels do not matter.
  public var consistency: Estimate
  /// The same three of the mean of all k raters.
  public var averageOneWay: Estimate
  public var averageAgreement: Estimate
  public var averageConsistency: Estimate
  public var meanSquares: MeanSquares
  /// That the items do not differ: between items over error. Nil where no error is seen.
  public var test: SignificanceTest?
  public var itemCount: Int
  public var raterCount: Int
  /// Items left out since a number is missing.
  public var incompleteItemCount: Int

  /// The correlations of items × raters, nil where a number is missing; only complete items enter.
  ///
  /// - Returns: undefined with fewer than two raters or two complete items, and where all numbers
  ///   are equal. Precondition: rows of one length, finite numbers.
  /// - Cost: O(items × raters).
  public static func of(_ rows: [[Double?]], level: Double = 0.95)
    -> Finding<IntraclassCorrelations>
  {
    let k = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == k }, "rows of one length")
    let complete = rows.map { $0.compactMap { $0 } }.filter { $0.count == k }
    precondition(complete.joined().allSatisfy(\.isFinite), "ratings are finite")
    guard k > 1 else { return .undefined(complete.isEmpty ? .noItems : .tooFewRaters) }
    guard complete.count > 1 else {
      return .undefined(complete.isEmpty ? .noItems : .tooFewItems)
    }
    guard complete.joined().contains(where: { $0 != complete[0][0] }) else {
      return .undefined(.noVariation)
    }
    let squares = meanSquares(complete)
    let forms = IntraclassForms(squares, items: complete.count, raters: k, level: level)
    let (n, m) = (Double(complete.count), Double(k))
    return .defined(
      IntraclassCorrelations(
        oneWay: forms.oneWay(1), agreement: forms.agreement(1), consistency: forms.consistency(1),
        averageOneWay: forms.oneWay(m), averageAgreement: forms.agreement(m),
        averageConsistency: forms.consistency(m), meanSquares: squares,
        test: squares.error > 0
          ? SignificanceTest(
            statistic: squares.items / squares.error,
            distribution: .fisher(numerator: n - 1, denominator: (n - 1) * (m - 1))) : nil,
        itemCount: complete.count, raterCount: k,
        incompleteItemCount: rows.count - complete.count))
  }

  /// Of deviations, not of differences of sums. What is nothing but rounding is 0.
  private static func meanSquares(_ rows: [[Double]]) -> MeanSquares {
    let (n, k) = (Double(rows.count), Double(rows[0].count))
    let itemMeans = rows.map { $0.reduce(0, +) / k }
    let raterMeans = rows[0].indices.map { rater in rows.reduce(0) { $0 + $1[rater] } / n }
    let mean = itemMeans.reduce(0, +) / n
    func sum(_ values: [Double]) -> Double {
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    var (within, error, size) = (0.0, 0.0, 0.0)
    for (row, own) in zip(rows, itemMeans) {
      for (value, rater) in zip(row, raterMeans) {
        within += (value - own) * (value - own)
        let rest = value - own - rater + mean
        error += rest * rest
        size += value * value
      }
    }
    func seen(_ squares: Double) -> Double { squares <= size * 1e-28 ? 0 : squares }
    return MeanSquares(
      items: seen(k * sum(itemMeans)) / (n - 1), within: seen(within) / (n * (k - 1)),
      raters: seen(n * sum(raterMeans)) / (k - 1), error: seen(error) / ((n - 1) * (k - 1)))
  }
}
