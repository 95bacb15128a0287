import TerminalCore

/// The mouse points and scrolls; it never answers.
extension WorkbenchState {
  mutating func mouseInput(_ event: MouseEvent) -> [Effect] {
    let step = event.kind == .wheelUp ? -3 : 3
    switch (event.kind, overlay) {
    case (.press, nil): return click(event)
    case (.press, _): return []
    case (_, nil): return wheel(event, step)
    case (_, .help), (_, .themes), (_, .palette):
      return overlayKey(event.kind == .wheelUp ? .up : .down)
    case (_, _): return []
    }
  }

  // MARK: - Wheel

  /// Scrolls what lies under the pointer, and leaves the focus where it is.
  private mutating func wheel(_ event: MouseEvent, _ step: Int) -> [Effect] {
    guard screen == .label else {
      let action: ActionID = step < 0 ? .up : .down
      return (0..<3).flatMap { _ in perform(action) }
    }
    let focus = label.pane
    label.pane = pane(at: event) ?? focus
    scroll(by: step)
    label.pane = focus
    clampScrolls()
    return []
  }

  private func pane(at event: MouseEvent) -> LabelScreen.Pane? {
    guard let plan else { return nil }
    for pane in plan.panes
    where event.row >= pane.heading && event.row < pane.area.row + pane.area.rows
      && event.column >= pane.area.column - 1
      && event.column <= pane.area.column + pane.area.columns
    {
      return plan.panes.count > 1 ? .slot(pane.slot) : .all
    }
    if let area = plan.reference, (area.row..<area.row + area.rows).contains(event.row) {
      return .reference
    }
    let isPrompt = (plan.prompt.row..<plan.prompt.row + plan.prompt.rows).contains(event.row)
    return isPrompt ? .prompt : nil
  }

  // MARK: - Click

  /// Marks what is under the pointer; a click on what is marked already opens it.
  private mutating func click(_ event: MouseEvent) -> [Effect] {
    if screen == .label {
      if let pane = pane(at: event) { label.pane = pane }
      return []
    }
    guard let target = draw().target(column: event.column, row: event.row) else { return [] }
    switch (screen, target.kind) {
    case (.welcome, .row) where welcome.choosing != nil:
      if welcome.choosing == target.row { return perform(.open) }
      welcome.choosing = target.row
    case (.welcome, .row):
      if welcome.selected == target.row { return perform(.open) }
      welcome.selected = target.row
    case (.list, .row):
      if list.selected == target.row { return perform(.open) }
      list.selected = target.row
    case (.agreement, .tab):
      let views = AgreementScreen.View.tabs
      if target.row < views.count { return showAgreementView(views[target.row]) }
    case (.sweep, .row):
      let part: SweepScreen.Part = target.column == 0 ? .seats : .juries
      let isMarked = sweep.part == part && target.row == (part == .seats ? sweep.seat : sweep.jury)
      if isMarked { return perform(.open) }
      sweep.part = part
      if part == .seats { sweep.seat = target.row } else { sweep.jury = target.row }
    case (.agreement, .row), (.agreement, .cell): return agreementClick(target)
    default: break
    }
    return []
  }

  private mutating func showAgreementView(_ view: AgreementScreen.View) -> [Effect] {
    var effects: [Effect] = []
    // One more than there are: the check-list is none of them.
    for _ in AgreementScreen.View.allCases where agreement.view != view {
      effects = perform(.tabNext)
    }
    return effects
  }
}
