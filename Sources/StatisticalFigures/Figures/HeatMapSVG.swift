import AgreementStatistics

/// A heat map in SVG: grey levels, a hatch for what is undefined, and numbers.
struct HeatMapSVG {
  let map: MatrixHeatMap
  private var pen = SVGPen()
  private let width: Double
  private let height: Double
  private var left: Double
  private var top: Double
  private var cellWidth: Double
  private var cellHeight: Double
  private var isTurned = false
  private let factLines: [[Int]]

  static func text(_ map: MatrixHeatMap, width: Int, height: Int) -> String {
    let (width, height) = (min(max(80, width), 10_000), min(max(60, height), 10_000))
    var writer = HeatMapSVG(map, width: Double(width), height: Double(height))
    writer.draw()
    return SVGDocument(
      width: width, height: height, title: map.title, summary: map.summary,
      elements: writer.pen.elements
    ).text
  }

  private init(_ map: MatrixHeatMap, width: Double, height: Double) {
    self.map = map
    self.width = width
    self.height = height
    let labels = map.rows.map { PrintedWidth.of(SafeText.cleaned($0)) }.max() ?? 0
    let heads = map.columns.map { PrintedWidth.of(SafeText.cleaned($0)) }.max() ?? 0
    left = min(labels, width * 0.28) + 34
    let facts = map.caption.map { PrintedWidth.of($0, size: 10) }
    factLines = height >= 160 ? TextPacking.lines(facts, limit: width - 24, gap: 18) : []
    let count = Double(max(1, map.columns.count))
    cellWidth = min(72, (width - left - 12) / count)
    isTurned = heads + 6 > cellWidth
    top = 24 + (isTurned ? min(heads, height * 0.25) + 8 : 18)
    let bottom = 8 + Double(factLines.count) * 14 + (height >= 160 ? 28 : 0)
    cellHeight = min(48, (height - top - bottom) / Double(max(1, map.rows.count)))
    (cellWidth, cellHeight) = (max(1, cellWidth), max(1, cellHeight))
  }

  private mutating func draw() {
    pen.elements.append(Self.hatch)
    let across = left + cellWidth * Double(map.columns.count) / 2
    let down = top + cellHeight * Double(map.rows.count) / 2
    if width >= 180, height >= 160 {
      let half = PrintedWidth.of(map.columnTitle) / 2
      let title = PrintedWidth.fitted(map.columnTitle, to: width - 20)
      pen.words(title, max(half + 8, min(across, width - half - 8)), 16, anchor: .middle)
      // Centred, and beneath the title of the columns.
      let room = 2 * min(down - 26, cellHeight * Double(map.rows.count) / 2 + 10)
      pen.upright(PrintedWidth.fitted(map.rowTitle, to: room), 14, down)
    }
    drawNames()
    for row in map.rows.indices {
      for column in map.columns.indices { drawCell(row, column) }
    }
    guard height >= 160 else { return }
    drawScale(top + cellHeight * Double(map.rows.count) + 12)
  }

  private mutating func drawNames() {
    for (row, name) in map.rows.enumerated() where cellHeight >= 9 {
      let size = min(11, cellHeight - 1)
      let text = PrintedWidth.fitted(name, to: left - 30, size: size)
      let y = top + (Double(row) + 0.5) * cellHeight + size * 0.36
      pen.words(text, left - 6, y, anchor: .end, size: size)
    }
    for (column, name) in map.columns.enumerated() where cellWidth >= 11 {
      let x = left + (Double(column) + 0.5) * cellWidth
      if isTurned {
        let size = min(11, cellWidth - 1)
        pen.words(PrintedWidth.fitted(name, to: top - 32, size: size), x + 4, top - 6, size: size)
        let turn = "rotate(-90 " + SVGPen.number(x + 4) + " " + SVGPen.number(top - 6) + ")"
        pen.elements[pen.elements.count - 1].attributes.append(("transform", turn))
      } else {
        pen.words(SafeText.cleaned(name), x, top - 6, anchor: .middle)
      }
    }
  }

  private mutating func drawCell(_ row: Int, _ column: Int) {
    let cell = map.cell(row, column)
    guard cell != .empty else { return }
    let x = left + Double(column) * cellWidth
    let y = top + Double(row) * cellHeight
    let level = map.shade(cell).map(GreyLevel.index)
    let fill = level.map { GreyLevel.fills[$0] } ?? "url(#hatch)"
    pen.box(x, y, cellWidth, cellHeight, fill: fill, stroke: "#808080")
    let number = Numerals.typographic(map.text(cell))
    let share = map.shareText(cell)
    let colour = level.map { GreyLevel.words[$0] } ?? "#000000"
    let middle = x + cellWidth / 2
    let size = min(11, cellHeight * 0.7, cellWidth / max(1, PrintedWidth.of(number, size: 1) + 0.3))
    guard size >= 5 else { return }
    let isTall = !share.isEmpty && cellHeight >= 26 && cellWidth >= 30
    let base = y + cellHeight / 2 + size * 0.36 - (isTall ? 5 : 0)
    if level == nil {
      // Words on a hatch cannot be read.
      pen.box(middle - size / 2, base - size * 0.75, size, size * 0.8, fill: "#ffffff")
    }
    pen.words(number, middle, base, anchor: .middle, size: size, fill: colour)
    if isTall { pen.words(share, middle, base + 12, anchor: .middle, size: 9, fill: colour) }
  }

  /// The five shades and the hatch, with the bounds of each, then the facts.
  private mutating func drawScale(_ y: Double) {
    let isCounts = map.cells.joined().contains { if case .count = $0 { true } else { false } }
    let length = map.range.upperBound - map.range.lowerBound
    let step = min(44, (width - 60) / 6)
    let start = max(12, min(left, width - step * 5 - 24))
    let texts = (0...5).map { level in
      let value = map.range.lowerBound + length * Double(level) / 5
      return isCounts ? Numerals.brief(value * 100, decimals: 0) + "%" : Numerals.brief(value)
    }
    let widest = texts.map { PrintedWidth.of($0, size: 9) }.max() ?? 0
    for level in 0...5 {
      let x = start + Double(level) * step
      if level < 5 {
        pen.box(x, y, step, 10, fill: GreyLevel.fills[level], stroke: "#808080")
      }
      // Where the labels of all bounds have no room, those of the ends.
      let isShown = widest + 3 <= step || level % 5 == 0
      guard isShown else { continue }
      pen.words(Numerals.typographic(texts[level]), x, y + 20, anchor: .middle, size: 9)
    }
    for (index, line) in factLines.enumerated() {
      let text = line.map { map.caption[$0] }.joined(separator: " · ")
      pen.words(text, 12, y + 36 + Double(index) * 14, size: 10, fill: "#404040")
    }
  }

  private static let hatch = SVGElement(
    "defs",
    children: [
      SVGElement(
        "pattern",
        [
          "id": "hatch", "width": "5", "height": "5", "patternUnits": "userSpaceOnUse",
          "patternTransform": "rotate(45)",
        ],
        children: [
          SVGElement("rect", ["width": "5", "height": "5", "fill": "#ffffff"]),
          SVGElement("rect", ["width": "1", "height": "5", "fill": "#808080"]),
        ])
    ])
}
