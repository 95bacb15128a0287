import AgreementStatistics

/// Estimates in rows, each with its interval on one common axis and a line for reference; rows may
/// have headings and several coefficients, told apart by marker shapes. Lewis and Clarke 2001,
/// "Forest plots: trying to see the wood and the trees".
///
/// An undefined estimate says its reason in its row. As columns become few, these are left out in
/// this order: n, the interval's text, the value's text; then names are shortened, then left out.
/// As rows become few: title, axis title, legend, axis, and then the last rows, with a
/// line that says how many; rows have at least half of the height.
public struct ForestPlot: StatisticalFigure {
  /// One name with its estimates.
  public struct Row: Hashable, Sendable {
    /// What stands to the left.
    public var name: String
    /// One for each of the plot's coefficients; those that are missing are not drawn.
    public var estimates: [Estimate]
    /// Items; nil for the count of the estimate.
    public var count: Int?
    /// The heading over this and the following rows with the same; nil for none.
    public var group: String?

    /// A row of several coefficients.
    public init(name: String, estimates: [Estimate], count: Int? = nil, group: String? = nil) {
      self.name = name
      self.estimates = estimates
      self.count = count
      self.group = group
    }

    /// A row of one coefficient.
    public init(name: String, estimate: Estimate, count: Int? = nil, group: String? = nil) {
      self.init(name: name, estimates: [estimate], count: count, group: group)
    }
  }

  /// Above the picture.
  public var title: String
  /// Names of the coefficients, as many as the estimates of a row.
  public var coefficients: [String]
  /// From the top.
  public var rows: [Row]
  /// Where the vertical line stands; nil for none.
  public var reference: Double?
  /// The statistics' range; intervals are shown within it.
  public var range: ClosedRange<Double>

  /// A plot of these rows.
  public init(
    title: String, coefficients: [String], rows: [Row], reference: Double? = 0,
    range: ClosedRange<Double> = -1...1
  ) {
    self.title = title
    self.coefficients = coefficients
    self.rows = rows
    self.reference = reference
    self.range = range
  }

  /// The picture in characters.
  public func characters(
    width: Int, height: Int, style: CharacterStyle = .unicode
  ) -> CharacterPicture {
    ForestCharacters.picture(self, width: width, height: height, style: style)
  }

  /// The picture in SVG; the rows that find no room are counted beneath.
  public func svg(width: Int = 600, height: Int = 320) -> String {
    ForestSVG.text(self, width: width, height: height)
  }

  /// The height in pixels at which an SVG picture shows all rows at ease.
  public var naturalHeight: Int { 74 + lines.count * 22 + (keys.isEmpty ? 0 : 16) }

  /// A line of the picture.
  enum Line: Hashable {
    case heading(String)
    case estimate(name: String, Estimate, count: Int?, series: Int)
  }

  /// Headings and estimates from the top; a row's name is on its first line only.
  var lines: [Line] {
    var lines: [Line] = []
    var group: String?
    for row in rows {
      if row.group != group, let heading = row.group { lines.append(.heading(heading)) }
      group = row.group
      for (series, estimate) in row.estimates.enumerated() {
        let count = row.count ?? estimate.drawable?.itemCount
        lines.append(
          .estimate(name: series == 0 ? row.name : "", estimate, count: count, series: series))
      }
    }
    return lines
  }

  var axis: PlotAxis {
    let drawn = rows.flatMap(\.estimates).compactMap(\.drawable)
    let values = drawn.flatMap { coefficient in
      let interval = coefficient.drawableInterval(within: range)
      return [coefficient.value] + (interval.map { [$0.low, $0.high] } ?? [])
    }
    let names = coefficients.count == 1 ? coefficients[0] : "coefficient"
    let level = rows.flatMap(\.estimates).levelText
    return PlotAxis(
      names + (level.map { ", \($0)" } ?? ""), values: values + [reference].compactMap { $0 })
  }

  /// The legend: only where there is more than one shape.
  var keys: [Chart.Key] {
    guard coefficients.count > 1 else { return [] }
    return coefficients.enumerated().map {
      Chart.Key(sign: .mark(.ofSeries($0.offset)), text: $0.element)
    }
  }

  var summary: String {
    let texts = rows.map { row in
      row.name + ": " + row.estimates.map { $0.described(within: range) }.joined(separator: ", ")
    }
    return ([title, axis.title] + texts).joined(separator: "; ")
  }
}
