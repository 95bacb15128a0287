import AnnotationModel
import Testing

@testable import AnnotationStorage

@Suite struct UndoTests {
  @Test func aRetryOfAnythingGivesTheSameReceipt() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let me = try await store.rater(named: "ann", kind: .human)
    let first = Events.label(me.id, 1, .prefer(1), "e1")
    let second = Events.label(me.id, 1, .tie, "e2")
    _ = try await store.commit(first, cursor: nil)
    let receipt = try await store.commit(second, cursor: nil)
    let undone = try #require(try await store.undo(rater: me.id, eventID: "u", at: 3))
    let redone = try #require(try await store.redo(rater: me.id, eventID: "r", at: 3))
    let again = [
      try await store.commit(second, cursor: nil),
      try #require(try await store.undo(rater: me.id, eventID: "u", at: 9)),
      try #require(try await store.redo(rater: me.id, eventID: "r", at: 9)),
    ]
    #expect(again.map(\.wasThere) == [true, true, true])
    #expect(again.map(\.changes) == [receipt, undone, redone].map(\.changes))
    #expect(again.map(\.events) == [receipt, undone, redone].map(\.events))
    let row = RatingRow(rater: me.id, item: ItemID(1), code: 1)
    var tie = row
    (tie.code, tie.recorded) = (2, 2)
    #expect(undone.changes == [RatingChange(before: tie, after: row)])
    #expect(undone.turned == receipt.events.last && again[1].turned == undone.turned)
    #expect(redone.changes == [RatingChange(before: row, after: tie)])
  }

  @Test func anImportInBetweenStays() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.commit(Events.label(me.id, 1, .prefer(0), "e1"), cursor: nil)
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let label = ImportedLabel(rater: "ann", item: "i1", value: .tie)
    #expect(try await store.add([Events.placed(.label(label))]).isEmpty)
    _ = try await store.finishImport()
    let undone = try #require(try await store.undo(rater: me.id, eventID: "u", at: 3))
    #expect(undone.changes.isEmpty)
    #expect(try await store.ownWork(rater: me.id, item: ItemID(1)).blind?.value == .tie)
    let redone = try #require(try await store.redo(rater: me.id, eventID: "r", at: 3))
    #expect(redone.changes.isEmpty)
    #expect(try await store.ownWork(rater: me.id, item: ItemID(1)).blind?.value == .tie)
    #expect(try await store.undo(rater: me.id, eventID: "u2", at: 3) != nil)
    #expect(try await store.undo(rater: me.id, eventID: "u3", at: 3) == nil)
    #expect(try await store.check().isEmpty)
  }

  /// Whoever saw the others' answers before giving one has answered all the same: the item is not
  /// left for ever.
  @Test func aLabelAfterLookingIsAnAnswer() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 2)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 1)
    _ = try await store.commit(
      Events.label(me.id, 1, .abstention(.skipped), "s"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 1, .reveal, "r"), cursor: nil)
    #expect(try await store.progress(of: me.id, dayStart: 0).done == 0)
    _ = try await store.commit(Events.label(me.id, 1, .tie, "e", phase: .revealed), cursor: nil)
    #expect(try await store.progress(of: me.id, dayStart: 0).done == 1)
    let next = try await store.nextItem(
      for: me.id, after: ItemID(2), forward: true, unlabelledOnly: true)
    #expect(next == nil || next == ItemID(2))
    #expect(try await store.check().isEmpty)
    _ = try await store.undo(rater: me.id, eventID: "u", at: 3)
    #expect(try await store.progress(of: me.id, dayStart: 0).done == 0)
    #expect(try await store.check().isEmpty)
  }

  @Test func badEventsAreRefusedInWords() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 1)
    let me = try await store.rater(named: "ann", kind: .human)
    await #expect(throws: StorageError.noSuchItem("number 9")) {
      try await store.commit(Events.label(me.id, 9, .tie, "a"), cursor: nil)
    }
    await #expect(throws: StorageError.noSuchRater("number 77")) {
      try await store.commit(Events.label(RaterID(77), 1, .tie, "a"), cursor: nil)
    }
    await #expect(throws: StorageError.offScale(value: "both-bad", item: "i1")) {
      try await store.commit(Events.label(me.id, 1, .bothBad, "a"), cursor: nil)
    }
    for action in [LabelEvent.Action.undo, .redo] {
      await #expect(throws: StorageError.self) {
        try await store.commit(Events.of(me.id, 1, action, "a"), cursor: nil)
      }
    }
    #expect(try await store.currentSequence() == 0)
  }

  /// Labels of both phases, skips, notes, flags, undo, redo and imports in any order: the derived
  /// tables equal their recount, and every receipt says what really changed.
  @Test(arguments: Array(1...8) as [UInt64])
  func anyScriptLeavesTheFileConsistent(_ seed: UInt64) async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 4)
    let me = try await store.rater(named: "ann", kind: .human)
    var random = SplitMix64(seed: seed)
    var mirror: [[Int64]: RatingRow] = [:]
    func follow(_ receipt: CommitReceipt?) {
      for change in receipt?.changes ?? [] {
        guard let row = change.before ?? change.after else { continue }
        let place = [row.item.value, Int64(row.phase.rawValue)]
        #expect(mirror[place] == change.before)
        mirror[place] = change.after
      }
    }
    let values: [RatingValue] = [.prefer(0), .prefer(1), .tie, .abstention(.skipped)]
    for step in 0..<150 {
      let item = 1 + Int(random.next() % 4)
      let value = values[Int(random.next() % 4)]
      let phase: LabelPhase = random.next() % 3 == 0 ? .revealed : .blind
      switch random.next() % 10 {
      case 0, 1: follow(try await store.undo(rater: me.id, eventID: "u\(step)", at: 3))
      case 2, 3: follow(try await store.redo(rater: me.id, eventID: "r\(step)", at: 3))
      case 4:
        follow(
          try await store.commit(Events.of(me.id, item, .note("\(step)"), "n\(step)"), cursor: nil))
      case 5:
        let flag = LabelEvent.Action.flag(step % 2 == 0)
        follow(try await store.commit(Events.of(me.id, item, flag, "f\(step)"), cursor: nil))
      default:
        follow(
          try await store.commit(
            Events.label(me.id, item, value, "e\(step)", phase: phase), cursor: nil))
      }
    }
    #expect(try await store.check().isEmpty)
    var stored: [[Int64]: RatingRow] = [:]
    for summary in try await store.ratingColumns() {
      let column = try await store.ratingColumn(summary)
      for (item, code) in zip(column.items, column.codes) {
        stored[[Int64(item), Int64(summary.phase.rawValue)]] = RatingRow(
          rater: me.id, item: ItemID(Int64(item)), phase: summary.phase, code: Int(code))
      }
    }
    #expect(stored == mirror)
  }

  @Test func manyWritersOnOneFileLoseAndDoubleNothing() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 100)
    await store.close()
    let path = workshop.path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let own = try AnnotationStore.open(at: path)
          let me = try await own.rater(named: "w\(writer)", kind: .human)
          for item in 1...100 {
            let event = Events.label(me.id, item, .prefer(item % 2), "w\(writer)-\(item)")
            _ = try await own.commit(event, cursor: nil)
            if item % 10 == 0 { _ = try await own.commit(event, cursor: nil) }
          }
          await own.close()
        }
      }
      try await group.waitForAll()
    }
    let after = try AnnotationStore.open(at: path)
    #expect(try await after.raters().map(\.ratings) == [100, 100, 100, 100])
    #expect(try await after.check().isEmpty)
  }
}
