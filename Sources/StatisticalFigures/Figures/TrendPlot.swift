import AgreementStatistics

/// A statistic against the number of labels it was computed from, with its interval as a band: it
/// shows when more labels no longer change the answer.
///
/// Room as for every chart: title, caption, legend, axis titles and axes are left out in this
/// order. Undefined points are counted in the caption.
public struct TrendPlot: StatisticalFigure {
  /// A statistic after so many labels.
  public struct Point: Hashable, Sendable {
    /// Labels, ≥ 0.
    public var labels: Int
    /// The statistic from them.
    public var estimate: Estimate

    /// A point of these two.
    public init(labels: Int, estimate: Estimate) {
      self.labels = labels
      self.estimate = estimate
    }
  }

  /// Above the picture.
  public var title: String
  /// The statistic's name: the title of the y axis.
  public var measure: String
  /// In any order.
  public var points: [Point]
  /// A value to reach, as a dashed line; nil for none.
  public var threshold: Double?
  /// The half width of the interval that is wanted; the first point that has it is marked.
  public var targetHalfWidth: Double?
  /// The statistic's range; intervals are shown within it.
  public var range: ClosedRange<Double>

  /// A trend of these points.
  public init(
    title: String, measure: String, points: [Point], threshold: Double? = nil,
    targetHalfWidth: Double? = nil, range: ClosedRange<Double> = -1...1
  ) {
    self.title = title
    self.measure = measure
    self.points = points
    self.threshold = threshold
    self.targetHalfWidth = targetHalfWidth
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
    let drawn = points.sorted { $0.labels < $1.labels }.compactMap { point in
      point.estimate.drawable.map { (x: Double(point.labels), $0) }
    }
    let band = drawn.compactMap { x, coefficient in
      coefficient.drawableInterval(within: range).map {
        Chart.Span(x: x, low: $0.low, high: $0.high)
      }
    }
    let line = drawn.map { Chart.Point(x: $0.x, y: $0.1.value) }
    let levels = [threshold].compactMap { $0 }.filter(PlotAxis.isDrawable)
    let reached = targetHalfWidth.flatMap { target in
      drawn.first { Self.halfWidth($0.1).map { $0 <= target } ?? false }?.x
    }
    let level = points.map(\.estimate).levelText
    var chart = Chart(
      title: title,
      x: PlotAxis("labels", values: points.map { Double($0.labels) }, isWhole: true),
      y: PlotAxis(
        measure + (level.map { ", \($0)" } ?? ""),
        values: line.map(\.y) + band.flatMap { [$0.low, $0.high] } + levels))
    chart.band = band
    chart.lines = [Chart.Line(points: line, stroke: .solid)]
    if line.count <= 12 { chart.marks = line.map { Chart.Mark(point: $0) } }
    chart.levelsOfY = levels
    chart.levelsOfX = [reached].compactMap { $0 }
    chart.keys = keys(level: level, levels: levels, reached: reached)
    chart.caption = caption(last: drawn.last?.1)
    return chart
  }

  private static func halfWidth(_ coefficient: Coefficient) -> Double? {
    coefficient.interval.map { ($0.high - $0.low) / 2 }
  }

  private func keys(level: String?, levels: [Double], reached: Double?) -> [Chart.Key] {
    var keys = [Chart.Key(sign: .stroke(.solid), text: measure)]
    if let level { keys.append(Chart.Key(sign: .band, text: level)) }
    for value in levels {
      keys.append(
        Chart.Key(sign: .stroke(.dashed), text: "threshold " + Numerals.brief(value)))
    }
    if let reached, let targetHalfWidth {
      let labels = Numerals.fixed(reached, decimals: 0)
      let text = "half width \(Numerals.brief(targetHalfWidth)) from \(labels) labels"
      keys.append(Chart.Key(sign: .stroke(.dotDashed), text: text))
    }
    return keys
  }

  private func caption(last: Coefficient?) -> [String] {
    var facts: [String] = []
    if let last {
      facts.append("last " + Estimate.defined(last).described(within: range))
      facts.append("n = \(last.itemCount)")
    }
    let missing = points.filter { $0.estimate.drawable == nil }
    if !missing.isEmpty { facts.append("\(missing.count) undefined") }
    facts += Set(missing.map(\.estimate.absence)).sorted()
    return facts
  }
}
