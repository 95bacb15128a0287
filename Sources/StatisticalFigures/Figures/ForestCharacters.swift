import AgreementStatistics

/// A forest plot in characters.
struct ForestCharacters {
  let plot: ForestPlot
  let axis: PlotAxis
  let lines: [ForestPlot.Line]
  let style: CharacterStyle
  var canvas: CharacterCanvas
  var nameWidth = 0
  /// Columns of the texts to the right; 0 where there is no room.
  var valueWidth = 0
  var countWidth = 0
  var hasIntervals = false

  static func picture(
    _ plot: ForestPlot, width: Int, height: Int, style: CharacterStyle
  ) -> CharacterPicture {
    var writer = ForestCharacters(plot, width: width, height: height, style: style)
    writer.draw()
    return writer.canvas.picture
  }

  private init(_ plot: ForestPlot, width: Int, height: Int, style: CharacterStyle) {
    self.plot = plot
    self.style = style
    axis = plot.axis
    lines = plot.lines
    canvas = CharacterCanvas(width: width, height: height, style: style)
    var values = 0
    var intervals = 0
    for case .estimate(name: _, let estimate, let count, series: _) in lines {
      if let drawable = estimate.drawable {
        values = max(values, Numerals.fixed(drawable.value, decimals: 2).count)
        intervals = max(intervals, estimate.described(within: plot.range).count)
      }
      countWidth = max(countWidth, count.map { String($0).count } ?? 0)
    }
    let names = plot.rows.map { style.width(style.shown($0.name)) }.max() ?? 0
    nameWidth = min(names, max(12, width / 4))
    valueWidth = intervals
    hasIntervals = true
    let least = max(16, width / 3)
    if fieldWidth < least { countWidth = 0 }
    if fieldWidth < least { (valueWidth, hasIntervals) = (values, false) }
    if fieldWidth < least { valueWidth = 0 }
    if fieldWidth < least { nameWidth = min(names, max(0, width - 1 - least)) }
    if nameWidth < 4 { nameWidth = min(names, width >= 16 ? 4 : 0) }
  }

  private var fieldLeft: Int { nameWidth > 0 ? nameWidth + 1 : 0 }
  private var fieldWidth: Int {
    canvas.width - fieldLeft - (valueWidth > 0 ? valueWidth + 2 : 0)
      - (countWidth > 0 ? countWidth + 2 : 0)
  }

  private mutating func draw() {
    guard canvas.width > 0, canvas.height > 0, fieldWidth > 0 else { return }
    let keyWidths = plot.keys.map { Double(style.width(style.shown($0.text)) + 2) }
    let keyLines = TextPacking.lines(keyWidths, limit: Double(canvas.width), gap: 2)
    let title = style.shown(axis.title)
    let fits = lines.count + 2 + keyLines.count <= canvas.height
    // Where lines are left out anyway, one more is the price of a scale that can be read.
    var rest = canvas.height - (fits ? lines.count : min(lines.count, max(3, canvas.height / 2)))
    func take(_ rows: Int) -> Bool {
      guard rows > 0, rest >= rows else { return false }
      rest -= rows
      return true
    }
    let hasAxis = canvas.width >= 12 && canvas.height > 4 && take(2)
    let hasKeys = hasAxis && take(keyLines.count)
    let isKeyed = hasAxis && (hasKeys || keyLines.isEmpty)
    let hasTitle = isKeyed && style.width(title) <= canvas.width && take(1)
    let hasHead = hasTitle && take(1)
    var row = 0
    if hasHead {
      canvas.put(style.fitted(plot.title, to: canvas.width - countWidth - 2), 0, 0, .strong)
      if countWidth > 0 { canvas.put("n", canvas.width - 1, 0, .dim) }
      row = 1
    }
    let bottom =
      canvas.height - (hasAxis ? 2 : 0) - (hasTitle ? 1 : 0) - (hasKeys ? keyLines.count : 0)
    row = drawLines(from: row, to: bottom)
    if hasAxis { drawAxis(row) }
    if hasTitle {
      let middle = fieldLeft + (fieldWidth - style.width(title)) / 2
      let start = max(0, min(middle, canvas.width - style.width(title)))
      canvas.put(title, start, row + 2, .plain)
    }
    if hasKeys { drawKeys(keyLines, row + (hasTitle ? 3 : 2)) }
  }

  /// Returns the row after the last.
  private mutating func drawLines(from top: Int, to bottom: Int) -> Int {
    let room = bottom - top
    let shown = linesWithin(room)
    let end = top + shown
    drawReference(top..<end)
    for (offset, line) in lines.prefix(shown).enumerated() {
      switch line {
      case .heading(let text):
        canvas.put(style.fitted(text, to: canvas.width), 0, top + offset, .strong)
      case .estimate(let name, let estimate, let count, let series):
        canvas.put(style.fitted(name, to: nameWidth), 0, top + offset, .plain)
        drawEstimate(estimate, series, top + offset)
        drawTexts(estimate, count, top + offset)
      }
    }
    guard shown < lines.count, room > 0 else { return end }
    let more = style.pick("…", "+")
    let text = "\(more) \(lines.count - shown) more lines"
    for text in [text, "+\(lines.count - shown)"] where text.count <= canvas.width {
      canvas.put(text, 0, end, .dim)
      break
    }
    return end + 1
  }

  /// All lines, or as many whole rows as leave one for the count of the others; parts of the first
  /// row where not even that is there.
  private func linesWithin(_ room: Int) -> Int {
    guard lines.count > room else { return lines.count }
    let most = max(0, room - 1)
    let whole = stride(from: most, to: 0, by: -1).first { end in
      if case .estimate(name: _, _, count: _, let series) = lines[end], series > 0 { return false }
      if case .heading = lines[end - 1] { return false }
      return true
    }
    return whole ?? most
  }

  private func column(_ value: Double) -> Int? {
    axis.position(value).map {
      fieldLeft + ChartRoom.column($0, columns: fieldWidth)
    }
  }

  private mutating func drawReference(_ rows: Range<Int>) {
    guard let reference = plot.reference, let column = column(reference) else { return }
    for row in rows { canvas.set(style.pick("┊", ":"), column, row, .dim) }
  }

  private mutating func drawEstimate(_ estimate: Estimate, _ series: Int, _ row: Int) {
    guard let drawable = estimate.drawable, let at = column(drawable.value) else {
      var start = fieldLeft
      if plot.coefficients.count > 1 {
        let shape = MarkerShape.ofSeries(series).character(isASCII: style.isASCII)
        canvas.set(shape, start, row, .warning)
        canvas.set(" ", start + 1, row, .plain)
        start += 2
      }
      let text = style.fitted(estimate.absence, to: canvas.width - start)
      return canvas.put(text, start, row, .warning)
    }
    if let interval = drawable.drawableInterval(within: plot.range),
      let low = column(interval.low), let high = column(interval.high)
    {
      for column in low...max(low, high) {
        canvas.set(style.pick("─", "-"), column, row, .accent)
      }
      canvas.set(style.pick("├", "["), low, row, .accent)
      canvas.set(style.pick("┤", "]"), high, row, .accent)
    }
    let shape = MarkerShape.ofSeries(series)
    canvas.set(shape.character(isASCII: style.isASCII), at, row, .accent)
  }

  private mutating func drawTexts(_ estimate: Estimate, _ count: Int?, _ row: Int) {
    let right = canvas.width - (countWidth > 0 ? countWidth + 2 : 0)
    if valueWidth > 0, let drawable = estimate.drawable {
      let text =
        hasIntervals
        ? estimate.described(within: plot.range) : Numerals.fixed(drawable.value, decimals: 2)
      canvas.put(text, right - text.count, row, .plain)
    }
    if countWidth > 0, let count {
      let text = String(count)
      let start = canvas.width - text.count
      if canvas.isBlank(start - 1, row, columns: text.count + 1) {
        canvas.put(text, start, row, .plain)
      }
    }
  }

  private mutating func drawAxis(_ row: Int) {
    for column in 0..<fieldWidth {
      canvas.set(style.pick("─", "-"), fieldLeft + column, row, .dim)
    }
    let ticks = ChartRoom.columnTicks(
      axis, start: fieldLeft, columns: fieldWidth, width: canvas.width)
    for place in ticks {
      canvas.set(style.pick("┬", "+"), place.column, row, .dim)
      canvas.put(place.tick.label, place.label, row + 1, .plain)
    }
  }

  private mutating func drawKeys(_ lines: [[Int]], _ top: Int) {
    for (offset, line) in lines.enumerated() {
      var column = 0
      for key in line {
        let shape = MarkerShape.ofSeries(key)
        canvas.set(shape.character(isASCII: style.isASCII), column, top + offset, .accent)
        canvas.put(plot.keys[key].text, column + 2, top + offset, .plain)
        column += style.width(style.shown(plot.keys[key].text)) + 4
      }
    }
  }
}
