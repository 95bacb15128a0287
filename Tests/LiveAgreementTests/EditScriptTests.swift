import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// After each key the live figures are those of a recount, whatever was pressed and whatever the
/// policies say.
@Suite struct EditScriptTests {
  init() { _ = concord_set_locale() }

  static var policies: [AnalysisPolicy] {
    var result: [AnalysisPolicy] = []
    for unparsed in AnalysisPolicy.Unparsed.allCases {
      for ties in AnalysisPolicy.Ties.allCases {
        for orders in AnalysisPolicy.Orders.allCases {
          for consensus in AnalysisPolicy.Consensus.allCases {
            for reveal in AnalysisPolicy.Reveal.allCases {
              result.append(
                AnalysisPolicy(
                  unparsed: unparsed, ties: ties, orders: orders, consensus: consensus,
                  reveal: reveal))
            }
          }
        }
      }
    }
    return result
  }

  /// The pairs and groups that are asked for before the first change, so that they are kept live.
  func figures(_ tracker: inout AgreementTracker) -> [Figures] {
    let ids = tracker.streams.map(\.id)
    var result: [Figures] = []
    for first in ids {
      for second in ids { result.append(.pair(tracker.pair(first, second))) }
    }
    let people = tracker.humans
    result.append(.group(tracker.group(people)))
    result.append(.group(tracker.group(ids.filter { $0 != .majority })))
    result.append(.margins(ids.map { tracker.marginalCounts(of: $0) }))
    return result
  }

  enum Figures: Hashable {
    case pair(PairTable)
    case group(GroupTable)
    case margins([[Int]])
  }

  /// The keys of a random script on the label screen, with what each of them is for.
  func step(_ random: inout SplitMix64, _ desk: inout Desk) async throws -> String {
    switch random.next() % 14 {
    case 0...4:
      let key = ["1", "2", "0"][Int(random.next() % 3)]
      try await desk.type(key)
      return key
    case 5:
      try await desk.type("s")
      return "skip"
    case 6, 7:
      try await desk.type("u")
      return "undo"
    case 8:
      try await desk.press(.control("r"))
      return "redo"
    case 9:
      try await desk.type("[")
      return "back"
    case 10:
      try await desk.type("]")
      return "on"
    case 11:
      try await desk.type("f")
      return "flag"
    case 12:
      try await desk.type("R")
      if desk.state.screen == .reveal { try await desk.press(.escape) }
      return "reveal"
    default: return try await others(&random, &desk)
    }
  }

  /// Another person labels, in another program.
  private func others(_ random: inout SplitMix64, _ desk: inout Desk) async throws -> String {
    let study = desk.study
    let event = LabelEvent(
      eventID: "o\(random.next())", rater: study.other.id,
      item: ItemID(Int64(1 + random.next() % UInt64(LiveStudy.itemCount))),
      action: .label(
        [RatingValue.prefer(0), .prefer(1), .tie][Int(random.next() % 3)], confidence: nil,
        errorCodes: []), presentation: .asStored(2), shownAtMilliseconds: 1,
      actedAtMilliseconds: 2, activeMilliseconds: 1)
    let receipt = try await study.store.commit(event, cursor: nil)
    desk.changes += receipt.changes
    try await desk.tell(
      .othersChanged(receipt.changes, raters: try await study.store.raters().map(\.rater)))
    return "another's"
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func theTrackerIsTheRecountUnderEveryPolicy(_ seed: UInt64) async throws {
    let study = try await LiveStudy()
    var desk = try await Desk(study)
    try await desk.type("a")
    for number in 0..<14 { try await desk.type(number % 3 == 0 ? "2" : "1") }
    var shown = 0
    var live: [AgreementTracker] = []
    for policy in Self.policies {
      var tracker = try await Recount.tracker(study.store, policy)
      _ = figures(&tracker)
      live.append(tracker)
    }
    #expect(live.count == 80)
    var random = SplitMix64(seed: seed)
    for number in 0..<40 {
      desk.changes = []
      let step = try await step(&random, &desk)
      for at in live.indices {
        for change in desk.changes { live[at].apply(change) }
      }
      guard !desk.changes.isEmpty else { continue }
      for at in live.indices {
        var fresh = try await Recount.tracker(study.store, Self.policies[at])
        let isSame = figures(&live[at]) == figures(&fresh)
        #expect(isSame, "step \(number), \(step), \(Self.policies[at])")
        if !isSame { return }
      }
      if try await check(desk, "step \(number), \(step)") { shown += 1 }
    }
    #expect(shown > 0, "the strip was never drawn")
    #expect(try await study.store.check().isEmpty)
  }

  /// The line under the label screen, in the words that are drawn.
  ///
  /// - Returns: whether it has enough items in common to be drawn.
  private func check(_ desk: Desk, _ step: String) async throws -> Bool {
    var fresh = try await Recount.tracker(desk.study.store, desk.state.agreement.policy)
    let judge = try #require(fresh.stream(named: "judge/plain")).id
    let table = fresh.pair(.rater(desk.study.me.id), judge)
    guard table.itemCount > 0, desk.state.screen == .label else { return false }
    let kappa = table.coefficient(.cohen)
    let expected =
      kappa.coefficient == nil
      ? "judge/plain \(Figure.reason(kappa)) n \(table.itemCount)"
      : "judge/plain \(Figure.value(kappa)) \(Figure.interval(kappa, digits: 2)) "
        + "n \(table.itemCount)"
    // Below ten items in common the value would give the judge's answer away.
    let isShown = table.itemCount >= AgreementStrip.smallest
    #expect(desk.state.draw().text.contains(expected) == isShown, "\(step): \(expected)")
    return isShown
  }

  /// The switches on the screen, pressed in any order: what is shown is what a recount under the
  /// same policy says.
  @Test func switchesOnTheScreenAreTheRecountToo() async throws {
    let study = try await LiveStudy()
    var desk = try await Desk(study)
    for key in ["1", "2", "0", "1", "1", "2"] { try await desk.type(key) }
    try await desk.type("A")
    var random = SplitMix64(seed: 8)
    for _ in 0..<30 {
      try await desk.type(["u", "t", "s", "m", "b"][Int(random.next() % 5)])
      var fresh = try await Recount.tracker(study.store, desk.state.agreement.policy)
      let reference = try #require(desk.state.agreement.reference)
      for row in desk.state.agreement.rows where row.id != reference {
        #expect(row.table == fresh.pair(reference, row.id), "\(row.name)")
      }
    }
  }

  @Test func theCourseEndsAtTheFigureThatIsShown() async throws {
    let study = try await LiveStudy()
    var desk = try await Desk(study)
    for key in ["1", "2", "0", "1", "1", "2", "0", "2"] { try await desk.type(key) }
    try await desk.type("A")
    try await desk.press(.enter)
    let shown = try #require(desk.state.agreement.pairTable)
    let last = try #require(desk.state.agreement.trend?.points.last)
    #expect(last.n == shown.itemCount && last.estimate == shown.coefficient(.cohen))
    _ = try await others(&Self.random, &desk)
    let after = try #require(desk.state.agreement.pairTable)
    #expect(desk.state.agreement.trend?.points.last?.estimate == after.coefficient(.cohen))
  }

  private static var random: SplitMix64 {
    get { SplitMix64(seed: 3) }
    set { _ = newValue }
  }
}
