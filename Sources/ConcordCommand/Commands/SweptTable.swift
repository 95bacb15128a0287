import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StudyFormats
import Workbench

/// A sweep as it is written.
struct SweptTable {
  struct Seat {
    var name: String
    var kind: RaterKind
    /// The model behind it; "" where there is none.
    var model: String
    var costPerItem: Double?

    init(name: String, kind: RaterKind, model: String = "", costPerItem: Double? = nil) {
      self.name = name
      self.kind = kind
      self.model = model
      self.costPerItem = costPerItem
    }

    init(_ seat: SweptSeat, _ tracker: AgreementTracker) {
      self.init(
        name: tracker.stream(seat.id)?.name ?? "", kind: tracker.stream(seat.id)?.kind ?? .imported,
        model: tracker.rater(of: seat.id)?.model ?? "", costPerItem: seat.costPerItem)
    }
  }

  var seats: [Seat]
  var reference: String
  var settings: JurySweep
  var policy: AnalysisPolicy
  /// The best kappa first.
  var juries: [SweptJury]
  /// Each seat by itself.
  var alone: [SweptJury]

  func json(limit: Int?) -> JSONValue {
    .array(
      juries.prefix(limit ?? juries.count).map { jury in
        .members([
          "seats": .strings(jury.seats.map { seats[$0].name }), "n": .integer(jury.n),
          "cohen": AgreeJSON.json(jury.cohen, withItems: false),
          "cost_per_item": jury.costPerItem.map(JSONValue.number) ?? .null,
        ])
      })
  }

  /// The Fellowship's shape: members by their models, where these tell them apart, and kappa.
  var published: String {
    let juries = PublishedJury.all(
      juries, of: seats.map { PublishedJury.Seat(name: $0.name, model: $0.model) })
    return JuryFile.text(juries.map { ($0.members, $0.kappa) })
  }

  // MARK: - To read

  func text(limit: Int?, heading: (String) -> String) -> String {
    let shown = juries.prefix(limit ?? juries.count)
    var parts = [title, seatTable.plain(heading: heading)]
    var table = PlainTable(columns: columns("jury"))
    table.rows = shown.map { [members($0)] + figures($0) }
    parts.append(table.plain(heading: heading))
    if shown.count < juries.count {
      parts[2] += "\n… \(juries.count - shown.count) more"
    }
    return (parts + [costs(heading)]).joined(separator: "\n\n")
  }

  private var title: String {
    "\(juries.count) \(juries.count == 1 ? "jury" : "juries") against \(reference), rule "
      + settings.rule.name
      + (settings.quorum > 1 ? ", quorum \(settings.quorum)" : "")
      + ", unparsed \(policy.unparsed.rawValue), ties \(policy.ties.rawValue)"
  }

  private var isPriced: Bool { seats.contains { $0.costPerItem != nil } }

  private func columns(_ first: String) -> [PlainTable.Column] {
    [.init(first)] + ["n", "kappa"].map { .init($0, isNumeric: true) } + [.init("95 %")]
      + (isPriced ? [.init("cost per item", isNumeric: true)] : [])
  }

  private var seatTable: PlainTable {
    var table = PlainTable(columns: [.init("", isNumeric: true)] + columns("seat by itself"))
    let single = Dictionary(uniqueKeysWithValues: alone.map { ($0.members, $0) })
    table.rows = seats.indices.compactMap { at in
      single[1 << UInt32(at)].map { [String(at + 1), seats[at].name] + figures($0) }
    }
    return table
  }

  /// `1 2 5`: the numbers of the seats.
  private func members(_ jury: SweptJury) -> String {
    jury.seats.map { String($0 + 1) }.joined(separator: " ")
  }

  private func figures(_ jury: SweptJury) -> [String] {
    let reason = Figure.reason(jury.cohen)
    return [
      String(jury.n), Figure.value(jury.cohen),
      reason.isEmpty ? Figure.interval(jury.cohen) : reason,
    ] + (isPriced ? [jury.costPerItem.map(Price.text) ?? "not known"] : [])
  }

  private func costs(_ heading: (String) -> String) -> String {
    let unpriced = seats.filter { $0.costPerItem == nil }.map(\.name)
    let frontier = SweptJury.frontier(of: juries)
    guard !frontier.isEmpty else {
      guard !unpriced.isEmpty, juries.contains(where: { $0.cohen.value != nil }) else {
        return "No picture of kappa against cost: no jury has a kappa."
      }
      return "No picture of kappa against cost: the file knows no price of "
        + (unpriced.count == seats.count ? "these seats" : unpriced.joined(separator: ", ")) + "."
    }
    let points = juries.compactMap { jury in
      jury.costPerItem.flatMap { cost in jury.cohen.value.map { CostPicture.Point(cost, $0) } }
    }
    let best = frontier.compactMap { jury in
      jury.costPerItem.flatMap { cost in jury.cohen.value.map { CostPicture.Point(cost, $0) } }
    }
    var table = PlainTable(columns: columns("not beaten"))
    table.rows = frontier.map { [members($0)] + figures($0) }
    let missing =
      unpriced.isEmpty ? [] : ["Without a price: " + unpriced.joined(separator: ", ") + "."]
    return
      ([CostPicture(points: points, frontier: best).text, table.plain(heading: heading)] + missing)
      .joined(separator: "\n\n")
  }
}
