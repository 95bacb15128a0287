import AnnotationModel
import Testing

@testable import AnnotationStorage

/// How raters came to their answers, as the file tells it.
@Suite struct ConductTests {
  let workshop: Workshop

  init() throws { workshop = try Workshop() }

  private func store() async throws -> AnnotationStore {
    let store = try await workshop.store(items: 6)
    let exchanged = Presentation(order: [1, 0])
    func verdict(
      _ item: Int, _ value: RatingValue, _ presentation: Presentation = .asStored(2),
      turns: Int = 1, scores: [Double] = [], reply: String = ""
    ) -> PlacedRecord {
      Events.placed(
        .verdict(
          ImportedVerdict(
            rater: "judge", item: "i\(item)",
            verdict: Verdict(
              value: value, presentation: presentation, scores: scores, rawReply: reply,
              turnsToAnswer: turns))))
    }
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let problems = try await store.add([
      Events.placed(.rater(ImportedRater(name: "judge", kind: .judge))),
      verdict(1, .prefer(1), reply: "an earlier one"),
      verdict(1, .prefer(0), turns: 2, scores: [9, 2], reply: "later"),
      verdict(1, .prefer(0), exchanged, scores: [7, 4]),
      verdict(2, .prefer(1), exchanged), verdict(3, .tie, scores: [3, 3]),
      verdict(4, .abstention(.unparsed), turns: 2), verdict(5, .abstention(.failed)),
      Events.placed(.label(ImportedLabel(rater: "ann", item: "i6", value: .prefer(0)))),
    ])
    #expect(problems.isEmpty, "\(problems)")
    _ = try await store.finishImport()
    return store
  }

  @Test func aMachinesOrderAndSecondQuestionsAreCountedOfWhatHolds() async throws {
    let store = try await store()
    let judge = try #require(try await store.rater(named: "judge"))
    let found = try await store.conduct(of: judge)
    #expect(found.firstShownChosen == 2 && found.otherChosen == 1)
    #expect(found.askedAgain == 2)
    #expect(found.abstentions == [.unparsed: 1, .failed: 1] && found.unparsed == 2)
    #expect(found.secondsPerItem == nil && found.costPerItem == nil)
    #expect(try await store.pricesPerItem().isEmpty)
  }

  /// Of an imported label nobody knows what was shown first, nor how long it took.
  @Test func aPersonsTimeIsOfLabelsGivenAtAScreen() async throws {
    let store = try await store()
    let ann = try await store.rater(named: "ann", kind: .human)
    #expect(try await store.conduct(of: ann) == RaterConduct())
    for (item, value, seconds) in [(1, RatingValue.prefer(0), 4), (2, .prefer(1), 8)] {
      var event = Events.label(ann.id, item, value, "e\(item)")
      event.activeMilliseconds = Milliseconds(seconds * 1000)
      event.presentation = Presentation(order: [1, 0])
      _ = try await store.commit(event, cursor: nil)
    }
    let skipped = Events.label(ann.id, 3, .abstention(.skipped), "e3")
    _ = try await store.commit(skipped, cursor: nil)
    let found = try await store.conduct(of: ann)
    #expect(found.firstShownChosen == 1 && found.otherChosen == 1 && found.unparsed == 0)
    #expect(found.abstentions == [.skipped: 1])
    // The skipped item took a millisecond.
    let seconds = try #require(found.secondsPerItem)
    #expect(seconds > 4.0003 && seconds < 4.0004)
  }

  @Test func scoresComeByOrder() async throws {
    let store = try await store()
    let judge = try #require(try await store.rater(named: "judge"))
    let columns = try await store.scoreColumns(of: judge.id)
    #expect(
      columns == [
        ScoreColumn(rater: judge.id, swapped: false, items: [1, 3], scores: [[9, 2], [3, 3]]),
        ScoreColumn(rater: judge.id, swapped: true, items: [1], scores: [[7, 4]]),
      ])
  }
}
