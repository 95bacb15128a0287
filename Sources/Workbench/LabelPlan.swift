import AnnotationModel
import TerminalCore

/// Where the parts of the label screen stand at a size.
struct LabelPlan {
  struct Pane {
    var slot: Int
    var heading: Int
    var area: Rectangle
  }

  var prompt: Rectangle
  /// The reference with its heading.
  var reference: Rectangle?
  var panes: [Pane]
  var strip: Rectangle?
}

extension WorkbenchState {
  /// Side by side from 100 columns (three and four responses from 160), stacked below that, and
  /// at 60 columns or where the rows are few one at a time.
  func labelPlan(_ item: ItemReading) -> LabelPlan {
    var top = 1
    var bottom = size.rows - 2
    var strip: Rectangle?
    if label.stripIsShown, size.rows >= 15 {
      bottom -= 1
      strip = Rectangle(column: 0, row: bottom, columns: size.columns, rows: 1)
    }
    var prompt = Rectangle(
      column: 0, row: top, columns: size.columns, rows: promptRows(item, room: bottom - top))
    top += prompt.rows
    var reference = referenceArea(item, top: top, bottom: bottom)
    top += reference?.rows ?? 0
    var area = Rectangle(column: 0, row: top, columns: size.columns, rows: bottom - top)
    let chosen = arrangement(in: area, count: item.candidates.count)
    let more = spareRows(item, prompt, area, chosen)
    prompt.rows += more
    reference?.row += more
    area.row += more
    area.rows -= more
    return LabelPlan(
      prompt: prompt, reference: reference,
      panes: panes(in: area, count: item.candidates.count, chosen), strip: strip)
  }

  /// Rows of the responses' area that no response needs and the prompt does.
  private func spareRows(
    _ item: ItemReading, _ prompt: Rectangle, _ area: Rectangle,
    _ chosen: LabelScreen.Arrangement
  ) -> Int {
    let count = item.candidates.count
    guard !label.promptIsFolded, count > 0 else { return 0 }
    let lacking = promptLines(item, width: size.columns - 4).lines.count - prompt.rows
    guard lacking > 0 else { return 0 }
    let panes = panes(in: area, count: count, chosen)
    let longest = (0..<count).map { slot in
      let pane = panes.first { $0.slot == slot } ?? panes[0]
      return paneLines(item, slot: slot, width: pane.area.columns).lines.count
    }.max()
    let needed = 1 + max(2, longest ?? 0)
    return max(0, min(lacking, area.rows - needed * (chosen == .stacked ? count : 1)))
  }

  /// A quarter of the room at most, and two thirds while it is being read.
  private func promptRows(_ item: ItemReading, room: Int) -> Int {
    if label.promptIsFolded { return 1 }
    let lines = promptLines(item, width: size.columns - 4).lines.count
    let most = label.pane == .prompt ? room * 2 / 3 : max(2, room / 4)
    return max(1, min(lines, most))
  }

  private func referenceArea(_ item: ItemReading, top: Int, bottom: Int) -> Rectangle? {
    guard label.referenceIsShown, !item.references.isEmpty, bottom - top >= 5 else { return nil }
    let room = bottom - top
    let lines = referenceLines(item, width: size.columns - 4).lines.count
    let most = label.pane == .reference ? room * 2 / 3 : max(1, room / 6)
    return Rectangle(
      column: 0, row: top, columns: size.columns, rows: 1 + max(1, min(lines, most)))
  }

  /// What the responses could have if the prompt kept to its quarter: by this they are arranged.
  func arrangementArea(_ item: ItemReading) -> Rectangle {
    let bottom = size.rows - 2 - (label.stripIsShown && size.rows >= 15 ? 1 : 0)
    let top = 1 + promptRows(item, room: bottom - 1)
    let from = top + (referenceArea(item, top: top, bottom: bottom)?.rows ?? 0)
    return Rectangle(column: 0, row: from, columns: size.columns, rows: bottom - from)
  }

  // MARK: - The responses

  /// The arrangements that this many responses can have in an area, the one that suits it first.
  func arrangements(in area: Rectangle, count: Int) -> [LabelScreen.Arrangement] {
    guard count > 1 else { return [.single] }
    var result: [LabelScreen.Arrangement] = []
    if area.columns >= (count == 2 ? 100 : 160) { result.append(.sideBySide) }
    let perResponse = area.rows / count
    if perResponse >= 6, area.columns > 60 { return result + [.stacked, .single] }
    result.append(.single)
    if perResponse >= 3 { result.append(.stacked) }
    return result
  }

  private func arrangement(in area: Rectangle, count: Int) -> LabelScreen.Arrangement {
    let possible = arrangements(in: area, count: count)
    return label.arrangement.flatMap { possible.contains($0) ? $0 : nil } ?? possible[0]
  }

  private func panes(
    in area: Rectangle, count: Int, _ chosen: LabelScreen.Arrangement
  ) -> [LabelPlan.Pane] {
    guard count > 0 else { return [] }
    switch chosen {
    case .sideBySide: return columns(area, count)
    case .stacked: return stack(area, count)
    case .single: return [whole(area, min(label.shownSlot, count - 1))]
    }
  }

  private func columns(_ area: Rectangle, _ count: Int) -> [LabelPlan.Pane] {
    (0..<count).map { slot in
      let from = area.columns * slot / count
      let to = area.columns * (slot + 1) / count
      return LabelPlan.Pane(
        slot: slot, heading: area.row,
        area: Rectangle(
          column: area.column + from + 1, row: area.row + 1, columns: to - from - 3,
          rows: area.rows - 1))
    }
  }

  private func stack(_ area: Rectangle, _ count: Int) -> [LabelPlan.Pane] {
    (0..<count).map { slot in
      let from = area.row + area.rows * slot / count
      let to = area.row + area.rows * (slot + 1) / count
      return LabelPlan.Pane(
        slot: slot, heading: from,
        area: Rectangle(
          column: 1, row: from + 1, columns: area.columns - 3, rows: to - from - 1))
    }
  }

  private func whole(_ area: Rectangle, _ slot: Int) -> LabelPlan.Pane {
    LabelPlan.Pane(
      slot: slot, heading: area.row,
      area: Rectangle(
        column: 1, row: area.row + 1, columns: area.columns - 3, rows: area.rows - 1))
  }
}
