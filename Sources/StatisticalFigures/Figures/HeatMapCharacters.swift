import AgreementStatistics

/// A heat map in characters.
struct HeatMapCharacters {
  let map: MatrixHeatMap
  let style: CharacterStyle
  private var canvas: CharacterCanvas
  private var labelWidth = 0
  private var cellWidth = 1
  /// Free columns to the right of a cell's text.
  private var trailing = 0
  private var hasShares = false
  private var hasNumbers = false
  private var isNumbered = false
  private var rowLabels: [String]

  static func picture(
    _ map: MatrixHeatMap, width: Int, height: Int, style: CharacterStyle
  ) -> CharacterPicture {
    var writer = HeatMapCharacters(map, width: width, height: height, style: style)
    writer.draw()
    return writer.canvas.picture
  }

  private init(_ map: MatrixHeatMap, width: Int, height: Int, style: CharacterStyle) {
    self.map = map
    self.style = style
    canvas = CharacterCanvas(width: width, height: height, style: style)
    rowLabels = map.rows
    let cells = map.rows.indices.flatMap { row in
      map.columns.indices.map { map.cell(row, $0) }
    }
    let number = cells.map { map.text($0).count }.max() ?? 0
    let share = cells.map { map.shareText($0).count }.max() ?? 0
    let name = map.columns.map { style.width(style.shown($0)) }.max() ?? 0
    let label = map.rows.map { style.width(style.shown($0)) }.max() ?? 0
    let digits = String(max(map.columns.count, map.rows.count)).count
    let count = max(1, map.columns.count)
    let full = number + 5
    defer { trailing = hasNumbers && cellWidth > (hasShares ? full : number) + 1 ? 1 : 0 }
    labelWidth = min(label, max(10, width / 4)) + 1
    func fits(_ size: Int) -> Bool { labelWidth + size * count <= width }
    if share > 0, fits(max(full, min(name, 12)) + 2) {
      (hasShares, hasNumbers, cellWidth) = (true, true, max(full, min(name, 12)) + 2)
    } else if fits(max(number, min(name, 12)) + 2) {
      (hasNumbers, cellWidth) = (true, max(number, min(name, 12)) + 2)
    } else {
      isNumbered = map.rows == map.columns
      if isNumbered {
        rowLabels = map.rows.enumerated().map { "\($0.offset + 1) " + $0.element }
        labelWidth = min(label + digits + 1, max(10, width / 4)) + 1
      }
      if fits(max(number, digits) + 1) {
        (hasNumbers, cellWidth) = (true, max(number, digits) + 1)
      } else {
        cellWidth = fits(digits + 1) ? digits + 1 : 1
        if labelWidth + count > width { labelWidth = 0 }
      }
    }
  }

  private mutating func draw() {
    let columns = min(map.columns.count, max(0, canvas.width - labelWidth) / cellWidth)
    var facts = map.caption
    if columns < map.columns.count { facts.append("\(columns) of \(map.columns.count) columns") }
    let widths = facts.map { Double(style.width(style.shown($0))) }
    let captionLines = TextPacking.lines(widths, limit: Double(canvas.width), gap: 3)
    var rest = canvas.height - min(map.rows.count, max(1, canvas.height - 1))
    func take(_ rows: Int) -> Bool {
      guard rows > 0, rest >= rows else { return false }
      rest -= rows
      return true
    }
    let headed = cellWidth > 1 && take(1)
    let titled = headed && take(1)
    let captioned = titled && take(captionLines.count)
    var row = captioned && take(1) ? 1 : 0
    if row == 1 { canvas.put(style.fitted(map.title, to: canvas.width), 0, 0, .strong) }
    if titled {
      let text = style.fitted(map.columnTitle, to: canvas.width - labelWidth)
      canvas.put(text, labelWidth, row, .dim)
      row += 1
    }
    if headed {
      drawHeads(columns, row)
      row += 1
    }
    row = drawRows(columns, row, canvas.height - (captioned ? captionLines.count : 0))
    guard captioned else { return }
    let gap = style.isASCII ? " | " : " · "
    for (offset, line) in captionLines.enumerated() {
      let text = line.map { facts[$0] }.joined(separator: gap)
      canvas.put(text, 0, row + offset, .dim)
    }
  }

  private mutating func drawHeads(_ columns: Int, _ row: Int) {
    for column in 0..<columns {
      let text =
        isNumbered
        ? String(column + 1) : style.fitted(map.columns[column], to: max(1, cellWidth - 1))
      let start = labelWidth + column * cellWidth + cellWidth - style.width(text)
      canvas.put(text, max(0, start - trailing), row, .plain)
    }
  }

  /// Returns the row after the last.
  private mutating func drawRows(_ columns: Int, _ top: Int, _ bottom: Int) -> Int {
    let room = max(0, bottom - top)
    let shown = map.rows.count > room ? max(0, room - 1) : map.rows.count
    for row in 0..<shown {
      canvas.put(style.fitted(rowLabels[row], to: labelWidth - 1), 0, top + row, .plain)
      for column in 0..<columns {
        draw(map.cell(row, column), labelWidth + column * cellWidth, top + row)
      }
    }
    guard shown < map.rows.count, room > 0 else { return top + shown }
    let count = map.rows.count - shown
    for text in ["\(style.pick("…", "+")) \(count) more rows", "+\(count)"]
    where text.count <= canvas.width {
      canvas.put(text, 0, top + shown, .dim)
      break
    }
    return top + shown + 1
  }

  private mutating func draw(_ cell: MatrixHeatMap.Cell, _ x: Int, _ y: Int) {
    guard cell != .empty else { return }
    let shade = map.shade(cell)
    let tone = shade.map { CharacterTone.gradient($0) } ?? .warning
    if hasNumbers {
      for column in x..<x + cellWidth { canvas.set(" ", column, y, tone) }
      var text = style.shown(map.text(cell))
      if hasShares {
        let share = map.shareText(cell)
        text += String(repeating: " ", count: 5 - share.count) + share
      }
      let start = x + cellWidth - text.count - trailing
      canvas.put(text, max(x, start), y, tone)
      return
    }
    let unicode: [Character] = ["·", "░", "▒", "▓", "█"]
    let ascii: [Character] = [".", ":", "+", "%", "#"]
    let level = shade.map(GreyLevel.index)
    let sign = level.map { style.pick(unicode[$0], ascii[$0]) } ?? "?"
    for column in x..<x + max(1, cellWidth - 1) { canvas.set(sign, column, y, tone) }
  }
}
