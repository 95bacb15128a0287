import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Check-lists as they are written.
struct ValidationTable {
  var study: String
  /// Whether several judges are only set side by side.
  var isOverview = false
  var lists: [ValidationChecklist] = []

  /// What a gate says of each check that did not hold.
  func failures(countingUnknown: Bool) -> [String] {
    lists.flatMap { list in
      list.checks.filter { $0.status == .failed || countingUnknown && $0.status == .notKnown }
        .map {
          "\(list.judge): \($0.name.rawValue) \(Self.word($0.status)): \($0.finding)"
        }
    }
  }

  // MARK: - To read

  /// The judges side by side where there are several, and each by itself unless only the overview
  /// was asked for.
  func text(heading: (String) -> String) -> String {
    let isSide = lists.count > 1
    var parts = isSide ? [judges.plain(heading: heading), overview.plain(heading: heading)] : []
    if isSide { parts.append("ok passed, NO failed, ? not known, - does not apply") }
    if !(isSide && isOverview) { parts += lists.map { details($0, heading) } }
    var end = lists.first.map { list in
      "against \(list.reference), counted with "
        + list.policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    }
    if isSide, isOverview {
      end = (end ?? "") + "\n--judge NAME says what was found, and what would make it better"
    }
    return (parts + [end].compactMap(\.self)).joined(separator: "\n\n")
  }

  private var judges: PlainTable {
    var table = PlainTable(
      columns: [
        .init("", isNumeric: true), .init("judge"), .init("kappa", isNumeric: true), .init("95 %"),
      ] + ["ok", "NO", "?"].map { .init($0, isNumeric: true) })
    table.rows = lists.enumerated().map { at, list in
      let kappa = list[.kappa]?.estimate ?? .undefined(.noItems)
      let counts = [ValidationCheck.Status.passed, .failed, .notKnown].map(list.count)
      return [String(at + 1), list.judge, Figure.value(kappa), Figure.interval(kappa)]
        + counts.map(String.init)
    }
    return table
  }

  /// A row for each check, a column for each judge.
  private var overview: PlainTable {
    var table = PlainTable(
      columns: [.init("check")] + lists.indices.map { .init(String($0 + 1), isNumeric: true) })
    table.rows = ValidationCheck.Name.allCases.map { name in
      [name.title] + lists.map { list in list[name].map { Self.mark($0.status) } ?? "-" }
    }
    return table
  }

  /// Each check with what was found; where it did not pass, also what was asked for and what to do.
  private func details(_ list: ValidationChecklist, _ heading: (String) -> String) -> String {
    let indent = String(repeating: " ", count: 4)
    let width = ValidationCheck.Name.allCases.map(\.title.count).max() ?? 0
    var lines = [heading(SafeText.line("\(list.judge): \(list.summary)"))]
    for check in list.checks {
      let title = check.name.title + String(repeating: " ", count: width - check.name.title.count)
      let mark = Self.mark(check.status)
      lines.append(
        mark + String(repeating: " ", count: 4 - mark.count)
          + SafeText.line("\(title)  \(check.finding)"))
      guard check.status != .passed else { continue }
      lines.append(indent + SafeText.line("asked for: \(check.threshold)"))
      if let next = check.next { lines.append(indent + "next: " + SafeText.line(next.words)) }
      let command = check.next?.command(study: study, list: list) ?? ""
      if !command.isEmpty { lines.append(indent + SafeText.line(command)) }
    }
    for name in ValidationCheck.Name.allCases {
      guard let why = list.leftOut[name] else { continue }
      lines.append(SafeText.line("-   \(name.title): does not apply: \(why)"))
    }
    return lines.joined(separator: "\n")
  }

  private static func mark(_ status: ValidationCheck.Status) -> String {
    switch status {
    case .passed: "ok"
    case .failed: "NO"
    case .notKnown: "?"
    }
  }

  private static func word(_ status: ValidationCheck.Status) -> String {
    status == .failed ? "failed" : "not known"
  }

  // MARK: - For programs

  var json: JSONValue {
    .members([
      "reference": lists.first.map { .string($0.reference) },
      "policies": lists.first.map { list in
        .object(list.policy.parts.map { .init(name: $0.name, value: .string($0.value)) })
      },
      "judges": .array(lists.map(json)),
    ])
  }

  private func json(_ list: ValidationChecklist) -> JSONValue {
    .members([
      "judge": .string(list.judge), "passed": .integer(list.count(.passed)),
      "failed": .integer(list.count(.failed)), "not_known": .integer(list.count(.notKnown)),
      "checks": .array(list.checks.map { json($0, list) }),
      "left_out": .object(
        ValidationCheck.Name.allCases.compactMap { name in
          list.leftOut[name].map { .init(name: name.rawValue, value: .string($0)) }
        }),
    ])
  }

  private func json(_ check: ValidationCheck, _ list: ValidationChecklist) -> JSONValue {
    let command = check.next?.command(study: study, list: list)
    return .members([
      "check": .string(check.name.rawValue), "status": .string(check.status.rawValue),
      "figure": check.estimate.map { AgreeJSON.json($0) }, "finding": .string(check.finding),
      "threshold": .string(check.threshold), "next": check.next.map { .string($0.words) },
      "command": command.flatMap { $0.isEmpty ? nil : .string($0) },
    ])
  }
}
