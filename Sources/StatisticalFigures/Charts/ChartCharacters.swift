/// A chart in characters.
struct ChartCharacters {
  let chart: Chart
  let style: CharacterStyle
  let room: ChartRoom
  let columns: Int
  private(set) var canvas: CharacterCanvas

  static func picture(
    _ chart: Chart, width: Int, height: Int, style: CharacterStyle
  ) -> CharacterPicture {
    var writer = ChartCharacters(chart, width: width, height: height, style: style)
    writer.drawFrame()
    writer.drawLayers()
    writer.drawCounts()
    writer.drawWords()
    return writer.canvas.picture
  }

  private init(_ chart: Chart, width: Int, height: Int, style: CharacterStyle) {
    self.chart = chart
    self.style = style
    room = ChartRoom(chart, width: width, height: height, style: style)
    canvas = CharacterCanvas(width: width, height: height, style: style)
    columns = max(0, width - room.gutter)
  }

  private mutating func drawFrame() {
    guard room.axisRows > 0 else { return }
    let axis = room.gutter - 1
    for row in room.plotTop..<room.axisRow {
      canvas.set(style.pick("│", "|"), axis, row, .dim)
    }
    for column in 0..<columns {
      canvas.set(style.pick("─", "-"), room.gutter + column, room.axisRow, .dim)
    }
    canvas.set(style.pick("└", "+"), axis, room.axisRow, .dim)
    if room.gutter > 1 {
      for place in ChartRoom.rowTicks(chart.y, rows: room.plotRows) {
        let row = room.plotTop + place.row
        canvas.put(place.tick.label, axis - place.tick.label.count - 1, row, .plain)
        canvas.set(style.pick("┤", "+"), axis, row, .dim)
      }
    }
    let places = ChartRoom.columnTicks(
      chart.x, start: room.gutter, columns: columns, width: canvas.width)
    for place in places {
      canvas.put(place.tick.label, place.label, room.axisRow + 1, .plain)
      canvas.set(style.pick("┬", "+"), place.column, room.axisRow, .dim)
    }
  }

  private mutating func drawLayers() {
    guard columns > 0, room.plotRows > 0 else { return }
    drawBand()
    drawThresholds()
    for line in chart.lines {
      var raster = DotRaster(columns: columns, rows: room.plotRows)
      let dots = line.points.compactMap(dot)
      if dots.count == 1 { raster.set(dots[0].x, dots[0].y) }
      let gap = line.stroke == .solid ? 1 : line.stroke == .dotted ? 4 : 2
      for (a, b) in zip(dots, dots.dropFirst()) { raster.line(from: a, to: b, gap: gap) }
      raster.draw(
        on: &canvas, room.gutter, room.plotTop, line.stroke == .solid ? .accent : .dim,
        ascii: line.stroke == .solid ? "*" : ".")
    }
    for mark in chart.marks { drawWhisker(mark) }
    for mark in chart.marks {
      guard let cell = cell(mark.point) else { continue }
      canvas.set(mark.shape.character(isASCII: style.isASCII), cell.x, cell.y, .accent)
    }
    for mark in chart.marks { drawLabel(mark) }
  }

  private func dot(_ point: Chart.Point) -> (x: Int, y: Int)? {
    guard let x = chart.x.position(point.x), let y = chart.y.position(point.y) else { return nil }
    return (
      Int((x * Double(columns * 2 - 1)).rounded()), ChartRoom.dot(y, rows: room.plotRows)
    )
  }

  private func cell(_ point: Chart.Point) -> (x: Int, y: Int)? {
    dot(point).map { (room.gutter + $0.x / 2, room.plotTop + $0.y / 4) }
  }

  /// Between two points of a band its edges are straight lines.
  private mutating func drawBand() {
    let fill = style.pick("░", ":")
    for (a, b) in zip(chart.band, chart.band.dropFirst()) {
      guard let highA = dot(.init(x: a.x, y: a.high)), let lowA = dot(.init(x: a.x, y: a.low)),
        let highB = dot(.init(x: b.x, y: b.high)), let lowB = dot(.init(x: b.x, y: b.low))
      else { continue }
      for column in highA.x / 2...max(highA.x / 2, highB.x / 2) {
        let length = Double(highB.x - highA.x)
        let along = Double(column * 2 - highA.x)
        let share = length > 0 ? min(max(along / length, 0), 1) : 0
        let top = Double(highA.y) + share * Double(highB.y - highA.y)
        let bottom = Double(lowA.y) + share * Double(lowB.y - lowA.y)
        let rows = Int(top.rounded()) / 4...max(Int(top.rounded()), Int(bottom.rounded())) / 4
        for row in rows { canvas.set(fill, room.gutter + column, room.plotTop + row, .dim) }
      }
    }
  }

  private mutating func drawThresholds() {
    for value in chart.levelsOfY {
      guard let position = chart.y.position(value) else { continue }
      let row = room.plotTop + ChartRoom.row(position, rows: room.plotRows)
      for column in 0..<columns {
        canvas.set(style.pick("┄", "-"), room.gutter + column, row, .warning)
      }
    }
    for value in chart.levelsOfX {
      guard let position = chart.x.position(value) else { continue }
      let column = room.gutter + ChartRoom.column(position, columns: columns)
      for row in 0..<room.plotRows {
        canvas.set(style.pick("┆", "|"), column, room.plotTop + row, .warning)
      }
    }
  }

  private mutating func drawWhisker(_ mark: Chart.Mark) {
    guard let span = mark.span, let low = cell(.init(x: span.x, y: span.low)),
      let high = cell(.init(x: span.x, y: span.high))
    else { return }
    for row in high.y...max(high.y, low.y) {
      canvas.set(style.pick("│", "|"), low.x, row, .accent)
    }
  }

  /// To the right, to the left, above, beneath or aslant, shortened if need be; nowhere if all
  /// are taken.
  private mutating func drawLabel(_ mark: Chart.Mark) {
    guard !mark.label.isEmpty, let at = cell(mark.point) else { return }
    for limit in [24, 12] {
      if put(style.fitted(mark.label, to: min(limit, columns / 2)), beside: at) { return }
    }
  }

  private mutating func put(_ text: String, beside at: (x: Int, y: Int)) -> Bool {
    let size = style.width(text)
    let left = min(max(room.gutter, at.x - size / 2), canvas.width - size)
    let places = [
      (at.x + 2, at.y), (at.x - size - 1, at.y), (left, at.y - 1), (left, at.y + 1),
      (at.x + 1, at.y + 1), (at.x - size, at.y - 1), (at.x + 1, at.y - 1), (at.x - size, at.y + 1),
    ]
    for (x, y) in places where x >= room.gutter && y >= room.plotTop {
      guard y < room.plotTop + room.plotRows, canvas.isBlank(x, y, columns: size) else { continue }
      canvas.put(text, x, y, .plain)
      return true
    }
    return false
  }

  /// Bars in eighths of a row, on the x axis.
  private mutating func drawCounts() {
    guard room.countRows > 0, let most = chart.counts.map(\.count).max() else { return }
    let blocks = Array("▁▂▃▄▅▆▇█")
    let most8 = max(1, most)
    for bar in chart.counts where bar.count > 0 {
      guard let low = chart.x.position(bar.low), let high = chart.x.position(bar.high) else {
        continue
      }
      let first = ChartRoom.column(low, columns: columns)
      let end = ChartRoom.column(high, columns: columns)
      // A free column between bars where they are broad enough.
      let last = max(first, end - first > 3 ? end - 2 : end - 1)
      let share = Double(bar.count) / Double(most8)
      let eighths = max(1, Int((share * Double(room.countRows * 8)).rounded()))
      for row in 0..<room.countRows {
        let rest = eighths - row * 8
        guard rest > 0 else { break }
        let block = style.pick(blocks[min(rest, 8) - 1], rest < 4 ? "_" : "#")
        guard !style.isASCII || rest >= 4 || row == 0 else { break }
        for column in first...last {
          canvas.set(block, room.gutter + column, room.axisRow - 1 - row, .plain)
        }
      }
    }
    if room.gutter > 1 {
      let label = String(most)
      let column = max(0, room.gutter - 2 - label.count)
      canvas.put(label, column, room.axisRow - room.countRows, .plain)
      canvas.put("n", room.gutter - 3, room.axisRow - 1, .dim)
    }
  }

  private mutating func drawWords() {
    if room.titleRows > 0 {
      canvas.put(style.fitted(chart.title, to: canvas.width), 0, 0, .strong)
    }
    if room.yTitleRows > 0 { canvas.put(chart.y.title, 0, room.titleRows, .plain) }
    var row = room.axisRow + room.axisRows
    if room.xTitleRows > 0 {
      let size = style.width(style.shown(chart.x.title))
      let middle = room.gutter + (columns - size) / 2
      canvas.put(chart.x.title, max(0, min(middle, canvas.width - size)), row, .plain)
      row += 1
    }
    for line in room.legend {
      drawLegend(line.map { chart.keys[$0] }, row)
      row += 1
    }
    for line in room.caption {
      let gap = style.isASCII ? " | " : " · "
      canvas.put(line.map { chart.caption[$0] }.joined(separator: gap), 0, row, .dim)
      row += 1
    }
  }

  private mutating func drawLegend(_ keys: [Chart.Key], _ row: Int) {
    var column = 0
    for key in keys {
      let (signs, tone) = Self.signs(key.sign, style)
      for (offset, sign) in signs.enumerated() { canvas.set(sign, column + offset, row, tone) }
      canvas.put(key.text, column + 3, row, .plain)
      column += style.width(style.shown(key.text)) + 5
    }
  }

  static func signs(
    _ sign: Chart.Sign, _ style: CharacterStyle
  ) -> ([Character], CharacterTone) {
    switch sign {
    case .band: (Array(repeating: style.pick("░", ":"), count: 2), .dim)
    case .stroke(.solid): (Array(repeating: style.pick("⠒", "*"), count: 2), .accent)
    case .stroke(.dashed): (Array(repeating: style.pick("┄", "-"), count: 2), .warning)
    case .stroke(.dotDashed): ([" ", style.pick("┆", "|")], .warning)
    case .stroke(.dotted): (Array(repeating: style.pick("⠐", "."), count: 2), .dim)
    case .mark(let shape): ([" ", shape.character(isASCII: style.isASCII)], .accent)
    }
  }
}
