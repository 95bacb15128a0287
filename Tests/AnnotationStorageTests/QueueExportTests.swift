import AnnotationModel
import Testing

@testable import AnnotationStorage

/// A person who goes on in a copy of the study meets the same items in the same order, at the same
/// place and on the same sides.
@Suite struct QueueExportTests {
  static let orders: [QueueOrder] = [.file, .random(seed: .max - 4), .balanced, .contested]

  func export(_ store: AnnotationStore) async throws -> [ImportRecord] {
    var all: [ImportRecord] = []
    var cursor: ExportCursor?
    repeat {
      let page = try await store.records(after: cursor, limit: 3, history: true)
      all += page.records
      cursor = page.next
    } while cursor != nil
    return all
  }

  func take(_ records: [ImportRecord], into store: AnnotationStore) async throws -> (
    summary: ImportSummary, problems: [ImportProblem]
  ) {
    try await store.beginImport(ImportSource(name: "f", format: "study"))
    let problems = try await store.add(records.map { Events.placed($0) })
    return (try await store.finishImport(), problems)
  }

  func way(of rater: RaterID, in store: AnnotationStore) async throws -> [ItemID] {
    var way: [ItemID] = []
    while let next = try await store.nextItem(
      for: rater, after: way.last, forward: true, unlabelledOnly: false)
    {
      way.append(next)
    }
    return way
  }

  func empty(_ workshop: Workshop) throws -> AnnotationStore {
    try AnnotationStore.create(at: workshop.path, study: Study(title: "t", task: .pairwise))
  }

  @Test(arguments: orders) func aPersonGoesOnInTheCopy(_ order: QueueOrder) async throws {
    let (one, two) = (try Workshop(), try Workshop())
    let store = try await one.store(items: 12)
    let judge = try await store.rater(named: "judge", kind: .judge)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await take(
      (3...12).map {
        .verdict(
          ImportedVerdict(
            rater: judge.name, item: "i\($0)",
            verdict: Verdict(
              value: $0 % 3 == 0 ? .tie : .prefer($0 % 2), presentation: .asStored(2))))
      }, into: store)
    _ = try await store.enrol(me.id, sideSeed: .max / 3)
    try await store.setQueueOrder(order, of: me.id)
    let way = try await way(of: me.id, in: store)
    _ = try await store.commit(Events.label(me.id, Int(way[4].value), .tie, "e1"), cursor: way[5])
    let records = try await export(store)

    let copy = try empty(two)
    let (summary, problems) = try await take(records, into: copy)
    #expect(problems == [] && summary.addedQueues == 1)
    let again = try #require(try await copy.rater(named: "ann")).id
    #expect(try await copy.sideSeed(of: again) == .max / 3)
    #expect(try await copy.queueOrder(of: again) == order)
    #expect(try await copy.resumeItem(for: again) == way[5])
    #expect(try await self.way(of: again, in: copy) == way)
    #expect(try await export(copy) == records)
    #expect(try await take(records, into: copy).summary.added == 0)
    #expect(try await copy.check().isEmpty)
  }

  /// Who has begun here keeps the place that they have here.
  @Test func anImportMovesNobody() async throws {
    let (one, two) = (try Workshop(), try Workshop())
    let store = try await one.store(items: 4)
    let me = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 7)
    try await store.saveCursor(ItemID(3), of: me.id)
    let records = try await export(store)
    let copy = try empty(two)
    let there = try await copy.rater(named: "ann", kind: .human)
    _ = try await copy.enrol(there.id, sideSeed: 8)
    let (summary, problems) = try await take(records, into: copy)
    #expect(problems == [] && summary.addedQueues == 0 && summary.addedItems == 4)
    #expect(try await copy.sideSeed(of: there.id) == 8)
    #expect(try await copy.resumeItem(for: there.id) == ItemID(1))
  }

  @Test func aQueueThatCannotBeIsRefused() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 3)
    _ = try await store.rater(named: "judge", kind: .judge)
    let bad: [(ImportedQueue, String)] = [
      (ImportedQueue(rater: "judge", sideSeed: 1), "no person"),
      (ImportedQueue(rater: "", sideSeed: 1), "no person"),
      (ImportedQueue(rater: "ann", sideSeed: 1, place: "nowhere"), "no item nowhere"),
      (ImportedQueue(rater: "ann", sideSeed: 1, order: .balanced, items: ["gone"]), "no item gone"),
      (ImportedQueue(rater: "ann", sideSeed: 1, order: .balanced, items: ["i1", "i1"]), "twice"),
      (ImportedQueue(rater: "ann", sideSeed: 1, order: .random, size: -1), "size"),
    ]
    let (summary, problems) = try await take(bad.map { .queue($0.0) }, into: store)
    #expect(problems.count == bad.count && summary.addedQueues == 0)
    for (problem, (_, reason)) in zip(problems, bad) {
      #expect(problem.message.contains(reason), "\(problem.message)")
    }
    #expect(try await store.check().isEmpty)
  }
}
