import AnnotationModel
import TerminalCore

extension WorkbenchState {
  /// Rows of the list that are to be seen.
  var listRows: Int { size.rows - 4 }

  func drawList(_ frame: inout Frame) {
    drawTitle(
      &frame,
      [
        StyledSpan("Work list", Style(.title, .bold)), StyledSpan("  " + filterText, Style(.title)),
      ],
      right: [StyledSpan(countText, Style(.title))])
    let keyWidth = min(30, size.columns / 4)
    let header =
      "    " + padded("item", keyWidth) + padded("category", 16)
      + padded("your label", 12)
    frame.put(header + "prompt", column: 1, row: 1, style: Style(.dim))
    if list.rows.isEmpty {
      let text =
        list.isLoading
        ? "reading " + dots : "no item matches; \(keyName(.filterClear)) shows all again"
      frame.put(text, column: 2, row: 3, style: Style(.dim))
    }
    let visible = listRows
    let first = max(0, min(list.selected - visible / 2, list.rows.count - visible))
    for row in 0..<visible where first + row < list.rows.count {
      drawRow(first + row, at: row + 2, keyWidth, &frame)
    }
  }

  /// All items, or how many of them the filter leaves; more than those that were read yet.
  private var countText: String {
    let count = session?.study.itemCount ?? 0
    guard !list.filter.isEverything, !list.isLoading else {
      return "\(count) item" + (count == 1 ? "" : "s")
    }
    let more = list.hasLater || list.hasEarlier ? "+" : ""
    return "\(list.rows.count)\(more) of \(count)"
  }

  /// A label with the side it was given on, where the task has two: people press sides.
  private func given(_ item: ItemRow) -> String {
    guard let value = item.label?.value else { return pick("·", "-") }
    guard case .prefer(let ordinal) = value, let session,
      case .preference(2, _, _) = session.study.task.scale
    else { return value.description }
    let order =
      session.study.task.shufflesSides
      ? Presentation.shuffled(count: 2, seed: session.sideSeed, item: item.id)
      : Presentation.asStored(2)
    guard let slot = order.slot(ofCandidate: ordinal) else { return value.description }
    return (slot == 0 ? "left" : "right") + " (\(value.description))"
  }

  private var filterText: String {
    var parts: [String] = []
    if list.filter.state != .any { parts.append(list.filter.state.rawValue) }
    if let category = list.filter.category { parts.append("category \(category)") }
    if list.filter.flaggedOnly { parts.append("flagged") }
    if let differing = list.filter.disagreement {
      func name(_ id: RaterID) -> String {
        id == session?.me.id ? "you" : session?.raters.first { $0.id == id }?.name ?? "?"
      }
      let reason = differing.codes?.first.flatMap(Abstention.init(code:))
      if differing.first == differing.second, let reason {
        parts.append("\(reason.rawValue) of \(name(differing.first))")
      } else {
        parts.append("where \(name(differing.first)) and \(name(differing.second)) differ")
      }
    }
    if !list.filter.text.isEmpty { parts.append("\"\(list.filter.text)\"") }
    if list.sort != .file { parts.append("by \(list.sort.rawValue)") }
    if let indexed = list.indexed { parts.append("indexing \(indexed.done)/\(indexed.total)") }
    return parts.isEmpty ? "all items" : parts.joined(separator: ", ")
  }

  private func drawRow(_ index: Int, at row: Int, _ keyWidth: Int, _ frame: inout Frame) {
    let item = list.rows[index]
    let isSelected = index == list.selected
    let base = Style(isSelected ? .selection : .text)
    if isSelected {
      frame.fill(
        Rectangle(column: 0, row: row, columns: size.columns, rows: 1), with: Cell(" ", base))
      frame.cursor = (1, row)
    }
    frame.mark(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1),
      as: FrameTarget(.row, row: index))
    let mark = isSelected ? pick("▸", ">") : " "
    let signs = (item.flagged ? pick("⚑", "!") : " ") + (item.hasNote ? pick("✎", "n") : " ")
    var column = frame.put(mark + signs + " ", column: 1, row: row, style: base)
    column = frame.put(padded(item.key, keyWidth), column: column, row: row, style: base)
    column = frame.put(padded(item.category, 16), column: column, row: row, style: base)
    let style = isSelected ? base : Style(item.label == nil ? .dim : .human)
    column = frame.put(padded(given(item), 12), column: column, row: row, style: style)
    frame.put(
      shortened(item.excerpt, max(1, size.columns - column - 1)),
      column: column, row: row, style: base)
  }
}
