import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// All raters of a kind together, and all of all kinds.
extension WorkbenchState {
  func drawEveryone(_ area: Rectangle, _ frame: inout Frame) {
    let ruler = groupRuler(area.columns)
    if let ruler {
      frame.put(
        ruler.header(), column: area.column + area.columns - ruler.columns, row: area.row - 1,
        style: Style(.heading))
    }
    frame.put(
      area.columns < 70
        ? "with 95 % intervals" : "value and 95 % interval; then by resampling items",
      column: area.column, row: area.row - 1,
      style: Style(.heading), limit: area.columns - (ruler?.columns ?? 0) - 1)
    drawScrolled(everyoneLines(area.columns), in: area, scroll: agreement.scroll, &frame)
  }

  private func groupRuler(_ width: Int) -> IntervalRuler? {
    guard width >= 118 else { return nil }
    let estimates = agreement.groups.flatMap { group in
      GroupCoefficient.allCases.map { group.table.coefficient($0) }
    }
    let columns = width >= 180 ? width - 112 : width - 92
    return IntervalRuler(estimates, columns: columns, glyphs: glyphs)
  }

  func everyoneLines(_ width: Int) -> [[StyledSpan]] {
    var result: [[StyledSpan]] = []
    let ruler = groupRuler(width)
    for group in agreement.groups {
      result += groupHeading(group, width)
      for name in GroupCoefficient.allCases {
        result.append(groupLine(name, group, ruler, width))
      }
      result.append([])
    }
    if result.isEmpty {
      result = [[StyledSpan("Two raters of one kind are needed for a group.", Style(.dim))]]
    }
    return result
  }

  private func groupHeading(_ group: AgreementScreen.Group, _ width: Int) -> [[StyledSpan]] {
    let given = group.table.tally.sets.reduce(0) { $0 + $1.key.count * $1.value }
    let all = group.ids.count * (agreement.tracker?.itemCount ?? 0)
    let left = Figure.leftOut(group.table.leftOut)
    let facts =
      "\(group.ids.count) raters, \(group.table.itemCount) items with two or more ratings; "
      + "\(all - given) of \(all) ratings missing" + (left.isEmpty ? "" : " (left out: \(left))")
    var lines = wrapped(facts, width - 12, Style(.dim))
    let name = StyledSpan(padded(group.name.capitalisedFirst, 12), Style(.heading, .bold))
    if !lines.isEmpty { lines[0].insert(name, at: 0) }
    for at in lines.indices.dropFirst() {
      lines[at].insert(StyledSpan(String(repeating: " ", count: 12)), at: 0)
    }
    return lines
  }

  private func groupLine(
    _ name: GroupCoefficient, _ group: AgreementScreen.Group, _ ruler: IntervalRuler?, _ width: Int
  ) -> [StyledSpan] {
    let estimate = group.table.coefficient(name)
    let isWide = width >= 180
    if width < 70 {
      let shown = estimate.coefficient.map { withResampled($0, name, group) } ?? estimate
      let figures = Figure.value(shown) + " " + Figure.interval(shown) + Figure.reason(shown)
      return [StyledSpan(padded(name.title, width - 22) + figures)]
    }
    var text = padded("  " + (isWide ? name.fullName : name.title), isWide ? 56 : 24)
    text += Self.right(Figure.value(estimate, digits: 4), 7) + "  "
    let reason = Figure.reason(estimate)
    text += reason.isEmpty ? padded(Figure.interval(estimate), 18) : reason
    if reason.isEmpty { text += resampledInterval(name, group) }
    let style = Style(reason.isEmpty ? .text : .dim)
    guard let ruler else { return [StyledSpan(text, style)] }
    let shown = estimate.coefficient.map { withResampled($0, name, group) } ?? estimate
    return [
      StyledSpan(padded(text, width - ruler.columns), style),
      StyledSpan(ruler.line(shown), Style(.strong)),
    ]
  }

  /// The estimate with the resampled interval where it has none of its own.
  private func withResampled(
    _ coefficient: Coefficient, _ name: GroupCoefficient, _ group: AgreementScreen.Group
  ) -> Estimate {
    var shown = coefficient
    if shown.interval == nil, let resampled = agreement.resampled[group.ids],
      let low = resampled.low[name], let high = resampled.high[name]
    {
      shown.interval = Interval(low: low, high: high)
    }
    return .defined(shown)
  }

  private func resampledInterval(_ name: GroupCoefficient, _ group: AgreementScreen.Group) -> String
  {
    guard let resampled = agreement.resampled[group.ids], resampled.table == group.table else {
      return plain("resampling …")
    }
    guard let low = resampled.low[name], let high = resampled.high[name] else { return "" }
    let undefined = Double(resampled.undefined[name] ?? 0) / Double(max(1, resampled.resamples))
    return "[\(Figure.decimal(low)), \(Figure.decimal(high))]"
      + (undefined > 0.01 ? " \(Figure.percent(undefined)) undefined" : "")
  }
}
