/// Statistical power against the number of items, with the power that is wanted and the fewest
/// items that have it.
///
/// Title, caption, legend, axis titles and axes are left out in this order where room is short.
public struct PowerCurve: StatisticalFigure {
  /// The power of a test with so many items.
  public struct Point: Hashable, Sendable {
    /// Items, ≥ 0.
    public var items: Int
    /// In 0...1; what is not finite is not drawn.
    public var power: Double

    /// A point of these two.
    public init(items: Int, power: Double) {
      self.items = items
      self.power = power
    }
  }

  /// Above the picture.
  public var title: String
  /// In any order.
  public var points: [Point]
  /// The power that is wanted, in 0...1; nil for none.
  public var target: Double?
  /// The assumptions, each a short fact: "kappa 0.60 against 0.40", "alpha 0.05".
  public var assumptions: [String]

  /// A curve of these points.
  public init(title: String, points: [Point], target: Double? = 0.8, assumptions: [String] = []) {
    self.title = title
    self.points = points
    self.target = target
    self.assumptions = assumptions
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

  /// The fewest items of the points from which on the target is kept; nil if the last point does
  /// not reach it, or there is no target.
  public var itemsForTarget: Int? {
    guard let target else { return nil }
    let sorted = points.filter { PlotAxis.isDrawable($0.power) }.sorted { $0.items < $1.items }
    let tail = sorted.reversed().prefix { $0.power >= target }
    return tail.last?.items
  }

  var chart: Chart {
    let line = points.filter { PlotAxis.isDrawable($0.power) }
      .sorted { $0.items < $1.items }
      .map { Chart.Point(x: Double($0.items), y: $0.power) }
    let levels = [target].compactMap { $0 }.filter(PlotAxis.isDrawable)
    var chart = Chart(
      title: title, x: PlotAxis("items (n)", values: line.map(\.x), isWhole: true),
      y: PlotAxis("power", values: [0, 1] + line.map(\.y) + levels))
    chart.lines = [Chart.Line(points: line, stroke: .solid)]
    chart.levelsOfY = levels
    chart.keys = [Chart.Key(sign: .stroke(.solid), text: "power")]
    for value in levels {
      chart.keys.append(
        Chart.Key(sign: .stroke(.dashed), text: "target " + Numerals.brief(value)))
    }
    if let items = itemsForTarget, let at = line.first(where: { $0.x == Double(items) }) {
      chart.levelsOfX = [at.x]
      chart.marks = [Chart.Mark(point: at, label: "n = \(items)")]
      chart.caption = ["target reached at n = \(items)"]
    } else if target != nil {
      chart.caption = ["target not reached"]
    }
    chart.caption += assumptions
    return chart
  }
}
