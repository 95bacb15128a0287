import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// One pair of raters by a property of the items.
extension WorkbenchState {
  func drawSlices(_ area: Rectangle, _ frame: inout Frame) {
    let other = agreement.other.map(agreement.name) ?? "?"
    frame.put(
      shortened(
        plain("\(agreement.referenceName) × \(other) by \(agreement.property.rawValue)")
          + "; \(keyName(.sliceProperty)): other property, \(keyName(.nextItem)): next rater",
        area.columns),
      column: area.column, row: area.row - 1,
      style: Style(.heading), limit: area.columns)
    let slices = agreement.sliceRows
    guard !slices.isEmpty else { return drawNoSlices(area, &frame) }
    let isWide = area.columns >= 110
    let isNarrow = area.columns < 60
    let nameWidth = isWide ? 34 : isNarrow ? 12 : 24
    let fixed = 2 + nameWidth + 6 + (isNarrow ? 0 : 7) + 7 + (isWide ? 17 + 9 : 0) + 2
    let whole = agreement.pairTable?.coefficient(.cohen) ?? .undefined(.noItems)
    let ruler = IntervalRuler(
      slices.map(\.kappa) + [whole], columns: area.columns - fixed, glyphs: glyphs)
    let columns = SliceColumns(
      name: nameWidth, isWide: isWide, isNarrow: isNarrow, ruler: ruler)
    frame.put(
      sliceText("slice", "n", "agree", plain("κ"), "95 %", "rest", columns) + ruler.header(),
      column: area.column, row: area.row, style: Style(.heading), limit: area.columns)
    drawWholeLine(whole, columns, area, &frame)
    let visible = max(1, area.rows - 5)
    let first = max(0, min(agreement.slice - visible / 2, slices.count - visible))
    for at in 0..<visible where first + at < slices.count {
      markRow(first + at, at: area.row + 2 + at, &frame)
      drawSlice(
        slices[first + at], isMarked: first + at == agreement.slice, row: area.row + 2 + at,
        columns, area, &frame)
      if first + at == agreement.slice { selectRow(area.row + 2 + at, area, &frame) }
    }
    let sorting =
      agreement.sliceSort == .study ? "" : ", sorted by \(agreement.sliceSort.rawValue)"
    let end = area.row + 2 + min(visible, slices.count)
    drawMoreRows(first, visible, of: slices.count, what: "slices" + sorting, row: end, area, &frame)
    frame.put(
      shortened(sliceLegend(slices), area.columns), column: area.column, row: end + 1,
      style: Style(.dim),
      limit: area.columns)
    let far = slices.filter(\.isFar).map(\.name)
    if !far.isEmpty {
      frame.put(
        shortened("far: " + far.joined(separator: ", "), area.columns),
        column: area.column, row: end + 2, style: Style(.warning), limit: area.columns)
    }
  }

  private struct SliceColumns {
    var name: Int
    var isWide: Bool
    var isNarrow: Bool
    var ruler: IntervalRuler
  }

  private func sliceText(
    _ name: String, _ n: String, _ agree: String, _ kappa: String, _ interval: String,
    _ rest: String, _ columns: SliceColumns
  ) -> String {
    "  " + padded(name, columns.name) + Self.right(n, 6)
      + (columns.isNarrow ? "" : Self.right(agree, 7))
      + Self.right(kappa, 7)
      + (columns.isWide ? Self.right(interval, 17) + Self.right(rest, 9) : "") + "  "
  }

  private func drawWholeLine(
    _ whole: Estimate, _ columns: SliceColumns, _ area: Rectangle, _ frame: inout Frame
  ) {
    guard let table = agreement.pairTable else { return }
    let text = sliceText(
      "all items", "\(table.itemCount)", Figure.value(table.coefficient(.percent)),
      Figure.value(whole), Figure.interval(whole), "", columns)
    frame.put(
      [
        StyledSpan(text, Style(.strong)),
        StyledSpan(columns.ruler.line(whole) + Figure.reason(whole), Style(.strong)),
      ], column: area.column, row: area.row + 1, limit: area.columns)
  }

  private func drawSlice(
    _ slice: SliceComparison, isMarked: Bool, row: Int, _ columns: SliceColumns, _ area: Rectangle,
    _ frame: inout Frame
  ) {
    let mark =
      switch slice.standing {
      case .below: pick("▼", "v")
      case .above: pick("▲", "^")
      case .ordinary, .tooSmall: " "
      }
    let text = sliceText(
      slice.name.isEmpty ? "(none)" : slice.name, "\(slice.table.itemCount)",
      Figure.value(slice.table.coefficient(.percent)), Figure.value(slice.kappa),
      Figure.interval(slice.kappa), Figure.value(slice.rest), columns)
    let role: StyleRole =
      switch slice.standing {
      case .below: .warning
      case .above: .agree
      case .ordinary: .text
      case .tooSmall: .dim
      }
    if isMarked { frame.cursor = (area.column, row) }
    let start = (isMarked ? pick("▸", ">") : " ") + mark
    let line = columns.ruler.line(slice.kappa)
    frame.put(
      [
        StyledSpan(start + text.dropFirst(2), Style(isMarked ? .selection : role)),
        StyledSpan(line.isEmpty ? Figure.reason(slice.kappa) : line, Style(role)),
      ], column: area.column, row: row, limit: area.columns)
  }

  private func sliceLegend(_ slices: [SliceComparison]) -> String {
    let tested = slices.count { $0.standing != .tooSmall }
    guard tested > 0 else {
      return "none is judged: a slice needs \(SliceComparison.smallest) items, "
        + "and the others together as many"
    }
    return "\(pick("▼ ▲", "v ^")) far from the rest, p < 0.05 over \(tested) "
      + (tested == 1 ? "slice; " : "slices; ")
      + "under \(SliceComparison.smallest) items: not judged"
  }

  private func drawNoSlices(_ area: Rectangle, _ frame: inout Frame) {
    let isLoaded = agreement.tracker?.loadedSlices.contains(agreement.property) == true
    let text =
      isLoaded
      ? "No item has a \(agreement.property.rawValue). "
        + "\(keyName(.sliceProperty)) takes another property."
      : plain("reading the items …")
    frame.put(
      text, column: area.column, row: area.row, style: Style(.dim), limit: area.columns)
  }
}
