/// Items sorted by what the judges said of them, of which people labelled some: strata whose sizes
/// are known, so that labels may be chosen by verdict without bias.
///
/// A stratum is a distinct pattern of the judges' verdicts. Items that a judge did not answer are
/// left out and counted.
public struct JudgedStrata: Hashable, Sendable {
  /// Declared categories, used or not.
  public let categoryCount: Int
  /// The judges' verdicts in each stratum, in ascending order.
  public private(set) var verdicts: [[Int]]
  /// How often people gave each category in each stratum.
  public private(set) var labels: [[Int]]
  /// Items of each stratum, labelled or not.
  public private(set) var sizes: [Int]
  /// Places of the unlabelled items of each stratum, ascending.
  public private(set) var unlabelled: [[Int]]
  /// Items that a judge did not answer.
  public let excludedCount: Int
  /// Each stratum's share of all items.
  private(set) var weights: [Double]

  /// Items that all judges answered.
  public var itemCount: Int { sizes.reduce(0, +) }
  /// Those of them that people labelled.
  public var labelledCount: Int { labels.reduce(0) { $0 + $1.reduce(0, +) } }
  /// Items in strata without a label.
  public var uncoveredCount: Int {
    zip(labels, sizes).reduce(0) { $0 + ($1.0.allSatisfy { $0 == 0 } ? $1.1 : 0) }
  }

  /// The strata of a matrix of ratings. O(items × judges).
  ///
  /// - Parameters:
  ///   - human: the column of people's labels, of which some are missing. Within a stratum, these
  ///     have to be a random sample.
  ///   - judges: the columns whose verdicts sort the items; a jury's verdict is one more column.
  /// - Precondition: these columns are there.
  public init(_ matrix: RatingMatrix, human: Int, judges: [Int]) {
    let columns = judges.map { matrix.columns[$0] }
    let patterns = RatingPatterns(
      RatingMatrix(categoryCount: matrix.categoryCount, columns: columns), keepingItems: true)
    let complete = (0..<patterns.count).filter { patterns.ratings(of: $0).count == judges.count }
    var strata: [Int: Int] = [:]
    for (stratum, pattern) in complete.enumerated() { strata[pattern] = stratum }
    var labels = complete.map { _ in Array(repeating: 0, count: matrix.categoryCount) }
    var unlabelled: [[Int]] = complete.map { _ in [] }
    for (item, pattern) in patterns.patternOfItem.enumerated() {
      guard let pattern, let stratum = strata[pattern] else { continue }
      if let label = matrix[item, human] {
        labels[stratum][label] += 1
      } else {
        unlabelled[stratum].append(item)
      }
    }
    self.labels = labels
    self.unlabelled = unlabelled
    categoryCount = matrix.categoryCount
    verdicts = complete.map(patterns.ratings)
    sizes = complete.map { patterns.counts[$0] }
    let whole = sizes.reduce(0, +)
    weights = sizes.map { Double($0) / Double(max(1, whole)) }
    excludedCount = matrix.itemCount - whole
  }

  /// The labelled strata, which stand for those without labels of the same verdict by one judge,
  /// in proportion to their sizes. Nil where a verdict has no label in any stratum.
  func covered(judge: Int) -> JudgedStrata? {
    let kept = labels.indices.filter { labels[$0].contains { $0 > 0 } }
    var (all, there) = (
      Array(repeating: 0.0, count: categoryCount), Array(repeating: 0.0, count: categoryCount)
    )
    for stratum in labels.indices { all[verdicts[stratum][judge]] += weights[stratum] }
    for stratum in kept { there[verdicts[stratum][judge]] += weights[stratum] }
    guard zip(all, there).allSatisfy({ $0 == 0 || $1 > 0 }) else { return nil }
    var result = self
    result.verdicts = kept.map { verdicts[$0] }
    result.labels = kept.map { labels[$0] }
    result.sizes = kept.map { sizes[$0] }
    result.unlabelled = kept.map { unlabelled[$0] }
    result.weights = kept.map { stratum in
      let verdict = verdicts[stratum][judge]
      return weights[stratum] * all[verdict] / there[verdict]
    }
    return result
  }

  /// Joint shares of people (rows) and one judge (columns), from each stratum's share of all items
  /// and people's shares within it.
  func shares(judge: Int, within: [[Double]]) -> JointShares {
    let k = categoryCount
    var cells = Array(repeating: 0.0, count: k * k)
    for (stratum, weight) in weights.enumerated() {
      for label in 0..<k {
        cells[label * k + verdicts[stratum][judge]] += weight * within[stratum][label]
      }
    }
    return JointShares(cells, categoryCount: k)
  }
}
