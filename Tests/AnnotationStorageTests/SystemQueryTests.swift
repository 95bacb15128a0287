import AnnotationModel
import Testing

@testable import AnnotationStorage

/// Who wrote which candidate, over a whole study.
@Suite struct SystemQueryTests {
  @Test func everyCandidateHasItsSystem() async throws {
    let workshop = try Workshop()
    let store = try AnnotationStore.create(
      at: workshop.path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    #expect(try await store.add(SliceTests.items.map { Events.placed(.item($0)) }).isEmpty)
    _ = try await store.finishImport()
    let systems = try await store.candidateSystems()
    #expect(systems.itemCount == SliceTests.items.count && Set(systems.names) == ["x1", "x2"])
    for (index, item) in SliceTests.items.enumerated() {
      let names = systems.of(index).map { $0 < 0 ? "" : systems.names[Int($0)] }
      let given = item.candidates.indices.map {
        item.origins.indices.contains($0) ? item.origins[$0].system : ""
      }
      #expect(names == given, "item \(index + 1)")
    }
    #expect(systems.of(-1).isEmpty && systems.of(40).isEmpty)
  }

  /// A system without a name goes by its family's.
  @Test func aFamilyStandsForANameThatIsMissing() async throws {
    let workshop = try Workshop()
    let store = try AnnotationStore.create(
      at: workshop.path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let item = Item(
      key: "k", candidates: [CandidateText("one"), CandidateText("two")],
      origins: [CandidateOrigin(family: "gull"), CandidateOrigin()])
    #expect(try await store.add([Events.placed(.item(item))]).isEmpty)
    _ = try await store.finishImport()
    let systems = try await store.candidateSystems()
    #expect(systems.names == ["gull"] && Array(systems.of(0)) == [0, -1])
  }
}
