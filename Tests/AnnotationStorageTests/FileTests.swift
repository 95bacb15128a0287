import AnnotationModel
import Foundation
import Testing

@testable import AnnotationStorage

@Suite struct FileTests {
  /// Runs SQL past the store, as another program would.
  static func execute(_ sql: String, on path: String) throws {
    let connection = try Connection(path: path, flags: 2)
    defer { connection.close() }
    try connection.execute(sql)
  }

  @Test func closingLeavesOneFile() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let reader = try AnnotationStore.open(at: workshop.path, mode: .readOnly)
    #expect(try await reader.itemCount() == 3)
    await reader.close()
    await store.close()
    await store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: workshop.folder.path).count == 1)
    await #expect(throws: StorageError.closed(path: workshop.path)) { try await store.study() }
  }

  @Test func aFileOfAnotherKindIsNamed() throws {
    let workshop = try Workshop()
    let empty = workshop.folder.appendingPathComponent("empty").path
    _ = FileManager.default.createFile(atPath: empty, contents: nil)
    #expect(throws: StorageError.notADatabase(path: empty)) { try AnnotationStore.open(at: empty) }
    let other = workshop.folder.appendingPathComponent("other").path
    let connection = try Connection(path: other, flags: 6)
    try connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    #expect(throws: StorageError.anotherProgram(path: other)) {
      try AnnotationStore.open(at: other)
    }
  }

  /// A person who opens the study in two terminals at once is enrolled once, and both are let in.
  @Test func enrollingTwiceAtOnceIsEnrollingOnce() async throws {
    let workshop = try Workshop()
    await (try await workshop.store(items: 1)).close()
    let stores = try (0..<4).map { _ in try AnnotationStore.open(at: workshop.path) }
    for number in 0..<40 {
      let news = try await withThrowingTaskGroup(of: Bool.self) { group in
        for (seed, store) in stores.enumerated() {
          group.addTask {
            let person = try await store.rater(named: "p\(number)", kind: .human)
            return try await store.enrol(person.id, sideSeed: UInt64(seed))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(news.count { $0 } == 1)
    }
    for store in stores { await store.close() }
  }

  @Test func aNewerVersionIsNotTouched() async throws {
    let workshop = try Workshop()
    await (try await workshop.store(items: 1)).close()
    try Self.execute("PRAGMA user_version = 7", on: workshop.path)
    #expect(throws: StorageError.newerVersion(path: workshop.path, version: 7, known: 2)) {
      try AnnotationStore.open(at: workshop.path)
    }
  }

  @Test func readOnlyRefusesEveryWrite() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 1)
    let reader = try AnnotationStore.open(at: workshop.path, mode: .readOnly)
    let refused = StorageError.readOnly(path: workshop.path)
    await #expect(throws: refused) { try await reader.setSetting("a", "b") }
    await #expect(throws: refused) { try await reader.rater(named: "new", kind: .human) }
    await #expect(throws: refused) {
      try await reader.beginImport(ImportSource(name: "a", format: "b"))
    }
    await store.close()
  }

  /// Every constraint here is one that the code relies on when the file outlives it.
  @Test(arguments: [
    "UPDATE labelEvent SET code = 0", "DELETE FROM labelEvent", "DELETE FROM verdict",
    "UPDATE verdict SET code = 0",
    "INSERT INTO rater (name, kind, model, family) VALUES (1, 2, 3, 4)",
    "INSERT INTO rater (name, kind, model, family) VALUES ('x', 'god', '', '')",
    "INSERT INTO item VALUES (9, '', 'pair', NULL, NULL, NULL, 2, 1, 1, 0)",
    "INSERT INTO item VALUES ('nine', 'k', 'pair', NULL, NULL, NULL, 2, 1, 1, 0)",
    "PRAGMA foreign_keys = ON; INSERT INTO itemContent VALUES (99, '', '[]', '{}')",
    "INSERT INTO candidate VALUES (5, 1, 0, '[]')",
    "SELECT \"misspelt\" FROM item",
  ]) func theSchemaRefuses(_ sql: String) async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 2)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.commit(Events.label(me.id, 1, .tie, "e1"), cursor: nil)
    let judge = ImportedVerdict(
      rater: "judge", item: "i1", verdict: Verdict(value: .tie, presentation: .asStored(2)))
    try await store.beginImport(ImportSource(name: "v", format: "t"))
    #expect(try await store.add([Events.placed(.verdict(judge))]).isEmpty)
    _ = try await store.finishImport()
    await store.close()
    #expect(throws: StorageError.self) { try Self.execute(sql, on: workshop.path) }
  }

  @Test func aFullDiskLosesNothingAndPasses() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let me = try await store.rater(named: "ann", kind: .human)
    let pages = try await store.number("PRAGMA page_count")
    _ = try await store.number("PRAGMA max_page_count = \(pages)")
    var failed: LabelEvent?
    for step in 0..<2000 {
      let note = LabelEvent.Action.note(String(repeating: "x", count: 500))
      let event = Events.of(me.id, 1, note, "e\(step)")
      do {
        _ = try await store.commit(event, cursor: nil)
      } catch StorageError.diskFull {
        failed = event
        break
      }
    }
    let event = try #require(failed)
    #expect(StorageError.diskFull(path: workshop.path).isRetryable)
    #expect(try await store.check().isEmpty)
    _ = try await store.number("PRAGMA max_page_count = 1000000")
    #expect(try await !store.commit(event, cursor: nil).wasThere)
    #expect(try await store.check().isEmpty)
  }

  @Test func aBackupIsWholeWhileOthersWrite() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3000)
    let other = try AnnotationStore.open(at: workshop.path)
    let me = try await other.rater(named: "ann", kind: .human)
    let writer = Task {
      for step in 0..<200 {
        _ = try await other.commit(Events.label(me.id, 1 + step, .tie, "e\(step)"), cursor: nil)
      }
    }
    let copy = workshop.folder.appendingPathComponent("copy").path
    #expect(try await store.backup(to: copy))
    try await writer.value
    let opened = try AnnotationStore.open(at: copy)
    #expect(try await opened.itemCount() == 3000)
    #expect(try await opened.check().isEmpty)
    await #expect(throws: StorageError.exists(path: copy)) {
      _ = try await store.backup(to: copy)
    }
  }

  @Test func aStoppedBackupLeavesNoFile() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 9000)
    let copy = workshop.folder.appendingPathComponent("copy").path
    #expect(try await !store.backup(to: copy) { _, _ in false })
    #expect(!FileManager.default.fileExists(atPath: copy))
  }
}
