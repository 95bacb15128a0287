import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Foundation
import Testing

/// The Fellowship's juries from its released verdicts. Skipped where the data are not there.
@Suite(.enabled(if: PublishedFigureTests.data != nil, "the data's folder is not there"))
struct PublishedJuryTests {
  static let models = [
    "gpt-4o-mini", "gemma-2-9b-it", "Meta-Llama-3.1-8B-Instruct-Turbo", "gemma-2-27b-it", "gpt-4o",
    "Meta-Llama-3.1-70B-Instruct-Turbo",
  ]

  struct Published {
    var members: [String]
    var kappa: Double
  }

  private func published(_ dataset: String) throws -> [Published] {
    let path =
      try #require(PublishedFigureTests.data) + "/fellowship-mapo/Kappa/\(dataset)/"
      + "llms-as-a-jury.json"
    let json = try JSONSerialization.jsonObject(
      with: try Data(contentsOf: URL(fileURLWithPath: path)))
    return try #require(json as? [[Any]]).map { row in
      Published(
        members: try #require(row[0] as? [String]), kappa: try #require(row[1] as? Double))
    }
  }

  private func sweep(
    _ tracker: AgreementTracker, _ reference: String, _ settings: JurySweep = JurySweep(),
    models: [String] = models, scores: [String: SeatScores] = [:]
  ) throws -> [SweptJury] {
    let seats = try models.map {
      SweptSeat(
        try tracker.knownStream(named: "judge/" + $0).id, scores: scores[$0] ?? SeatScores())
    }
    return tracker.sweep(seats, against: try tracker.knownStream(named: reference).id, settings)
  }

  private func expectPublished(_ juries: [SweptJury], _ dataset: String) throws {
    let published = try published(dataset)
    #expect(published.count == 57 && juries.count == 57)
    for (jury, wanted) in zip(juries, published) {
      // The authors' file is sorted by kappa as well, and of equals the smaller jury is first.
      #expect(jury.seats.map { Self.models[$0] } == wanted.members)
      let kappa = try #require(jury.cohen.value)
      #expect(abs(kappa - wanted.kappa) < 1e-10, "\(wanted.members): \(kappa)")
    }
  }

  @Test func fairEval() async throws {
    let (store, folder) = try await PublishedFigureTests().study([
      (["faireval"], "faireval"),
      (["fellowship-mapo/outputs/evaluators/fair-eval/multi-rater10"], "fellowship"),
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    let tracker = try await PublishedFigureTests().tracker(
      store, AnalysisPolicy(unparsed: .recorded))
    try expectPublished(try sweep(tracker, "human"), "Fair-Eval")
    // Jointly by their scores: a jury of one is the judge, whose answer its scores make.
    var scores: [String: SeatScores] = [:]
    for model in Self.models {
      let rater = try #require(try await store.rater(named: "judge/" + model))
      scores[model] = SeatScores(
        try await store.scoreColumns(of: rater.id), of: .rater(rater.id), policy: tracker.policy)
    }
    for rule in [PanelRule.mean, .median] {
      let joined = try sweep(
        tracker, "human", JurySweep(rule: rule, minSize: 1), scores: scores
      ).filter { $0.size == 1 }
      let alone = try sweep(tracker, "human", JurySweep(minSize: 1)).filter { $0.size == 1 }
      #expect(joined.map(\.cohen) == alone.map(\.cohen) && joined.count == 6)
    }
  }

  @Test func pandaLM() async throws {
    let (store, folder) = try await PublishedFigureTests().study(
      [(["pandalm"], "pandalm"), (["fellowship-mapo/verdicts_compact.csv"], "fellowship")],
      dataset: "pandalm-eval")
    defer { try? FileManager.default.removeItem(at: folder) }
    let tracker = try await PublishedFigureTests().tracker(
      store, AnalysisPolicy(unparsed: .recorded))
    let juries = try sweep(tracker, "majority")
    try expectPublished(juries, "PandaLM-Eval")
    // The rule that the authors meant, and did not get.
    let yielding = try sweep(tracker, "majority", JurySweep(rule: .tieYields))
    let changed = yielding.filter { jury in
      juries.first { $0.members == jury.members }?.cohen != jury.cohen
    }
    #expect(changed.count == 37)
    let pair = try sweep(
      tracker, "majority", JurySweep(rule: .tieYields), models: [Self.models[4], Self.models[5]])
    #expect(pair.count == 1 && pair[0].n == 999)
    #expect(abs(try #require(pair[0].cohen.value) - 0.5745) < 5e-5)
    let pluralityPair = try #require(juries.first { $0.seats == [4, 5] }?.cohen.value)
    #expect(abs(pluralityPair - 0.6356) < 5e-5)
  }
}
