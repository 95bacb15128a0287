import AnnotationModel
import TerminalCore

extension WorkbenchState {
  /// Marks the line or cell that was clicked; what is marked already is opened.
  mutating func agreementClick(_ target: FrameTarget) -> [Effect] {
    let isMarked: Bool
    switch agreement.view {
    case .slices:
      isMarked = agreement.slice == target.row
      agreement.slice = target.row
    case .pair:
      isMarked = agreement.cell == (target.row, target.column)
      agreement.cell = (target.row, target.column)
    case .pairs:
      isMarked = agreement.selected == target.row && agreement.column == target.column
      (agreement.selected, agreement.column) = (target.row, target.column)
    case .board:
      isMarked = agreement.board.selected == target.row
      agreement.board.selected = target.row
    case .validation:
      isMarked = agreement.validation.selected == target.row
      agreement.validation.selected = target.row
    case .raters, .everyone, .coefficient, .figures:
      isMarked = agreement.selected == target.row
      agreement.selected = target.row
    }
    return isMarked ? perform(.open) : []
  }

  /// Keeps the agreement screen's scroll within its text.
  mutating func clampAgreement() {
    let area = agreementArea
    let most: Int
    switch agreement.view {
    case .coefficient: most = coefficientLines(area.columns).count - area.rows
    case .everyone: most = everyoneLines(area.columns).count - area.rows
    case .pair:
      most =
        agreement.pairTable.map { table in
          let plan = pairPlan(table, area)
          return pairLines(table, plan).count - plan.text.rows
        } ?? 0
    case .raters, .pairs, .slices, .board, .figures, .validation: most = 0
    }
    agreement.scroll = max(0, min(agreement.scroll, most))
  }
}
