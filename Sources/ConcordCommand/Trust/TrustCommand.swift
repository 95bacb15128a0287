import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import StudyFormats

/// `concord trust`: which items may be left to a judge, and which people have to label.
enum TrustCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let wanted = try wanted(invocation)
    let target = invocation.value("list")
    if let target, target != "-", FolderContents.exists(target), !invocation.has("force") {
      throw CommandFailure.data("\(target): is there already; --force replaces it")
    }
    let person = invocation.value("escalate")
    if let person, let fault = Rater.fault(inName: person) { throw CommandFailure.usage(fault) }
    let store = try AnnotationStore.open(
      at: invocation.operands[0], mode: person == nil ? .readOnly : .readWrite)
    do {
      let seats = try await seatNames(invocation, store)
      let study = try await JudgedStudy(invocation, store, besides: seats)
      let report = TrustReport(
        study.tracker.judgedItems(by: study.judge.id, reference: study.reference.id),
        labelOrder: try await study.labelOrder(),
        try await study.confidences(seats: seats),
        source: invocation.value("by").flatMap(ConfidenceSource.init(rawValue:)), wanted,
        seed: UInt64(invocation.number("seed") ?? 1))
      try check(report, invocation)
      if let target {
        let keys = try await store.keys(of: report.toLabel)
        try TextFile.write(keys.map { SafeText.line($0) + "\n" }.joined(), to: target)
      }
      if let person { try await escalate(report, to: person, store) }
      let text = TrustText(study: study, report: report, wanted: wanted, person: person)
      if invocation.has("json") {
        try console.print(try await text.json())
      } else if target != "-" {
        try console.print(text.plain(heading: console.heading))
      }
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  private static func wanted(_ invocation: Invocation) throws -> SelectiveRisk {
    let number = invocation.number("look-number") ?? 1
    guard number > 0 else { throw CommandFailure.usage("--look-number is counted from 1") }
    let look: RiskLook =
      switch invocation.value("look") {
      case "spending": .spending(look: number)
      case "anytime": .anytime
      default: .once
      }
    if look == .once, invocation.has("look-number") {
      throw CommandFailure.usage("--look-number belongs to --look spending")
    }
    return SelectiveRisk(
      maximumRisk: try invocation.share("risk", or: 0.1),
      confidence: try invocation.share("confidence", or: 0.95), look: look)
  }

  /// The raters of a jury's seats; none for others.
  private static func seatNames(
    _ invocation: Invocation, _ store: AnnotationStore
  ) async throws -> [String] {
    guard let name = invocation.value("judge"), let run = try await store.run(named: name) else {
      return []
    }
    let seats = Set(try await store.seats(of: run.id))
    return try await store.raters().map(\.rater).filter { seats.contains($0.id) }.map(\.name)
  }

  private static func check(_ report: TrustReport, _ invocation: Invocation) throws {
    let isKnown = report.known.contains { $0.source == report.source }
    guard report.source != .none, !isKnown else { return }
    let known = report.known.map(\.source.rawValue)
    throw CommandFailure.data(
      "the study knows no \(report.source.rawValue) of this judge; it knows "
        + (known.isEmpty ? "nothing of its confidence" : known.joined(separator: ", "))
        + ": leave --by out")
  }

  /// Puts the items before all others in a person's order.
  private static func escalate(
    _ report: TrustReport, to person: String, _ store: AnnotationStore
  ) async throws {
    let rater = try await store.rater(named: person, kind: .human)
    _ = try await store.enrol(rater.id, sideSeed: .random(in: 1...UInt64(Int64.max)))
    try await store.setQueue(of: rater.id, first: report.toLabel)
  }
}

extension JudgedStudy {
  /// All that the file knows of how sure the judge was. A pass over its verdicts for each source.
  func confidences(seats: [String]) async throws -> JudgeConfidences {
    let orders = tracker.orderAgreement(of: judge.id)
    var result = JudgeConfidences(conflicts: Set(orders.filter { $0.value == 0 }.map(\.item)))
    result.add(.orders, orders)
    result.add(
      .votes,
      tracker.voteMargins(of: judge.id, seats: seats.compactMap { tracker.stream(named: $0)?.id }))
    guard let rater = tracker.rater(of: judge.id), !rater.kind.isHuman else { return result }
    let isOwn: (Bool) -> Bool = { swapped in
      switch (tracker.policy.orders, judge.id) {
      case (.merge, _): true
      case (.separate, .swapped): swapped
      case (.separate, _): !swapped
      }
    }
    let stated = try await store.confidences(of: rater.id).filter { isOwn($0.swapped) }
    result.add(.samples, stated.filter(\.isOfSamples).map { ($0.item, $0.share) })
    result.add(.probability, stated.filter { !$0.isOfSamples }.map { ($0.item, $0.share) })
    let repeats = try await store.repeatedAnswers(of: rater.id).filter { isOwn($0.swapped) }
    result.add(repeats: repeats.map { ($0.item, $0.codes) })
    if rater.kind == .debate {
      result.add(
        .votes, tracker.voteMargins(of: judge.id, try await store.debateVotes(of: rater.id)))
    }
    let columns = try await store.scoreColumns(of: rater.id)
    let scores = SeatScores(columns, of: judge.id, policy: tracker.policy)
    result.add(
      scores: (0..<itemCount).map { ItemID(Int64($0 + 1)) }.map { ($0, scores[$0]) })
    return result
  }
}
