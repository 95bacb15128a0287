import AnnotationModel
import TerminalCore

extension WorkbenchState {
  // MARK: - Welcome

  func drawWelcome(_ frame: inout Frame) {
    drawTitle(
      &frame,
      [
        StyledSpan("Concord", Style(.title, .bold)),
        StyledSpan(
          "  label side by side; see how far judges agree with people", Style(.title)),
      ])
    if let importing = welcome.importing { return drawImport(importing, &frame) }
    var row = 2
    var isRecent: Bool?
    let entries = welcome.entries
    for (index, entry) in entries.enumerated() {
      let recent = if case .recent = entry { true } else { false }
      if recent != isRecent {
        if isRecent != nil { row += 1 }
        frame.put(recent ? "Recent" : "Begin", column: 2, row: row, style: Style(.heading, .bold))
        row += 1
        isRecent = recent
      }
      guard row < size.rows - 2 else { return }
      drawEntry(entry, index, row: row, isSelected: index == welcome.selected, &frame)
      row += 1
    }
  }

  private func drawEntry(
    _ entry: WelcomeScreen.Entry, _ index: Int, row: Int, isSelected: Bool, _ frame: inout Frame
  ) {
    let (name, about): (String, String) =
      switch entry {
      case .recent(let study):
        (study.title, study.isMissing ? study.path + " (not there)" : study.path)
      case .newStudy: ("New study", "an empty study file with a pairwise task")
      case .importFile: ("Import", "a file of responses, labels or verdicts becomes a study")
      }
    let style = Style(isSelected ? .selection : .text)
    if isSelected {
      frame.fill(
        Rectangle(column: 2, row: row, columns: size.columns - 4, rows: 1), with: Cell(" ", style))
      frame.cursor = (2, row)
    }
    let mark = isSelected ? pick("▸ ", "> ") : "  "
    frame.mark(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1),
      as: FrameTarget(.row, row: index))
    frame.put(mark + name, column: 2, row: row, style: style, limit: 30)
    frame.put(
      about, column: 32, row: row, style: isSelected ? style : Style(.dim),
      limit: max(0, size.columns - 34))
  }

  private func drawImport(_ importing: WelcomeScreen.Importing, _ frame: inout Frame) {
    let lines: [[StyledSpan]]
    switch importing {
    case .preview(let preview): lines = previewLines(preview)
    case .running(let progress): lines = progressLines(progress)
    case .ended(let ending):
      lines =
        [
          [StyledSpan(ending.failed ? "Nothing was imported" : "Imported", Style(.heading, .bold))],
          [],
        ]
        + ending.summary.map { [StyledSpan($0)] }
        + [
          [],
          [StyledSpan(ending.failed ? "Enter goes back" : "Enter opens the study", Style(.key))],
        ]
    }
    drawLines(
      lines, in: Rectangle(column: 2, row: 2, columns: size.columns - 4, rows: size.rows - 5),
      scroll: welcome.scroll, &frame)
  }

  private func previewLines(_ preview: ImportPreview) -> [[StyledSpan]] {
    var lines: [[StyledSpan]] = [
      [StyledSpan("How \(preview.path) would be read", Style(.heading, .bold))],
      [StyledSpan("format: \(preview.format). Nothing has been written.", Style(.dim))], [],
    ]
    if !preview.mapping.isEmpty {
      lines.append([StyledSpan("field                 means                 such as", Style(.dim))])
    }
    for line in preview.mapping {
      lines.append([
        StyledSpan(padded(line.field, 22), Style(.strong)),
        StyledSpan(padded(line.meaning, 22)), StyledSpan(line.example, Style(.dim)),
      ])
    }
    lines.append([])
    lines += preview.samples.map { [StyledSpan($0)] }
    lines += preview.problems.map { [StyledSpan($0, Style(.warning))] }
    lines += [
      [],
      [StyledSpan("Enter imports it", Style(.key)), StyledSpan(", Esc leaves it", Style(.dim))],
    ]
    return lines
  }

  private func progressLines(_ progress: ImportProgress) -> [[StyledSpan]] {
    let rate = progress.seconds > 0 ? Int(Double(progress.records) / progress.seconds) : 0
    var line = "\(progress.records) records, \(rate) a second"
    if let total = progress.bytesTotal, total > 0 {
      let share = min(1, Double(progress.bytesRead) / Double(total))
      line += ", \(Int(share * 100)) %"
      if share > 0.01 {
        line += ", \(Self.duration(Milliseconds(progress.seconds / share * (1 - share)))) left"
      }
    }
    return [
      [StyledSpan("Importing \(progress.file)", Style(.heading, .bold))], [], [StyledSpan(line)],
      [], [StyledSpan("Esc cancels; nothing half-imported stays", Style(.dim))],
    ]
  }

  /// The text with spaces after it, or its beginning with a mark, in so many columns.
  func padded(_ text: String, _ columns: Int) -> String {
    let safe = shortened(text, columns - 1)
    return safe + String(repeating: " ", count: max(1, columns - DisplayText.columns(safe)))
  }

  /// The text, or as much of its beginning as fits, with a mark that something was cut.
  func shortened(_ text: String, _ columns: Int) -> String {
    DisplayText.truncated(text, columns: columns, mark: pick("…", "~"))
  }

  // MARK: - About

  func aboutLines() -> [[StyledSpan]] {
    guard let study = session?.study else { return [] }
    let task = study.task.instructions
    let text = study.about + (task.isEmpty ? "" : "\n\n## What is asked\n\n" + task)
    let width = min(96, size.columns - 4)
    let begin = "\n\n---\n\n\(keyName(.open)) begins. \(study.itemCount) items."
    return lines(of: text + begin, width: width, markdown: true).lines
  }

  func drawAbout(_ frame: inout Frame) {
    drawTitle(&frame, [StyledSpan(session?.study.title ?? "", Style(.title, .bold))])
    let lines = aboutLines()
    drawLines(
      lines, in: Rectangle(column: 2, row: 2, columns: size.columns - 4, rows: size.rows - 5),
      scroll: about.scroll, &frame)
    let hidden = lines.count - about.scroll - (size.rows - 5)
    if hidden > 0 {
      frame.put(
        " +\(hidden) lines ", column: size.columns - 14, row: size.rows - 3,
        style: Style(.title))
    }
  }

  // MARK: - Work list

  func drawList(_ frame: inout Frame) {
    let count = session?.study.itemCount ?? 0
    drawTitle(
      &frame,
      [
        StyledSpan("Work list", Style(.title, .bold)), StyledSpan("  " + filterText, Style(.title)),
      ],
      right: [StyledSpan("\(count) items", Style(.title))])
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
    let visible = size.rows - 5
    let first = max(0, min(list.selected - visible / 2, list.rows.count - visible))
    for row in 0..<visible where first + row < list.rows.count {
      drawRow(first + row, at: row + 2, keyWidth, &frame)
    }
  }

  private var filterText: String {
    var parts: [String] = []
    if list.filter.state != .any { parts.append(list.filter.state.rawValue) }
    if let category = list.filter.category { parts.append("category \(category)") }
    if list.filter.flaggedOnly { parts.append("flagged") }
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
    let given = item.label.map { $0.value.description } ?? pick("·", "-")
    let style = isSelected ? base : Style(item.label == nil ? .dim : .human)
    column = frame.put(padded(given, 12), column: column, row: row, style: style)
    frame.put(
      shortened(item.excerpt, max(1, size.columns - column - 1)),
      column: column, row: row, style: base)
  }
}
