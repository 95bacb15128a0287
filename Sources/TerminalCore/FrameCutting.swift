extension Frame {
  /// Draws text within `limit` columns; where it does not fit, its end is a mark that says so.
  @discardableResult
  public mutating func putCut(
    _ text: String, column: Int, row: Int, style: Style = .text, limit: Int, mark: String = "…"
  ) -> Int {
    guard limit > 0 else { return column }
    let shown = DisplayText.truncated(text, columns: limit, mark: mark)
    return put(shown, column: column, row: row, style: style, limit: limit)
  }

  /// Draws spans within `limit` columns; where they do not fit, their end is a mark.
  @discardableResult
  public mutating func putCut(
    _ spans: [StyledSpan], column: Int, row: Int, limit: Int, mark: String = "…"
  ) -> Int {
    let needed = spans.reduce(0) { $0 + DisplayText.columns($1.text) }
    guard needed > limit, limit > 0 else {
      return limit > 0 ? put(spans, column: column, row: row, limit: limit) : column
    }
    var at = column
    for span in spans {
      let room = column + limit - at
      let columns = DisplayText.columns(span.text)
      guard columns < room else {
        // The last that is seen; where it just fits, something after it was cut.
        let text = columns == room ? span.text + mark : span.text
        return putCut(text, column: at, row: row, style: span.style, limit: room, mark: mark)
      }
      at = put(span.text, column: at, row: row, style: span.style, limit: room)
    }
    return at
  }
}
