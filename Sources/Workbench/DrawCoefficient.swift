import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// A coefficient's page: what it is, how it comes about for this pair, and why others differ.
extension WorkbenchState {
  func drawCoefficient(_ area: Rectangle, _ frame: inout Frame) {
    guard agreement.pairTable != nil, let other = agreement.other else {
      frame.put(
        "One rater alone makes no pair. Label some items, or import verdicts.",
        column: area.column, row: area.row, limit: area.columns)
      return
    }
    frame.put(
      shortened(
        plain("\(agreement.referenceName) × \(agreement.name(of: other))")
          + "; \(keyName(.coefficientNext)): next coefficient, \(keyName(.nextItem)): next rater",
        area.columns),
      column: area.column, row: area.row - 1, style: Style(.heading), limit: area.columns)
    drawScrolled(coefficientLines(area.columns), in: area, scroll: agreement.scroll, &frame)
  }

  func coefficientLines(_ width: Int) -> [[StyledSpan]] {
    guard let table = agreement.pairTable else { return [] }
    let name = agreement.coefficient
    let definition = name.definition
    var result = headLines(name, table, width) + [[]]
    result += wrapped(plain(definition.meaning), width, .text) + [[]]
    result += heading("How it comes about", stepLines(name, table, width))
    result += heading("Intervals", intervalLines(name, table, width))
    result += heading("Why the others differ", neighbourLines(name, table, width))
    let reasons = paradoxLines(table, width)
    if !reasons.isEmpty { result += heading("Prevalence and bias in this table", reasons) }
    result += heading(
      "Definition",
      definition.formula.flatMap { wrapped(plain("  " + $0), width, .text) }
        + wrapped(plain(definition.interval), width, Style(.dim))
        + wrapped(plain("Undefined: " + definition.undefined), width, Style(.dim))
        + wrapped(plain(definition.source), width, Style(.dim)))
    return result
  }

  private func heading(_ title: String, _ lines: [[StyledSpan]]) -> [[StyledSpan]] {
    [[StyledSpan(title, Style(.heading))]] + lines + [[]]
  }

  private func headLines(
    _ name: PairCoefficient, _ table: PairTable, _ width: Int
  ) -> [[StyledSpan]] {
    let estimate = table.coefficient(name)
    let reason = Figure.reason(estimate)
    let value =
      reason.isEmpty
      ? "\(Figure.value(estimate, digits: 4))  \(Figure.interval(estimate, digits: 4))"
      : "n/a: \(reason)"
    return [
      [
        StyledSpan(plain(name.fullName.capitalisedFirst) + "  ", Style(.strong, .bold)),
        StyledSpan(value, Style(.strong)), StyledSpan("  n \(table.itemCount)", Style(.dim)),
      ]
    ]
  }

  private func stepLines(
    _ name: PairCoefficient, _ table: PairTable, _ width: Int
  ) -> [[StyledSpan]] {
    let steps = table.confusion.workedSteps(
      of: name, names: table.categories.names, scores: table.categories.scores)
    let widest = steps.map { DisplayText.columns(plain($0.symbol)) }.max() ?? 0
    return steps.map { step in
      let working = step.working.isEmpty ? "" : plain(step.working) + " = "
      return [
        StyledSpan(
          "  " + padded(plain(step.symbol), min(widest + 1, width / 3)) + " ", Style(.dim)),
        StyledSpan(working), StyledSpan(plain(step.value), Style(.strong)),
      ]
    }
  }

  private func intervalLines(
    _ name: PairCoefficient, _ table: PairTable, _ width: Int
  ) -> [[StyledSpan]] {
    let estimate = table.coefficient(name)
    guard let found = estimate.coefficient else {
      return [[StyledSpan("  none: " + Figure.reason(estimate), Style(.dim))]]
    }
    var rows: [(String, String)] = []
    if found.interval != nil {
      rows.append(("analytic", Figure.interval(estimate, digits: 4)))
    }
    var notes: [String] = []
    if let resampled = agreement.pairResampling, resampled.key == agreement.pairResampleKey {
      let resampling = resampled.resampling
      if let items = resampling.byItem {
        rows.append(("items, BCa", Self.ends(items.bca)))
        rows.append(("items, percentile", Self.ends(items.percentile)))
        notes.append(resamplingNote(resampling, items.undefinedShare))
      }
      if let questions = resampling.byQuestion {
        rows.append(("questions, BCa", Self.ends(questions.bca)))
        notes.append(
          "\(table.itemCount) items share \(questions.units) questions; the interval by question "
            + "does not take them for independent.")
      }
    } else {
      notes.append(plain("resampling …"))
    }
    return rows.map {
      [StyledSpan("  " + padded($0.0, 20), Style(.dim)), StyledSpan($0.1, Style(.strong))]
    } + notes.flatMap { wrapped($0, width, Style(.dim)) }
  }

  private func resamplingNote(_ resampling: PairResampling, _ undefined: Double) -> String {
    let left =
      undefined > 0
      ? "; undefined in \(Figure.percent(undefined)) of them, which are left out" : ""
    return "\(resampling.resamples) resamples, seed \(resampling.seed)\(left)"
  }

  private static func ends(_ interval: Interval) -> String {
    "[\(Figure.decimal(interval.low, digits: 4)), \(Figure.decimal(interval.high, digits: 4))]"
  }

  private func neighbourLines(
    _ name: PairCoefficient, _ table: PairTable, _ width: Int
  ) -> [[StyledSpan]] {
    let notes = table.confusion.neighbours(
      of: name, names: table.categories.names, scores: table.categories.scores)
    return notes.flatMap { note -> [[StyledSpan]] in
      let head = padded("  " + plain(note.name.title), 12)
      let value = Self.right(Figure.value(note.estimate), 7) + "  "
      let lines = wrapped(plain(note.why), max(10, width - 21), Style(.dim))
      return lines.enumerated().map { at, line in
        at == 0
          ? [StyledSpan(head), StyledSpan(value, Style(.strong))] + line
          : [StyledSpan(String(repeating: " ", count: 21))] + line
      }
    }
  }

  /// Why high agreement can go with a low kappa, by this table's counts.
  private func paradoxLines(_ table: PairTable, _ width: Int) -> [[StyledSpan]] {
    guard let other = agreement.other else { return [] }
    let sentences = table.reasonsForLowKappa().compactMap { reason -> String? in
      switch reason {
      case .prevalence, .bias, .oneCategory, .unusedCategory:
        reason.sentence(first: agreement.referenceName, second: agreement.name(of: other))
      default: nil
      }
    }
    return sentences.flatMap { wrapped(plain($0), width, .text) }
  }
}
