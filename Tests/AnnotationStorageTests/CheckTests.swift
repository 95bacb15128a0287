import AnnotationModel
import Testing

@testable import AnnotationStorage

@Suite struct CheckTests {
  /// Each of these is a lie that another program could leave in the file.
  @Test(arguments: [
    "UPDATE rating SET code = 1 WHERE rater = 1", "UPDATE rating SET code = 1 WHERE rater = 2",
    "UPDATE rating SET recorded = 1 WHERE rater = 2", "DELETE FROM rating WHERE rater = 1",
    "DELETE FROM rating WHERE rater = 2", "UPDATE ratingCount SET ratings = ratings + 1",
    "UPDATE labelCount SET done = done + 1", "UPDATE labelState SET flagged = 1 - flagged",
    "UPDATE labelState SET blind = NULL", "UPDATE labelState SET state = 2",
    "UPDATE labelState SET labelledAt = 77", "UPDATE labelState SET hasRevealed = 1",
    "DELETE FROM labelState WHERE item = 2",
    "INSERT INTO labelState VALUES (1, 3, 0, NULL, NULL, NULL, NULL, 0, 0, 0)",
    "INSERT INTO rating VALUES (1, 1, 0, 1, 0, 0, 1)", "DELETE FROM undoable WHERE undone = 1",
    "UPDATE study SET value = '9' WHERE key = 'items'",
    "DROP TRIGGER labelEventStays; UPDATE labelEvent SET presentation = 'aa' WHERE seq = 1",
    "DROP TRIGGER labelEventStays; UPDATE labelEvent SET presentation = 'abc' WHERE seq = 1",
    "DROP TRIGGER verdictStays; UPDATE verdict SET presentation = 'abc'",
    "DROP TRIGGER verdictStays; UPDATE verdict SET code = 1",
    "PRAGMA foreign_keys = OFF; DELETE FROM rater WHERE id = 2",
  ]) func aLieIsFound(_ sql: String) async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.commit(Events.label(me.id, 1, .prefer(0), "e1"), cursor: nil)
    _ = try await store.commit(Events.label(me.id, 2, .tie, "e2"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 2, .flag(true), "e3"), cursor: nil)
    _ = try await store.commit(Events.label(me.id, 2, .prefer(0), "e4"), cursor: nil)
    _ = try await store.undo(rater: me.id, eventID: "u", at: 4)
    try await store.beginImport(ImportSource(name: "v", format: "t"))
    let verdict = Verdict(value: .prefer(0), presentation: Presentation(order: [1, 0]))
    let record = ImportedVerdict(rater: "judge", item: "i1", verdict: verdict)
    #expect(try await store.add([Events.placed(.verdict(record))]).isEmpty)
    _ = try await store.finishImport()
    #expect(try await store.check().isEmpty)
    await store.close()
    try FileTests.execute(sql, on: workshop.path)
    let damaged = try AnnotationStore.open(at: workshop.path)
    let findings = try await damaged.check()
    #expect(!findings.isEmpty)
    #expect(findings.allSatisfy { !$0.remedy.isEmpty })
  }
}
