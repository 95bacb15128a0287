import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import StudyFormats
import WorkbenchRuntime

/// `concord jury sweep`.
enum JuryCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let names = invocation.list("seats")
    guard let reference = invocation.value("reference") else {
      throw CommandFailure.usage("against whom? Say --reference NAME, or --reference majority")
    }
    let settings = try settings(invocation, names, reference)
    let target = invocation.value("published")
    if let target, target != "-", FolderContents.exists(target), !invocation.has("force") {
      throw CommandFailure.data("\(target): is there already; --force replaces it")
    }
    let store = try AnnotationStore.open(at: invocation.operands[1], mode: .readOnly)
    let tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: names + [reference], isNarrow: true)
    guard tracker.scale.categoryCount > 0 else {
      throw CommandFailure.data(
        "\(store.path): its answers are rankings, which have no kappa: there is no sweep of them")
    }
    let truth = try tracker.knownStream(named: reference)
    let seats = try await SeatReading.seats(
      names.map { try tracker.knownStream(named: $0).id }, store, tracker,
      joinsScores: settings.rule.joinsScores)
    let silent = tracker.seatsWithoutScores(seats, settings.rule).map { names[$0] }
    guard silent.isEmpty else {
      throw CommandFailure.data(
        "\(silent.joined(separator: ", ")): no scores, which \(settings.rule.name) joins. Leave "
          + "\(silent.count == 1 ? "it" : "them") out of --seats, or take a --rule that counts "
          + "votes, as plurality does")
    }
    let swept = SweptTable(
      seats: seats.map { SweptTable.Seat($0, tracker) }, reference: truth.name,
      settings: settings, policy: tracker.policy,
      juries: tracker.sweep(seats, against: truth.id, settings),
      alone: tracker.sweep(
        seats, against: truth.id, JurySweep(minSize: 1)
      ).filter { $0.size == 1 })
    if let target { try TextFile.write(swept.published + "\n", to: target) }
    remark(swept, tracker, truth, seats, console)
    let limit = invocation.number("limit")
    if invocation.has("json") {
      try console.print(swept.json(limit: limit))
    } else if target != "-" {
      try console.print(swept.text(limit: limit, heading: console.heading))
    }
  }

  private static func settings(
    _ invocation: Invocation, _ names: [String], _ reference: String
  ) throws -> JurySweep {
    let minSize = invocation.number("min-size") ?? 2
    guard minSize > 0 else { throw CommandFailure.usage("--min-size is at least 1") }
    guard names.count >= minSize else {
      throw CommandFailure.usage(
        "a jury of \(minSize) or more wants as many seats: --seats A,B,… has \(names.count)")
    }
    guard names.count <= JurySweep.mostSeats else {
      throw CommandFailure.usage(
        "\(names.count) seats are too many: a sweep has at most \(JurySweep.mostSeats)")
    }
    if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
      throw CommandFailure.usage("\(names[twice]) is in --seats twice")
    }
    if names.contains(reference) {
      throw CommandFailure.usage("\(reference) is the reference: it cannot be a seat as well")
    }
    return JurySweep(
      rule: invocation.value("rule").flatMap(PanelRule.init(name:)) ?? .plurality,
      minSize: minSize, quorum: max(1, invocation.number("quorum") ?? 1))
  }

  /// What a reader could take the figures for and should not.
  private static func remark(
    _ swept: SweptTable, _ tracker: AgreementTracker, _ truth: RatingStream,
    _ seats: [SweptSeat], _ console: Console
  ) {
    let people = swept.seats.filter { $0.kind.isHuman }.map(\.name)
    if truth.id == .majority, !people.isEmpty {
      console.message(
        "\(people.joined(separator: ", ")): also in the majority, which they agree with for that")
    }
    if swept.settings.rule.joinsScores, swept.juries.allSatisfy({ $0.n == 0 }) {
      console.message(
        "no jury has an answer: the seats' verdicts bring no scores that could be joined")
    }
  }
}
