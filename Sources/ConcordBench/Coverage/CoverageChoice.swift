/// How near to 95 % a method came over the cells of one statistic.
struct CoverageScore: Sendable {
  var method: CoverageMethod
  /// Root mean square over cells of coverage − 95, in points.
  var miss: Double
  /// The least coverage of a cell, in per cent.
  var least: Double
  /// Mean over cells of the mean width.
  var width: Double

  /// Nil where the method gave no interval in some cell.
  init?(_ method: CoverageMethod, _ cells: [CoverageCell]) {
    var (squares, widths, least) = (0.0, 0.0, 100.0)
    for cell in cells {
      guard let coverage = cell.coverage(method), let width = cell.tallies[method]?.meanWidth
      else { return nil }
      squares += (coverage - 95) * (coverage - 95)
      widths += width
      least = min(least, coverage)
    }
    guard !cells.isEmpty else { return nil }
    self.method = method
    miss = (squares / Double(cells.count)).squareRoot()
    self.least = least
    width = widths / Double(cells.count)
  }
}

/// The interval to offer first: the coverage nearest to 95 % over all cells, by the root of the
/// mean square of its distances, so that a cell far off weighs more than many near ones; of those
/// within a quarter of a point of it, the narrowest.
struct CoverageChoice: Sendable {
  var scores: [CoverageScore]
  var best: CoverageScore?

  init(_ cells: [CoverageCell]) {
    scores = CoverageMethod.allCases.compactMap { CoverageScore($0, cells) }
    let least = scores.map(\.miss).min() ?? 0
    best = scores.filter { $0.miss <= least + 0.25 }.min { $0.width < $1.width }
  }
}
