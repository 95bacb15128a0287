/// A rater's label that the model of all raters does not believe.
public struct DoubtfulLabel: Hashable, Sendable {
  /// Its row in the matrix.
  public var item: Int
  /// The category that the rater gave.
  public var given: Int
  /// 1 less the posterior probability of that category: 0 to 1.
  public var doubt: Double
  /// The most probable categories.
  public var probable: [Int]
}

extension RatingMatrix {
  /// The rater's labels from the least probable on; equal ones in the items' order.
  ///
  /// The posterior is that of `dawidSkene` or `mace` of this matrix. The rater's own label is part
  /// of it, so doubt is rather too small. Precondition: posteriors of as many items and categories.
  ///
  /// - Parameter least: labels with less doubt are left out; by default those that are more
  ///   probable than not.
  /// - Complexity: O(items × K) and sorting.
  public func likelyMislabelled(
    _ posteriors: LabelPosteriors, rater: Int, least: Double = 0.5
  ) -> [DoubtfulLabel] {
    precondition(
      posteriors.itemCount == itemCount && posteriors.categoryCount == categoryCount,
      "posteriors of these items")
    var found: [DoubtfulLabel] = []
    for item in 0..<itemCount {
      guard let given = self[item, rater], let row = posteriors[item] else { continue }
      // The sum of the others keeps what 1 − p would round away.
      let doubt = row.indices.reduce(0) { $1 == given ? $0 : $0 + row[$1] }
      guard doubt >= least else { continue }
      found.append(
        DoubtfulLabel(
          item: item, given: given, doubt: doubt, probable: posteriors.mostProbable(item)))
    }
    return found.sorted { ($1.doubt, $0.item) < ($0.doubt, $1.item) }
  }
}
