/// A chart in SVG. As pixels become few, these are left out in this order: caption, legend, counts,
/// axis titles, tick labels.
struct ChartSVG {
  let chart: Chart
  let width: Double
  let height: Double
  private(set) var pen = SVGPen()
  private var left = 6.0
  private var top = 8.0
  private var plotHeight: Double
  private var plotWidth: Double
  private var countHeight = 0.0
  private var hasTicks = false
  private var hasTitles = false
  private var keyLines: [[Int]] = []
  private var factLines: [[Int]] = []

  static func text(_ chart: Chart, width: Int, height: Int) -> String {
    let (width, height) = (min(max(80, width), 10_000), min(max(60, height), 10_000))
    var writer = ChartSVG(chart, width: Double(width), height: Double(height))
    writer.drawFrame()
    writer.drawLayers()
    writer.drawCounts()
    writer.drawWords()
    return SVGDocument(
      width: width, height: height, title: chart.title, summary: chart.summary,
      elements: writer.pen.elements
    ).text
  }

  private init(_ chart: Chart, width: Double, height: Double) {
    self.chart = chart
    self.width = width
    self.height = height
    plotHeight = height - 16
    plotWidth = width - 12
    let leastPlot = 60.0
    func take(_ pixels: Double) -> Bool {
      guard pixels > 0, plotHeight - pixels >= leastPlot else { return false }
      plotHeight -= pixels
      return true
    }
    if width >= 140, take(18) { hasTicks = true }
    if hasTicks, width >= 180, take(18) { hasTitles = true }
    if hasTitles, !chart.counts.isEmpty, plotHeight > 160, take(58) { countHeight = 42 }
    let keys = chart.keys.map { PrintedWidth.of($0.text) + 34 }
    let keyLines = TextPacking.lines(keys, limit: width - 24, gap: 10)
    if hasTitles, take(Double(keyLines.count) * 16 + 4) { self.keyLines = keyLines }
    let facts = chart.caption.map { PrintedWidth.of($0, size: 10) }
    let factLines = TextPacking.lines(facts, limit: width - 24, gap: 18)
    if hasTitles, take(Double(factLines.count) * 14) { self.factLines = factLines }
    guard hasTicks else { return }
    let counted = countHeight > 0 ? chart.counts.map { "\($0.count)" } : []
    let labels = (chart.y.ticks(atMost: 7).map(\.label) + counted).map { PrintedWidth.of($0) }
    left = (labels.max() ?? 0) + 10 + (hasTitles ? 20 : 4)
    plotWidth = max(20, width - left - 18)
  }

  private var bottom: Double { top + plotHeight }
  /// Where the x axis is: beneath the counts.
  private var axisY: Double { bottom + (countHeight > 0 ? countHeight + 16 : 0) }

  private func x(_ value: Double) -> Double? {
    chart.x.position(value).map { left + $0 * plotWidth }
  }

  private func y(_ value: Double) -> Double? {
    chart.y.position(value).map { bottom - $0 * plotHeight }
  }

  private func place(_ point: Chart.Point) -> (x: Double, y: Double)? {
    guard let x = x(point.x), let y = y(point.y) else { return nil }
    return (x, y)
  }

  private mutating func drawFrame() {
    pen.line(left, top, left, bottom)
    pen.line(left, bottom, left + plotWidth, bottom)
    if countHeight > 0 { pen.line(left, axisY, left + plotWidth, axisY) }
    guard hasTicks else { return }
    for tick in chart.y.ticks(atMost: max(2, min(7, Int(plotHeight / 22)))) {
      guard let at = y(tick.value) else { continue }
      pen.line(left - 4, at, left, at)
      pen.words(Numerals.typographic(tick.label), left - 7, at + 3.8, anchor: .end)
    }
    let widest = chart.x.ticks(atMost: 11).map { PrintedWidth.of($0.label) }.max() ?? 20
    let count = max(2, min(11, Int(plotWidth / (widest + 20))))
    for tick in chart.x.ticks(atMost: count) {
      guard let at = x(tick.value) else { continue }
      pen.line(at, axisY, at, axisY + 4)
      pen.words(Numerals.typographic(tick.label), at, axisY + 15, anchor: .middle)
    }
  }

  private mutating func drawLayers() {
    let highs = chart.band.compactMap { place(.init(x: $0.x, y: $0.high)) }
    let lows = chart.band.compactMap { place(.init(x: $0.x, y: $0.low)) }
    if highs.count > 1 {
      pen.path(highs + lows.reversed(), fill: "#e2e2e2", stroke: "none")
      pen.path(highs, stroke: "#8a8a8a", width: 0.5)
      pen.path(lows, stroke: "#8a8a8a", width: 0.5)
    }
    for value in chart.levelsOfY {
      guard let at = y(value) else { continue }
      pen.line(left, at, left + plotWidth, at, dash: Self.dash(.dashed))
    }
    for value in chart.levelsOfX {
      guard let at = x(value) else { continue }
      pen.line(at, top, at, bottom, dash: Self.dash(.dotDashed))
    }
    for line in chart.lines {
      pen.path(
        line.points.compactMap(place), stroke: line.stroke == .dotted ? "#606060" : "#000000",
        width: line.stroke == .solid ? 1.25 : 0.75, dash: Self.dash(line.stroke))
    }
    for mark in chart.marks { drawWhisker(mark) }
    for mark in chart.marks {
      guard let at = place(mark.point) else { continue }
      pen.marker(mark.shape, at.x, at.y)
    }
    drawLabels()
  }

  static func dash(_ stroke: Chart.Stroke) -> String? {
    switch stroke {
    case .solid: nil
    case .dashed: "5 3"
    case .dotDashed: "6 2 1 2"
    case .dotted: "1 3"
    }
  }

  private mutating func drawWhisker(_ mark: Chart.Mark) {
    guard let span = mark.span, let at = x(span.x), let low = y(span.low),
      let high = y(span.high)
    else { return }
    pen.line(at, low, at, high)
    pen.line(at - 3, low, at + 3, low)
    pen.line(at - 3, high, at + 3, high)
  }

  /// Each label where it meets nothing else, shortened if need be; nowhere if that is nowhere.
  private mutating func drawLabels() {
    var free = FreeRoom(left: left, right: width - 2, top: top - 6, bottom: bottom - 2)
    let places = chart.marks.compactMap { place($0.point) }
    for at in places { free.take(at.x - 4, at.y - 4, 8, 8) }
    for line in chart.lines { free.take(along: line.points.compactMap(place)) }
    for at in chart.levelsOfY.compactMap(y) { free.take(left, at - 1, plotWidth, 2) }
    for at in chart.levelsOfX.compactMap(x) { free.take(at - 1, top, 2, plotHeight) }
    for span in chart.marks.compactMap(\.span) {
      guard let at = x(span.x), let low = y(span.low), let high = y(span.high) else { continue }
      free.take(at - 4, high, 8, low - high)
    }
    for mark in chart.marks where !mark.label.isEmpty {
      guard let at = place(mark.point) else { continue }
      for limit in [150.0, 100, 64] {
        let text = PrintedWidth.fitted(mark.label, to: min(limit, plotWidth / 2), size: 10)
        let size = PrintedWidth.of(text, size: 10)
        guard let corner = free.place(size, 11, beside: at) else { continue }
        pen.words(text, corner.x, corner.y + 9, size: 10)
        break
      }
    }
  }

  private mutating func drawCounts() {
    guard countHeight > 0, let most = chart.counts.map(\.count).max(), most > 0 else { return }
    for bar in chart.counts where bar.count > 0 {
      guard let low = x(bar.low), let high = x(bar.high) else { continue }
      let size = Double(bar.count) / Double(most) * countHeight
      pen.box(low + 1, axisY - size, high - low - 2, size, fill: "#b4b4b4", stroke: "#000000")
    }
    pen.line(left, axisY - countHeight, left, axisY)
    pen.line(left - 4, axisY - countHeight, left, axisY - countHeight)
    pen.words("\(most)", left - 7, axisY - countHeight + 3.8, anchor: .end)
    pen.words("0", left - 7, axisY + 3.8, anchor: .end)
    if hasTitles { pen.upright("n", 14, axisY - countHeight / 2) }
  }

  private mutating func drawWords() {
    guard hasTitles else { return }
    let across = PrintedWidth.fitted(chart.x.title, to: width - 12)
    let middle = left + plotWidth / 2
    let half = PrintedWidth.of(across) / 2
    pen.words(
      across, min(max(middle, half + 6), max(width - half - 6, width / 2)), axisY + 32,
      anchor: .middle)
    let up = SafeText.cleaned(chart.y.title)
    if PrintedWidth.of(up) <= plotHeight + 40 {
      pen.upright(up, 14, max(top + plotHeight / 2, PrintedWidth.of(up) / 2 + 4))
    }
    var row = axisY + 52
    for line in keyLines {
      var column = 12.0
      for key in line.map({ chart.keys[$0] }) {
        drawSign(key.sign, column, row - 4)
        pen.words(SafeText.cleaned(key.text), column + 28, row)
        column += PrintedWidth.of(key.text) + 44
      }
      row += 16
    }
    for line in factLines {
      let text = line.map { chart.caption[$0] }.joined(separator: " · ")
      pen.words(Numerals.typographic(text), 12, row, size: 10, fill: "#404040")
      row += 14
    }
  }

  private mutating func drawSign(_ sign: Chart.Sign, _ x: Double, _ y: Double) {
    switch sign {
    case .band: pen.box(x, y - 4, 22, 8, fill: "#e2e2e2", stroke: "#8a8a8a")
    case .stroke(let stroke):
      let width = stroke == .solid ? 1.25 : 0.75
      pen.line(x, y, x + 22, y, width: width, dash: Self.dash(stroke))
    case .mark(let shape): pen.marker(shape, x + 11, y)
    }
  }
}
