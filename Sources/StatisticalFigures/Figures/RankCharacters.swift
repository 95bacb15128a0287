/// A rank plot in characters.
struct RankCharacters {
  let plot: RankPlot
  let style: CharacterStyle
  private var canvas: CharacterCanvas

  static func picture(
    _ plot: RankPlot, width: Int, height: Int, style: CharacterStyle
  ) -> CharacterPicture {
    var writer = RankCharacters(
      plot: plot, style: style, canvas: CharacterCanvas(width: width, height: height, style: style))
    writer.draw()
    return writer.canvas.picture
  }

  private mutating func draw() {
    let count = plot.places().count
    let facts = plot.caption
    let widths = facts.map { Double(style.width(style.shown($0))) }
    let captionLines = TextPacking.lines(widths, limit: Double(canvas.width), gap: 3)
    var rest = canvas.height - min(count, max(1, canvas.height - 1))
    func take(_ rows: Int) -> Bool {
      guard rows > 0, rest >= rows else { return false }
      rest -= rows
      return true
    }
    let headed = canvas.width >= 20 && take(1)
    let captioned = headed && take(captionLines.count)
    var row = captioned && take(1) ? 1 : 0
    if row == 1 { canvas.put(style.fitted(plot.title, to: canvas.width), 0, 0, .strong) }
    if headed {
      let half = (canvas.width - 2) / 2
      canvas.put(style.fitted(plot.leftRater, to: half), 0, row, .dim)
      let right = style.fitted(plot.rightRater, to: half)
      canvas.put(right, canvas.width - style.width(right), row, .dim)
      row += 1
    }
    row = drawPlaces(count, row, canvas.height - (captioned ? captionLines.count : 0))
    guard captioned else { return }
    let gap = style.isASCII ? " | " : " · "
    for (offset, line) in captionLines.enumerated() {
      canvas.put(line.map { facts[$0] }.joined(separator: gap), 0, row + offset, .dim)
    }
  }

  /// Returns the row after the last.
  private mutating func drawPlaces(_ count: Int, _ top: Int, _ bottom: Int) -> Int {
    let room = max(0, bottom - top)
    let shown = count > room ? max(0, room - 1) : count
    let places = plot.places(atMost: shown)
    let step = shown > 1 ? min(3, max(1, (room - 1) / (shown - 1))) : 1
    drawLines(places, top, step)
    let end = top + (shown > 0 ? (shown - 1) * step + 1 : 0)
    guard shown < count, room > 0 else { return end }
    for text in ["\(style.pick("…", "+")) \(count - shown) more systems", "+\(count - shown)"]
    where text.count <= canvas.width {
      canvas.put(text, 0, end, .dim)
      break
    }
    return end + 1
  }

  private mutating func drawLines(_ places: [RankPlot.Place], _ top: Int, _ step: Int) {
    let rank = places.map { max($0.leftRank.count, $0.rightRank.count) }.max() ?? 0
    let name = places.map { style.width(style.shown($0.name)) }.max() ?? 0
    var nameWidth = min(name, (canvas.width - 2 * rank - 4 - max(8, canvas.width / 4)) / 2)
    if nameWidth < 3 { nameWidth = 0 }
    let side = (nameWidth > 0 ? nameWidth + 1 : 0) + rank
    let hasRanks = canvas.width >= 2 * side + 4
    let start = hasRanks ? side + 1 : 0
    let columns = max(0, canvas.width - 2 * start)
    for isMoved in [false, true] {
      var raster = DotRaster(columns: columns, rows: max(1, places.count * step))
      for place in places where (place.left != place.right) == isMoved {
        raster.line(
          from: (0, place.left * step * 4 + 1),
          to: (columns * 2 - 1, place.right * step * 4 + 1))
      }
      raster.draw(on: &canvas, start, top, isMoved ? .accent : .dim, ascii: isMoved ? "*" : "-")
    }
    guard hasRanks else { return }
    for place in places {
      let rows = (left: top + place.left * step, right: top + place.right * step)
      let text = style.fitted(place.name, to: nameWidth)
      canvas.put(text, nameWidth - style.width(text), rows.left, .plain)
      canvas.put(place.leftRank, side - place.leftRank.count, rows.left, .strong)
      canvas.put(place.rightRank, canvas.width - side, rows.right, .strong)
      if nameWidth > 0 { canvas.put(text, canvas.width - nameWidth, rows.right, .plain) }
    }
  }
}
