/// Items sorted by what the judges said of them, of which people labelled some: strata whose sizes
/// are known, so that labels may be chosen by verdict without bias.
///
/// A stratum is a distinct pattern of the judges' verdicts. Items that a judge did not answer are
/// left out and counted.
public struct JudgedStrata: Hashable, Sendable {
  /// Declared categories, used or not.
  public let categoryCount: Int
  /// The judges' verdicts in each stratum, in ascending order.
  public let verdicts: [[Int]]
  /// How often people gave each category in each stratum.
  public let labels: [[Int]]
  /// Items of each stratum, labelled or not.
  public let sizes: [Int]
  /// Places of the unlabelled items of each stratum, ascending.
  public let unlabelled: [[Int]]
  /// Items that a judge did not answer.
  public let excludedCount: Int

  /// Items that all judges answered.
  public var itemCount: Int { sizes.reduce(0, +) }
  /// Those of them that people labelled.
  public var labelledCount: Int { labels.reduce(0) { $0 + $1.reduce(0, +) } }

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
    excludedCount = matrix.itemCount - sizes.reduce(0, +)
  }

  /// Joint shares of people (rows) and one judge (columns), from each stratum's share of all items
  /// and people's shares within it.
  func shares(judge: Int, within: [[Double]]) -> JointShares {
    let k = categoryCount
    var cells = Array(repeating: 0.0, count: k * k)
    let whole = Double(max(1, itemCount))
    for (stratum, size) in sizes.enumerated() {
      let weight = Double(size) / whole
      for label in 0..<k {
        cells[label * k + verdicts[stratum][judge]] += weight * within[stratum][label]
      }
    }
    return JointShares(cells, categoryCount: k)
  }
}
