import AnnotationModel
import AnnotationStorage
import TerminalCore
import Testing

@testable import Workbench
@testable import WorkbenchRuntime

/// What the monitor shows of a run takes away blindness, and nothing else does: by keys, through
/// the file, and after the program was left.
@Suite struct SeenInMonitorTests {
  private func replies() -> [RunLive.Reply] {
    var failed = RunLive.Reply(item: ItemID(2), value: "timed-out", text: "")
    (failed.isAnswer, failed.isTelling) = (false, false)
    return [RunLive.Reply(item: ItemID(1), value: "value-of-1", text: "reply-to-1"), failed]
  }

  private func watching(_ study: LiveStudy) async throws -> (desk: Desk, rater: RaterID) {
    let rater = try #require(try await study.store.rater(named: "judge/plain")).id
    var desk = try await Desk(study)
    try await desk.type("J")
    let run = Run(
      id: RunID(1), name: "r", kind: .judge, rater: rater, specification: "{}", hash: "h",
      startedAt: 0, state: .begun, detail: "")
    try await desk.tell(.runsLoaded([RunSummary(run: run)]))
    try await desk.press(.enter)
    var live = RunLive(name: "r", rater: rater)
    (live.planned, live.concluded, live.last) = (3, 2, replies())
    try await desk.tell(.runProgressed(live))
    return (desk, rater)
  }

  /// The own work on an item, labelled by a program that was begun again.
  private func labelled(_ item: Int64, _ study: LiveStudy) async throws -> OwnWork {
    // Another seed: events of a program that is begun again have names of their own.
    var desk = try await Desk(study, seed: 100 + UInt64(item))
    let reading = try #require(try await study.store.reading(ItemID(item)))
    let own = try await study.store.ownWork(rater: study.me.id, item: ItemID(item))
    try await desk.tell(.itemLoaded(LoadedItem(reading: reading, own: own)))
    try await desk.type("1")
    return try await study.store.ownWork(rater: study.me.id, item: ItemID(item))
  }

  @Test func theListTellsNoVerdictAndTakesNoBlindness() async throws {
    let study = try await LiveStudy()
    let (desk, _) = try await watching(study)
    let text = desk.state.draw().text
    #expect(text.contains("answered") && text.contains("timed-out"))
    #expect(!text.contains("value-of-1") && !text.contains("reply-to-1"))
    for item in [Int64(1), 2] {
      let own = try await labelled(item, study)
      #expect(own.blind != nil && own.revealed == nil, "item \(item)")
    }
  }

  @Test func whatWasReadIsKeptWhenTheProgramIsLeft() async throws {
    let study = try await LiveStudy()
    var (desk, _) = try await watching(study)
    try await desk.type("v")
    #expect(desk.state.draw().text.contains("reply-to-1"))
    #expect(desk.state.notice?.text == "seen: a label of this item now counts as revealed")
    let own = try await labelled(1, study)
    #expect(own.blind == nil && own.revealed != nil && own.hasRevealed)
    // Of the other only a failure was to be seen.
    #expect(try await labelled(2, study).blind != nil)
  }

  @Test func theItemThatLiesOnTheLabelScreenIsNoBlindOneEither() async throws {
    let study = try await LiveStudy()
    var (desk, _) = try await watching(study)
    try await desk.type("v")
    try await desk.press(.escape, .escape)
    try await desk.type("L")
    let item = try #require(desk.state.label.item?.id)
    #expect(desk.state.screen == .label && item == ItemID(1))
    try await desk.type("1")
    let own = try await study.store.ownWork(rater: study.me.id, item: item)
    #expect(own.blind == nil && own.revealed != nil)
  }

  @Test func whatWasReadIsShownInTheListToo() async throws {
    let study = try await LiveStudy()
    var (desk, _) = try await watching(study)
    try await desk.type("vv")
    #expect(desk.state.draw().text.contains("value-of-1"))
  }
}
