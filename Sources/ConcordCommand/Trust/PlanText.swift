import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// A label plan as it is written.
struct PlanText {
  var plan: LabelPlan
  /// Nil without a pilot.
  var study: JudgedStudy?
  /// Items of the study that could still be labelled.
  var unlabelledCount = 0

  private var question: LabelPlan.Question { plan.question }
  private var level: String { Figure.askedPercent(1 - question.alpha) }

  // MARK: - To read

  func plain(heading: (String) -> String) -> String {
    let widths = plan.widths.isEmpty ? [] : [widthTable.plain(heading: heading)]
    let curve = curve.map { [$0.plain(heading: heading)] } ?? []
    return ([title] + widths + [powerSentences] + curve + [notes]).joined(separator: "\n\n")
  }

  private var title: String {
    guard let study, let pilot = plan.pilot else { return Paragraphs.text([withoutPilot]) }
    let reason = Figure.reason(pilot)
    var lines = [
      "\(study.title): kappa \(Figure.value(pilot)) "
        + (reason.isEmpty ? Figure.interval(pilot) : "(\(reason))")
        + " on \(Figure.count(pilot.coefficient?.itemCount ?? 0, "labelled item")), "
        + "\(unlabelledCount) more in the study"
    ]
    if let first = plan.widths.first { lines.append(widthSentence(first)) }
    return Paragraphs.text(lines)
  }

  private func widthSentence(_ width: LabelPlan.Width) -> String {
    let wanted = "an interval of ±\(Figure.decimal(width.halfWidth, digits: 2)) (\(level))"
    switch width.plan {
    case .failure(let reason):
      return "How many labels \(wanted) takes is not known: \(reason.rawValue)."
    case .success(let found) where found.additionalCount == 0:
      return "There are labels enough for \(wanted): it is "
        + "±\(Figure.decimal(found.currentHalfWidth, digits: 2)) now."
    case .success(let found):
      let lack = found.additionalCount - unlabelledCount
      return "Label \(found.additionalCount) more for \(wanted); it is "
        + "±\(Figure.decimal(found.currentHalfWidth, digits: 2)) now."
        + (lack > 0 ? " The study has \(Figure.count(lack, "item")) too few for that." : "")
    }
  }

  private var withoutPilot: String {
    var text =
      "without a pilot: two categories, of which both raters choose the first equally often"
    if case .success(let kappa) = plan.kappa {
      text += "; kappa \(Figure.decimal(kappa)) expected"
    }
    switch plan.within {
    case nil: return text
    case .success(let count):
      return text + ". \(count) items until its interval (\(level)) lies within the limits."
    case .failure(let reason):
      return text + ". How many items its interval takes is not known: \(reason.rawValue)."
    }
  }

  private var widthTable: PlainTable {
    var table = PlainTable(
      columns: ["interval of", "labels in all", "more labels"].map { .init($0, isNumeric: true) })
    table.rows = plan.widths.sorted { $0.halfWidth < $1.halfWidth }.map { width in
      let name = "±" + Figure.decimal(width.halfWidth, digits: 2)
      switch width.plan {
      case .success(let found):
        return [name, String(found.requiredCount), String(found.additionalCount)]
      case .failure(let reason): return [name, "n/a", reason.rawValue]
      }
    }
    return table
  }

  private var powerSentences: String {
    let null = Figure.decimal(question.nullKappa, digits: 2)
    let chance = Figure.askedPercent(question.power)
    var lines: [String] = []
    switch plan.detectable {
    case nil: break
    case .success(let kappa):
      lines.append(
        "With the labels that are there, a kappa of \(Figure.decimal(kappa)) or more is told from "
          + "\(null) with a chance of \(chance).")
    case .failure(let reason):
      lines.append(
        "With the labels that are there no kappa is told from \(null) with a chance of \(chance): "
          + reason.rawValue + ".")
    }
    switch (plan.kappa, plan.required) {
    case (.success(let kappa), .success(let count)):
      lines.append(
        "A kappa of \(Figure.decimal(kappa)) is told from \(null) with a chance of \(chance) by "
          + "\(Figure.count(count, "item")).")
    case (.failure(let reason), _), (_, .failure(let reason)):
      lines.append("How many items tell kappa from \(null) is not known: \(reason.rawValue).")
    }
    return Paragraphs.text(lines)
  }

  /// The power at each number of items, in figures and as bars of which full width is certainty.
  private var curve: PlainTable? {
    guard case .success(let points) = plan.curve else { return nil }
    var table = PlainTable(
      columns: [.init("items", isNumeric: true), .init("power", isNumeric: true), .init("")])
    table.rows = points.map { point in
      var bar = String(repeating: "#", count: Int((point.power * 40).rounded()))
      let mark = Int((question.power * 40).rounded())
      while bar.count < mark { bar += bar.count == mark - 1 ? "|" : " " }
      return [String(point.count), Figure.decimal(point.power, digits: 2), bar]
    }
    return table
  }

  private var notes: String {
    var notes: [String] = []
    switch plan.model {
    case .pilotMargins:
      notes.append(
        "power: of the two-sided normal test of kappa, with the margins of the pilot (Flack et al. "
          + "1988; Cantor 1996)")
    case .pilotScatter:
      notes.append(
        "power: of the two-sided normal test of kappa, with the pilot's standard error, which is "
          + "taken to be the same at other kappas")
    case .commonRate:
      notes.append("power: of the goodness-of-fit test of kappa (Donner & Eliasziw 1992)")
    }
    if case .success = plan.curve {
      notes.append("a bar of full width is certainty; | is the power that is asked for")
    }
    if let study {
      notes.append("All of this supposes that items to come are like the pilot's.")
      notes.append(study.policies)
    }
    return Paragraphs.text(notes)
  }

  // MARK: - For programs

  var json: JSONValue {
    .members([
      "judge": study.map { .string($0.judge.name) },
      "reference": study.map { .string($0.reference.name) }, "model": .string(plan.model.rawValue),
      "pilot": plan.pilot.map { AgreeJSON.json($0) },
      "unlabelled": study == nil ? nil : .integer(unlabelledCount),
      "level": .number(1 - question.alpha), "null": .number(question.nullKappa),
      "power": .number(question.power), "kappa": Self.json(plan.kappa, JSONValue.number),
      "widths": plan.widths.isEmpty ? nil : .array(plan.widths.map(Self.json)),
      "within": plan.within.map { Self.json($0, JSONValue.integer) },
      "detectable": plan.detectable.map { Self.json($0, JSONValue.number) },
      "required": Self.json(plan.required, JSONValue.integer),
      "curve": Self.json(plan.curve) { points in
        .array(
          points.map {
            .members(["items": .integer($0.count), "power": .number($0.power)])
          })
      },
      "policies": study?.policyJSON,
    ])
  }

  private static func json(_ width: LabelPlan.Width) -> JSONValue {
    switch width.plan {
    case .success(let found):
      .members([
        "half_width": .number(width.halfWidth), "required": .integer(found.requiredCount),
        "additional": .integer(found.additionalCount),
        "current_half_width": .number(found.currentHalfWidth),
      ])
    case .failure(let reason):
      .members([
        "half_width": .number(width.halfWidth), "undefined": .string(reason.rawValue),
      ])
    }
  }

  private static func json<Value>(
    _ found: Result<Value, UndefinedReason>, _ write: (Value) -> JSONValue
  ) -> JSONValue {
    switch found {
    case .success(let value): write(value)
    case .failure(let reason): .members(["undefined": .string(reason.rawValue)])
    }
  }
}
