import AnnotationModel
import Testing

@testable import AnnotationStorage

/// Nothing that the label screen and the work list are given names a system or tells a verdict.
@Suite struct BlindReadingTests {
  func study(_ workshop: Workshop) async throws -> AnnotationStore {
    let store = try AnnotationStore.create(
      at: workshop.path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let item = Item(
      key: "bench/1/Hidden-7B/other", category: "c", prompt: [Turn(role: .user, text: "ask")],
      candidates: [CandidateText("one"), CandidateText("two")],
      origins: [CandidateOrigin(system: "hidden-7b", family: "hiddenfamily"), CandidateOrigin()],
      references: [Reference(kind: .otherModel, text: "ref", author: "hidden-7b")],
      metadata: ["model": "hidden-7b"])
    let verdict = Verdict(
      value: .prefer(0), presentation: .asStored(2), reasoning: "hiddenreason",
      rawReply: "hiddenreply")
    let records: [ImportRecord] = [
      .item(item), .rater(ImportedRater(name: "hiddenjudge", kind: .judge)),
      .verdict(ImportedVerdict(rater: "hiddenjudge", item: item.key, verdict: verdict)),
    ]
    #expect(try await store.add(records.map { Events.placed($0) }).isEmpty)
    _ = try await store.finishImport()
    return store
  }

  @Test func noFieldNamesASystemOrTellsAVerdict() async throws {
    let workshop = try Workshop()
    let store = try await study(workshop)
    let me = try await store.rater(named: "me", kind: .human)
    let reading = try #require(try await store.blindReading(ItemID(1)))
    let rows = try await store.blindRows(
      matching: ItemFilter(), sort: .file, for: me.id, after: nil, limit: 9, forward: true)
    let work = try await store.ownWork(rater: me.id, item: ItemID(1))
    #expect(reading.references.map(\.text) == ["ref"] && rows.count == 1)
    for value in [reading, rows, work] as [Any] {
      let told = String(reflecting: value).lowercased()
      #expect(!told.contains("hidden"), "\(told)")
    }
    // The whole of it is there for those who may see it.
    #expect(try await store.reading(ItemID(1))?.key == "bench/1/Hidden-7B/other")
    #expect(try await store.item(named: "#1") == ItemID(1))
    #expect(try await store.item(named: "#2") == nil)
  }

  @Test(arguments: [
    ("mt/81/gpt-4/claude", "#7"), ("GPT-4: one", "#7"), ("gpt-40/1", "gpt-40/1"),
    ("q-17", "q-17"), ("", ""), ("x_gpt-4", "#7"), ("agpt-4", "agpt-4"),
  ])
  func aKeyIsHiddenWhereASystemIsAWordOfIt(_ key: String, _ shown: String) {
    #expect(AnnotationStore.blindKey(key, ItemID(7), ["gpt-4", "zephyr"]) == shown)
  }
}
