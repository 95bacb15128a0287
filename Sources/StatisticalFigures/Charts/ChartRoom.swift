/// Which parts of a chart there is room for, in rows and columns.
///
/// As rows become few, these are left out in this order: title, caption, legend, counts, axis
/// titles, tick labels with the axis. As columns become few: the labels of the y axis.
struct ChartRoom {
  var titleRows = 0
  var yTitleRows = 0
  var plotRows: Int
  var countRows = 0
  var axisRows = 0
  var xTitleRows = 0
  var legend: [[Int]] = []
  var caption: [[Int]] = []
  var gutter = 0

  static let leastPlot = 4

  init(_ chart: Chart, width: Int, height: Int, style: CharacterStyle) {
    plotRows = max(0, height)
    func take(_ rows: Int, leaving least: Int = Self.leastPlot) -> Bool {
      guard rows > 0, plotRows - rows >= least else { return false }
      plotRows -= rows
      return true
    }
    guard width >= 10 else { return }
    if take(2) { axisRows = 2 }
    if axisRows > 0, style.width(style.shown(chart.x.title)) <= width, take(1) { xTitleRows = 1 }
    if style.width(style.shown(chart.y.title)) <= width, take(1) { yTitleRows = 1 }
    if !chart.counts.isEmpty, axisRows > 0, take(4) { countRows = 3 }
    let keys = chart.keys.map { Double(style.width(style.shown($0.text)) + 3) }
    setGutter(chart, width: width)
    guard xTitleRows > 0 else { return }
    let least = max(Self.leastPlot, height / 2)
    let legendLines = TextPacking.lines(keys, limit: Double(width), gap: 2)
    if take(legendLines.count, leaving: least) { legend = legendLines }
    let facts = chart.caption.map { Double(style.width(style.shown($0))) }
    let captionLines = TextPacking.lines(facts, limit: Double(width), gap: 3)
    if !legend.isEmpty, take(captionLines.count, leaving: least) { caption = captionLines }
    if !caption.isEmpty, take(1, leaving: least) { titleRows = 1 }
    setGutter(chart, width: width)
  }

  private mutating func setGutter(_ chart: Chart, width: Int) {
    guard axisRows > 0 else { return }
    let ticks = Self.rowTicks(chart.y, rows: plotRows)
    var texts = ticks.map { $0.tick.label.count }
    if countRows > 0 { texts.append(chart.counts.map { String($0.count).count }.max() ?? 0) }
    let label = (texts.max() ?? 0) + 2
    gutter = width - label >= 12 ? label : 1
  }

  var plotTop: Int { titleRows + yTitleRows }
  /// The row of the x axis; beneath the counts where there are some.
  var axisRow: Int { plotTop + plotRows + (countRows > 0 ? countRows + 1 : 0) }

  /// The row of a place on an axis, from the top.
  static func row(_ position: Double, rows: Int) -> Int { dot(position, rows: rows) / 4 }

  static func dot(_ position: Double, rows: Int) -> Int {
    Int(((1 - position) * Double(rows * 4 - 1)).rounded())
  }

  static func column(_ position: Double, columns: Int) -> Int {
    Int((position * Double(columns * 2 - 1)).rounded()) / 2
  }

  /// Ticks of a vertical axis: with a free row between any two, or without where only so there
  /// are two.
  static func rowTicks(_ axis: PlotAxis, rows: Int) -> [(tick: AxisTick, row: Int)] {
    guard rows >= 2 else { return [] }
    var best: [(tick: AxisTick, row: Int)] = []
    for gap in [2, 1] {
      for count in stride(from: min(11, (rows + gap - 1) / gap), through: 2, by: -1) {
        let places = axis.ticks(atMost: count).compactMap { tick in
          axis.position(tick.value).map { (tick: tick, row: row($0, rows: rows)) }
        }
        let isLoose = zip(places, places.dropFirst()).allSatisfy { abs($0.row - $1.row) >= gap }
        if isLoose, places.count > best.count { best = places }
        if best.count >= 2 { return best }
      }
    }
    return best
  }

  /// Ticks of a horizontal axis with the first columns of their labels, within `width` columns
  /// where the plot begins at `start`: two columns apart, or one where only so there are two.
  static func columnTicks(
    _ axis: PlotAxis, start: Int, columns: Int, width: Int
  ) -> [(tick: AxisTick, column: Int, label: Int)] {
    guard columns >= 2 else { return [] }
    var best: [(tick: AxisTick, column: Int, label: Int)] = []
    for gap in [2, 1] {
      for count in stride(from: min(11, max(3, columns / 7)), through: 2, by: -1) {
        let places = axis.ticks(atMost: count).compactMap { tick in
          axis.position(tick.value).map { position in
            let at = start + column(position, columns: columns)
            let size = tick.label.count
            return (tick: tick, column: at, label: max(0, min(width - size, at - size / 2)))
          }
        }
        let isLoose = zip(places, places.dropFirst()).allSatisfy {
          $0.label + $0.tick.label.count + gap <= $1.label
        }
        let isWithin = places.allSatisfy { $0.label + $0.tick.label.count <= width }
        if isLoose, isWithin, places.count > best.count { best = places }
        if best.count >= 2 { return best }
      }
    }
    return best
  }
}
