import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawRunForm(_ frame: inout Frame) {
    drawTitle(
      &frame, [StyledSpan("A new run", Style(.title, .bold))],
      right: [StyledSpan(runs.forecast?.name ?? "", Style(.title))])
    let area = Rectangle(
      column: 2, row: 2, columns: size.columns - 4, rows: size.rows - 4)
    if let scroll = runs.promptScroll {
      return drawScrolled(firstPromptLines(), in: area, scroll: scroll, &frame)
    }
    guard let form = runs.form else {
      frame.put("reading the endpoints " + dots, column: 2, row: 2, style: Style(.dim))
      return
    }
    let lines = form.shown.map { fieldLine(form, $0) } + [[]] + forecastLines(form)
    let place = form.shown.firstIndex(of: form.selected) ?? 0
    drawScrolled(lines, in: area, scroll: max(0, place - area.rows + 4), &frame)
  }

  private func fieldLine(_ form: RunForm, _ index: Int) -> [StyledSpan] {
    let field = form.fields[index]
    let isSelected = index == form.selected
    let mark = isSelected ? pick("▸ ", "> ") : "  "
    let count = field.choices.count
    let arrows = isSelected && count > 1 ? pick("  ← →  ", "  < >  ") : ""
    return [
      StyledSpan(mark + padded(field.id, 12), Style(isSelected ? .strong : .dim)),
      StyledSpan(
        field.value.isEmpty ? "none" : field.value,
        isSelected ? Style(.selection, .bold) : Style(.text)),
      StyledSpan(
        arrows + (isSelected && count > 1 ? "\(field.at + 1) of \(count)" : ""), Style(.dim)),
    ]
  }

  private func forecastLines(_ form: RunForm) -> [[StyledSpan]] {
    let width = size.columns - 4
    func wrapped(_ text: String, _ style: Style) -> [[StyledSpan]] {
      ParagraphWrap.lines(StyledParagraph(spans: [StyledSpan(text, style)]), width: width)
    }
    let problems = form.problems.flatMap { wrapped($0, Style(.warning)) }
    guard let plan = runs.forecast else {
      return wrapped("counting " + dots, Style(.dim)) + problems
    }
    guard plan.mistake.isEmpty else { return wrapped(plan.mistake, Style(.error)) + problems }
    return wrapped(
      "\(plan.units) units, \(plan.calls) calls; about \(plan.promptTokens) tokens of prompts, "
        + "replies at most \(plan.completionTokens); at most \(money(plan.cost)) in the "
        + "endpoint's currency", Style(.strong))
      + wrapped(
        "\(keyName(.open)) starts it, or goes on where the study has it already; "
          + "\(keyName(.tryRun)) tries three items first; \(keyName(.firstPrompt)) shows the "
          + "first prompt", Style(.dim)) + problems
  }

  func firstPromptLines() -> [[StyledSpan]] {
    lines(of: runs.forecast?.firstPrompt ?? "", width: size.columns - 4, markdown: false).lines
  }
}
