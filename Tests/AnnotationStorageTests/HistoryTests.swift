import AnnotationModel
import Testing

@testable import AnnotationStorage

/// A study's history in another file: what people did, not only what holds.
@Suite struct HistoryTests {
  func records(_ store: AnnotationStore, history: Bool) async throws -> [ImportRecord] {
    var all: [ImportRecord] = []
    var cursor: ExportCursor?
    repeat {
      let page = try await store.records(after: cursor, limit: 3, history: history)
      all += page.records
      cursor = page.next
    } while cursor != nil
    return all
  }

  func importing(_ records: [ImportRecord], into store: AnnotationStore) async throws -> (
    summary: ImportSummary, problems: [ImportProblem]
  ) {
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let problems = try await store.add(records.map { Events.placed($0) })
    return (try await store.finishImport(), problems)
  }

  func copy(_ workshop: Workshop) throws -> AnnotationStore {
    try AnnotationStore.create(at: workshop.path, study: Study(title: "t", task: .pairwise))
  }

  /// Some steps of one person, drawn by chance.
  func work(_ store: AnnotationStore, _ me: RaterID, seed: UInt64, steps: Int) async throws {
    var random = SplitMix64(seed: seed)
    for step in 0..<steps {
      let (item, id) = (Int.random(in: 1...3, using: &random), "s\(seed)-\(step)")
      let phase: LabelPhase = Bool.random(using: &random) ? .blind : .revealed
      switch Int.random(in: 0..<9, using: &random) {
      case 0, 1, 2:
        let value =
          [RatingValue.prefer(0), .prefer(1), .tie, .abstention(.skipped)]
          .randomElement(using: &random) ?? .tie
        let action = LabelEvent.Action.label(value, confidence: .low, errorCodes: ["e"])
        _ = try await store.commit(Events.of(me, item, action, id, phase: phase), cursor: nil)
      case 3: _ = try await store.commit(Events.of(me, item, .note("n\(step)"), id), cursor: nil)
      case 4: _ = try await store.commit(Events.of(me, item, .flag(step % 2 == 0), id), cursor: nil)
      case 5: _ = try await store.commit(Events.of(me, item, .reveal, id), cursor: nil)
      case 6, 7: _ = try await store.undo(rater: me, eventID: id, at: Int64(step))
      default: _ = try await store.redo(rater: me, eventID: id, at: Int64(step))
      }
    }
  }

  @Test(arguments: 1...25)
  func anyHistoryComesBackUnchanged(_ seed: UInt64) async throws {
    let (first, second) = (try Workshop(), try Workshop())
    let store = try await first.store(items: 3)
    let (ann, bob) = (
      try await store.rater(named: "ann", kind: .human),
      try await store.rater(named: "bob", kind: .human)
    )
    try await work(store, ann.id, seed: seed, steps: 40)
    try await work(store, bob.id, seed: seed + 1000, steps: 20)
    #expect(try await store.check().isEmpty)
    let exported = try await records(store, history: true)
    let other = try copy(second)
    #expect(try await importing(exported, into: other).problems.isEmpty)
    #expect(try await records(other, history: true) == exported)
    #expect(try await records(other, history: false) == records(store, history: false))
    #expect(try await other.check().isEmpty)
    #expect(try await importing(exported, into: other).summary.added == 0)
    #expect(try await importing(exported, into: store).summary.added == 0)
    // Work goes on in the copy, and its history comes back into the first study.
    let again = try #require(try await other.rater(named: "ann"))
    try await work(other, again.id, seed: seed + 2000, steps: 20)
    try await work(store, ann.id, seed: seed + 3000, steps: 10)
    #expect(try await importing(records(other, history: true), into: store).problems.isEmpty)
    #expect(try await store.check().isEmpty)
    #expect(try await other.check().isEmpty)
  }

  @Test func anUndoWithoutItsEventIsAProblem() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 1)
    let undo = ImportedEvent(
      eventID: "u", rater: "ann", item: "i1", action: .undo, target: "never")
    let done = try await importing([.event(undo)], into: store)
    #expect(done.problems.count == 1 && done.problems[0].message.contains("not before it"))
    #expect(try await store.check().isEmpty)
  }

  @Test func bytesThatAreNoTextAreKeptOnce() async throws {
    let (first, second) = (try Workshop(), try Workshop())
    let store = try await first.store(items: 1)
    let text = OriginalText(text: "\u{FFFD}A", bytes: [0xFF, 0x41], place: "f:1")
    var elsewhere = text
    elsewhere.place = "g:2"
    let empty = OriginalText(text: "", bytes: [], place: "h:3")
    let done = try await importing(
      [.original(text), .original(elsewhere), .original(empty)], into: store)
    #expect(done.summary.addedOriginals == 2 && done.summary.alreadyThere == 1)
    let exported = try await records(store, history: true)
    #expect(exported.suffix(2) == [.original(text), .original(empty)])
    let other = try copy(second)
    _ = try await importing(exported, into: other)
    #expect(try await records(other, history: true) == exported)
  }

  /// An item without texts, which only hangs verdicts on its key, says nothing against a full one.
  @Test func aPlaceholderDoesNotContradictTheItem() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 1)
    let bare = Item(key: "i1", candidates: [CandidateText(""), CandidateText("")])
    let done = try await importing([.item(bare)], into: store)
    #expect(done.problems.isEmpty && done.summary.alreadyThere == 1)
    let three = Item(key: "i1", candidates: Array(repeating: CandidateText(""), count: 3))
    #expect(try await importing([.item(three)], into: store).problems.count == 1)
  }
}
