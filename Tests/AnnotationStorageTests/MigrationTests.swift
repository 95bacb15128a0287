import AnnotationModel
import Testing

@testable import AnnotationStorage

@Suite struct MigrationTests {
  /// Tomorrow's program: one step more than today's.
  let later = Migrations(
    steps: Migrations.standard.steps + [
      "CREATE TABLE adjudication (item INTEGER PRIMARY KEY REFERENCES item (id)) STRICT"
    ])

  @Test func anOlderFileIsBroughtUpToDateWithAllItHolds() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let person = try await store.rater(named: "ada", kind: .human)
    _ = try await store.commit(
      Events.label(person.id, 1, .tie, "e1"), cursor: nil)
    await store.close()

    let connection = try Connection(path: workshop.path, flags: 2)
    try later.bring(connection)
    #expect(try Migrations.version(of: connection) == 2)
    #expect(try connection.integer("SELECT count(*) FROM adjudication") == 0)
    #expect(try connection.integer("SELECT count(*) FROM item") == 3)
    #expect(try connection.integer("SELECT count(*) FROM labelEvent") == 1)
    // Again changes nothing.
    try later.bring(connection)
    #expect(try Migrations.version(of: connection) == 2)
    connection.close()
  }

  @Test func aStepThatFailsLeavesTheFileAsItWas() async throws {
    let workshop = try Workshop()
    await (try await workshop.store(items: 1)).close()
    let connection = try Connection(path: workshop.path, flags: 2)
    defer { connection.close() }
    let broken = Migrations(steps: later.steps + ["CREATE TABLE item (a INTEGER) STRICT"])
    #expect(throws: StorageError.self) { try broken.bring(connection) }
    #expect(try Migrations.version(of: connection) == 1)
    #expect(
      try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'adjudication'") == 0)
  }

  @Test func anOlderFileThatMayOnlyBeReadSaysSo() async throws {
    let workshop = try Workshop()
    await (try await workshop.store(items: 1)).close()
    try FileTests.execute("PRAGMA user_version = 0", on: workshop.path)
    #expect(throws: StorageError.olderVersion(path: workshop.path, version: 0)) {
      try AnnotationStore.open(at: workshop.path, mode: .readOnly)
    }
  }
}
