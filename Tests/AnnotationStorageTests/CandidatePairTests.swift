import AnnotationModel
import Testing

@testable import AnnotationStorage

/// Lengths and families of pairs, against the items they were imported from.
@Suite struct CandidatePairTests {
  @Test func lengthsAndFamiliesAreOfPairsAlone() async throws {
    let workshop = try Workshop()
    let store = try AnnotationStore.create(
      at: workshop.path, study: Study(title: "t", task: .pairwise))
    func item(_ key: String, _ texts: [CandidateText], _ families: [String]) -> Item {
      Item(
        key: key, candidates: texts,
        origins: families.map { CandidateOrigin(system: "s\($0)", family: $0) })
    }
    let items = [
      item("k1", [CandidateText("one two three"), CandidateText("one \u{E9}")], ["x", "y"]),
      // The last turn is judged.
      item("k2", [CandidateText(turns: ["a b c d", "e"]), CandidateText("e f")], ["y", ""]),
      item("k3", [CandidateText("alone")], ["x"]),
      item("k4", [CandidateText(""), CandidateText("")], []),
      item("k5", [CandidateText("a"), CandidateText(" ")], ["z", "z"]),
    ]
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    #expect(try await store.add(items.map { Events.placed(.item($0)) }).isEmpty)
    _ = try await store.finishImport()
    let pairs = try await store.candidatePairs()
    #expect(pairs.firstWords == [3, 1, -1, -1, 1] && pairs.secondWords == [2, 2, -1, -1, 0])
    #expect(pairs.families == ["x", "y", "z"])
    #expect(pairs.firstFamily == [0, 1, -1, -1, 2] && pairs.secondFamily == [1, -1, -1, -1, 2])
    #expect(try await store.isRun(RaterID(1)) == false)
  }
}
