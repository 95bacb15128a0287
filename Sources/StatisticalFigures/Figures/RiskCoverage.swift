import AgreementStatistics

/// A statistic of the answers that are kept against the share that is kept, when a judge may leave
/// the items it is least sure of. El-Yaniv and Wiener 2010, "On the foundations of noise-free
/// selective classification".
///
/// Title, caption, legend, axis titles and axes are left out in this order where room is short.
public struct RiskCoverage: StatisticalFigure {
  /// What is kept at one threshold.
  public struct Point: Hashable, Sendable {
    /// The share of items that are answered, in 0...1.
    public var coverage: Double
    /// The statistic on these.
    public var estimate: Estimate

    /// A point of these two.
    public init(coverage: Double, estimate: Estimate) {
      self.coverage = coverage
      self.estimate = estimate
    }
  }

  /// Above the picture.
  public var title: String
  /// The statistic's name: accuracy, or a kappa.
  public var measure: String
  /// In any order.
  public var points: [Point]
  /// A value to keep, as a dashed line; nil for none.
  public var threshold: Double?
  /// The statistic's range; intervals are shown within it.
  public var range: ClosedRange<Double>

  /// A curve of these points.
  public init(
    title: String, measure: String, points: [Point], threshold: Double? = nil,
    range: ClosedRange<Double> = 0...1
  ) {
    self.title = title
    self.measure = measure
    self.points = points
    self.threshold = threshold
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
    let drawn = points.filter { PlotAxis.isDrawable($0.coverage) }
      .sorted { $0.coverage < $1.coverage }
      .compactMap { point in point.estimate.drawable.map { (point.coverage, $0) } }
    let line = drawn.map { Chart.Point(x: $0.0, y: $0.1.value) }
    let band = drawn.compactMap { x, coefficient in
      coefficient.drawableInterval(within: range).map {
        Chart.Span(x: x, low: $0.low, high: $0.high)
      }
    }
    let levels = [threshold].compactMap { $0 }.filter(PlotAxis.isDrawable)
    let level = points.map(\.estimate).levelText
    let all = drawn.map { $0.1.itemCount }.max()
    var chart = Chart(
      title: title,
      x: PlotAxis(
        "coverage" + (all.map { ", n up to \($0)" } ?? ""), values: [0, 1] + line.map(\.x)),
      y: PlotAxis(
        measure + (level.map { ", \($0)" } ?? ""),
        values: line.map(\.y) + band.flatMap { [$0.low, $0.high] } + levels))
    chart.band = band
    chart.lines = [Chart.Line(points: line, stroke: .solid)]
    chart.levelsOfY = levels
    chart.keys = [Chart.Key(sign: .stroke(.solid), text: measure)]
    if let level { chart.keys.append(Chart.Key(sign: .band, text: level)) }
    for value in levels {
      chart.keys.append(
        Chart.Key(sign: .stroke(.dashed), text: "threshold " + Numerals.brief(value)))
    }
    chart.caption = caption(line, levels.first)
    return chart
  }

  private func caption(_ line: [Chart.Point], _ threshold: Double?) -> [String] {
    var facts: [String] = []
    if let threshold {
      let widest = line.last { $0.y >= threshold }
      facts.append(
        widest.map { "threshold held up to coverage " + Numerals.fixed($0.x, decimals: 2) }
          ?? "threshold not reached")
    }
    if let last = line.last {
      let value = Numerals.fixed(last.y, decimals: 2)
      facts.append("\(value) at coverage " + Numerals.fixed(last.x, decimals: 2))
    }
    let missing = points.filter { $0.estimate.drawable == nil }
    if !missing.isEmpty { facts.append("\(missing.count) undefined") }
    return facts
  }
}
