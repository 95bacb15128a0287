import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// Which columns of the board stand side by side: names and kappa always, the others in groups that
/// each fit whole, one of which is shown at a time. A number is never cut.
struct BoardLayout: Hashable {
  struct Column: Hashable {
    var part: BoardPart
    /// With the gap before it.
    var width: Int
  }

  var name: Int
  var kappa: Int
  var pages: [[Column]]

  /// - Parameter widths: columns that a part's longest text needs.
  init(width: Int, longestName: Int, kappa: Int, widths: [BoardPart: Int]) {
    let most = width >= 150 ? 48 : width >= 110 ? 28 : width >= 70 ? 20 : 12
    name = max(8, min(longestName + 2, most))
    self.kappa = kappa + 2
    pages = []
    let room = width - name - self.kappa
    let least = width < 60 ? 12 : 18
    var page: [Column] = []
    func used(_ columns: [Column]) -> Int { columns.reduce(0) { $0 + $1.width } }
    func turn() {
      if !page.isEmpty { pages.append(page) }
      page = []
    }
    for group in BoardPart.groups {
      let columns = group.map { part in
        Column(part: part, width: (part == .ruler ? least : widths[part] ?? 0) + 2)
      }
      if used(page + columns) > room { turn() }
      // A group that is wider than the screen goes on on the next page.
      for column in columns {
        if used(page) + column.width > room { turn() }
        page.append(column)
      }
    }
    turn()
    // What is left over is the picture's.
    for at in pages.indices {
      guard let ruler = pages[at].firstIndex(where: { $0.part == .ruler }) else { continue }
      let left = room - used(pages[at])
      pages[at][ruler].width += max(0, min(60, left))
    }
  }

  /// The group in which a column stands; the first for names and kappa.
  func page(of column: ComparisonColumn) -> Int {
    pages.firstIndex { $0.contains { $0.part.column == column } } ?? 0
  }
}

extension WorkbenchState {
  func boardLayout(_ width: Int) -> BoardLayout {
    let rows = agreement.board.rows
    var widths: [BoardPart: Int] = [:]
    for part in BoardPart.allCases where part != .ruler {
      // The arrow of the sorted column has room in every title that can have one.
      let title = part.title.count + (part.column == nil ? 0 : 1)
      widths[part] = rows.map { DisplayText.columns(boardText(boardFigure(part, $0))) }
        .reduce(title, max)
    }
    return BoardLayout(
      width: width, longestName: rows.map { DisplayText.columns(boardName($0)) }.max() ?? 0,
      kappa: max(plain("κ").count + 1, 6), widths: widths)
  }

  func boardName(_ row: ComparisonBoard.Row) -> String {
    (row.id == agreement.board.marked ? pick("◆ ", "# ") : "") + row.name
      + (isOfReference(row) ? pick(" †", " +") : "")
  }

  /// Whether the reference is a majority that this rater's answers are part of.
  func isOfReference(_ row: ComparisonBoard.Row) -> Bool {
    agreement.reference == .majority && row.kind.isHuman && row.table.itemCount > 0
  }

  func boardText(_ figure: BoardFigure) -> String {
    switch figure {
    case .value(let text): text
    case .pending: dots
    case .missing: "n/a"
    }
  }

  /// The next group of columns, or the one before.
  mutating func turnBoard(_ step: Int) {
    let count = boardLayout(agreementArea.columns).pages.count
    if count == 1 { notice = Notice("all columns are on the screen") }
    agreement.board.page = (min(agreement.board.page, count - 1) + step + count) % count
  }

  /// Sorts by the next column, and shows it.
  mutating func sortBoard() {
    agreement.board.step(true)
    agreement.board.page = boardLayout(agreementArea.columns).page(of: agreement.board.column)
  }
}
