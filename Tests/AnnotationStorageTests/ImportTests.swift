import AnnotationModel
import Testing

@testable import AnnotationStorage

@Suite struct ImportTests {
  func importing(_ records: [ImportRecord], into store: AnnotationStore) async throws -> (
    summary: ImportSummary, problems: [ImportProblem]
  ) {
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let problems = try await store.add(records.map { Events.placed($0) })
    return (try await store.finishImport(), problems)
  }

  func label(
    _ item: String, _ value: RatingValue, note: String = "", phase: LabelPhase = .blind,
    order: Presentation = .asStored(2), occurrence: String = ""
  ) -> ImportRecord {
    .label(
      ImportedLabel(
        rater: "ann", item: item, value: value, note: note, flagged: !note.isEmpty, phase: phase,
        presentation: order, occurrence: occurrence))
  }

  func verdict(
    _ item: String, _ value: RatingValue, repetition: Int = 0, reply: String = "",
    order: Presentation = .asStored(2)
  ) -> ImportRecord {
    .verdict(
      ImportedVerdict(
        rater: "judge", item: item,
        verdict: Verdict(
          value: value, presentation: order, repetition: repetition, rawReply: reply)))
  }

  @Test func aCommitDuringAnImportWaitsAndSpoilsNothing() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let me = try await store.rater(named: "ann", kind: .human)
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    _ = try await store.add(Workshop.records(50))
    let running = StorageError.importRunning(path: workshop.path)
    await #expect(throws: running) {
      try await store.commit(Events.label(me.id, 1, .tie, "e1"), cursor: nil)
    }
    await #expect(throws: running) { try await store.setSetting("a", "b") }
    #expect(running.isRetryable)
    await store.cancelImport()
    #expect(try await store.itemCount() == 3)
    _ = try await store.commit(Events.label(me.id, 1, .tie, "e1"), cursor: nil)
    #expect(try await store.check().isEmpty)
  }

  @Test func aFullDiskTakesTheWholeImportBack() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    let pages = try await store.number("PRAGMA page_count")
    _ = try await store.number("PRAGMA max_page_count = \(pages + 3)")
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    await #expect(throws: StorageError.diskFull(path: workshop.path)) {
      while true {
        _ = try await store.add(Workshop.records(3000))
      }
    }
    await #expect(throws: StorageError.noImport(path: workshop.path)) {
      try await store.finishImport()
    }
    #expect(try await store.itemCount() == 3)
    #expect(try await store.check().isEmpty)
  }

  @Test func eachBadRowSaysWhatIsWrong() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 2)
    var changed = Workshop.records(1)[0].record
    if case .item(var item) = changed {
      item.candidates[0] = CandidateText("other")
      changed = .item(item)
    }
    let bad: [(ImportRecord, String)] = [
      (changed, "other content"),
      (label("nowhere", .tie), "no item nowhere"),
      (label("i1", .score(3)), "scale"),
      (label("i1", .tie, order: Presentation(order: [2, 0, 1])), "speaks of 3"),
      (verdict("nowhere", .tie), "no item nowhere"),
      (verdict("i1", .bothBad), "scale"),
      (verdict("i1", .prefer(2)), "scale"),
      (verdict("i1", .tie, repetition: -1), "counted from 0"),
      (verdict("i1", .tie, order: .asStored(3)), "speaks of 3"),
      (.item(Item(key: "")), "key"),
      (.rater(ImportedRater(name: "", kind: .judge)), "name"),
    ]
    let (summary, problems) = try await importing(bad.map(\.0), into: store)
    #expect(problems.count == bad.count && summary.problems == bad.count && summary.added == 0)
    for (problem, expected) in zip(problems, bad.map(\.1)) {
      #expect(problem.message.contains(expected), "\(problem.message)")
    }
    #expect(try await store.number("SELECT count(*) FROM importRun") == 1)
  }

  /// What an export gives is known again by the same study, and the same everywhere else.
  @Test func anExportComesBackUnchanged() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 4)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.commit(Events.label(me.id, 1, .prefer(0), "e1"), cursor: nil)
    _ = try await store.commit(Events.label(me.id, 1, .tie, "e2"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 1, .note("why"), "e3"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 1, .flag(true), "e4"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 1, .reveal, "e5"), cursor: nil)
    _ = try await store.commit(
      Events.label(me.id, 1, .prefer(1), "e6", phase: .revealed), cursor: nil)
    _ = try await importing(
      [verdict("i1", .tie, reply: "r\u{0}r"), label("i2", .prefer(1), note: "n")], into: store)
    let exported = try await export(store)
    let again = try await importing(exported, into: store)
    #expect(again.summary.added == 0)
    #expect(again.problems == [])

    let second = try Workshop()
    let copy = try AnnotationStore.create(
      at: second.path, study: Study(title: "t", task: .pairwise))
    #expect(try await importing(exported, into: copy).problems.isEmpty)
    #expect(try await export(copy) == exported)
    #expect(try await importing(exported, into: copy).summary.added == 0)
    #expect(try await copy.check().isEmpty)
  }

  func export(_ store: AnnotationStore) async throws -> [ImportRecord] {
    var all: [ImportRecord] = []
    var cursor: ExportCursor?
    repeat {
      let page = try await store.records(after: cursor, limit: 2)
      all += page.records
      cursor = page.next
    } while cursor != nil
    return all
  }

  @Test func theFirstRepetitionIsTheRating() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 2)
    let records = [
      verdict("i1", .prefer(1), repetition: 2), verdict("i1", .prefer(0), repetition: 1),
      verdict("i1", .tie, repetition: 3),
    ]
    #expect(try await importing(records, into: store).summary.addedVerdicts == 3)
    let columns = try await store.ratingColumns()
    #expect(columns.count == 1)
    #expect(try await store.ratingColumn(columns[0]).codes == [0])
    #expect(try await importing(records, into: store).summary.alreadyThere == 3)
    #expect(try await store.check().isEmpty)
  }

  @Test func anOldFileDoesNotBringBackWhatThePersonChanged() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 2)
    let file = [label("i1", .prefer(0), note: "first")]
    _ = try await importing(file, into: store)
    let me = try #require(try await store.rater(named: "ann"))
    _ = try await store.commit(Events.label(me.id, 1, .tie, "e1"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 1, .note("second"), "e2"), cursor: nil)
    _ = try await store.commit(Events.of(me.id, 1, .flag(false), "e3"), cursor: nil)
    #expect(try await importing(file, into: store).summary.added == 0)
    let own = try await store.ownWork(rater: me.id, item: ItemID(1))
    #expect(own.blind?.value == .tie && own.note == "second" && !own.flagged)
  }
}
