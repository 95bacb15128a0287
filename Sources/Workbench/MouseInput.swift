import AnnotationModel
import TerminalCore

extension WorkbenchState {
  mutating func mouseInput(_ event: MouseEvent) -> [Effect] {
    switch event.kind {
    case .wheelUp: return perform(.up)
    case .wheelDown: return perform(.down)
    case .press where screen == .label: return focusPane(at: event)
    case .doubleClick where screen != .label: return perform(.open)
    case .press where screen == .list:
      let visible = listRows
      let first = max(0, min(list.selected - visible / 2, list.rows.count - visible))
      let row = first + event.row - 2
      if list.rows.indices.contains(row), event.row >= 2 { list.selected = row }
      return []
    default: return []
    }
  }

  private mutating func focusPane(at event: MouseEvent) -> [Effect] {
    guard let plan else { return [] }
    for pane in plan.panes
    where event.row >= pane.heading && event.row < pane.area.row + pane.area.rows
      && event.column >= pane.area.column && event.column < pane.area.column + pane.area.columns
    {
      label.pane = plan.panes.count > 1 ? .slot(pane.slot) : .all
    }
    if let area = plan.reference, event.row >= area.row, event.row < area.row + area.rows {
      label.pane = .reference
    }
    if event.row >= plan.prompt.row, event.row < plan.prompt.row + plan.prompt.rows {
      label.pane = .prompt
    }
    return []
  }
}
