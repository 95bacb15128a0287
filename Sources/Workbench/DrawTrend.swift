import AgreementStatistics
import AnnotationAnalysis
import TerminalCore

/// The course of kappa over the labels so far: a line of blocks, or where there is room a plot in
/// which each column is one stop with its interval.
extension WorkbenchState {
  func trendLines(_ width: Int, rows: Int) -> [[StyledSpan]] {
    guard let trend = agreement.trend else {
      return [[StyledSpan(plain("Course of kappa: reading …"), Style(.dim))]]
    }
    let points = trend.points.filter { $0.estimate.value != nil }
    guard points.count > 2, let last = points.last else {
      return [
        [
          StyledSpan("Course of kappa  ", Style(.heading)),
          StyledSpan("comes after a few items in common", Style(.dim)),
        ]
      ]
    }
    let order = trend.order.isEmpty ? "in file order" : "as labelled"
    let title = StyledSpan("Course of kappa  ", Style(.heading))
    let note = StyledSpan(plain("  \(order), to n \(last.n)"), Style(.dim))
    let shown = Self.thinned(points, to: max(8, min(60, width - 62)))
    guard rows >= 11, width >= 60 else {
      return [[title, StyledSpan(sparkline(shown), Style(.strong)), note]]
    }
    return [[title, note]] + plot(shown, rows: min(17, rows - 4))
  }

  /// At most `count` points, the last one among them.
  static func thinned(_ points: [TrendPoint], to count: Int) -> [TrendPoint] {
    guard points.count > count, count > 1 else { return points }
    return (0..<count).map { points[$0 * (points.count - 1) / (count - 1)] }
  }

  /// From the lowest to the highest value, both said beside it.
  private func sparkline(_ points: [TrendPoint]) -> String {
    let values = points.compactMap { $0.estimate.value }
    guard let low = values.min(), let high = values.max() else { return "" }
    let levels = Array(pick("▁▂▃▄▅▆▇█", "_.-=+*#@"))
    let line = values.map { value in
      let share = high > low ? (value - low) / (high - low) : 0.5
      return String(levels[max(0, min(7, Int((share * 7).rounded())))])
    }.joined()
    return "\(Figure.decimal(low, digits: 2)) \(line) \(Figure.decimal(high, digits: 2))"
      + " now \(Figure.decimal(values.last ?? 0, digits: 2))"
  }

  /// Each point with its interval as an upright bar; the axis at the left, n below.
  private func plot(_ points: [TrendPoint], rows: Int) -> [[StyledSpan]] {
    let values = points.compactMap { $0.estimate.value }
    let spread = points.suffix(max(1, points.count * 3 / 4)).compactMap {
      $0.estimate.coefficient?.interval
    }
    let low = max(-1, min(values.min() ?? 0, spread.map(\.low).min() ?? 1))
    let high = min(1, max(values.max() ?? 1, spread.map(\.high).max() ?? 0))
    let step = max(1e-9, high - low) / Double(max(1, rows - 1))
    func row(_ value: Double) -> Int {
      rows - 1 - max(0, min(rows - 1, Int(((value - low) / step).rounded())))
    }
    var cells = Array(repeating: Array(repeating: " ", count: points.count), count: rows)
    for (column, point) in points.enumerated() {
      guard let coefficient = point.estimate.coefficient else { continue }
      if let interval = coefficient.interval {
        let (top, bottom) = (row(min(high, interval.high)), row(max(low, interval.low)))
        for at in top...max(top, bottom) { cells[at][column] = pick("┊", ":") }
      }
      cells[row(coefficient.value)][column] = pick("●", "o")
    }
    var result = cells.enumerated().map { at, line -> [StyledSpan] in
      let isLabelled = at == 0 || at == rows - 1 || at == rows / 2
      let value = high - Double(at) * step
      let axis = isLabelled ? Self.right(Figure.decimal(value, digits: 2), 6) : "      "
      return [
        StyledSpan(axis + pick(" │", " |"), Style(.dim)), StyledSpan(line.joined(), Style(.strong)),
      ]
    }
    let first = "n \(points.first?.n ?? 0)"
    let lastText = "n \(points.last?.n ?? 0)"
    let gap = max(1, points.count - first.count - lastText.count)
    result.append([
      StyledSpan("        " + first + String(repeating: " ", count: gap) + lastText, Style(.dim))
    ])
    return result
  }
}
