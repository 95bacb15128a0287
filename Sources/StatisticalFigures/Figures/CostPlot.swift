import AgreementStatistics

/// Agreement against cost, one mark for each rater or setting, with the frontier of those that no
/// cheaper one equals.
///
/// The cost axis is logarithmic where all costs are positive and the dearest is more than a hundred
/// times the cheapest. Undefined estimates are named in the caption with their reasons. Labels that
/// find no room are shortened or left out, then title, caption, legend, axis titles and axes.
public struct CostPlot: StatisticalFigure {
  /// A rater or setting.
  public struct Point: Hashable, Sendable {
    /// What stands beside the mark.
    public var name: String
    /// In the unit of the axis, ≥ 0.
    public var cost: Double
    /// Its agreement.
    public var estimate: Estimate

    /// A point of these.
    public init(name: String, cost: Double, estimate: Estimate) {
      self.name = name
      self.cost = cost
      self.estimate = estimate
    }
  }

  /// Above the picture.
  public var title: String
  /// The statistic's name.
  public var measure: String
  /// The cost's name and unit, such as "US dollars per 1000 items".
  public var costTitle: String
  /// In any order.
  public var points: [Point]
  /// The statistic's range; intervals are shown within it.
  public var range: ClosedRange<Double>

  /// A plot of these points.
  public init(
    title: String, measure: String, costTitle: String, points: [Point],
    range: ClosedRange<Double> = -1...1
  ) {
    self.title = title
    self.measure = measure
    self.costTitle = costTitle
    self.points = points
    self.range = range
  }

  /// The picture in characters.
  public func characters(
    width: Int, height: Int, style: CharacterStyle = .unicode
  ) -> CharacterPicture {
    ChartCharacters.picture(chart, width: width, height: height, style: style)
  }

  /// The picture in SVG.
  public func svg(width: Int = 480, height: Int = 320) -> String {
    ChartSVG.text(chart, width: width, height: height)
  }

  var chart: Chart {
    let drawn = points.filter { PlotAxis.isDrawable($0.cost) }.compactMap { point in
      point.estimate.drawable.map { (point, $0) }
    }
    let marks = drawn.map { point, coefficient in
      let interval = coefficient.drawableInterval(within: range)
      return Chart.Mark(
        point: Chart.Point(x: point.cost, y: coefficient.value),
        span: interval.map { Chart.Span(x: point.cost, low: $0.low, high: $0.high) },
        label: point.name)
    }
    let frontier = Self.frontier(marks.map(\.point))
    let costs = marks.map(\.point.x)
    let isWide = (costs.min() ?? 0) > 0 && (costs.max() ?? 0) > 100 * (costs.min() ?? 0)
    let level = points.map(\.estimate).levelText
    let counts = drawn.map { $0.1.itemCount }
    let counted =
      counts.min().map { least in
        let most = counts.max() ?? least
        return least == most ? ", n = \(least)" : ", n from \(least) to \(most)"
      } ?? ""
    var chart = Chart(
      title: title, x: PlotAxis(costTitle, values: costs, isLogarithmic: isWide),
      y: PlotAxis(
        measure + (level.map { ", \($0)" } ?? "") + counted,
        values: marks.flatMap { [$0.point.y] + ($0.span.map { [$0.low, $0.high] } ?? []) }))
    chart.marks = marks.map { mark in
      var mark = mark
      if !frontier.contains(mark.point) { mark.shape = .square }
      return mark
    }
    chart.lines = [Chart.Line(points: frontier, stroke: .dotted)]
    chart.keys = [
      Chart.Key(sign: .mark(.circle), text: "on the frontier"),
      Chart.Key(sign: .mark(.square), text: "another costs no more and is no worse"),
    ]
    chart.caption = caption(isLogarithmic: chart.x.isLogarithmic)
    return chart
  }

  /// Points than which none has both a lower or equal cost and a higher or equal value (and is not
  /// the same), by cost. O(n log n).
  static func frontier(_ points: [Chart.Point]) -> [Chart.Point] {
    var best = -Double.infinity
    return points.sorted { ($0.x, -$0.y) < ($1.x, -$1.y) }.filter { point in
      guard point.y > best else { return false }
      best = point.y
      return true
    }
  }

  private func caption(isLogarithmic: Bool) -> [String] {
    var facts: [String] = []
    if isLogarithmic { facts.append("cost on a logarithmic scale") }
    for point in points where point.estimate.drawable == nil {
      facts.append(point.name + ": " + point.estimate.absence)
    }
    return facts
  }
}
