import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Glibc
import TerminalCore
import Workbench

/// A rater's drift as it is written.
struct DriftText {
  var rater: String
  var reference: String
  var leavesOneOut: Bool
  var drift: RaterDrift
  var alpha: Double
  /// The first item after the change.
  var changeKey: String?
  var policy: AnalysisPolicy

  private var p: Double { drift.detector.anytimeP }

  // MARK: - To read

  func plain(heading: (String) -> String) -> String {
    ([title, verdict] + (drift.agreed.isEmpty ? [] : [course(heading)]) + [notes])
      .joined(separator: "\n\n")
  }

  private var title: String {
    let share = Estimate.share(drift.agreed.count { $0 }, of: drift.agreed.count)
    let reason = Figure.reason(share)
    return Paragraphs.text([
      "\(rater) against \(reference)" + (leavesOneOut ? " without \(rater)" : "")
        + ", in the order of \(rater)'s answers: "
        + Figure.count(drift.agreed.count, "item") + ", agreement \(Figure.value(share)) "
        + (reason.isEmpty ? Figure.interval(share) : "(\(reason))")
    ])
  }

  private var verdict: String {
    guard !drift.agreed.isEmpty else {
      return Paragraphs.text(["Not known: the two have no item in common."])
    }
    let figures =
      "running p \(Figure.probability(p)), largest e-value "
      + Figure.evidence(drift.detector.largestLogEvidence) + ", now "
      + Figure.evidence(drift.detector.logEvidence)
    let isShown = p <= alpha
    var text =
      isShown
      ? "\(rater) has changed (\(figures))."
      : "No change of \(rater) is shown (\(figures)); that needs p <= "
        + "\(Figure.decimal(alpha)), and some dozens of answers after a change."
    if let change = drift.change {
      text +=
        (isShown ? " Most probably" : " If there was one, it came") + " after "
        + Figure.count(change.place, "answer") + (changeKey.map { ", at item \($0)" } ?? "")
        + ": agreement \(Figure.value(change.before)) \(Figure.interval(change.before)) before, "
        + "\(Figure.value(change.after)) \(Figure.interval(change.after)) after."
    }
    return Paragraphs.text([text])
  }

  private func course(_ heading: (String) -> String) -> String {
    let stretches = drift.course()
    let ruler = IntervalRuler(stretches.map(\.agreement), columns: 40, glyphs: .ascii)
    var table = PlainTable(
      columns: [.init("answers"), .init("agree", isNumeric: true), .init(ruler.header())])
    table.rows = stretches.map { stretch in
      let count = stretch.agreement.coefficient?.itemCount ?? 0
      return [
        "\(stretch.start + 1)-\(stretch.start + count)", Figure.value(stretch.agreement),
        ruler.line(stretch.agreement),
      ]
    }
    return table.plain(heading: heading)
  }

  private var notes: String {
    Paragraphs.text([
      "The running p is valid however often you look. The intervals before and after only "
        + "describe, since the place was chosen from the same answers. It supposes that the order "
        + "of the items has nothing to do with how hard they are.",
      "counted with " + policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", "),
    ])
  }

  // MARK: - For programs

  var json: JSONValue {
    .members([
      "rater": .string(rater), "reference": .string(reference),
      "leave_one_out": leavesOneOut ? .bool(true) : nil, "n": .integer(drift.agreed.count),
      "agreement": AgreeJSON.json(.share(drift.agreed.count { $0 }, of: drift.agreed.count)),
      "log_e_value": .number(drift.detector.logEvidence),
      "largest_log_e_value": .number(drift.detector.largestLogEvidence), "p": .number(p),
      "alpha": .number(alpha), "has_changed": .bool(p <= alpha && !drift.agreed.isEmpty),
      "change": drift.change.map { change in
        .members([
          "after": .integer(change.place), "item": changeKey.map { .string($0) },
          "before_rate": AgreeJSON.json(change.before), "after_rate": AgreeJSON.json(change.after),
        ])
      } ?? .null,
      "course": .array(
        drift.course().map {
          .members([
            "from": .integer($0.start + 1), "agreement": AgreeJSON.json($0.agreement),
          ])
        }),
      "policies": .object(policy.parts.map { .init(name: $0.name, value: .string($0.value)) }),
    ])
  }
}

extension Figure {
  /// An e-value by its natural logarithm: in digits, or as a power of ten where it is large.
  static func evidence(_ logarithm: Double) -> String {
    let tens = logarithm * 0.434_294_481_903_251_8
    guard tens >= 4 else { return decimal(power(tens), digits: 2) }
    return "10^" + decimal(tens, digits: 1)
  }

  private static func power(_ tens: Double) -> Double {
    // Below a thousandth it is no evidence at all.
    tens < -3 ? 0 : pow(10, tens)
  }
}
