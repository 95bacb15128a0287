import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// All that the board knows of the rater under the mark, and why it does not know the rest.
extension WorkbenchState {
  func boardDetail(_ width: Int) -> [[StyledSpan]] {
    guard agreement.board.rows.indices.contains(agreement.board.selected) else { return [] }
    let row = agreement.board.rows[agreement.board.selected]
    let texts =
      [
        agreementText(row), differenceText(row), ordersText(row), missingText(row),
        conductText(row),
      ] + consistencyTexts(row)
    return texts.filter { !$0.isEmpty }.enumerated().flatMap { at, text in
      wrapped(plain(text), width, Style(at == 0 ? .strong : .dim))
    }
  }

  private func agreementText(_ row: ComparisonBoard.Row) -> String {
    let kappa = row.table.coefficient(.cohen)
    let figures =
      kappa.value == nil
      ? "κ n/a: \(Figure.reason(kappa))" : "κ \(Figure.value(kappa)) \(Figure.interval(kappa))"
    let left = Figure.leftOut(row.table.leftOut)
    return "\(row.name) (\(row.kind.rawValue))  " + figures + ", n \(row.table.itemCount)"
      + (left.isEmpty ? "" : "; left out: \(left)")
      + (isOfReference(row) ? pick("; †", "; +") + " is one of the majority" : "")
  }

  private func differenceText(_ row: ComparisonBoard.Row) -> String {
    guard let marked = agreement.board.marked else { return "" }
    let name = agreement.name(of: marked)
    if marked == row.id {
      return "the others' differences are to this rater; \(keyName(.compareWith)) takes another"
    }
    guard agreement.board.differences[row.id] != nil else { return "resampling …" }
    guard let test = row.difference else {
      return "difference to \(name) n/a: \(row.whyNoDifference)"
    }
    let lost =
      test.undefinedCount * 100 > test.resamples
      ? "; in \(test.undefinedCount) draws a kappa was undefined: read it with care" : ""
    return "difference to \(name): p \(boardText(boardFigure(.p, row))), \(test.itemCount) items, "
      + "paired bootstrap of \(test.resamples) draws (BCa), seed \(test.seed)" + lost
  }

  private func ordersText(_ row: ComparisonBoard.Row) -> String {
    var parts: [String] = []
    if let swap = row.swap {
      parts.append(
        "both orders alike \(share(swap.share)) of \(swap.n); first shown both times "
          + "\(swap.primacy), last both times \(swap.recency)")
    }
    if row.firstPosition.value != nil {
      parts.append(
        "first shown chosen \(share(row.firstPosition)) of "
          + "\(row.firstPosition.coefficient?.itemCount ?? 0)")
    }
    return parts.joined(separator: "; ")
  }

  private func share(_ estimate: Estimate) -> String {
    guard let found = estimate.coefficient else { return "n/a" }
    let interval = found.interval.map {
      " [\(Figure.decimal($0.low * 100, digits: 1)), \(Figure.decimal($0.high * 100, digits: 1))]"
    }
    return Figure.percent(found.value) + (interval ?? "")
  }

  /// How far it says the same again, a line for each order.
  private func consistencyTexts(_ row: ComparisonBoard.Row) -> [String] {
    guard case .rater(let rater) = row.id, let own = agreement.board.consistencies[rater] else {
      return []
    }
    let isBoth = own.stored != nil && own.exchanged != nil
    var texts = [("stored order", own.stored), ("exchanged", own.exchanged)].compactMap {
      name, found in
      found.map { repeatsText($0) + (isBoth ? ", \(name)" : "") }
    }
    if own.samples.n > 0 {
      texts.append(
        "samples that say what their verdict says \(share(own.samples.agreeing)) of "
          + "\(own.samples.n)")
    }
    return texts
  }

  private func repeatsText(_ found: RepeatConsistency) -> String {
    let times = found.fewest == found.most ? "\(found.most)" : "\(found.fewest) to \(found.most)"
    let reason = Figure.reason(found.retest)
    let retest = reason.isEmpty ? Figure.interval(found.retest) : "(\(reason))"
    return "asked \(times) times: most frequent answer \(share(found.modalShare)), a majority on "
      + "\(share(found.majority)), κ of first and second \(Figure.value(found.retest)) \(retest), "
      + "n \(found.n)"
  }

  /// Answers without a verdict, by their reasons.
  private func conductText(_ row: ComparisonBoard.Row) -> String {
    guard let machine = row.machine, machine.unparsed > 0 else { return "" }
    let reasons = machine.abstentions.filter { $0.key != .skipped && $0.key != .unsure }
      .sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\($0.value) \($0.key.rawValue)" }
    return "answers without a verdict: " + reasons.joined(separator: ", ")
  }

  /// `n/a: cost per item, cost per point (the file knows of no paid call)`: figures by reason.
  private func missingText(_ row: ComparisonBoard.Row) -> String {
    var reasons: [(why: String, what: [String])] = []
    for part in BoardPart.allCases {
      guard let column = part.column, ![.difference, .p].contains(column),
        case .missing(let why) = boardFigure(part, row)
      else { continue }
      if let at = reasons.firstIndex(where: { $0.why == why }) {
        reasons[at].what.append(column.rawValue)
      } else {
        reasons.append((why, [column.rawValue]))
      }
    }
    guard !reasons.isEmpty else { return "" }
    return "n/a: "
      + reasons.map { $0.what.joined(separator: ", ") + " (\($0.why))" }.joined(separator: "; ")
  }
}
