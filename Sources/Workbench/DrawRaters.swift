import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// The columns of the raters' table that a width has room for, with their widths; 0 is not shown.
struct RaterColumns: Hashable {
  var name: Int
  var rated = 0
  var n = 6
  var shares: Int
  var bar = 0
  var agree = 7
  var kappa = 7
  var interval = 0
  var ruler = 0
  var scott = 0
  var ac1 = 0
  var leftOut = 0
  var worst = 0

  /// - Parameter longest: the columns that the longest name needs.
  init(width: Int, categories: Int, longest: Int = 0) {
    name = width >= 150 ? 34 : width >= 110 ? 26 : width >= 70 ? 21 : 15
    shares = categories <= 3 ? 5 * categories : max(8, min(10, categories) + 2)
    if width >= 110 { (scott, ac1, leftOut) = (7, 7, 6) }
    if width >= 150 { (rated, bar, interval, worst) = (7, 14, 17, 38) }
    if width < 60 { (shares, n) = (0, 5) }
    if width < 50 { (name, agree) = (12, 0) }
    ruler = max(8, width - total - 3)
    // A long name takes from the ruler what is more than it needs to be read.
    let more = max(0, min(longest - name, ruler + max(0, worst - 30) - 30))
    name += more
    worst -= max(0, more - max(0, ruler - 30))
    ruler -= min(more, max(0, ruler - 30))
  }

  var total: Int {
    name + rated + n + shares + bar + agree + kappa + interval + ruler + scott + ac1 + leftOut
      + worst
  }
}

extension WorkbenchState {
  func drawRaters(_ area: Rectangle, _ frame: inout Frame) {
    let columns = RaterColumns(
      width: area.columns, categories: agreement.tracker?.tabulated.count ?? 0,
      longest: (agreement.rows.map { DisplayText.columns(rowName($0)) }.max() ?? 0) + 2)
    let names = DistinctNames.shortened(
      agreement.rows.map(rowName), columns: columns.name - 2, mark: cutMark)
    let ruler = IntervalRuler(
      agreement.rows.filter { $0.table != nil }.map(\.kappa), columns: columns.ruler,
      glyphs: glyphs)
    drawRatersHeader(area, columns, ruler, &frame)
    let room = min(max(3, area.rows - agreement.rows.count - 1), area.rows - 3)
    let detail = raterDetail(width: area.columns, rows: room)
    let visible = max(1, min(agreement.rows.count, area.rows - detail.count - 1))
    let first = max(
      0, min(agreement.selected - visible / 2, agreement.rows.count - visible))
    for at in 0..<visible where first + at < agreement.rows.count {
      markRow(first + at, at: area.row + at, &frame)
      drawRater(
        agreement.rows[first + at], named: names[first + at], row: area.row + at,
        isSelected: first + at == agreement.selected, columns, ruler, area, &frame)
      if first + at == agreement.selected { selectRow(area.row + at, area, &frame) }
    }
    drawMoreRows(
      first, visible, of: agreement.rows.count, what: "raters", row: area.row + visible, area,
      &frame)
    let top = area.row + visible + 1
    for (at, line) in detail.enumerated() {
      frame.put(line, column: area.column, row: top + at, limit: area.columns)
    }
  }

  /// The whole line in the look of what is marked.
  func selectRow(_ row: Int, _ area: Rectangle, _ frame: inout Frame) {
    frame.restyle(
      Rectangle(column: area.column, row: row, columns: area.columns, rows: 1)
    ) { _ in Style(.selection) }
  }

  /// What a click on this line of a list points at.
  func markRow(_ index: Int, at row: Int, _ frame: inout Frame) {
    frame.mark(
      Rectangle(column: 0, row: row, columns: size.columns, rows: 1),
      as: FrameTarget(.row, row: index))
  }

  /// A rule under a list, with what of it is not seen.
  func drawMoreRows(
    _ first: Int, _ visible: Int, of count: Int, what: String, row: Int, _ area: Rectangle,
    _ frame: inout Frame
  ) {
    var text = rule(2)
    if count > visible {
      text += " \(first + 1)-\(min(count, first + visible)) of \(count) \(what) "
    } else if what.contains(",") {
      text += " \(count) \(what) "
    }
    text += rule(area.columns - DisplayText.columns(text))
    frame.put(text, column: area.column, row: row, style: Style(.border), limit: area.columns)
  }

  private func drawRatersHeader(
    _ area: Rectangle, _ columns: RaterColumns, _ ruler: IntervalRuler, _ frame: inout Frame
  ) {
    let row = area.row - 1
    var at = area.column
    func put(_ text: String, _ width: Int, _ column: RaterSort.Column?, isLeft: Bool = false) {
      guard width > 0 else { return }
      let isSorted = column != nil && column == agreement.sort.column
      let arrow = agreement.sort.isDescending ? pick("▾", "v") : pick("▴", "^")
      let title = plain(text) + (isSorted ? arrow : "")
      frame.put(
        isLeft ? title : Self.right(title, width), column: at, row: row,
        style: isSorted ? Style(.heading, .underline) : Style(.heading), limit: width)
      at += width
    }
    put(" rater", columns.name, .name, isLeft: true)
    put("rated", columns.rated, .rated)
    put("n", columns.n, .n)
    put(sharesTitle(columns.shares), columns.shares, nil)
    put(barsTitle(columns.bar), columns.bar, nil, isLeft: true)
    put("agree", columns.agree, .agree)
    put("κ", columns.kappa, .kappa)
    put("95 %", columns.interval, nil)
    put("  " + ruler.header(), columns.ruler + 3, nil, isLeft: true)
    put("π", columns.scott, .scott)
    put("AC1", columns.ac1, .ac1)
    put("out", columns.leftOut, .leftOut)
    put("  lowest slice", columns.worst, .worst, isLeft: true)
    if size.columns >= 110, agreement.sort.column != .study {
      let text = "sorted by \(agreement.sort.column.rawValue)"
      frame.put(
        text, column: size.columns - text.count - 1, row: 1, style: Style(.dim))
    }
  }

  /// `a b =`: the categories whose shares stand below.
  private func sharesTitle(_ width: Int) -> String {
    let names = agreement.tracker?.tabulated.names ?? []
    guard names.count <= 3 else { return "shares" }
    let words = names.map { Self.right(Self.letter(ofAnswer: $0), 5) }
    return words.joined()
  }

  /// The name with its marks: the reference, and those whose votes are part of it.
  private func rowName(_ rater: AgreementScreen.RaterRow) -> String {
    let isReference = rater.id == agreement.reference
    let isIncluded = agreement.reference == .majority && rater.kind.isHuman && rater.ratings > 0
    return (isReference ? pick("★ ", "* ") : "") + rater.name
      + (isIncluded ? pick(" †", " +") : "")
  }

  private func drawRater(
    _ rater: AgreementScreen.RaterRow, named name: String, row: Int, isSelected: Bool,
    _ columns: RaterColumns, _ ruler: IntervalRuler, _ area: Rectangle, _ frame: inout Frame
  ) {
    let isReference = rater.id == agreement.reference
    if isSelected { frame.cursor = (area.column, row) }
    var at = frame.put(
      (isSelected ? pick("▸", ">") : " ") + padded(name, columns.name - 1),
      column: area.column, row: row,
      style: isSelected ? Style(.selection) : style(of: rater.kind), limit: columns.name)
    func put(_ text: String, _ width: Int, _ style: Style = .text) {
      guard width > 0 else { return }
      frame.put(Self.right(plain(text), width), column: at, row: row, style: style, limit: width)
      at += width
    }
    put("\(rater.ratings)", columns.rated)
    put("\(rater.n)", columns.n)
    put(sharesText(rater, columns.shares), columns.shares, Style(.dim))
    drawShareBar(rater, width: columns.bar - 2, column: at + 2, row: row, &frame)
    at += columns.bar
    guard !isReference else {
      frame.put("  is the reference", column: at, row: row, style: Style(.dim))
      return
    }
    put(Figure.value(rater.percent), columns.agree)
    put(Figure.value(rater.kappa), columns.kappa, Style(.strong))
    put(Figure.interval(rater.kappa), columns.interval)
    let line = ruler.line(rater.kappa)
    frame.put(
      line.isEmpty ? Figure.reason(rater.kappa) : line, column: at + 2, row: row,
      style: line.isEmpty ? Style(.dim) : style(of: rater.kind), limit: columns.ruler)
    at += columns.ruler + 3
    put(Figure.value(rater.scott), columns.scott)
    put(Figure.value(rater.ac1), columns.ac1)
    put("\(rater.leftOut)", columns.leftOut, Style(rater.leftOut > 0 ? .text : .dim))
    guard columns.worst > 0, let worst = rater.worst else { return }
    frame.put(
      shortened(
        "  \(worst.isFar ? pick("▼", "!") : " ") \(Figure.value(worst.kappa, digits: 2)) "
          + "\(worst.name) (n \(worst.n))", columns.worst), column: at, row: row,
      style: Style(worst.isFar ? .warning : .dim), limit: columns.worst)
  }

  /// The shares of up to three categories in percent; of more as a small histogram.
  func sharesText(_ rater: AgreementScreen.RaterRow, _ width: Int) -> String {
    guard rater.answers > 0 else { return "-" }
    guard rater.shares.count > 3 else {
      return rater.shares.map { Self.right(Figure.wholePercent($0), 5) }.joined()
    }
    let bins = max(1, min(10, rater.shares.count))
    var heights = Array(repeating: 0.0, count: min(bins, rater.shares.count))
    for (at, share) in rater.shares.enumerated() {
      heights[at * heights.count / rater.shares.count] += share
    }
    return heights.map { histogramCell($0) }.joined()
  }

  private func histogramCell(_ share: Double) -> String {
    let levels = Array(pick("·▁▂▃▄▅▆▇█", ".123456789"))
    if share <= 0 { return String(levels[0]) }
    let top = levels.count - 1
    return String(levels[max(1, min(top, Int((share * Double(top) * 1.25).rounded())))])
  }

  private var shareMarks: [Character] { Array(pick("█▒░▓▚", "#=.+:")) }

  /// `█a▒b░=`: which mark of the bars is which answer.
  private func barsTitle(_ width: Int) -> String {
    let names = agreement.tracker?.tabulated.names ?? []
    guard names.count <= shareMarks.count else { return "  shares" }
    let marks = zip(shareMarks, names).map { "\($0)\(Self.letter(ofAnswer: $1))" }
    return "  " + marks.joined()
  }

  /// What stands for an answer where there is no room for its name.
  private static func letter(ofAnswer name: String) -> String {
    switch name {
    case "tie": "="
    case "both-bad": "bad"
    default: String(name.prefix(1))
    }
  }

  /// The shares as one bar, a mark for each category in the order of the scale.
  private func drawShareBar(
    _ rater: AgreementScreen.RaterRow, width: Int, column: Int, row: Int, _ frame: inout Frame
  ) {
    guard width > 3, rater.answers > 0 else { return }
    let marks = shareMarks
    var edge = 0.0
    var at = 0
    for (index, share) in rater.shares.enumerated() {
      edge += share * Double(width)
      let end = index == rater.shares.count - 1 ? width : Int(edge.rounded())
      guard end > at else { continue }
      frame.put(
        String(repeating: String(marks[index % marks.count]), count: end - at),
        column: column + at, row: row, style: style(of: rater.kind))
      at = end
    }
  }
}
