/// A rank plot in SVG: lines of systems that change places are black, the others grey.
struct RankSVG {
  static func text(_ plot: RankPlot, width: Int, height: Int) -> String {
    let (width, height) = (min(max(80, width), 10_000), min(max(60, height), 10_000))
    let elements = draw(plot, Double(width), Double(height))
    return SVGDocument(
      width: width, height: height, title: plot.title, summary: plot.summary, elements: elements
    ).text
  }

  private static func draw(_ plot: RankPlot, _ width: Double, _ height: Double) -> [SVGElement] {
    var pen = SVGPen()
    let facts = plot.caption
    let widths = facts.map { PrintedWidth.of($0, size: 10) }
    let top = 34.0
    let all = plot.places().count
    let packed = TextPacking.lines(widths, limit: width - 24, gap: 18)
    // Facts are left out before systems.
    let least = top + 24 + Double(min(all, 6)) * 12
    let factLines = height - Double(packed.count) * 14 >= least ? packed : []
    let room = height - top - 24 - Double(factLines.count) * 14
    let fit = max(1, Int(room / 12))
    let places = plot.places(atMost: all > fit ? fit - 1 : all)
    let step = min(30, room / Double(max(1, max(places.count - 1, all > fit ? fit - 1 : 1))))
    let names = places.map { PrintedWidth.of(SafeText.cleaned($0.name)) }.max() ?? 0
    let rank = places.map { PrintedWidth.of($0.leftRank) }.max() ?? 0
    let other = places.map { PrintedWidth.of($0.rightRank) }.max() ?? 0
    let gap = max(rank, other) + 18
    let hasRanks = width >= 2 * gap + 60
    let nameRoom = min(width * 0.3, (width - 2 * gap - 80) / 2)
    let nameWidth = nameRoom >= 16 ? min(names, nameRoom) : 0
    let side = hasRanks ? nameWidth + gap + 14 : 14
    let (left, right) = (side, width - side)
    let half = width / 2 - 16
    pen.words(
      PrintedWidth.fitted(plot.leftRater, to: half), 12, 16, isBold: true)
    pen.words(
      PrintedWidth.fitted(plot.rightRater, to: half), width - 12, 16, anchor: .end, isBold: true)
    for place in places.sorted(by: { isStill($0) && !isStill($1) }) {
      let (from, to) = (top + Double(place.left) * step, top + Double(place.right) * step)
      let name = PrintedWidth.fitted(place.name, to: nameWidth)
      pen.line(
        left, from, right, to, stroke: isStill(place) ? "#9a9a9a" : "#000000", width: 1)
      pen.marker(.circle, left, from, radius: 2.5)
      pen.marker(.circle, right, to, radius: 2.5)
      guard hasRanks else { continue }
      pen.words(place.leftRank, left - 8, from + 4, anchor: .end)
      pen.words(place.rightRank, right + 8, to + 4)
      guard nameWidth > 0 else { continue }
      pen.words(name, left - gap, from + 4, anchor: .end)
      pen.words(name, right + gap, to + 4)
    }
    var row = top + Double(max(0, places.count - 1)) * step + 16
    if places.count < all {
      pen.words("and \(all - places.count) more systems", 12, row, size: 10, isItalic: true)
    }
    row += 18
    for line in factLines {
      let text = line.map { facts[$0] }.joined(separator: " · ")
      pen.words(Numerals.typographic(text), 12, row, size: 10, fill: "#404040")
      row += 14
    }
    return pen.elements
  }

  private static func isStill(_ place: RankPlot.Place) -> Bool { place.left == place.right }
}
