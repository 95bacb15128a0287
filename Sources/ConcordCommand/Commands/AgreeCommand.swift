import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Workbench

/// `concord agree`: the numbers that the agreement screens show.
enum AgreeCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let gates = try invocation.all("gate").map(Gate.init)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    var tracker = try await tracker(store, policy(invocation))
    let report = try tracker.report(
      names: invocation.list("raters"), reference: invocation.value("reference"))
    if invocation.has("json") {
      try console.print(json(report).text)
    } else {
      try tables(report, invocation, console)
    }
    let failures = gates.flatMap { $0.failures(in: report) }
    if !failures.isEmpty { throw CommandFailure.checkFailed(failures.joined(separator: "\n")) }
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

  static func tracker(_ store: AnnotationStore, _ policy: AnalysisPolicy) async throws
    -> AgreementTracker
  {
    let study = try await store.study()
    var columns: [RatingColumn] = []
    for summary in try await store.ratingColumns() {
      columns.append(try await store.ratingColumn(summary))
    }
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: study.itemCount,
      raters: try await store.raters().map(\.rater), policy: policy)
    tracker.load(columns)
    return tracker
  }

  // MARK: - JSON

  static func json(_ report: AgreementReport) -> JSONValue {
    .members([
      "raters": .array(
        report.raters.map {
          .members([
            "name": .string($0.name), "kind": .string($0.kind.rawValue), "n": .integer($0.n),
          ])
        }),
      "pairs": .array(report.pairs.map(json)),
      "overall": .members([
        "raters": .strings(report.overallRaters.map(\.name)),
        "n": .integer(report.overall.itemCount),
        "coefficients": .object(
          GroupCoefficient.allCases.map {
            .init(name: $0.rawValue, value: json(report.overall.coefficient($0)))
          }),
      ]),
    ])
  }

  private static func json(_ pair: AgreementReport.Pair) -> JSONValue {
    let table = pair.table
    let k = table.categories.count
    return .members([
      "raters": .strings([pair.first.name, pair.second.name]), "n": .integer(table.itemCount),
      "left_out": .object(
        table.leftOut.sorted { $0.key.key < $1.key.key }
          .map { .init(name: $0.key.key, value: .integer($0.value)) }),
      "confusion": .members([
        "categories": .strings(table.categories.names),
        "counts": .array(
          (0..<k).map { row in .array((0..<k).map { .integer(table.confusion[row, $0]) }) }),
      ]),
      "coefficients": .object(
        PairCoefficient.allCases.map {
          .init(name: $0.rawValue, value: json(table.coefficient($0)))
        }),
    ])
  }

  private static func json(_ estimate: Estimate) -> JSONValue {
    switch estimate {
    case .undefined(let reason): .members(["undefined": .string(reason.rawValue)])
    case .defined(let found):
      .members([
        "value": .number(found.value), "low": found.interval.map { .number($0.low) },
        "high": found.interval.map { .number($0.high) }, "n": .integer(found.itemCount),
      ])
    }
  }

  // MARK: - Tables

  private static func tables(
    _ report: AgreementReport, _ invocation: Invocation, _ console: Console
  ) throws {
    let names = ["pair", "n", "agree", "kappa", "95 %", "pi", "AC1", "left out"]
    var pairs = PlainTable(
      columns: names.map { .init($0, isNumeric: $0 != "pair" && $0 != "left out") })
    pairs.rows = report.pairs.map { pair in
      let kappa = pair.table.coefficient(.cohen)
      let reason = Figure.reason(kappa)
      return [
        pair.first.name + " × " + pair.second.name, String(pair.table.itemCount),
        Figure.value(pair.table.coefficient(.percent)), Figure.value(kappa),
        reason.isEmpty ? Figure.interval(kappa) : reason,
        Figure.value(pair.table.coefficient(.scott)), Figure.value(pair.table.coefficient(.ac1)),
        Figure.leftOut(pair.table.leftOut),
      ]
    }
    var overall = PlainTable(columns: [
      .init("overall"), .init("value", isNumeric: true), .init("95 %"),
    ])
    overall.rows = GroupCoefficient.allCases.map { name in
      let estimate = report.overall.coefficient(name)
      let interval = Figure.interval(estimate) + Figure.reason(estimate)
      return [name.fullName, Figure.value(estimate), interval]
    }
    if invocation.has("markdown") {
      try console.print(pairs.markdown + "\n\n" + overall.markdown)
    } else if invocation.has("csv") {
      try console.print(pairs.csv)
    } else {
      try console.print(pairs.plain(heading: console.heading))
      try console.print(
        "\nover \(report.overallRaters.count) raters, \(report.overall.itemCount) items with two or "
          + "more ratings\n" + overall.plain(heading: console.heading))
    }
  }
}

/// A condition on the lower end of an interval, such as `cohen>=0.6`.
struct Gate {
  var name: String
  var bound: Double
  var isStrict: Bool

  init(_ text: String) throws {
    let isStrict = !text.contains(">=")
    let parts = text.replacing(">=", with: ">").split(separator: ">").map(String.init)
    guard parts.count == 2, let bound = Double(parts[1]),
      PairCoefficient(rawValue: parts[0]) != nil || GroupCoefficient(rawValue: parts[0]) != nil
    else {
      throw CommandFailure.usage("a gate is a coefficient, >= or >, and a number: 'cohen>=0.6'")
    }
    (name, self.bound, self.isStrict) = (parts[0], bound, isStrict)
  }

  func failures(in report: AgreementReport) -> [String] {
    if let coefficient = PairCoefficient(rawValue: name) {
      return report.pairs.compactMap { pair in
        failure(
          pair.table.coefficient(coefficient), "\(pair.first.name) × \(pair.second.name)")
      }
    }
    guard let coefficient = GroupCoefficient(rawValue: name) else { return [] }
    return [failure(report.overall.coefficient(coefficient), "overall")].compactMap { $0 }
  }

  private func failure(_ estimate: Estimate, _ what: String) -> String? {
    guard let coefficient = estimate.coefficient else {
      return "gate \(name): \(what): undefined, \(Figure.reason(estimate))"
    }
    guard let low = coefficient.interval?.low else {
      return "gate \(name): \(what): has no interval here, so its lower end cannot be tested"
    }
    let holds = isStrict ? low > bound : low >= bound
    return holds
      ? nil
      : "gate \(name): \(what): the interval's lower end \(Figure.decimal(low)) is below \(bound)"
  }
}
