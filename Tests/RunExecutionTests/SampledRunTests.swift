import AnnotationModel
import Foundation
import Judging
import ModelCalls
import RunExecution
import Testing

@testable import AnnotationStorage

/// Runs that ask more than once for a verdict, or more than one judge in turn.
@Suite struct SampledRunTests {
  @Test func samplesMakeOneVerdictAndAreNotPaidTwice() async throws {
    let stage = try await RunStage(items: 2)
    var settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    (settings.samples, settings.temperature, settings.seed) = (3, 1, 10)
    settings.order = .balanced
    let client = ScriptedClient { request, _ in
      .success(ModelReply(text: request.repetition == 2 ? "Answer: tie" : "Answer: A"))
    }
    let first = try await stage.sit(settings, client)
    #expect(first.stop == nil && first.progress.concluded == 2)
    #expect(await client.asked.count == 12 && settings.callsPerUnit(candidates: 2) == 6)
    #expect(Set(await client.asked.map(\.settings.seed)) == [10, 11, 12])
    // Twice A in each order, a tie in each: as many of three answers.
    let verdicts = try await stage.verdicts(of: "run")
    #expect(verdicts.map(\.value) == [.tie, .tie])
    #expect(verdicts[0].rawReply.contains("[sample 6 order ba]"))
    #expect(try await stage.store.confidencePercents() == [33, 33])
    let again = try await stage.sit(settings, client)
    #expect(again.progress.before == 2)
    #expect(await client.asked.count == 12)
    #expect(try await stage.store.check().isEmpty)
  }

  @Test func aCascadeAsksTheNextSeatOnlyWhereTheFirstIsUnsure() async throws {
    let stage = try await RunStage(items: 3)
    var settings = RunSettings(
      .cascade, seats: [RunSeat(endpoint: "cheap"), RunSeat(endpoint: "dear")])
    settings.order = .balanced
    let client = ScriptedClient { request, _ in
      let text = request.messages.last?.text ?? ""
      let isYesFirst =
        (text.firstRange(of: "yes ")?.lowerBound ?? text.endIndex)
        < (text.firstRange(of: "no ")?.lowerBound ?? text.endIndex)
      // Item 2 leaves the cheap judge to its position, and item 3 both.
      let isTorn =
        text.contains("question 3")
        || text.contains("question 2") && request.endpoint == "cheap"
      return .success(ModelReply(text: isTorn || isYesFirst ? "Answer: A" : "Answer: B"))
    }
    let sitting = try await stage.sit(settings, client, name: "c")
    #expect(sitting.stop == nil)
    #expect(await client.asked.count == 2 + 4 + 4)
    #expect(
      try await stage.verdicts(of: "c").map(\.value)
        == [.prefer(0), .prefer(0), .abstention(.unsure)])
    #expect(try await stage.verdicts(of: "c/cheap").map(\.value) == [.prefer(0), .tie, .tie])
    #expect(try await stage.verdicts(of: "c/dear").map(\.value) == [.prefer(0), .tie])
  }

  @Test func exemplarsAreOfOtherItemsAndPartOfTheRunsName() async throws {
    let stage = try await RunStage(items: 8)
    try await stage.store.beginImport(ImportSource(name: "l", format: "t"))
    let problems = try await stage.store.add(
      (1...6).map { number in
        PlacedRecord(
          record: .label(
            ImportedLabel(
              rater: "ann", item: "i\(number)", value: .prefer(number.isMultiple(of: 2) ? 0 : 1))),
          place: SourcePlace(file: "l", line: number))
      })
    _ = try await stage.store.finishImport()
    #expect(problems.isEmpty)
    var settings = RunSettings(.judge, seats: [RunSeat(endpoint: "m")])
    settings.exemplars = 4
    let client = ScriptedClient.says("Answer: A")
    let judged = [ItemID(1), ItemID(7), ItemID(8)]
    let sitting = try await stage.sit(settings, client, only: judged)
    #expect(sitting.progress.concluded == 3)
    let asked = try #require(await client.asked.first?.messages.last?.text)
    #expect(asked.contains("People's answer to example 4:") && !asked.contains("example 5"))
    for request in await client.asked {
      let shown = request.messages.last?.text.components(separatedBy: "Now the case")[0] ?? ""
      #expect(!["question 1", "question 7", "question 8"].contains { shown.contains($0) })
    }
    let scale = StudyTask.pairwise.scale
    func hash(_ seed: UInt64) async throws -> (String, String) {
      settings.exemplarSeed = seed
      let chosen = try await stage.store.exemplars(settings, judging: judged, scale: scale)
      let made = try RunSpecification(
        settings, scale: scale, exemplars: chosen, endpoint: { RunStage.endpoint($0) },
        prompt: { try #require(BuiltinPrompts.template(named: $0)) })
      #expect(chosen.allSatisfy { made.text.contains("\"item\":\"\($0.item)\"") })
      return (made.hash, made.text)
    }
    #expect(try await hash(1).0 == hash(1).0)
    #expect(try await hash(1).0 != hash(2).0)
    settings.exemplars = 6
    let many = settings
    await #expect(throws: RunMistake.self) {
      try await stage.store.exemplars(many, judging: judged, scale: scale)
    }
  }

  @Test func settingsComeBackFromTheirText() {
    var settings = RunSettings(
      .cascade, seats: [RunSeat(endpoint: "a"), RunSeat(endpoint: "b")])
    (settings.samples, settings.temperature, settings.order) = (5, 0.7, .balanced)
    (settings.weightsScores, settings.alternatives, settings.threshold) = (true, 20, 0.6)
    (settings.exemplars, settings.exemplarSeed) = (4, 99)
    #expect(settings.mistake == nil)
    #expect(RunSettings(text: settings.text) == settings)
    // What is not set is not written: runs of before keep their names.
    let plain = RunSettings(.judge, seats: [RunSeat(endpoint: "a")]).text
    #expect(!["samples", "weighted", "exemplar", "threshold"].contains { plain.contains($0) })
  }

  @Test func whatCannotBeIsSaid() {
    let two = [RunSeat(endpoint: "a"), RunSeat(endpoint: "b")]
    func mistake(_ kind: RunKind, _ change: (inout RunSettings) -> Void) -> String? {
      var settings = RunSettings(kind, seats: two)
      change(&settings)
      return settings.mistake
    }
    #expect(mistake(.judge) { $0.samples = 3 }?.contains("temperature 0") == true)
    #expect(mistake(.judge) { $0.samples = 0 }?.contains("1 to 100") == true)
    #expect(mistake(.debate) { $0.order = .balanced }?.contains("use both") == true)
    #expect(mistake(.judge) { $0.weightsScores = true }?.contains("log-prob") == true)
    #expect(mistake(.cascade) { _ in }?.contains("nothing tells") == true)
    #expect(mistake(.cascade) { $0.alternatives = 5 } == nil)
    #expect(mistake(.cascade) { $0.seats = [two[0]] }?.contains("two seats") == true)
    #expect(mistake(.debate) { $0.exemplars = 2 }?.contains("exemplars") == true)
  }
}

extension AnnotationStore {
  /// The verdicts' confidence in whole percent; −1 where there is none.
  fileprivate func confidencePercents() throws -> [Int] {
    let query = try connection.statement(
      "SELECT CAST(round(100 * coalesce(confidence, -0.01)) AS INTEGER) FROM verdict ORDER BY item")
    var result: [Int] = []
    while try query.step() { result.append(query.int(0)) }
    return result
  }
}
