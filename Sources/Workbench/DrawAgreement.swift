import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  func drawAgreement(_ frame: inout Frame) {
    drawAgreementTitle(&frame)
    drawPolicies(&frame)
    let area = agreementArea
    let advice = agreementAdvice()
    guard advice.isEmpty else {
      for (row, line) in advice.enumerated() {
        frame.put(
          line, column: 2, row: 4 + row, style: row == 0 ? Style(.strong) : Style(.dim),
          limit: size.columns - 4)
      }
      return
    }
    switch agreement.view {
    case .raters: drawRaters(area, &frame)
    case .pairs: drawMatrix(area, &frame)
    case .pair: drawPair(area, &frame)
    case .coefficient: drawCoefficient(area, &frame)
    case .everyone: drawEveryone(area, &frame)
    case .slices: drawSlices(area, &frame)
    case .board: drawBoard(area, &frame)
    case .validation: drawValidation(area, &frame)
    case .figures: drawFigures(area, &frame)
    }
  }

  /// Rows for a view's figures; the row above is for its header.
  var agreementArea: Rectangle {
    Rectangle(column: 1, row: 3, columns: size.columns - 2, rows: size.rows - 5)
  }

  /// What to do where there is nothing to show yet; empty where there is.
  func agreementAdvice() -> [String] {
    guard let tracker = agreement.tracker else {
      return agreement.isLoading
        ? ["counting " + dots]
        : [
          "No figures could be read.",
          "\(keyName(.back)) goes back; \(keyName(.goAgreement)) tries again.",
        ]
    }
    if tracker.itemCount == 0 {
      return ["There are no items yet.", "Import some:  :import FILE"]
    }
    let raters = tracker.streams.filter { $0.id != .majority }
    let active = raters.filter { $0.ratingCount > 0 }
    if active.isEmpty {
      return [
        "Nobody has rated anything yet.",
        "\(keyName(.goLabel)) goes to labelling; your labels count here at once.",
        "Verdicts of models come with  :import FILE  or  concord import STUDY FILE.",
      ]
    }
    if active.count == 1 {
      return [
        "Only \(active[0].name) has rated so far: \(active[0].ratingCount) items.",
        "Agreement needs two. \(keyName(.goLabel)) goes to labelling, or let another person label,",
        "or bring in verdicts of models with  concord import STUDY FILE.",
      ]
    }
    guard agreement.isCounting else { return [] }
    return [
      "counting " + dots,
      "Tables of \(tracker.itemCount) items are counted; meanwhile every key works.",
    ]
  }

  private func drawAgreementTitle(_ frame: inout Frame) {
    let views = AgreementScreen.View.tabs
    let tabs = views.reduce(0) { $0 + DisplayText.columns($1.title) + 2 }
    let right = agreementProgress
    let room = size.columns - 2 - (right.isEmpty ? 0 : DisplayText.columns(right) + 2)
    guard tabs <= room else {
      let at = (views.firstIndex(of: agreement.view) ?? -1) + 1
      drawTitle(
        &frame, [StyledSpan("Agreement: " + agreement.view.title, Style(.title, .bold))],
        right: [
          StyledSpan(
            right.isEmpty && at > 0
              ? "\(at) of \(views.count), \(keyName(.tabNext))" : right, Style(.title))
        ])
      return
    }
    // What names the screen gives way to the views' names, which say it too.
    let name = tabs + 10 <= room ? "Agreement " : ""
    var spans = [StyledSpan(name, Style(.title, .bold))]
    var column = 1 + name.count
    for (index, view) in views.enumerated() {
      let isShown = view == agreement.view
      let columns = DisplayText.columns(view.title) + 2
      frame.mark(
        Rectangle(column: column, row: 0, columns: columns, rows: 1),
        as: FrameTarget(.tab, row: index))
      column += columns
      let text = isShown ? pick("▸", ">") + view.title + " " : " \(view.title) "
      spans.append(StyledSpan(text, isShown ? Style(.selection, .bold) : Style(.title)))
    }
    let reference = "reference: \(agreement.referenceName)"
    let showsReference =
      right.isEmpty && agreement.tracker != nil
      && column + DisplayText.columns(reference) + 2 <= size.columns
    drawTitle(
      &frame, spans,
      right: [StyledSpan(showsReference ? reference : right, Style(.title, .bold))])
  }

  /// How far the figures are counted, where they are not whole.
  private var agreementProgress: String {
    if let tracker = agreement.tracker, !agreement.isComplete {
      return "counted \(agreement.countedItems) of \(tracker.itemCount) items"
    }
    return agreement.isCountingMore ? "counting " + dots : ""
  }

  /// The switches, always on the screen: what counts as what. One that is not as it comes is
  /// marked.
  private func drawPolicies(_ frame: inout Frame) {
    let (policy, standard) = (agreement.policy, AnalysisPolicy())
    let switches: [(ActionID, String, String, Bool)] = [
      (
        .policyUnparsed, "unparsed", policy.unparsed.rawValue, policy.unparsed == standard.unparsed
      ),
      (.policyTies, "ties", policy.ties.rawValue, policy.ties == standard.ties),
      (.policyOrders, "orders", policy.orders.rawValue, policy.orders == standard.orders),
      (
        .policyConsensus, "split", policy.consensus == .splitTie ? "tie" : "drop",
        policy.consensus == standard.consensus
      ),
      (.policyReveal, "labels", policy.reveal.rawValue, policy.reveal == standard.reveal),
    ]
    let keys = switches.map { keymap.keys(for: $0.0, in: .agreement).first?.name ?? "" }
    // The names go where not all values would be seen beside them.
    let needed = zip(switches, keys).reduce(-1) {
      $0 + $1.0.1.count + $1.0.2.count + $1.1.count + 4
    }
    let isWide = needed <= size.columns - 1
    var column = 1
    for ((_, name, value, isStandard), key) in zip(switches, keys) {
      column = frame.put(key, column: column, row: 1, style: Style(.key))
      if isWide { column = frame.put(" " + name, column: column, row: 1, style: Style(.dim)) }
      column = frame.put(
        " " + value, column: column, row: 1,
        style: isStandard ? Style(.strong) : Style(.warning, [.bold, .underline]))
      column = frame.put("  ", column: column, row: 1)
    }
  }

  static func right(_ text: String, _ columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - DisplayText.columns(text))) + text
  }

  /// Names and marks as the terminal can show them.
  func plain(_ text: String) -> String {
    guard glyphs == .ascii else { return text }
    return text.replacing("×", with: "x").replacing("κ", with: "kappa").replacing("π", with: "pi")
      .replacing("…", with: "...").replacing("−", with: "-").replacing("±", with: "+-")
  }
}
