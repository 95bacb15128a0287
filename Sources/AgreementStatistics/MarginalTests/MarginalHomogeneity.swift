/// Do two raters use the categories equally often? Three tests, for any number of categories.
public struct MarginalHomogeneity: Hashable, Sendable {
  /// d'S⁻¹d of the differences d of the margins, with S of the null hypothesis. χ², as many
  /// degrees as S has ranks. Stuart 1955, doi:10.1093/biomet/42.3-4.412; Maxwell 1970,
  /// doi:10.1192/bjp.116.535.651.
  public var stuartMaxwell: SignificanceTest
  /// The same with S as observed: χ²/(1 − χ²/n) of Stuart and Maxwell's. Nil where that is no
  /// number, since the margins differ as much as they can. Bhapkar 1966,
  /// doi:10.1080/01621459.1966.10502021.
  public var bhapkar: SignificanceTest?
  /// Whether each pair of categories is mixed up equally often in both directions, Σ(n_ij −
  /// n_ji)²/(n_ij + n_ji); one degree for each pair that is mixed up at all. Bowker 1948,
  /// doi:10.1080/01621459.1948.10483284.
  public var bowker: SignificanceTest
  public var itemCount: Int
}

extension ConfusionTable {
  /// Tests that the margins, and the table itself, are symmetrical. Categories without a
  /// disagreement do not matter.
  ///
  /// - Returns: undefined without items, or where no item was put in different categories.
  /// - Cost: O(K³).
  public func marginalHomogeneity() -> Finding<MarginalHomogeneity> {
    guard total > 0 else { return .undefined(.noItems) }
    guard diagonalTotal < total else { return .undefined(.noDisagreement) }
    let (statistic, degrees) = stuartMaxwellStatistic
    let n = Double(total)
    let rest = 1 - statistic / n
    let distribution = SignificanceTest.Distribution.chiSquared(degrees: Double(degrees))
    return .defined(
      MarginalHomogeneity(
        stuartMaxwell: SignificanceTest(statistic: statistic, distribution: distribution),
        bhapkar: rest > 1e-12
          ? SignificanceTest(statistic: statistic / rest, distribution: distribution) : nil,
        bowker: bowkerTest, itemCount: total))
  }

  private var bowkerTest: SignificanceTest {
    var statistic = 0.0
    var degrees = 0
    for row in 0..<categoryCount {
      for column in 0..<row where self[row, column] + self[column, row] > 0 {
        let gap = Double(self[row, column] - self[column, row])
        statistic += gap * gap / Double(self[row, column] + self[column, row])
        degrees += 1
      }
    }
    return SignificanceTest(
      statistic: statistic, distribution: .chiSquared(degrees: Double(degrees)))
  }

  /// S is the Laplacian of the graph of the disagreements. So in each connected group of categories
  /// one of them follows from the others and is left out, and the rest has an inverse.
  private var stuartMaxwellStatistic: (value: Double, degrees: Int) {
    let kept = categoriesBesideOneOfEachGroup
    let (rows, columns) = (rowTotals, columnTotals)
    let d = kept.map { Double(rows[$0] - columns[$0]) }
    let s = kept.map { i in
      kept.map { j in
        i == j
          ? Double(rows[i] + columns[i] - 2 * self[i, i]) : -Double(self[i, j] + self[j, i])
      }
    }
    // A group without its one category is positive definite.
    guard let solved = SymmetricSystem(s)?.solution(of: d) else { return (0, kept.count) }
    return (zip(d, solved).reduce(0) { $0 + $1.0 * $1.1 }, kept.count)
  }

  private var categoriesBesideOneOfEachGroup: [Int] {
    var isSeen = Array(repeating: false, count: categoryCount)
    var kept: [Int] = []
    for start in 0..<categoryCount where !isSeen[start] {
      isSeen[start] = true
      var open = [start]
      while let at = open.popLast() {
        for next in 0..<categoryCount
        where !isSeen[next] && self[at, next] + self[next, at] > 0 {
          isSeen[next] = true
          kept.append(next)
          open.append(next)
        }
      }
    }
    return kept.sorted()
  }
}
