import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The alternative annotator test as it is written.
struct AltTestText {
  var judge: String
  var found: AnnotatorReplacement
  var policy: AnalysisPolicy

  private var options: AlternativeAnnotatorOptions { found.options }

  // MARK: - To read

  func plain(heading: (String) -> String) -> String {
    [Paragraphs.text([verdict]), table.plain(heading: heading), Paragraphs.text(notes)]
      .joined(separator: "\n\n")
  }

  private var verdict: String {
    let won = found.test.comparisons.count { $0.isRejected }
    let all = found.test.comparisons.count
    let score =
      "its disadvantage is shown to be less than \(Figure.decimal(options.margin, digits: 2)) "
      + "against \(won) of \(all) " + (all == 1 ? "person" : "people")
    switch found.test.verdict {
    case .canReplace:
      return "Yes: by the alternative annotator test \(judge) could replace an annotator; " + score
        + "."
    case .cannotReplace:
      return "No: the alternative annotator test does not show that \(judge) could replace an "
        + "annotator; " + score + ", and it has to be against half of them."
    case .notEnoughItems:
      return "Not known: nobody has \(options.fewestItems) items that \(judge) and another person "
        + "rated, too. Label more items twice."
    }
  }

  private var table: PlainTable {
    var table = PlainTable(
      columns: [.init("annotator")]
        + ["items", "judge as good", "annotator as good", "p", "adjusted p"].map {
          .init($0, isNumeric: true)
        } + [.init("judge wins")])
    table.rows = found.lines.map { line in
      guard let comparison = line.comparison else {
        return [line.name, "", "", "", "", "", "too few items"]
      }
      return [
        line.name, String(comparison.itemCount), Figure.percent(comparison.advantage),
        Figure.percent(comparison.annotatorAdvantage), probability(comparison.p),
        probability(comparison.adjustedP), comparison.isRejected ? "yes" : "no",
      ]
    }
    return table
  }

  private func probability(_ p: Double) -> String { p < 0.001 ? "<0.001" : Figure.decimal(p) }

  private var notes: [String] {
    var notes = [
      "as good: at least as like the other people as the other one is; the judge wins where its "
        + "disadvantage is shown to be less than \(Figure.decimal(options.margin, digits: 2)) "
        + "(one-sided t-test, adjusted after Benjamini and Yekutieli at "
        + "\(Figure.askedPercent(options.falseDiscoveryRate)))"
    ]
    if let winning = found.test.winningRate, let mean = found.test.advantageProbability {
      notes.append(
        "winning rate \(Figure.decimal(winning, digits: 2)), mean advantage "
          + "\(Figure.decimal(mean, digits: 2)) (Calderon, Reichart & Dror 2025)")
    }
    if found.lines.count < AnnotatorReplacement.fewestPeople {
      notes.append(
        "The test's authors ask for \(AnnotatorReplacement.fewestPeople) people at the least; "
          + "here are \(found.lines.count).")
    }
    return notes + [
      "counted with " + policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    ]
  }

  // MARK: - For programs

  var json: JSONValue {
    let word =
      switch found.test.verdict {
      case .canReplace: "can-replace"
      case .cannotReplace: "cannot-replace"
      case .notEnoughItems: "not-enough-items"
      }
    return .members([
      "judge": .string(judge), "epsilon": .number(options.margin), "verdict": .string(word),
      "winning_rate": found.test.winningRate.map(JSONValue.number) ?? .null,
      "advantage": found.test.advantageProbability.map(JSONValue.number) ?? .null,
      "annotators": .array(found.lines.map(json)),
      "policies": .object(policy.parts.map { .init(name: $0.name, value: .string($0.value)) }),
    ])
  }

  private func json(_ line: AnnotatorReplacement.Line) -> JSONValue {
    guard let comparison = line.comparison else {
      return .members([
        "name": .string(line.name), "undefined": .string(UndefinedReason.tooFewItems.rawValue),
      ])
    }
    return .members([
      "name": .string(line.name), "n": .integer(comparison.itemCount),
      "judge_advantage": .number(comparison.advantage),
      "annotator_advantage": .number(comparison.annotatorAdvantage), "p": .number(comparison.p),
      "adjusted_p": .number(comparison.adjustedP), "judge_wins": .bool(comparison.isRejected),
    ])
  }
}
