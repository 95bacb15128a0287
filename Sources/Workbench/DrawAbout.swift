import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func aboutLines() -> [[StyledSpan]] {
    guard let study = session?.study else { return [] }
    let task = study.task.instructions
    let text = aboutText(study) + (task.isEmpty ? "" : "\n\n## What is asked\n\n" + task)
    return lines(of: text, width: min(96, size.columns - 4), markdown: true).lines
  }

  /// The first page without its heading where that only says the title again.
  private func aboutText(_ study: Study) -> String {
    let heading = "# " + study.title
    let lines = study.about.split(
      separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    guard lines.count == 2, lines[0] == heading else {
      return study.about
    }
    return String(lines[1].trimmingPrefix(while: \.isNewline))
  }

  /// Rows for the text: the rest says how many items, who has rated, and what to press.
  var aboutRows: Int { max(1, size.rows - 4 - aboutFacts.count) }

  func drawAbout(_ frame: inout Frame) {
    let who = session.map { "as " + $0.me.name } ?? ""
    drawTitle(
      &frame, [StyledSpan(session?.study.title ?? "", Style(.title, .bold))],
      right: [StyledSpan(who, Style(.title))])
    let lines = aboutLines()
    let rows = aboutRows
    drawLines(
      lines, in: Rectangle(column: 2, row: 2, columns: size.columns - 4, rows: rows),
      scroll: about.scroll, &frame)
    let row = 2 + rows
    frame.put(rule(size.columns), column: 0, row: row, style: Style(.border))
    let hidden = lines.count - about.scroll - rows
    if hidden > 0 {
      let more = " \(hidden) more line\(hidden == 1 ? "" : "s") "
      frame.put(more, column: size.columns - more.count - 1, row: row, style: Style(.strong))
    }
    for (offset, spans) in aboutFacts.enumerated() where offset > 0 {
      frame.putCut(
        spans, column: 2, row: row + offset, limit: size.columns - 4, mark: cutMark)
    }
    frame.cursor = (2, 2)
  }

  /// A rule, and the lines under it.
  private var aboutFacts: [[StyledSpan]] {
    guard let session else { return [[]] }
    let progress = label.progress
    let items = "\(session.study.itemCount) item\(session.study.itemCount == 1 ? "" : "s")"
    let mine = progress.done == 0 ? "none labelled by you yet" : "\(progress.done) labelled by you"
    let go = keyName(.open, in: .about)
    let help = keyName(.help, in: .everywhere)
    let quit = keyName(.quit, in: .everywhere)
    return [
      [],
      [StyledSpan(items, Style(.strong, .bold)), StyledSpan(pick(" · ", ", ") + mine)],
      raterSpans(session),
      [
        StyledSpan(go, Style(.key, .bold)), StyledSpan(progress.done == 0 ? " begins" : " goes on"),
        StyledSpan("   " + help, Style(.key, .bold)), StyledSpan(" shows the keys"),
        StyledSpan("   " + quit, Style(.key, .bold)), StyledSpan(" leaves; all is saved"),
      ],
    ]
  }

  private func raterSpans(_ session: StudyOpening) -> [StyledSpan] {
    let rated = session.raters.filter { session.ratings[$0.id, default: 0] > 0 }
    guard !rated.isEmpty else { return [StyledSpan("nobody has rated anything yet", Style(.dim))] }
    var spans = [StyledSpan("rated by ", Style(.dim))]
    for (index, rater) in rated.enumerated() {
      if index > 0 { spans.append(StyledSpan(", ", Style(.dim))) }
      spans.append(StyledSpan(rater.name, style(of: rater.kind)))
      spans.append(StyledSpan(" \(session.ratings[rater.id, default: 0])", Style(.dim)))
    }
    return spans
  }
}
