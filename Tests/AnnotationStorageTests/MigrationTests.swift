import AnnotationModel
import Foundation
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
    #expect(try Migrations.version(of: connection) == 3)
    #expect(try connection.integer("SELECT count(*) FROM adjudication") == 0)
    #expect(try connection.integer("SELECT count(*) FROM item") == 3)
    #expect(try connection.integer("SELECT count(*) FROM labelEvent") == 1)
    // Again changes nothing.
    try later.bring(connection)
    #expect(try Migrations.version(of: connection) == 3)
    connection.close()
  }

  /// What SCHEMA.md says of the tables to come is possible over a file of today, without a rebuild.
  @Test func whatIsToComeComesByAddition() throws {
    let step = """
      CREATE TABLE panel (id INTEGER PRIMARY KEY, name TEXT NOT NULL, rule TEXT NOT NULL) STRICT;
      CREATE TABLE criterion (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE generation (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run (id),
        item INTEGER NOT NULL REFERENCES item (id), text TEXT NOT NULL
      ) STRICT;
      ALTER TABLE rater ADD COLUMN panel INTEGER REFERENCES panel (id);
      ALTER TABLE item ADD COLUMN parent INTEGER REFERENCES item (id);
      ALTER TABLE candidate ADD COLUMN generation INTEGER REFERENCES generation (id);
      ALTER TABLE labelEvent ADD COLUMN criterion INTEGER REFERENCES criterion (id);
      ALTER TABLE verdict ADD COLUMN criterion INTEGER REFERENCES criterion (id);
      ALTER TABLE debateTurn ADD COLUMN call INTEGER REFERENCES call (seq);
      """
    let workshop = try Workshop()
    try FileManager.default.copyItem(atPath: FixtureTests.file(1).path, toPath: workshop.path)
    let connection = try Connection(path: workshop.path, flags: 2)
    defer { connection.close() }
    try connection.execute("PRAGMA foreign_keys = ON")
    let events = try connection.integer("SELECT count(*) FROM labelEvent")
    try Migrations(steps: Migrations.standard.steps + [step]).bring(connection)
    #expect(try connection.text("PRAGMA integrity_check") == "ok")
    #expect(try connection.integer("SELECT count(*) FROM pragma_foreign_key_check") == 0)
    #expect(try connection.integer("SELECT count(*) FROM labelEvent") == events)
    // The new columns are held to what they name, and events are still only added.
    #expect(throws: StorageError.self) {
      try connection.execute("UPDATE rater SET panel = 99 WHERE id = 1")
    }
    #expect(throws: StorageError.self) {
      try connection.execute("UPDATE labelEvent SET criterion = NULL")
    }
  }

  @Test func aStepThatFailsLeavesTheFileAsItWas() async throws {
    let workshop = try Workshop()
    await (try await workshop.store(items: 1)).close()
    let connection = try Connection(path: workshop.path, flags: 2)
    defer { connection.close() }
    let broken = Migrations(steps: later.steps + ["CREATE TABLE item (a INTEGER) STRICT"])
    #expect(throws: StorageError.self) { try broken.bring(connection) }
    #expect(try Migrations.version(of: connection) == 2)
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
