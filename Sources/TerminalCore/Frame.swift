/// A terminal's size in cells.
public struct TerminalSize: Hashable, Sendable {
  public var columns: Int
  public var rows: Int

  public init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
  }
}

/// A rectangle of cells; `column` and `row` count from 0 at the top left.
public struct Rectangle: Hashable, Sendable {
  public var column: Int
  public var row: Int
  public var columns: Int
  public var rows: Int

  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }
}

/// One cell: a base character with its combining marks, or the right half of a wide one.
public struct Cell: Hashable, Sendable {
  /// "" for the right half of a wide character.
  public var text: String
  public var style: Style

  public init(_ text: String = " ", _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

/// A part of a screen that a click can mean, in the words of who drew it.
public struct FrameTarget: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case row, tab, cell }
  public var kind: Kind
  public var row: Int
  public var column: Int

  public init(_ kind: Kind, row: Int, column: Int = 0) {
    self.kind = kind
    self.row = row
    self.column = column
  }
}

private struct PlacedTarget: Hashable, Sendable {
  var area: Rectangle
  var target: FrameTarget
}

/// A whole screen as a value: what is drawn is a function of state, and this is its result.
///
/// Drawing outside is clipped. A wide character that does not fit whole at the right edge is
/// replaced by a space; overwriting half of one blanks its other half.
public struct Frame: Hashable, Sendable {
  public let size: TerminalSize
  public private(set) var cells: [Cell]
  /// Where the hardware cursor rests: screen readers and magnifiers follow it.
  public var cursor: (column: Int, row: Int)? {
    get { cursorColumn.flatMap { column in cursorRow.map { (column, $0) } } }
    set {
      cursorColumn = newValue?.column
      cursorRow = newValue?.row
    }
  }
  private var targets: [PlacedTarget] = []
  private var cursorColumn: Int?
  private var cursorRow: Int?

  public init(size: TerminalSize) {
    self.size = size
    cells = Array(repeating: Cell(), count: max(0, size.columns) * max(0, size.rows))
  }

  public var bounds: Rectangle {
    Rectangle(column: 0, row: 0, columns: size.columns, rows: size.rows)
  }

  public subscript(column: Int, row: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }

  /// Says what a click in an area means; what is said later lies on top.
  public mutating func mark(_ area: Rectangle, as target: FrameTarget) {
    targets.append(PlacedTarget(area: area, target: target))
  }

  /// What a click on a cell means; nil for nothing.
  public func target(column: Int, row: Int) -> FrameTarget? {
    targets.last {
      (($0.area.column)..<($0.area.column + $0.area.columns)).contains(column)
        && (($0.area.row)..<($0.area.row + $0.area.rows)).contains(row)
    }?.target
  }

  /// Draws text from a cell to the right, within `limit` columns; returns the column after it.
  /// The text is made harmless first (`DisplayText`).
  @discardableResult
  public mutating func put(
    _ text: String, column: Int, row: Int, style: Style = .text, limit: Int = .max
  ) -> Int {
    guard row >= 0, row < size.rows else { return column }
    let end = limit >= size.columns - column ? size.columns : min(size.columns, column + limit)
    var at = column
    for cluster in DisplayText.clusters(text) {
      guard at + cluster.columns <= end else {
        if at < end, at >= 0 { place(Cell(" ", style), at, row) }
        return end
      }
      if at >= 0 { place(cluster, style, at, row) }
      at += cluster.columns
    }
    return at
  }

  /// Draws spans one after the other; returns the column after them.
  @discardableResult
  public mutating func put(
    _ spans: [StyledSpan], column: Int, row: Int, limit: Int = .max
  ) -> Int {
    var at = column
    for span in spans where limit == .max || at - column < limit {
      let left = limit == .max ? Int.max : limit - (at - column)
      at = put(span.text, column: at, row: row, style: span.style, limit: left)
    }
    return at
  }

  /// Fills a rectangle with one cell.
  public mutating func fill(_ area: Rectangle, with cell: Cell) {
    for row in max(0, area.row)..<max(0, min(size.rows, area.row + area.rows)) {
      for column in max(0, area.column)..<max(0, min(size.columns, area.column + area.columns)) {
        place(cell, column, row)
      }
    }
  }

  /// Changes the style of what is there, keeping its text.
  public mutating func restyle(_ area: Rectangle, _ change: (Style) -> Style) {
    for row in max(0, area.row)..<max(0, min(size.rows, area.row + area.rows)) {
      for column in max(0, area.column)..<max(0, min(size.columns, area.column + area.columns)) {
        self[column, row].style = change(self[column, row].style)
      }
    }
  }

  /// The characters of a row, without trailing spaces: for tests and plain output.
  public func line(_ row: Int) -> String {
    var text = (0..<size.columns).map { self[$0, row].text }.joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows as text.
  public var text: String { (0..<size.rows).map(line).joined(separator: "\n") }

  private mutating func place(_ cluster: DisplayCluster, _ style: Style, _ column: Int, _ row: Int)
  {
    place(Cell(cluster.text, style), column, row)
    if cluster.columns == 2 {
      place(Cell(" ", style), column + 1, row)
      self[column + 1, row] = Cell("", style)
      self[column, row] = Cell(cluster.text, style)
    }
  }

  private mutating func place(_ cell: Cell, _ column: Int, _ row: Int) {
    if self[column, row].text.isEmpty, column > 0 { self[column - 1, row].text = " " }
    if column + 1 < size.columns, self[column + 1, row].text.isEmpty {
      self[column + 1, row].text = " "
    }
    self[column, row] = cell
  }
}
