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
  var reference: Rectangle?
  var panes: [Pane]
  var strip: Rectangle?
}

extension WorkbenchState {
  /// Side by side from 100 columns (three and four responses from 160), stacked from 60, else one
  /// at a time.
  func labelPlan(_ item: ItemReading) -> LabelPlan {
    var top = 1
    var bottom = size.rows - 2
    var strip: Rectangle?
    if label.stripIsShown, size.rows >= 15 {
      bottom -= 1
      strip = Rectangle(column: 0, row: bottom, columns: size.columns, rows: 1)
    }
    let width = size.columns
    let room = bottom - top
    let promptLines = promptLines(item, width: width - 4).lines.count
    let most = label.pane == .prompt ? room * 2 / 3 : max(2, room / 4)
    let prompt = Rectangle(
      column: 0, row: top, columns: width,
      rows: label.promptIsFolded ? 1 : max(1, min(promptLines, most)))
    top += prompt.rows
    var reference: Rectangle?
    if label.referenceIsShown, !item.references.isEmpty, bottom - top >= 8 {
      let lines = referenceLines(item, width: width - 4).lines.count
      let rows = 1 + max(1, min(lines, max(2, room / 6)))
      reference = Rectangle(column: 0, row: top, columns: width, rows: rows)
      top += rows
    }
    let area = Rectangle(column: 0, row: top, columns: width, rows: bottom - top)
    return LabelPlan(
      prompt: prompt, reference: reference, panes: panes(in: area, count: item.candidates.count),
      strip: strip)
  }

  private func panes(in area: Rectangle, count: Int) -> [LabelPlan.Pane] {
    let sideBySide = count <= 2 ? area.columns >= 100 : area.columns >= 160
    let stackable = area.columns >= 60 && area.rows / max(1, count) >= 5
    switch label.layout {
    case .automatic where count > 1 && sideBySide: return columns(area, count)
    case .automatic where count > 1 && stackable: return stack(area, count)
    case .stacked where count > 1 && area.rows / count >= 3: return stack(area, count)
    default: return [whole(area, min(label.shownSlot, max(0, count - 1)))].filter { _ in count > 0 }
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

  // MARK: - The texts of the parts

  func promptLines(_ item: ItemReading, width: Int) -> LaidText {
    let users = item.prompt.filter { $0.role == .user }.count
    let turns = item.prompt.enumerated().compactMap { index, turn -> String? in
      if let chosen = label.turn, users > 1 {
        let number = item.prompt[...index].filter { $0.role == .user }.count
        guard turn.role != .user || number == chosen + 1 else { return nil }
      }
      let who = item.prompt.count > 1 ? "**\(turn.role.rawValue.capitalisedFirst):** " : ""
      let files = turn.attachments.map { "\n[\($0.mediaType): \($0.name)]" }.joined()
      return who + turn.text + files
    }
    let text = turns.joined(separator: "\n\n")
    return decorated(text, width: width, differenceWith: nil)
  }

  func referenceLines(_ item: ItemReading, width: Int) -> LaidText {
    let text = item.references.map { reference in
      item.references.count > 1
        ? "**\(reference.kind.rawValue):** " + reference.text : reference.text
    }.joined(separator: "\n\n")
    return decorated(text, width: width, differenceWith: nil)
  }

  /// A candidate's text: all its turns as a running view, or the one that is chosen.
  func candidateText(_ item: ItemReading, slot: Int) -> String {
    let candidate = item.candidates[label.presentation.candidate(inSlot: slot)]
    guard candidate.turns.count > 1 else { return candidate.text }
    if let turn = label.turn, candidate.turns.indices.contains(turn) {
      return candidate.turns[turn]
    }
    return candidate.turns.enumerated()
      .map { "**Turn \($0.offset + 1)**\n\n" + $0.element }
      .joined(separator: "\n\n")
  }

  func paneLines(_ item: ItemReading, slot: Int, width: Int) -> LaidText {
    let other = item.candidates.count == 2 ? candidateText(item, slot: 1 - slot) : nil
    return decorated(
      candidateText(item, slot: slot), width: width,
      differenceWith: label.difference == .off ? nil : other)
  }

  private func decorated(_ text: String, width: Int, differenceWith other: String?) -> LaidText {
    layouts.text(
      LayoutRequest(
        text: text, width: max(1, width), isMarkdown: label.isMarkdown, glyphs: glyphs,
        query: label.query, other: other, bySentence: label.difference == .sentences))
  }
}
