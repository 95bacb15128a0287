import AnnotationModel
import Foundation
import Testing

@testable import AnnotationStorage

/// How torn judges are over items, and the order of labelling that goes by it.
@Suite struct ContestTests {
  let workshop: Workshop

  init() throws { workshop = try Workshop() }

  /// `J` saw i1 to i3 in both orders; `R` was asked several times about i3 to i5, the last of them
  /// given anew; nobody said anything of i6.
  private func store() async throws -> AnnotationStore {
    let store = try await workshop.store(items: 6)
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    func verdict(
      _ rater: String, _ item: Int, _ value: RatingValue, _ presentation: Presentation,
      _ repetition: Int = 0, _ reply: String = ""
    ) -> PlacedRecord {
      Events.placed(
        .verdict(
          ImportedVerdict(
            rater: rater, item: "i\(item)",
            verdict: Verdict(
              value: value, presentation: presentation, repetition: repetition, rawReply: reply))))
    }
    let (stored, exchanged) = (Presentation.asStored(2), Presentation(order: [1, 0]))
    var records = [
      Events.placed(.rater(ImportedRater(name: "J", kind: .judge))),
      Events.placed(.rater(ImportedRater(name: "R", kind: .judge))),
      verdict("J", 1, .prefer(0), stored), verdict("J", 1, .prefer(0), exchanged),
      verdict("J", 2, .prefer(0), stored), verdict("J", 2, .prefer(1), exchanged),
      verdict("J", 3, .prefer(0), stored), verdict("J", 3, .abstention(.unparsed), exchanged),
    ]
    let answers: [Int: [RatingValue]] = [
      3: [.prefer(0), .prefer(0), .prefer(1)], 4: [.prefer(0), .prefer(1), .abstention(.unparsed)],
      5: [.prefer(0), .prefer(1), .prefer(1)],
    ]
    for (item, values) in answers.sorted(by: { $0.key < $1.key }) {
      for (at, value) in values.enumerated() {
        records.append(verdict("R", item, value, stored, at, "r\(at)"))
      }
    }
    // The last repeat of i5 was read anew: it is a tie, so that all three differ.
    records.append(verdict("R", 5, .tie, stored, 2, "anew"))
    let problems = try await store.add(records)
    #expect(problems.isEmpty, "\(problems)")
    _ = try await store.finishImport()
    return store
  }

  @Test func entropiesByHand() async throws {
    let store = try await store()
    func contest(_ item: Int) async throws -> ItemContest {
      try await store.contest(of: ItemID(Int64(item)))
    }
    #expect(try await contest(1) == ItemContest(split: 0, entropy: 0))
    #expect(try await contest(2) == ItemContest(split: 0.5, entropy: log(2)))
    // Two thirds and one third; J has one answer only there.
    let third = try await contest(3)
    let expected: Double = log(3.0) - 2.0 * log(2.0) / 3.0
    let found = try #require(third.entropy)
    #expect(abs(found - expected) < 1e-12)
    #expect(third.split == 0)
    for (item, most) in [(4, log(2.0)), (5, log(3.0))] {
      let entropy = try #require(try await contest(item).entropy)
      #expect(abs(entropy - most) < 1e-12, "\(item)")
    }
    #expect(try await contest(6) == ItemContest(split: 0))
    // All at once is each by itself.
    let all = try await store.contests()
    for item in 1...6 { #expect(try await contest(item) == all.contest(item - 1)) }
  }

  @Test func theMostTornItemComesFirst() async throws {
    let store = try await store()
    let me = try await store.rater(named: "me", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 1)
    try await store.setQueueOrder(.contested, of: me.id)
    var way: [Int64] = []
    while let next = try await store.nextItem(
      for: me.id, after: way.last.map { ItemID($0) }, forward: true, unlabelledOnly: false)
    {
      way.append(next.value)
    }
    // Split and entropy: a conflict of orders is both. Of equal ones as in the file.
    #expect(way == [2, 5, 4, 3, 1, 6])
    #expect(try await store.check().isEmpty)
  }

  @Test func theLeastEntropyOfSamples() {
    #expect(AnnotationStore.leastEntropy(1) == 0)
    #expect(
      AnnotationStore.leastEntropy(0.5) == log(2) && AnnotationStore.leastEntropy(0) == log(2))
    #expect(abs(AnnotationStore.leastEntropy(0.75) - 0.562335) < 1e-6)
  }

  @Test func ranksAreOutOfOneEach() {
    #expect(ItemContest(split: 0.25).rank(categories: 3) == 0.25)
    #expect(abs(ItemContest(split: 0, entropy: log(3)).rank(categories: 3) - 1) < 1e-12)
  }
}
