import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// What may be left to a judge, as it is written.
struct TrustText {
  var study: JudgedStudy
  var report: TrustReport
  var wanted: SelectiveRisk
  /// In whose order the items to label were put first.
  var person: String?

  private var risk: String { Figure.askedPercent(wanted.maximumRisk) }
  private var sureness: String { Figure.askedPercent(wanted.confidence) }
  private var judge: String { study.judge.name }

  // MARK: - To read

  func plain(heading: (String) -> String) -> String {
    let parts = [title, verdict] + (report.labelledCount > 0 ? [table(heading)] : []) + [notes]
    return parts.joined(separator: "\n\n")
  }

  private var title: String {
    var lines = [
      "\(study.title): \(Figure.count(report.labelledCount, "labelled item")), "
        + "\(report.unlabelledCount) that only the judge answered",
      "wanted: wrong on at most \(risk) of what is left to it, with \(sureness) confidence, "
        + lookWords,
      "confidence: " + report.source.words
        + (knownElse.isEmpty ? "" : "; also known: " + knownElse),
    ]
    if report.unknownCount > 0 {
      lines.append(
        "of \(Figure.count(report.unknownCount, "item")) it is not known: they come last")
    }
    return Paragraphs.text(lines)
  }

  private var knownElse: String {
    report.known.filter { $0.source != report.source }.map(\.source.rawValue)
      .joined(separator: ", ")
  }

  private var lookWords: String {
    switch wanted.look {
    case .once: "looked at once, at a number of labels fixed beforehand"
    case .spending(let number): "look number \(number) of any"
    case .anytime: "at any number of labels"
    }
  }

  /// The answer in a sentence or two.
  private var verdict: String {
    switch report.certificate {
    case .failure:
      return Paragraphs.text([
        "Not known: no item has both an answer of \(judge) and a label of "
          + "\(study.reference.name). Label some items drawn at random, and ask again."
      ])
    case .success(let found):
      return Paragraphs.text([found.certified.map(promise) ?? refusal(found)])
    }
  }

  private func promise(_ certified: RiskCertificate.Certified) -> String {
    let isAll = report.escalated.isEmpty
    let which =
      report.source == .none || isAll && report.steps.last?.threshold.value == certified.threshold
      ? "all that it answers" : "those of confidence \(threshold(certified.threshold)) or more"
    let what =
      "with \(sureness) confidence it is wrong on at most \(risk) of such items "
      + "(\(wrong(certified)) of the \(certified.sampleCount) labelled ones)"
    guard let coverage = certified.coverage else {
      return "Trust \(judge) with \(which): \(what). Here every item that it answered is labelled "
        + "already: this is about more items of the same kind."
    }
    let left =
      "Leave \(report.trusted.count) of \(report.unlabelledCount) unlabelled items "
      + "(\(Figure.percent(coverage))) to \(judge): \(which); \(what)."
    return left
      + (report.toLabel.isEmpty ? "" : " Label the other \(report.toLabel.count).")
  }

  private func wrong(_ certified: RiskCertificate.Certified) -> Int {
    Int(((certified.observedRisk.value ?? 0) * Double(certified.sampleCount)).rounded())
  }

  private func refusal(_ found: RiskCertificate) -> String {
    guard case .nothing(let further) = found.outcome else { return "" }
    let beginning = "Leave nothing to \(judge) yet: the labels do not show that it is wrong on at "
    guard let further else {
      return beginning
        + "most \(risk) of any part of the items, and more labels would hardly do, since it was "
        + "wrong on too many. Label all, take another judge, or allow a higher --risk."
    }
    let drawn = report.drawn.count
    return beginning
      + "most \(risk) of any part of the items. If it stays as good as it was, about "
      + Figure.count(further, "more label") + " would show it"
      + (drawn == 0
        ? ", of items that the study does not have yet."
        : drawn < further
          ? "; the study has \(drawn) more: label them all, in the order drawn here."
          : ": of items drawn at random, as they are listed here, not of the doubtful ones.")
  }

  private func threshold(_ value: Double) -> String {
    value == -Double.greatestFiniteMagnitude ? "unknown" : Figure.decimal(value, digits: 2)
  }

  private func table(_ heading: (String) -> String) -> String {
    var table = PlainTable(
      columns: [.init("confidence from", isNumeric: true)]
        + ["covers", "labelled", "wrong", "share wrong"].map { .init($0, isNumeric: true) }
        + [.init("95 %"), .init("")])
    table.rows = report.steps.map { step in
      let reason = Figure.reason(step.risk)
      return [
        report.source == .none ? "all" : threshold(step.threshold.value),
        Figure.percent(step.threshold.coverage), String(step.risk.coefficient?.itemCount ?? 0),
        String(step.wrongCount), step.risk.value.map(Figure.percent) ?? "n/a",
        reason.isEmpty ? Figure.interval(step.risk) : "no label",
        step.isCertified ? "left to the judge" : "",
      ]
    }
    return table.plain(heading: heading)
  }

  private var notes: String {
    var notes: [String] = []
    if report.labelledCount > 0 {
      notes.append(
        "The promise holds if the labelled items are a random sample of all, and the intervals of "
          + "the table only describe. Items that were chosen for being doubtful break it.")
    }
    if !report.unjudged.isEmpty {
      notes.append(
        Figure.count(report.unjudged.count, "item")
          + " without an answer by the judge: people have to label them, whatever is certified")
    }
    if !report.leftOut.isEmpty {
      notes.append("labelled but left out: " + Figure.leftOut(report.leftOut))
    }
    if wanted.look == .once, case .success(let found) = report.certificate, found.certified == nil {
      notes.append(
        "Asking again with more labels is another look: --look spending (or anytime) allows that, "
          + "from the first look on.")
    }
    notes.append(study.policies)
    if !report.toLabel.isEmpty { notes.append(whatNext) }
    return Paragraphs.text(notes)
  }

  private var whatNext: String {
    if let person {
      return "\(Figure.count(report.toLabel.count, "item")) to label next: first in the order of "
        + "\(person) now; concord open \(study.store.path) --as \(person)"
    }
    return "to label next: \(Figure.count(report.toLabel.count, "item")); --list FILE writes their "
      + "keys, --escalate NAME lets NAME meet them first on the label screen"
  }

  // MARK: - For programs

  func json() async throws -> JSONValue {
    let keys = try await study.store.keys(of: report.toLabel)
    let found = try? report.certificate.get()
    let certified = found?.certified
    var further: JSONValue?
    if case .nothing(let labels)? = found?.outcome { further = labels.map(JSONValue.integer) }
    var undefined: JSONValue?
    if case .failure(let reason) = report.certificate { undefined = .string(reason.rawValue) }
    return .members([
      "judge": .string(judge), "reference": .string(study.reference.name),
      "risk": .number(wanted.maximumRisk), "confidence": .number(wanted.confidence),
      "look": .string(lookName), "source": .string(report.source.rawValue),
      "sources": .object(
        report.known.map { .init(name: $0.source.rawValue, value: .integer($0.count)) }),
      "labelled": .integer(report.labelledCount), "unlabelled": .integer(report.unlabelledCount),
      "unjudged": .integer(report.unjudged.count),
      "left_out": .object(
        report.leftOut.sorted { $0.key.key < $1.key.key }
          .map { .init(name: $0.key.key, value: .integer($0.value)) }),
      "undefined": undefined,
      "certified": certified.map(json) ?? .null,
      "further_labels": further ?? .null, "trusted": .integer(report.trusted.count),
      "escalated": .integer(report.escalated.count), "to_label": .strings(keys),
      "steps": .array(report.steps.map(json)), "policies": study.policyJSON,
    ])
  }

  private var lookName: String {
    switch wanted.look {
    case .once: "once"
    case .spending(let number): "spending \(number)"
    case .anytime: "anytime"
    }
  }

  private func json(_ certified: RiskCertificate.Certified) -> JSONValue {
    .members([
      "threshold": report.source == .none ? .null : .number(certified.threshold),
      "coverage": certified.coverage.map(JSONValue.number) ?? .null,
      "observed_risk": AgreeJSON.json(certified.observedRisk),
    ])
  }

  private func json(_ step: TrustReport.Step) -> JSONValue {
    .members([
      "threshold": report.source == .none ? .null : .number(step.threshold.value),
      "coverage": .number(step.threshold.coverage), "wrong": .integer(step.wrongCount),
      "risk": AgreeJSON.json(step.risk), "certified": .bool(step.isCertified),
    ])
  }
}
