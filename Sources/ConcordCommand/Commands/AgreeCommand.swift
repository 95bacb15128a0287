import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord agree`: the numbers that the agreement screens show.
enum AgreeCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let gates = try invocation.all("gate").map(Gate.init)
    let forms = ["json", "markdown", "csv"].filter { invocation.has($0) }
    guard forms.count < 2 else {
      throw CommandFailure.usage("--\(forms[0]) and --\(forms[1]) are two forms: choose one")
    }
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let names = invocation.list("raters")
    let reference = invocation.value("reference")
    let leavesOneOut = invocation.has("leave-one-out")
    guard !leavesOneOut || names.contains("majority") || reference == "majority" else {
      throw CommandFailure.usage(
        "--leave-one-out is about the majority: say --reference majority, or name it in --raters")
    }
    var tracker = try await tracker(
      store, policy(invocation), only: names + (reference.map { [$0] } ?? []),
      isNarrow: !names.isEmpty)
    var report = try tracker.report(
      names: names, reference: reference, leavingOneOut: leavesOneOut)
    report = try await withIntervals(report, tracker, store, invocation, console)
    var slices: [PairSlices] = []
    if let property = invocation.value("slices").flatMap(SliceColumn.Property.init(rawValue:)) {
      tracker.load(try await store.sliceColumn(property))
      slices = report.pairs.map { pair in
        PairSlices(
          pair: pair, property: property.rawValue,
          slices: tracker.slices(of: pair, by: property))
      }
    }
    let form = AgreementForm(rawValue: forms.first ?? "plain") ?? .plain
    try console.print(
      form.text(report, slices, heading: console.heading), exactly: form != .plain)
    let findings = gates.map { $0.finding(in: report) }
    for remark in findings.flatMap(\.remarks) { console.message(SafeText.line(remark)) }
    let failures = findings.flatMap(\.failures)
    if !failures.isEmpty { throw CommandFailure.checkFailed(failures.joined(separator: "\n")) }
  }

  /// The report with the intervals that were asked for. Where items share questions and intervals
  /// take them for independent, that is said.
  private static func withIntervals(
    _ report: AgreementReport, _ tracker: AgreementTracker, _ store: AnnotationStore,
    _ invocation: Invocation, _ console: Console
  ) async throws -> AgreementReport {
    let method = invocation.value("intervals").flatMap(IntervalMethod.init(rawValue:)) ?? .formula
    let questions = try await store.questionNumbers()
    let isForPeople = !["json", "csv"].contains { invocation.has($0) }
    if method != .questions, !questions.isEmpty, isForPeople {
      console.message(
        "several items share a question, and intervals take them for independent; --intervals "
          + "questions does not")
    }
    let resamples = invocation.number("resamples") ?? 2000
    guard (1...1_000_000).contains(resamples) else {
      throw CommandFailure.usage("--resamples is from 1 to 1000000")
    }
    return tracker.withIntervals(
      report, by: method, questions: questions, resamples: resamples,
      seed: UInt64(invocation.number("seed") ?? 1))
  }

  static func policy(_ invocation: Invocation) -> AnalysisPolicy {
    func choice<Choice: RawRepresentable>(_ option: String, _ standard: Choice) -> Choice
    where Choice.RawValue == String {
      invocation.value(option).flatMap(Choice.init(rawValue:)) ?? standard
    }
    return AnalysisPolicy(
      unparsed: choice("unparsed", .drop), ties: choice("ties", .keep),
      orders: choice("orders", .merge), consensus: choice("consensus", .splitTie),
      reveal: choice("reveal", .blindOnly))
  }

  /// Everyone's ratings, or with `isNarrow` only those that the named raters need: what is not
  /// read costs nothing.
  static func tracker(
    _ store: AnnotationStore, _ policy: AnalysisPolicy, only names: [String] = [],
    isNarrow: Bool = false
  ) async throws -> AgreementTracker {
    let study = try await store.study()
    let raters = try await store.raters().map(\.rater)
    let wanted = raters.filter { rater in
      !isNarrow || names.contains(rater.name) || names.contains(rater.name + " (swapped)")
        || names.contains("majority") && rater.kind.isHuman
    }
    let wantedIDs = Set(wanted.map(\.id))
    var columns: [RatingColumn] = []
    for summary in try await store.ratingColumns() where wantedIDs.contains(summary.rater) {
      columns.append(try await store.ratingColumn(summary))
    }
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: study.itemCount, raters: raters, policy: policy)
    tracker.load(columns)
    return tracker
  }
}

extension AgreementTracker {
  /// As the pair itself was counted.
  fileprivate mutating func slices(
    of pair: AgreementReport.Pair, by property: SliceColumn.Property
  ) -> [(name: String, table: PairTable)] {
    let (first, second) = (pair.first.id, pair.second.id)
    return pair.leavesOneOut
      ? leavingOneOut(first, second, by: property) ?? [] : sliced(first, second, by: property)
  }
}

/// One pair's tables by the slices of a property.
struct PairSlices {
  var pair: AgreementReport.Pair
  var property: String
  var slices: [(name: String, table: PairTable)]
}
