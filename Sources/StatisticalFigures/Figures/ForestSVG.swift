import AgreementStatistics

/// A forest plot in SVG.
struct ForestSVG {
  let plot: ForestPlot
  let axis: PlotAxis
  let width: Double
  let height: Double
  private let lines: [ForestPlot.Line]
  private let keyLines: [[Int]]
  private var pen = SVGPen()
  private var left: Double
  private var right: Double
  private var hasTexts = false
  private var rowHeight = 18.0
  private let top = 22.0

  static func text(_ plot: ForestPlot, width: Int, height: Int) -> String {
    let (width, height) = (min(max(80, width), 10_000), min(max(60, height), 10_000))
    var writer = ForestSVG(plot, width: Double(width), height: Double(height))
    writer.draw()
    return SVGDocument(
      width: width, height: height, title: plot.title, summary: plot.summary,
      elements: writer.pen.elements
    ).text
  }

  private init(_ plot: ForestPlot, width: Double, height: Double) {
    self.plot = plot
    self.width = width
    self.height = height
    axis = plot.axis
    lines = plot.lines
    let names = plot.rows.map { PrintedWidth.of(SafeText.cleaned($0.name)) }.max() ?? 0
    left = min(names, width * 0.3) + 24
    hasTexts = width >= 360
    right = width - (hasTexts ? 168 : 16)
    let keys = plot.keys.map { PrintedWidth.of($0.text) + 18 }
    let packed = TextPacking.lines(keys, limit: width - 24, gap: 16)
    let least = Double(min(4, lines.count)) * 13
    keyLines = height - top - 46 - Double(packed.count) * 16 >= least ? packed : []
    let room = height - top - 46 - Double(keyLines.count) * 16
    rowHeight = min(26, max(13, room / Double(max(1, lines.count))))
  }

  private func x(_ value: Double) -> Double? {
    axis.position(value).map { left + $0 * (right - left) }
  }

  private mutating func draw() {
    let room = height - top - 46 - Double(keyLines.count) * 16
    let fit = max(0, Int(room / rowHeight + 1e-6))
    let shown = lines.count > fit ? max(0, fit - 1) : lines.count
    let bottom = top + Double(min(lines.count, max(fit, 1))) * rowHeight
    if let reference = plot.reference, let at = x(reference) {
      pen.line(at, top - 4, at, top + Double(shown) * rowHeight, stroke: "#606060", dash: "3 3")
    }
    if hasTexts {
      pen.words("estimate", right + 118, 14, anchor: .end, size: 10, fill: "#404040")
      pen.words("n", width - 10, 14, anchor: .end, size: 10, fill: "#404040")
    }
    for (index, line) in lines.prefix(shown).enumerated() {
      draw(line, top + (Double(index) + 0.5) * rowHeight)
    }
    let more = ["and \(lines.count - shown) more lines", "+\(lines.count - shown)"]
    if shown < lines.count,
      let text = more.first(where: { PrintedWidth.of($0, size: 10) <= width - 14 })
    {
      pen.words(text, 10, bottom - rowHeight / 2 + 3, size: 10, isItalic: true)
    }
    drawAxis(bottom)
  }

  private mutating func draw(_ line: ForestPlot.Line, _ y: Double) {
    switch line {
    case .heading(let text):
      pen.words(PrintedWidth.fitted(text, to: min(left * 2, width - 14)), 10, y + 4, isBold: true)
    case .estimate(let name, let estimate, let count, let series):
      pen.words(PrintedWidth.fitted(name, to: left - 22), 16, y + 4)
      drawEstimate(estimate, series, y)
      guard hasTexts else { return }
      if estimate.drawable != nil {
        let text = Numerals.typographic(estimate.described(within: plot.range))
        pen.words(text, right + 118, y + 4, anchor: .end)
      }
      if let count { pen.words("\(count)", width - 10, y + 4, anchor: .end) }
    }
  }

  private mutating func drawEstimate(_ estimate: Estimate, _ series: Int, _ y: Double) {
    guard let drawable = estimate.drawable, let at = x(drawable.value) else {
      let start = left + (plot.coefficients.count > 1 ? 14 : 4)
      let room = width - start - (hasTexts ? 60 : 4)
      let text = PrintedWidth.fitted(estimate.absence, to: room, size: 10)
      let size = PrintedWidth.of(text, size: 10)
      // The line for reference does not run through the words.
      pen.box(left, y - 6, start - left + size + 2, 12, fill: "#ffffff")
      if plot.coefficients.count > 1 { pen.marker(.ofSeries(series), left + 6, y, radius: 2.5) }
      return pen.words(text, start, y + 4, size: 10, fill: "#404040", isItalic: true)
    }
    if let interval = drawable.drawableInterval(within: plot.range), let low = x(interval.low),
      let high = x(interval.high)
    {
      pen.line(low, y, high, y, width: 1)
      pen.line(low, y - 3, low, y + 3, width: 1)
      pen.line(high, y - 3, high, y + 3, width: 1)
    }
    pen.marker(.ofSeries(series), at, y, radius: 3.2)
  }

  private mutating func drawAxis(_ y: Double) {
    pen.line(left, y, right, y)
    guard y + 18 <= height else { return }
    let widest = axis.ticks(atMost: 11).map { PrintedWidth.of($0.label) }.max() ?? 20
    for tick in axis.ticks(atMost: min(11, Int((right - left) / (widest + 16)))) {
      guard let at = x(tick.value) else { continue }
      pen.line(at, y, at, y + 4)
      pen.words(Numerals.typographic(tick.label), at, y + 15, anchor: .middle)
    }
    guard y + 36 <= height else { return }
    let title = PrintedWidth.fitted(axis.title, to: width - 12)
    let half = PrintedWidth.of(title) / 2
    let middle = max(half + 6, min((left + right) / 2, width - half - 6))
    pen.words(title, middle, y + 32, anchor: .middle)
    for (index, line) in keyLines.enumerated() {
      var column = 16.0
      for key in line {
        pen.marker(.ofSeries(key), column, y + 46 + Double(index) * 16)
        pen.words(plot.keys[key].text, column + 10, y + 50 + Double(index) * 16)
        column += PrintedWidth.of(plot.keys[key].text) + 34
      }
    }
  }
}
