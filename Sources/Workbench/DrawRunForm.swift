import AnnotationAnalysis
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
    let fields = form.shown.map { fieldLine(form, $0) }
    let facts = forecastLines(form)
    // What it takes is to be seen also where not all fields are.
    let rows = min(fields.count, max(3, area.rows - min(facts.count, area.rows / 2 + 1) - 1))
    let place = form.shown.firstIndex(of: form.selected) ?? 0
    let first = max(0, min(place - rows / 2, fields.count - rows))
    for row in 0..<rows {
      frame.putCut(
        fields[first + row], column: 2, row: 2 + row, limit: area.columns, mark: cutMark)
    }
    frame.cursor = (2, 2 + place - first)
    if rows < fields.count {
      frame.put(
        "\(place + 1) of \(fields.count) choices", column: 4, row: 2 + rows, style: Style(.dim))
    }
    let below = Rectangle(
      column: 2, row: 3 + rows, columns: area.columns, rows: max(1, area.rows - rows - 1))
    drawLines(facts, in: below, scroll: 0, &frame)
  }

  private func fieldLine(_ form: RunForm, _ index: Int) -> [StyledSpan] {
    let field = form.fields[index]
    let isSelected = index == form.selected
    let mark = isSelected ? pick("▸ ", "> ") : "  "
    let count = field.choices.count
    var hint = isSelected && count > 1 ? pick("  ← →  ", "  < >  ") : ""
    if isSelected, count > 1, field.typed == nil { hint += "\(field.at + 1) of \(count)" }
    if isSelected, field.typing != .nothing {
      hint += (hint.isEmpty ? "  " : ", ") + "\(keyName(.editField)) types"
    }
    let wrong = runs.forecast.flatMap { $0.field == field.id ? $0.mistake : nil } ?? ""
    let text = DisplayText.columns(field.value) > 40 ? cut(field.value) : field.value
    return [
      StyledSpan(mark + padded(field.id, 15), Style(isSelected ? .strong : .dim)),
      StyledSpan(
        text.isEmpty ? "none" : text, isSelected ? Style(.selection, .bold) : Style(.text)),
      StyledSpan(wrong.isEmpty ? "" : "  " + wrong, Style(.error)),
      StyledSpan(wrong.isEmpty ? hint : "", Style(.dim)),
    ]
  }

  /// The beginning of a long value; the whole stands below while its field is marked.
  private func cut(_ value: String) -> String { String(value.prefix(38)) + cutMark }

  /// What the marked field means, and its whole value where it had no room.
  private func fieldFacts(_ form: RunForm) -> String {
    guard form.fields.indices.contains(form.selected) else { return "" }
    let field = form.fields[form.selected]
    let words = field.id + ": " + RunFieldWords.line(field.id)
    return DisplayText.columns(field.value) > 40 ? words + "\n\(field.value)" : words
  }

  private func forecastLines(_ form: RunForm) -> [[StyledSpan]] {
    let width = size.columns - 4
    func wrapped(_ text: String, _ style: Style) -> [[StyledSpan]] {
      ParagraphWrap.lines(StyledParagraph(spans: [StyledSpan(text, style)]), width: width)
    }
    let problems =
      fieldFacts(form).split(separator: "\n").flatMap { wrapped(String($0), Style(.dim)) }
      + form.problems.flatMap { wrapped($0, Style(.warning)) }
    guard let plan = runs.forecast else {
      return wrapped("counting " + dots, Style(.dim)) + problems
    }
    guard plan.mistake.isEmpty else { return wrapped(plan.mistake, Style(.error)) + problems }
    let (cost, most) = (
      Price.text(billionths: plan.cost), Price.text(billionths: plan.mostCost)
    )
    let there = plan.there == 0 ? "" : "; \(plan.there) verdicts are there already"
    guard plan.calls > 0 else {
      return wrapped("\(plan.units) units, no calls: nobody is asked" + there, Style(.strong))
        + wrapped("\(keyName(.open)) starts it", Style(.dim)) + problems
    }
    return wrapped(
      "\(plan.units) units, \(plan.calls) calls\(heldText(plan)); "
        + "about \(plan.promptTokens) tokens of prompts, replies at most "
        + "\(plan.completionTokens); \(cost) in the endpoint's currency, \(most) "
        + "and \(plan.mostCalls) calls at the very most; "
        + (plan.time.isEmpty ? "a trial tells the time" : plan.time) + there, Style(.strong))
      + wrapped(
        "\(keyName(.open)) starts it, or goes on where the study has it already; "
          + "\(keyName(.tryRun)) tries three items first; \(keyName(.firstPrompt)) shows the "
          + "first prompt", Style(.dim)) + problems
  }

  /// What costs nothing, since the study has it.
  private func heldText(_ plan: RunForecast) -> String {
    plan.heldCalls > 0 ? " (\(plan.heldCalls) of them in the study already)" : ""
  }

  func firstPromptLines() -> [[StyledSpan]] {
    lines(of: runs.forecast?.firstPrompt ?? "", width: size.columns - 4, markdown: false).lines
  }
}
