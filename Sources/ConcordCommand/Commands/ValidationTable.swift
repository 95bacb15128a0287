import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Check-lists as they are written.
struct ValidationTable {
  var study: String
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

  func text(heading: (String) -> String) -> String {
    var parts = lists.count > 1 ? [overview.plain(heading: heading), Self.legend] : []
    for list in lists {
      parts.append(
        heading(SafeText.line("\(list.judge) against \(list.reference)")) + "\n"
          + table(list).plain(heading: heading))
      parts.append(
        ([list.summary] + steps(list) + leftOut(list)).map(SafeText.line)
          .joined(separator: "\n"))
    }
    let policy = lists.first?.policy.parts.map { "\($0.name) \($0.value)" } ?? []
    return (parts + ["counted with " + policy.joined(separator: ", ")]).joined(separator: "\n\n")
  }

  /// One row for each judge: which of the checks it passed.
  private var overview: PlainTable {
    var table = PlainTable(
      columns: [.init("judge"), .init("kappa", isNumeric: true), .init("95 %")]
        + Self.short.map { .init($0.title) }
        + [.init("failed", isNumeric: true), .init("?", isNumeric: true)])
    table.rows = lists.map { list in
      let kappa = list[.kappa]?.estimate ?? .undefined(.noItems)
      return [list.judge, Figure.value(kappa), Figure.interval(kappa)]
        + Self.short.map { name, _ in list[name].map { Self.mark($0.status) } ?? "" }
        + [String(list.count(.failed)), String(list.count(.notKnown))]
    }
    return table
  }

  /// Titles of narrow columns.
  private static let short: [(name: ValidationCheck.Name, title: String)] = [
    (.kappa, "κ"), (.ceiling, "people"), (.position, "place"), (.repeats, "again"),
    (.precision, "n"), (.classes, "class"), (.unparsed, "read"), (.leniency, "leni"),
    (.length, "long"), (.family, "own"), (.slices, "slice"), (.sources, "src"),
  ]

  private static let legend = "ok passed, NO failed, ? not known, nothing where it does not apply"

  private func table(_ list: ValidationChecklist) -> PlainTable {
    var table = PlainTable(columns: [
      .init(""), .init("check"), .init("found"), .init("asked for"),
    ])
    table.rows = list.checks.map {
      [Self.mark($0.status), $0.name.title, $0.finding, $0.threshold]
    }
    return table
  }

  private func steps(_ list: ValidationChecklist) -> [String] {
    list.checks.compactMap { check in
      guard let next = check.next else { return nil }
      let command = next.command(study: study, list: list)
      return "  \(check.name.title): \(next.words)" + (command.isEmpty ? "" : ":  \(command)")
    }
  }

  private func leftOut(_ list: ValidationChecklist) -> [String] {
    ValidationCheck.Name.allCases.compactMap { name in
      list.leftOut[name].map { "  left out: \(name.title) (\($0))" }
    }
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
