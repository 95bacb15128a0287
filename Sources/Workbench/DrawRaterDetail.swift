import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// What is known of the marked rater, the most needed first: as many lines as there is room for.
extension WorkbenchState {
  func raterDetail(width: Int, rows: Int) -> [[StyledSpan]] {
    var result: [[StyledSpan]] = []
    for given in raterBlocks(width) {
      // Where a line of figures does not fit, it is wrapped as plain text.
      let block =
        given.allSatisfy { $0.reduce(0) { $0 + DisplayText.columns($1.text) } <= width }
        ? given
        : given.flatMap { wrapped($0.map(\.text).joined(), width, Style(.dim)) }
      guard result.count + block.count <= rows else { continue }
      result += block
    }
    return result
  }

  /// What belongs together stays together: a block is shown whole or not at all.
  private func raterBlocks(_ width: Int) -> [[[StyledSpan]]] {
    guard agreement.rows.indices.contains(agreement.selected), let tracker = agreement.tracker
    else { return [] }
    let rater = agreement.rows[agreement.selected]
    let reference = wrapped(referenceText(), width, Style(.dim))
    var blocks = [[answersLine(rater, tracker)]]
    guard let table = rater.table else { return blocks + [reference] }
    blocks += [[figuresLine(rater, table, width)], leftOutLines(table)]
    if let worst = rater.worst { blocks.append(wrapped(worstText(worst), width, Style(.dim))) }
    if let bias = table.marginalBias() {
      blocks.append(wrapped(biasText(bias), width, Style(.dim)))
    }
    let bars = [coefficientBars(table, width), shareBars(rater, width)]
    return blocks + [reference] + bars.map { [[]] + $0 }
  }

  /// Every coefficient with its interval on one ruler, where there is room for a block of them.
  private func coefficientBars(_ table: PairTable, _ width: Int) -> [[StyledSpan]] {
    let estimates = PairCoefficient.allCases.map(table.coefficient)
    let ruler = IntervalRuler(estimates, columns: min(100, width - 44), glyphs: glyphs)
    let gap = String(repeating: " ", count: 44)
    let header = [StyledSpan(gap + ruler.header(), Style(.heading))]
    return [header]
      + zip(PairCoefficient.allCases, estimates).map { name, estimate in
        let reason = Figure.reason(estimate)
        let figures = reason.isEmpty ? Figure.interval(estimate) : reason
        return [
          StyledSpan("  " + padded(plain(name.title), 12), Style(.dim)),
          StyledSpan(
            Self.right(Figure.value(estimate), 7) + "  "
              + (reason.isEmpty ? padded(figures, 19) : figures),
            Style(reason.isEmpty ? .text : .dim)),
          StyledSpan("  " + ruler.line(estimate), Style(name == .cohen ? .strong : .text)),
        ]
      }
  }

  /// One bar for each answer.
  private func shareBars(_ rater: AgreementScreen.RaterRow, _ width: Int) -> [[StyledSpan]] {
    let names = agreement.tracker?.tabulated.names ?? []
    guard rater.answers > 0, names.count <= 12 else { return [] }
    return zip(names, rater.shares).map { name, share in
      let length = Int((share * Double(max(0, min(100, width - 44)))).rounded())
      return [
        StyledSpan("  " + padded(name, 12), Style(.dim)),
        StyledSpan(Self.right(Figure.percent(share), 9)),
        StyledSpan(
          String(repeating: " ", count: 19) + String(repeating: pick("█", "#"), count: length),
          style(of: rater.kind)),
      ]
    }
  }

  private func answersLine(_ rater: AgreementScreen.RaterRow, _ tracker: AgreementTracker)
    -> [StyledSpan]
  {
    let shares = zip(tracker.tabulated.names, rater.shares)
      .filter { rater.shares.count <= 5 || $0.1 > 0 }
      .map { "\($0.0) \(Figure.percent($0.1))" }.joined(separator: ", ")
    let missing = Figure.leftOut(tracker.abstentions(of: rater.id))
    return [
      StyledSpan(rater.name, style(of: rater.kind)),
      StyledSpan(" (\(rater.kind.rawValue)) rated \(rater.ratings): "),
      StyledSpan(rater.answers == 0 ? "no answer" : shares, Style(.strong)),
      StyledSpan(missing.isEmpty ? "" : "; \(missing)"),
    ]
  }

  private func figuresLine(_ rater: AgreementScreen.RaterRow, _ table: PairTable, _ width: Int)
    -> [StyledSpan]
  {
    guard table.itemCount > 0 else {
      return [
        StyledSpan(
          "no item in common with \(agreement.referenceName): "
            + "\(keyName(.referenceNext)) takes another reference",
          Style(.warning))
      ]
    }
    let names: [PairCoefficient] =
      width >= 140
      ? [.percent, .cohen, .scott, .ac1, .pabak]
      : width >= 110 ? [.percent, .cohen, .scott, .ac1] : [.cohen, .scott, .ac1]
    var spans: [StyledSpan] = []
    for name in names {
      let estimate = table.coefficient(name)
      let interval = Figure.interval(estimate, digits: width >= 110 ? 3 : 2)
      spans += [
        StyledSpan(plain(name.title) + " ", Style(.dim)),
        StyledSpan(Figure.value(estimate), Style(.strong)),
        StyledSpan(" " + interval + Figure.reason(estimate) + "  "),
      ]
    }
    return spans
  }

  private func leftOutLines(_ table: PairTable) -> [[StyledSpan]] {
    let left = Figure.leftOut(table.leftOut)
    return [
      [
        StyledSpan("n \(table.itemCount), "),
        StyledSpan(
          left.isEmpty ? "nothing left out" : "left out: " + leftOutText(table),
          Style(left.isEmpty ? .dim : .warning)),
      ]
    ]
  }

  /// What was left out, with the raters' names where one of them did not rate.
  func leftOutText(_ table: PairTable) -> String {
    Figure.leftOut(table.leftOut)
      .replacing("not-rated-by-first", with: "not rated by the reference")
      .replacing("not-rated-by-second", with: "not rated by this one")
  }

  private func worstText(_ worst: AgreementScreen.WorstSlice) -> String {
    let far =
      worst.isFar
      ? "far below the rest, even for so many looks"
      : "the lowest of so many is low by chance too"
    return plain(
      "lowest slice: \(worst.property.rawValue) \(worst.name), κ \(Figure.value(worst.kappa)) "
        + "\(Figure.interval(worst.kappa, digits: 2)), n \(worst.n); of \(worst.looks) slices with "
        + "\(SliceComparison.smallest) items or more: \(far)")
  }

  func biasText(_ bias: MarginalBias) -> String {
    let (a, b) = (bias.firstAnswer, bias.secondAnswer)
    var text =
      "McNemar, the reference first: \(a) against \(b) \(bias.firstAgainstSecond), "
      + "\(b) against \(a) \(bias.secondAgainstFirst)"
    if let test = bias.test {
      let isExact = test.discordantCount < 25
      text += ", p \(Figure.probability(isExact ? test.exactP : test.chiSquaredP))"
      text += isExact ? " (exact)" : ""
    }
    return text + "; bias index \(Figure.decimal(bias.biasIndex)), prevalence index "
      + "\(Figure.decimal(bias.prevalenceIndex)), of \(bias.n) items"
  }

  private func referenceText() -> String {
    let people = agreement.activePeople.count
    let what =
      agreement.reference == .majority
      ? "majority of \(people) \(people == 1 ? "person" : "people")" : agreement.referenceName
    let settled = agreement.adjudicated == nil ? "; nothing is adjudicated" : ""
    let included =
      agreement.reference == .majority
      ? pick("†", "+") + " marks the majority's own people, who agree with it the more for that. "
      : ""
    return included + "reference: \(what)\(settled); \(keyName(.setReference)) takes the marked "
      + "rater, \(keyName(.referenceNext)) the next"
  }

  /// Text as lines of a width, in one style.
  func wrapped(_ text: String, _ width: Int, _ style: Style) -> [[StyledSpan]] {
    lines(of: text, width: width, markdown: false).lines.map { line in
      [StyledSpan(line.map(\.text).joined(), style)]
    }
  }
}
