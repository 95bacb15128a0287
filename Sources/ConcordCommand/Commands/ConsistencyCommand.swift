import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord consistency`: how far raters agree with themselves.
enum ConsistencyCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    var names = invocation.list("raters")
    let all = try await store.raters()
    if let unknown = names.first(where: { name in !all.contains { $0.rater.name == name } }) {
      throw UnknownRater(name: unknown, known: all.map(\.rater.name))
    }
    if names.isEmpty {
      names = all.filter { !$0.rater.kind.isHuman && $0.ratings > 0 }.map(\.rater.name)
    }
    guard !names.isEmpty else {
      throw CommandFailure.data(
        "\(store.path): no judge, jury or debate has rated anything; name people in --raters")
    }
    let tracker = try await AgreeCommand.tracker(
      store, AnalysisPolicy(), only: names, isNarrow: true)
    guard tracker.scale.categoryCount > 0 else {
      throw CommandFailure.data(
        "\(store.path): its answers are rankings, of which there is no kappa or mode")
    }
    var table = ConsistencyTable()
    for name in names {
      guard let rater = all.first(where: { $0.rater.name == name })?.rater else { continue }
      let repeats = try await store.repeatedAnswers(of: rater.id)
      let own = SelfConsistency(
        stored: repeats.filter { !$0.swapped }.map(\.codes),
        exchanged: repeats.filter(\.swapped).map(\.codes),
        sampleShares: try await store.sampleShares(of: rater.id),
        categoryCount: tracker.scale.categoryCount)
      table.rows.append(
        ConsistencyTable.Row(
          name: name, own: own, orders: tracker.swapConsistency(of: rater.id)))
    }
    if invocation.has("json") {
      try console.print(table.json)
    } else {
      try console.print(table.text(heading: console.heading))
    }
  }
}

/// Consistencies as they are written.
struct ConsistencyTable {
  struct Row {
    var name: String
    var own: SelfConsistency
    /// Nil where no item was answered in both orders.
    var orders: SwapConsistency?
    var stored: RepeatConsistency? { own.stored }
    var exchanged: RepeatConsistency? { own.exchanged }
    var samples: SampleConsistency { own.samples }
  }

  var rows: [Row] = []

  // MARK: - To read

  func text(heading: (String) -> String) -> String {
    let tables = [repeats, orders, conflicts, samples].filter { !$0.rows.isEmpty }
    return (tables.map { $0.plain(heading: heading) } + [notes]).filter { !$0.isEmpty }
      .joined(separator: "\n\n")
  }

  private static func columns(_ names: [String]) -> [PlainTable.Column] {
    [.init(names[0])] + names.dropFirst().map { .init($0, isNumeric: true) }
  }

  private static func cells(_ estimate: Estimate) -> [String] {
    let reason = Figure.reason(estimate)
    return [Figure.value(estimate), reason.isEmpty ? Figure.interval(estimate) : reason]
  }

  private var repeats: PlainTable {
    var table = PlainTable(
      columns: Self.columns(
        ["asked again the same", "n", "times", "mode", "95 %", "majority", "95 %"]))
    for row in rows {
      for (name, found) in orders(of: row) {
        let times = found.fewest == found.most ? "\(found.most)" : "\(found.fewest)-\(found.most)"
        table.rows.append(
          [name, String(found.n), times] + Self.cells(found.modalShare)
            + Self.cells(found.majority))
      }
    }
    return table
  }

  private func orders(of row: Row) -> [(String, RepeatConsistency)] {
    let both = row.stored != nil && row.exchanged != nil
    return [
      row.stored.map { (row.name + (both ? " (stored order)" : ""), $0) },
      row.exchanged.map { (row.name + (both ? " (exchanged)" : ""), $0) },
    ].compactMap { $0 }
  }

  private var orders: PlainTable {
    var table = PlainTable(
      columns: Self.columns(["kappa with itself", "of", "n", "kappa", "95 %"]))
    for row in rows {
      for (name, found) in orders(of: row) {
        table.rows.append([name, "first, second time", String(found.n)] + Self.cells(found.retest))
      }
      if let swap = row.orders {
        table.rows.append([row.name, "both orders", String(swap.n)] + Self.cells(swap.kappa))
      }
    }
    return table
  }

  private var conflicts: PlainTable {
    var table = PlainTable(
      columns: Self.columns(["both orders", "n", "alike", "95 %", "conflicts", "first", "last"]))
    table.rows = rows.compactMap { row in
      row.orders.map { swap in
        [row.name, String(swap.n)] + Self.cells(swap.share)
          + [
            "\(swap.conflicts) (\(Figure.percent(swap.conflictRate.value ?? 0)))",
            Self.share(swap.primacyShare), Self.share(swap.recencyShare),
          ]
      }
    }
    return table
  }

  private static func share(_ estimate: Estimate) -> String {
    estimate.value.map(Figure.percent) ?? "n/a"
  }

  private var samples: PlainTable {
    var table = PlainTable(
      columns: Self.columns(["verdicts of samples", "n", "agreeing", "95 %", "majority", "95 %"]))
    table.rows = rows.filter { $0.samples.n > 0 }.map { row in
      [row.name, String(row.samples.n)] + Self.cells(row.samples.agreeing)
        + Self.cells(row.samples.majority)
    }
    return table
  }

  private var notes: String {
    var notes: [String] = []
    let once = rows.filter { $0.stored == nil && $0.exchanged == nil }.map(\.name)
    if !once.isEmpty {
      notes.append(
        "no item was asked twice the same (run … --repeats): " + once.joined(separator: ", "))
    }
    let oneOrder = rows.filter { $0.orders == nil }.map(\.name)
    if !oneOrder.isEmpty {
      notes.append(
        "no item was answered in both orders (run … --order both): "
          + oneOrder.joined(separator: ", "))
    }
    let certain = rows.filter { $0.orders?.conflicts == 0 }.map(\.name)
    if !certain.isEmpty {
      notes.append(
        "no conflict whose share could go to a place: " + certain.joined(separator: ", "))
    }
    let unanswered = rows.filter { row in orders(of: row).contains { $0.1.unanswered > 0 } }
    if !unanswered.isEmpty {
      notes.append(
        "repeats without an answer are left out: "
          + unanswered.map { row in
            "\(row.name) \(orders(of: row).reduce(0) { $0 + $1.1.unanswered })"
          }.joined(separator: ", "))
    }
    return notes.joined(separator: "\n")
  }

  // MARK: - For programs

  var json: JSONValue {
    .array(
      rows.map { row in
        .members([
          "rater": .string(row.name), "repeats": Self.json(row.stored),
          "repeats_exchanged": Self.json(row.exchanged), "orders": Self.json(row.orders),
          "samples": .members([
            "n": .integer(row.samples.n), "agreeing": AgreeJSON.json(row.samples.agreeing),
            "majority": AgreeJSON.json(row.samples.majority),
          ]),
        ])
      })
  }

  private static func json(_ found: RepeatConsistency?) -> JSONValue {
    guard let found else {
      return .members(["n": .integer(0), "undefined": .string(UndefinedReason.noRepeats.rawValue)])
    }
    return .members([
      "n": .integer(found.n), "fewest": .integer(found.fewest), "most": .integer(found.most),
      "unanswered": .integer(found.unanswered), "modal_share": AgreeJSON.json(found.modalShare),
      "majority": AgreeJSON.json(found.majority), "retest_kappa": AgreeJSON.json(found.retest),
    ])
  }

  private static func json(_ swap: SwapConsistency?) -> JSONValue {
    guard let swap else {
      return .members([
        "n": .integer(0), "undefined": .string("no item was answered in both orders"),
      ])
    }
    return .members([
      "n": .integer(swap.n), "consistency": AgreeJSON.json(swap.share),
      "conflict_rate": AgreeJSON.json(swap.conflictRate), "conflicts": .integer(swap.conflicts),
      "primacy": AgreeJSON.json(swap.primacyShare), "recency": AgreeJSON.json(swap.recencyShare),
      "kappa": AgreeJSON.json(swap.kappa),
    ])
  }
}
