import AnnotationModel
import Foundation
import Testing

@testable import AnnotationStorage

/// A study of some pairs in a folder that goes away with the test.
final class Workshop {
  let folder: URL
  var path: String { folder.appendingPathComponent("study.concord").path }

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func store(items: Int) async throws -> AnnotationStore {
    let store = try AnnotationStore.create(at: path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "test", format: "test"))
    #expect(try await store.add(Self.records(items)).isEmpty)
    _ = try await store.finishImport()
    return store
  }

  static func records(_ items: Int) -> [PlacedRecord] {
    (1...items).map { number in
      PlacedRecord(
        record: .item(
          Item(
            key: "i\(number)", category: number % 2 == 0 ? "even" : "odd",
            prompt: [Turn(role: .user, text: "question \(number)")],
            candidates: [
              CandidateText("one \(number)\u{1B}[2J"), CandidateText("two \(number)\u{0}"),
            ])),
        place: SourcePlace(file: "test", line: number))
    }
  }
}

@Suite struct StoreTests {
  func event(_ rater: RaterID, _ item: Int, _ value: RatingValue, id: String) -> LabelEvent {
    LabelEvent(
      eventID: id, rater: rater, item: ItemID(Int64(item)),
      action: .label(value, confidence: nil, errorCodes: []), presentation: .asStored(2),
      shownAtMilliseconds: 1, actedAtMilliseconds: 2, activeMilliseconds: 1)
  }

  @Test func theSameImportAddsNothing() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 5)
    try await store.beginImport(ImportSource(name: "again", format: "test"))
    #expect(try await store.add(Workshop.records(5)).isEmpty)
    let summary = try await store.finishImport()
    #expect(summary.added == 0 && summary.alreadyThere == 5)
    let reading = try #require(try await store.reading(ItemID(2)))
    #expect(reading.candidates.map(\.text) == ["one 2\u{1B}[2J", "two 2\u{0}"])
  }

  @Test func aCancelledImportLeavesNothing() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    try await store.beginImport(ImportSource(name: "more", format: "test"))
    _ = try await store.add(Workshop.records(50))
    await store.cancelImport()
    #expect(try await store.itemCount() == 3)
    #expect(try await store.check().isEmpty)
  }

  @Test func aRetriedCommitIsNotDoubled() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 5)
    let label = event(me.id, 1, .prefer(1), id: "e1")
    let first = try await store.commit(label, cursor: ItemID(1))
    let second = try await store.commit(label, cursor: ItemID(1))
    #expect(first.changes.count == 1 && !first.wasThere)
    #expect(second.wasThere && second.changes == first.changes)
    #expect(try await store.progress(of: me.id, dayStart: 0).done == 1)
    #expect(try await store.resumeItem(for: me.id) == ItemID(2))
  }

  /// Random labels, undos and redos against a plain model; the derived tables equal their recount.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func undoAndRedoHaveNoLimit(_ seed: UInt64) async throws {
    let workshop = try Workshop()
    var store = try await workshop.store(items: 6)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 5)
    var random = SplitMix64(seed: seed)
    var history: [[Int: RatingValue]] = [[:]]
    var at = 0
    for step in 0..<120 {
      switch random.next() % 4 {
      case 0:
        let receipt = try await store.undo(rater: me.id, eventID: "u\(step)", at: 3)
        #expect((receipt == nil) == (at == 0))
        at = max(0, at - 1)
      case 1:
        let receipt = try await store.redo(rater: me.id, eventID: "r\(step)", at: 3)
        #expect((receipt == nil) == (at == history.count - 1))
        at = min(history.count - 1, at + 1)
      default:
        let item = 1 + Int(random.next() % 6)
        let value: RatingValue = [.prefer(0), .prefer(1), .tie][Int(random.next() % 3)]
        _ = try await store.commit(event(me.id, item, value, id: "e\(step)"), cursor: nil)
        history.removeSubrange((at + 1)...)
        history.append(history[at].merging([item: value]) { $1 })
        at += 1
      }
      if step == 60 {
        await store.close()
        store = try AnnotationStore.open(at: workshop.path)
      }
      for item in 1...6 {
        let own = try await store.ownWork(rater: me.id, item: ItemID(Int64(item)))
        #expect(own.blind?.value == history[at][item])
      }
    }
    #expect(try await store.check().isEmpty)
    #expect(try await store.progress(of: me.id, dayStart: 0).done == history[at].count)
  }

  @Test func othersFilesAreRefusedInWords() async throws {
    let workshop = try Workshop()
    let text = workshop.folder.appendingPathComponent("notes.txt").path
    try "only words, no database".write(toFile: text, atomically: true, encoding: .utf8)
    #expect(throws: StorageError.notADatabase(path: text)) { try AnnotationStore.open(at: text) }
    #expect(throws: StorageError.folder(path: workshop.folder.path)) {
      try AnnotationStore.open(at: workshop.folder.path)
    }
    let missing = workshop.path + ".none"
    #expect(throws: StorageError.missing(path: missing)) { try AnnotationStore.open(at: missing) }
  }

  @Test func everyOrderVisitsEveryItemOnce() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 37)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 5)
    for order in [QueueOrder.file, .random(seed: 9), .balanced, .contested] {
      try await store.setQueueOrder(order, of: me.id)
      var seen: [ItemID] = []
      var at: ItemID?
      while let next = try await store.nextItem(
        for: me.id, after: at, forward: true, unlabelledOnly: false)
      {
        seen.append(next)
        at = next
      }
      #expect(seen.count == 37 && Set(seen).count == 37)
    }
  }

  @Test func searchFindsWords() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 12)
    let me = try await store.rater(named: "ann", kind: .human)
    #expect(try await store.buildSearchIndex(maximumItems: 5) == 7)
    while try await store.buildSearchIndex(maximumItems: 5) > 0 {}
    let rows = try await store.rows(
      matching: ItemFilter(text: "question 11"), sort: .file, for: me.id, after: nil, limit: 10,
      forward: true)
    #expect(rows.map(\.key) == ["i11"])
    let odd = try await store.rows(
      matching: ItemFilter(text: "\" OR (NEAR"), sort: .file, for: me.id, after: nil, limit: 10,
      forward: true)
    #expect(odd.isEmpty)
  }

  /// Closing any descriptor of a file drops all locks of the process on it: then another process
  /// takes itself for the last one, removes the log, and later commits are lost.
  @Test func aSecondConnectionKeepsTheLocksOfTheFirst() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let inode = try #require(
      try FileManager.default.attributesOfItem(atPath: workshop.path)[.systemFileNumber]
        as? NSNumber)
    func locks() throws -> Int {
      try String(contentsOfFile: "/proc/locks", encoding: .utf8).split(separator: "\n")
        .filter { $0.contains(":\(inode) ") }.count
    }
    let before = try locks()
    #expect(before > 0, "a connection in WAL mode holds a lock")
    let second = try AnnotationStore.open(at: workshop.path, mode: .readOnly)
    #expect(try await second.itemCount() == 3)
    #expect(try locks() >= before)
    #expect(try await store.itemCount() == 3)
  }
}
