import AnnotationAnalysis
import StatisticalFigures
import StudyFigures
import TerminalCore

/// The picture that is shown, and which others there are.
extension WorkbenchState {
  func drawFigures(_ area: Rectangle, _ frame: inout Frame) {
    drawFigureKinds(area, &frame)
    let notes = area.rows >= 14 ? missingLines(area.columns) : []
    let rows = area.rows - notes.count
    for (at, line) in notes.enumerated() {
      frame.putCut(
        line, column: area.column, row: area.row + rows + at, limit: area.columns, mark: cutMark)
    }
    switch agreement.figures.made {
    case .success(let figure):
      let picture = figure.characters(
        width: area.columns, height: rows, style: .terminal(glyphs))
      for (at, runs) in picture.runs.enumerated() {
        frame.put(
          runs.map { StyledSpan($0.text, Style($0.tone.role)) }, column: area.column,
          row: area.row + at, limit: area.columns)
      }
    case .failure(let missing):
      let text = wrapped(plain(missing.description.capitalisedFirst), area.columns, Style(.dim))
      for (at, line) in text.prefix(rows).enumerated() {
        frame.put(line, column: area.column, row: area.row + at, limit: area.columns)
      }
    case nil: break
    }
  }

  /// The kinds whose data are there, in the row above the picture.
  private func drawFigureKinds(_ area: Rectangle, _ frame: inout Frame) {
    var column = area.column
    let row = area.row - 1
    for kind in agreement.figures.offered {
      let isShown = kind == agreement.figures.kind
      let needed = kind.rawValue.count + 2
      guard column + needed <= area.column + area.columns else { return }
      column = frame.put(
        isShown ? pick("▸", ">") + kind.rawValue + " " : " \(kind.rawValue) ", column: column,
        row: row, style: isShown ? Style(.selection, .bold) : Style(.key))
    }
    guard agreement.figures.kind.isOfPair else { return }
    let hint = "\(keyName(.previousItem)) \(keyName(.nextItem)) another rater"
    guard column + hint.count + 3 <= area.column + area.columns else { return }
    frame.put("  " + hint, column: column, row: row, style: Style(.dim))
  }

  /// What the kinds that are not offered lack, in at most two lines.
  private func missingLines(_ columns: Int) -> [[StyledSpan]] {
    let texts = FigureKind.allCases.compactMap { kind in
      agreement.figures.offered.contains(kind)
        ? nil : agreement.figures.missing[kind].map { "no \(kind.rawValue): \($0)" }
    }
    guard !texts.isEmpty else { return [] }
    return Array(
      wrapped(plain(texts.joined(separator: "; ")), columns, Style(.dim)).prefix(2))
  }

  // MARK: - Writing

  mutating func askForFigureFile() -> [Effect] {
    guard agreement.view == .figures else {
      return refuse("pictures are in the view Figures; \(keyName(.tabNext)) leads there")
    }
    guard case .success? = agreement.figures.made else {
      return refuse("there is no picture to write")
    }
    overlay = .line(
      LineOverlay(
        purpose: .figureFile, text: agreement.figures.kind.rawValue + ".svg",
        hint: "a file that is not there yet", isProposal: true))
    return []
  }

  /// The picture as it is now, which may have followed a label since the name was asked for.
  func writeFigure(to path: String) -> [Effect] {
    guard !path.isEmpty, case .success(let figure)? = agreement.figures.made else { return [] }
    let size = figure.naturalPixels
    return [
      .writeFigure(
        FigureExport(path: path, svg: figure.svg(width: size.width, height: size.height)))
    ]
  }
}
