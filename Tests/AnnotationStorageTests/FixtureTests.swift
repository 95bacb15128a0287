import AnnotationModel
import Foundation
import Testing

@testable import AnnotationStorage

/// A study file as each version of the schema left it: today's program opens, checks and reads it.
///
/// `RECORD_FIXTURE=1` writes the file of today's schema, once, when its number is new; a file that
/// a release has left is never written again.
@Suite struct FixtureTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  static func file(_ version: Int) -> URL {
    folder.appendingPathComponent("schema-\(version).concord")
  }

  @Test func everySchemaHasLeftAFile() async throws {
    for version in 1...Migrations.standard.steps.count {
      let file = Self.file(version)
      if ProcessInfo.processInfo.environment["RECORD_FIXTURE"] == "1",
        version == Migrations.standard.steps.count
      {
        try await Self.record(to: file)
      }
      let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
      #expect(try #require(size, "\(file.lastPathComponent) is missing") < 100_000)
    }
  }

  @Test(arguments: 1...Migrations.standard.steps.count)
  func anOldFileIsOpenedCheckedAndRead(_ version: Int) async throws {
    let workshop = try Workshop()
    try FileManager.default.copyItem(atPath: Self.file(version).path, toPath: workshop.path)
    let store = try AnnotationStore.open(at: workshop.path)
    #expect(try await store.check().isEmpty)
    #expect(try await store.study().title == "fixture")
    #expect(try await store.itemCount() == 4)
    let first = try #require(try await store.reading(ItemID(1)))
    #expect(first.candidates.map(\.text) == ["one 1\u{1B}[2J", "two 1\u{0}"])
    let ann = try #require(try await store.rater(named: "ann"))
    let work = try await store.ownWork(rater: ann.id, item: ItemID(1))
    #expect(work.blind?.value == .prefer(0))
    #expect(work.note == "look again" && work.flagged && work.hasRevealed)
    #expect(work.revealed?.value == .tie)
    #expect(try await store.ownWork(rater: ann.id, item: ItemID(3)).blind == nil)
    let others = try await store.revealedRatings(of: ItemID(2), excluding: ann.id)
    let debate = try #require(others.first { $0.rater.name == "debate" }?.verdict)
    #expect(debate.debate.map(\.text) == ["for", "against"])
    #expect(debate.rawReply == "raw \u{FFFD}\u{202E}")
    // Work goes on where it stopped: the redo of item 3 is still there, and a new label is kept.
    let redone = try await store.redo(rater: ann.id, eventID: "r9", at: 99)
    #expect(redone?.events.last?.item == ItemID(3))
    _ = try await store.commit(Events.label(ann.id, 4, .tie, "new"), cursor: nil)
    #expect(try await store.check().isEmpty)
    await store.close()
  }

  /// A step that files were made with does not change: an old file that was brought up to date has
  /// the tables of a new one, to the letter.
  @Test(arguments: 1...Migrations.standard.steps.count)
  func anOldFileHasTheTablesOfANewOne(_ version: Int) async throws {
    let (old, new) = (try Workshop(), try Workshop())
    try FileManager.default.copyItem(atPath: Self.file(version).path, toPath: old.path)
    var schemas: [String] = []
    let stores = [try AnnotationStore.open(at: old.path), try await new.store(items: 1)]
    for store in stores {
      schemas.append(
        try await store.words(
          "SELECT group_concat(sql, char(10)) FROM (SELECT sql FROM sqlite_master ORDER BY name)"))
    }
    #expect(schemas[0] == schemas[1])
    let records = try await HistoryTests().records(stores[0], history: true)
    #expect(records.contains { if case .original = $0 { true } else { false } })
  }

  /// A step that has made files is never edited: the newest file's schema is what all steps make.
  @Test func theStepsStillMakeWhatTheyMade() async throws {
    let workshop = try Workshop()
    await (try await workshop.store(items: 1)).close()
    let old = workshop.folder.appendingPathComponent("old").path
    try FileManager.default.copyItem(
      atPath: Self.file(Migrations.standard.steps.count).path, toPath: old)
    let (now, then) = try (Self.schema(of: workshop.path), Self.schema(of: old))
    #expect(now == then, "\(Set(now).symmetricDifference(then))")
  }

  private static func schema(of path: String) throws -> [String] {
    let connection = try Connection(path: path, flags: 2)
    defer { connection.close() }
    let query = try connection.make(
      "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    var result: [String] = []
    while try query.step() { result.append(query.text(0)) }
    return result
  }

  // MARK: - Making one

  private static func record(to file: URL) async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 4)
    try await store.describe(title: "fixture", about: "A file that schema tests open.")
    let verdict = Verdict(
      value: .prefer(1), presentation: .asStored(2), reasoning: "because",
      rawReply: "raw \u{FFFD}\u{202E}",
      debate: [
        DebateTurn(round: 1, role: "critic", text: "for", vote: .prefer(1)),
        DebateTurn(round: 2, role: "judge", text: "against", vote: .tie),
      ])
    try await store.beginImport(ImportSource(name: "verdicts", format: "test"))
    let records = [
      ImportedVerdict(rater: "debate", item: "i2", verdict: verdict),
      ImportedVerdict(
        rater: "judge", item: "i1",
        verdict: Verdict(value: .abstention(.unparsed), presentation: .asStored(2))),
    ]
    let original = OriginalText(text: "raw \u{FFFD}", bytes: [0x72, 0x61, 0x77, 0x20, 0xFF])
    let placed = records.map { Events.placed(.verdict($0)) } + [Events.placed(.original(original))]
    #expect(try await store.add(placed).isEmpty)
    _ = try await store.finishImport()
    let ann = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(ann.id, sideSeed: 7)
    let events = [
      Events.label(ann.id, 1, .prefer(0), "e1"), Events.of(ann.id, 1, .note("look again"), "e2"),
      Events.of(ann.id, 1, .flag(true), "e3"), Events.of(ann.id, 1, .reveal, "e4"),
      Events.label(ann.id, 1, .tie, "e5", phase: .revealed),
      Events.label(ann.id, 3, .tie, "e7"),
    ]
    for event in events {
      _ = try await store.commit(event, cursor: event.item)
    }
    _ = try await store.undo(rater: ann.id, eventID: "u1", at: 50)
    while try await store.buildSearchIndex() > 0 {}
    #expect(try await store.check().isEmpty)
    await store.close()
    // Small pages, since most tables have a few rows only.
    try FileTests.execute(
      "PRAGMA journal_mode = DELETE; PRAGMA page_size = 1024; VACUUM", on: workshop.path)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try? FileManager.default.removeItem(at: file)
    try FileManager.default.copyItem(atPath: workshop.path, toPath: file.path)
  }
}
