import AgreementStatistics

/// Accuracy against stated confidence in bins, with the diagonal of perfect calibration, the number
/// of answers in each bin beneath, and the expected calibration error. DeGroot and Fienberg 1983;
/// Guo et al. 2017, "On calibration of modern neural networks".
///
/// Title, caption, legend, counts, axis titles and axes are left out in this order where room is
/// short.
public struct ReliabilityDiagram: StatisticalFigure {
  /// The answers whose confidence lies between two bounds.
  public struct Bin: Hashable, Sendable {
    /// From `low` to `high`, both in 0...1.
    public var low: Double
    /// See `low`.
    public var high: Double
    /// Mean confidence of the answers, in 0...1; not read where `count` is 0.
    public var confidence: Double
    /// Share of right answers, with its interval.
    public var accuracy: Estimate
    /// Answers in the bin.
    public var count: Int

    /// A bin of these.
    public init(low: Double, high: Double, confidence: Double, accuracy: Estimate, count: Int) {
      self.low = low
      self.high = high
      self.confidence = confidence
      self.accuracy = accuracy
      self.count = count
    }
  }

  /// Above the picture.
  public var title: String
  /// In any order; empty bins have a count of 0.
  public var bins: [Bin]

  /// A diagram of these bins.
  public init(title: String, bins: [Bin]) {
    self.title = title
    self.bins = bins
  }

  /// Expected calibration error: Σ n |accuracy − confidence| / Σ n over the bins that have both;
  /// nil where no bin has. O(bins). Naeini et al. 2015.
  public var calibrationError: Double? {
    let drawn = drawnBins
    let total = drawn.reduce(0) { $0 + $1.bin.count }
    guard total > 0 else { return nil }
    let sum = drawn.reduce(0.0) { sum, item in
      sum + Double(item.bin.count) * abs(item.accuracy.value - item.bin.confidence)
    }
    return sum / Double(total)
  }

  /// The picture in characters.
  public func characters(
    width: Int, height: Int, style: CharacterStyle = .unicode
  ) -> CharacterPicture {
    ChartCharacters.picture(chart, width: width, height: height, style: style)
  }

  /// The picture in SVG.
  public func svg(width: Int = 400, height: Int = 440) -> String {
    ChartSVG.text(chart, width: width, height: height)
  }

  private var drawnBins: [(bin: Bin, accuracy: Coefficient)] {
    bins.filter { $0.count > 0 && PlotAxis.isDrawable($0.confidence) }.compactMap { bin in
      bin.accuracy.drawable.map { (bin, $0) }
    }.sorted { $0.bin.confidence < $1.bin.confidence }
  }

  var chart: Chart {
    let drawn = drawnBins
    let marks = drawn.map { bin, accuracy in
      Chart.Mark(
        point: Chart.Point(x: bin.confidence, y: accuracy.value),
        span: accuracy.drawableInterval(within: 0...1).map {
          Chart.Span(x: bin.confidence, low: $0.low, high: $0.high)
        })
    }
    let level = bins.map(\.accuracy).levelText
    let total = bins.reduce(0) { $0 + max(0, $1.count) }
    var chart = Chart(
      title: title,
      x: PlotAxis(
        "stated confidence, n = \(total)",
        values: [0, 1] + drawn.map(\.bin.confidence) + bins.flatMap { [$0.low, $0.high] }),
      y: PlotAxis(
        "accuracy" + (level.map { ", \($0)" } ?? ""), values: [0, 1] + marks.map(\.point.y)))
    chart.lines = [
      Chart.Line(points: [.init(x: 0, y: 0), .init(x: 1, y: 1)], stroke: .dotted)
    ]
    chart.marks = marks
    chart.counts = bins.map { Chart.Count(low: $0.low, high: $0.high, count: max(0, $0.count)) }
    chart.keys = [
      Chart.Key(sign: .mark(.circle), text: "bin"),
      Chart.Key(sign: .stroke(.dotted), text: "perfect calibration"),
    ]
    chart.caption = [
      calibrationError.map { "ECE " + Numerals.fixed($0, decimals: 3) }
        ?? "ECE undefined: no answers",
      "n = \(total)", "\(drawn.count) of \(bins.count) bins with answers",
    ]
    return chart
  }
}
