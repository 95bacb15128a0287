import StatisticalFigures

/// The sizes that pictures have in a report.
extension ReportPicture {
  /// Columns of the widest picture in characters.
  static let columns = 100

  /// The picture as SVG, without the XML declaration, which a page may not hold. O(data).
  var svg: String {
    let whole =
      switch content {
      case .forest(let plot): plot.svg(width: 720, height: plot.naturalHeight)
      case .matrix(let map):
        map.svg(width: side(map, 220, 64), height: side(map, 160, 44))
      }
    guard whole.hasPrefix("<?xml"), let end = whole.firstIndex(of: "\n") else { return whole }
    return String(whole[whole.index(after: end)...])
  }

  private func side(_ map: MatrixHeatMap, _ base: Int, _ cell: Int) -> Int {
    min(1200, max(360, base + cell * map.rows.count))
  }

  /// The picture in characters, line by line, without empty lines at its end. O(data).
  func lines(_ style: CharacterStyle) -> [String] {
    let text =
      switch content {
      case .forest(let plot):
        plot.characters(
          width: Self.columns, height: 2 * plot.rows.count + 10, style: style
        ).text
      case .matrix(let map):
        map.characters(
          width: Self.columns, height: 2 * map.rows.count + 8, style: style
        ).text
      }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
