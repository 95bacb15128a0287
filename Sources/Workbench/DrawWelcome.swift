import AnnotationModel
import TerminalCore

extension WorkbenchState {
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
      drawEntry(entry, row: row, isSelected: index == welcome.selected, &frame)
      row += 1
    }
  }

  private func drawEntry(
    _ entry: WelcomeScreen.Entry, row: Int, isSelected: Bool, _ frame: inout Frame
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
        StyledSpan(Self.padded(line.field, 22), Style(.strong)),
        StyledSpan(Self.padded(line.meaning, 22)), StyledSpan(line.example, Style(.dim)),
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

  static func padded(_ text: String, _ columns: Int) -> String {
    let safe = DisplayText.truncated(text, columns: columns - 1)
    return safe + String(repeating: " ", count: max(1, columns - DisplayText.columns(safe)))
  }
}
