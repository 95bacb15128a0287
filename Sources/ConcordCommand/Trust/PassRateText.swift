import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Pass rates as they are written.
struct PassRateText {
  var study: JudgedStudy
  var items: JudgedItems
  /// What the figures are: "share of 'correct'".
  var measure: String
  /// What strata were made by.
  var property: String?
  var rates: PassRates
  var level: Double

  // MARK: - To read

  func plain(heading: (String) -> String) -> String {
    let tables = [lines, strata].filter { !$0.rows.isEmpty }.map { $0.plain(heading: heading) }
    return ([title] + tables + [advice, notes]).joined(separator: "\n\n")
  }

  private var title: String {
    Paragraphs.text([
      "\(measure): \(study.judge.name) on all, \(study.reference.name) on those labelled",
      "\(rates.labelledCount) labelled, \(rates.unlabelledCount) that only the judge answered",
    ])
  }

  private static func name(_ method: PassRates.Method) -> String {
    switch method {
    case .judge: "judge alone"
    case .people: "people alone"
    case .roganGladen: "Rogan-Gladen"
    case .predictionPowered: "PPI"
    case .tuned: "PPI++"
    case .stratified: "PPI++ in strata"
    }
  }

  private func cells(_ estimate: Estimate) -> [String] {
    guard let found = estimate.coefficient else { return ["n/a", Figure.reason(estimate)] }
    guard let interval = found.interval else {
      return [Figure.decimal(found.value), "no variance"]
    }
    // As it is, also beyond 0 or 1: that says that there is little to go by.
    return [
      Figure.decimal(found.value),
      "[\(Figure.decimal(interval.low)), \(Figure.decimal(interval.high))]",
    ]
  }

  private var lines: PlainTable {
    var table = PlainTable(
      columns: [
        .init("by"), .init(rates.isRate ? "share" : "mean", isNumeric: true),
        .init(Figure.askedPercent(level)),
      ]
        + ["labelled", "unlabelled", "judge used"].map { .init($0, isNumeric: true) })
    table.rows = rates.lines.map { line in
      let usesLabels = line.method != .judge
      let usesOthers = line.method != .people
      return [Self.name(line.method)] + cells(line.estimate)
        + [
          usesLabels ? String(rates.labelledCount) : "-",
          line.method == .judge
            ? String(rates.labelledCount + rates.unlabelledCount)
            : usesOthers ? String(rates.unlabelledCount) : "-",
          line.lambda.map(Figure.percent) ?? "",
        ]
    }
    return table
  }

  private var strata: PlainTable {
    var table = PlainTable(
      columns: [.init(property ?? "")]
        + ["labelled", "unlabelled", "judge", "people", "PPI++"].map { .init($0, isNumeric: true) }
        + [.init(Figure.askedPercent(level))])
    table.rows = rates.strata.map { stratum in
      let name =
        stratum.names.count == 1 ? stratum.names[0] : "\(stratum.names.count) slices of few labels"
      return [
        name, String(stratum.labelledCount), String(stratum.unlabelledCount),
        Figure.value(stratum.judge), Figure.value(stratum.people),
      ] + cells(stratum.tuned)
    }
    return table
  }

  /// Which one to read, and why.
  private var advice: String {
    Paragraphs.text([adviceSentence])
  }

  private var adviceSentence: String {
    switch rates.advice {
    case .labelFirst:
      return "Read none yet: \(Figure.count(rates.labelledCount, "label")) cannot say how far the "
        + "judge is off. Label some items drawn at random."
    case .people:
      return "Read people alone: every item that the judge answered is labelled, so the judge adds "
        + "nothing. " + judgeIsOff
    case .tooFewItems:
      return "Read people alone: the intervals with the judge are doubtful below "
        + "\(PassRateAdvice.fewItems) items with labels and as many without "
        + "(\(rates.labelledCount) and \(rates.unlabelledCount) here)."
    case .judgeDoesNotHelp:
      return "Read people alone: on the labelled items the judge's answers tell nothing of "
        + "people's, so PPI++ makes no use of them. " + judgeIsOff
    case .read(let method, let worth):
      let gain =
        worth.map {
          "; its interval is as narrow as \($0) labels of people alone would make it"
            + " (there are \(rates.labelledCount))"
        } ?? ""
      return "Read \(Self.name(method)): it is right however the judge errs, as the judge alone is "
        + "not, and uses the unlabelled items as far as that helps\(gain). " + judgeIsOff
    }
  }

  /// How the judge's own figure is off.
  private var judgeIsOff: String {
    let best = rates.line(.tuned)?.estimate.coefficient ?? rates.line(.people)?.estimate.coefficient
    guard let judge = rates.line(.judge)?.estimate.value, let best, let interval = best.interval
    else { return "" }
    if (interval.low...interval.high).contains(judge) {
      return "The judge's own figure lies within that interval."
    }
    return "The judge alone says \(Figure.decimal(judge)), too "
      + (judge > best.value ? "high." : "low.")
  }

  private var notes: String {
    var notes = ["The labelled items have to be a random sample of all."]
    if rates.strata.contains(where: { $0.names.count > 1 }) {
      notes.append(
        "slices with fewer than \(PassRates.fewestLabels) labels are one stratum, since their "
          + "errors could not be told")
    }
    if !items.unjudged.isEmpty {
      notes.append(
        "\(Figure.count(items.unjudged.count, "item")) without an answer by the judge or a label "
          + "do not enter; if they differ, so does the share")
    }
    if !items.leftOut.isEmpty {
      notes.append("labelled but left out: " + Figure.leftOut(items.leftOut))
    }
    return Paragraphs.text(notes + [study.policies])
  }

  // MARK: - For programs

  var json: JSONValue {
    .members([
      "judge": .string(study.judge.name), "reference": .string(study.reference.name),
      "measure": .string(measure), "labelled": .integer(rates.labelledCount),
      "unlabelled": .integer(rates.unlabelledCount), "unjudged": .integer(items.unjudged.count),
      "left_out": .object(
        items.leftOut.sorted { $0.key.key < $1.key.key }
          .map { .init(name: $0.key.key, value: .integer($0.value)) }),
      "level": .number(level),
      "methods": .object(
        rates.lines.map { line in
          .init(name: line.method.rawValue, value: json(line))
        }),
      "read": .string(readName), "property": property.map { .string($0) },
      "strata": rates.strata.isEmpty ? nil : .array(rates.strata.map(json)),
      "policies": study.policyJSON,
    ])
  }

  private var readName: String {
    switch rates.advice {
    case .labelFirst: "none"
    case .people, .tooFewItems, .judgeDoesNotHelp: PassRates.Method.people.rawValue
    case .read(let method, _): method.rawValue
    }
  }

  private func json(_ line: PassRates.Line) -> JSONValue {
    guard case .object(let members) = AgreeJSON.json(line.estimate) else { return .null }
    let lambda = line.lambda.map { [JSONValue.Member(name: "lambda", value: .number($0))] } ?? []
    return .object(members + lambda)
  }

  private func json(_ stratum: PassRates.Stratum) -> JSONValue {
    .members([
      "slices": .strings(stratum.names), "labelled": .integer(stratum.labelledCount),
      "unlabelled": .integer(stratum.unlabelledCount), "judge": AgreeJSON.json(stratum.judge),
      "people": AgreeJSON.json(stratum.people), "ppi++": AgreeJSON.json(stratum.tuned),
    ])
  }
}
