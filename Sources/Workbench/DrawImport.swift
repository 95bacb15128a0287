import AnnotationModel
import TerminalCore

/// Before, during and after an import.
extension WorkbenchState {
  /// Rows that the import's lines have.
  var importRows: Int { size.rows - 4 }

  func drawImport(_ frame: inout Frame) {
    let lines = importLines()
    for row in 0..<importRows where welcome.scroll + row < lines.count {
      frame.putCut(
        lines[welcome.scroll + row], column: 2, row: row + 2, limit: size.columns - 4,
        mark: cutMark)
    }
    if welcome.scroll + importRows < lines.count {
      frame.put(
        pick("↓", "v"), column: size.columns - 1, row: 1 + importRows, style: Style(.strong))
    }
  }

  func importLines() -> [[StyledSpan]] {
    switch welcome.importing {
    case .preview(let preview): return previewLines(preview)
    case .running(let progress): return progressLines(progress)
    case .ended(let ending):
      let width = size.columns - 4
      return [
        [StyledSpan(ending.failed ? "Nothing was imported" : "Imported", Style(.heading, .bold))],
        [],
      ] + ending.summary.flatMap { lines(of: $0, width: width, markdown: false).lines } + [
        [],
        [
          StyledSpan(keyName(.open, in: .welcome), Style(.key, .bold)),
          StyledSpan(ending.failed ? " goes back to how it is read" : " opens the study"),
        ],
      ]
    case nil: return []
    }
  }

  private func previewLines(_ preview: ImportPreview) -> [[StyledSpan]] {
    let request = preview.request
    func fact(_ name: String, _ value: String, _ key: ActionID?) -> [StyledSpan] {
      let key = key.map { keyName($0, in: .welcome) } ?? ""
      return [
        StyledSpan(padded(key, 3), Style(.key, .bold)), StyledSpan(padded(name, 9), Style(.dim)),
        StyledSpan(value, Style(.strong)),
      ]
    }
    let guessed = request.format == "auto" ? " (guessed)" : ""
    let task = welcome.tasks.first { $0.name == preview.task }?.summary
    return [
      [StyledSpan("How the file would be read; nothing has been written", Style(.heading, .bold))],
      fact("file", request.path, nil),
      fact("format", preview.format + guessed, .importFormat),
      fact(
        "into", request.study + (preview.isNew ? " (new)" : " (is there already)"),
        session == nil ? .importInto : nil),
      fact(
        "task", preview.task + (task.map { ": " + $0 } ?? ""),
        preview.isNew ? .importTask : nil),
      fact(
        "bad row", request.leavesBadRowsOut ? "is left out, and listed" : "stops the import",
        .importErrors),
      [],
    ] + mappingLines(preview)
      + preview.problems.flatMap { problem in
        lines(of: "! " + problem, width: size.columns - 4, markdown: false).lines
          .map { $0.map { StyledSpan($0.text, Style(.warning)) } }
      }
      + (preview.samples.isEmpty ? [] : [[], [StyledSpan("The first records", Style(.dim))]])
      + preview.samples.map { [StyledSpan($0)] } + [
        [],
        [
          StyledSpan(keyName(.open, in: .welcome), Style(.key, .bold)),
          StyledSpan(" imports it   "),
          StyledSpan(keyName(.back, in: .everywhere), Style(.key, .bold)), StyledSpan(" leaves it"),
        ],
      ]
  }

  /// Where the table of fields begins among the preview's lines.
  static let linesBeforeFields = 8

  private func mappingLines(_ preview: ImportPreview) -> [[StyledSpan]] {
    guard !preview.mapping.isEmpty else { return [] }
    let column = max(11, min(22, (size.columns - 4) / 3))
    let head =
      "  " + padded("field", column) + padded("means", column) + "such as"
    return [[StyledSpan(head, Style(.dim))]]
      + preview.mapping.enumerated().map { at, line in
        let isLeftOut = line.meaning.hasPrefix("(")
        let isMarked = at == welcome.field
        return [
          StyledSpan(isMarked ? pick("▸ ", "> ") : "  ", Style(.key)),
          StyledSpan(padded(line.field, column), Style(isLeftOut ? .dim : .strong)),
          StyledSpan(
            padded(line.meaning, column), Style(isMarked ? .selection : isLeftOut ? .dim : .text)),
          StyledSpan(line.example, Style(.dim)),
        ]
      }
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
}
