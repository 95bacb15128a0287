import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// What is left to a judge, and what people have to label.
@Suite struct TrustReportTests {
  private func items(_ ann: String, _ judge: String) -> JudgedItems {
    AnalysisFixture.tracker([(name: "ann", letters: ann), (name: "judge/x", letters: judge)])
      .judgedItems(by: AnalysisFixture.id(2), reference: AnalysisFixture.id(1))
  }

  private func values(_ numbers: [Double]) -> [(item: ItemID, value: Double)] {
    numbers.enumerated().map { (ItemID(Int64($0.offset + 1)), $0.element) }
  }

  private func row(_ letter: Character, _ count: Int) -> String {
    String(repeating: letter, count: count)
  }

  /// 0.9⁵⁰ = 0.005: fifty sure answers without a mistake are enough for 10 %; with the twenty
  /// wrong ones of the doubtful items they are not.
  @Test func whatIsSureIsLeftToTheJudge() throws {
    let found = items(row("a", 50) + row("b", 20) + row(".", 20), row("a", 90) + "?")
    var confidences = JudgeConfidences()
    let sure = Array(repeating: 1.0, count: 50) + Array(repeating: 0.3, count: 20)
    confidences.add(.votes, values(sure + (0..<20).map { $0 < 10 ? 1 : 0.3 - Double($0) / 100 }))
    let report = TrustReport(
      found, labelOrder: [], confidences, SelectiveRisk(maximumRisk: 0.1))
    let certificate = try report.certificate.get()
    #expect(report.source == .votes && certificate.certified?.threshold == 1)
    #expect(certificate.certified?.sampleCount == 50 && certificate.certified?.coverage == 0.5)
    #expect(report.trusted.map(\.value) == Array(71...80))
    #expect(report.escalated.map(\.value) == Array(81...90).reversed())
    #expect(report.unjudged == [ItemID(91)])
    #expect(report.toLabel == report.escalated + [ItemID(91)])
    let first = try #require(report.steps.first)
    #expect(first.wrongCount == 0 && first.isCertified && first.risk.coefficient?.itemCount == 50)
    #expect(report.steps.last?.isCertified == false && report.steps.last?.wrongCount == 20)
  }

  /// 29 labels without a mistake are needed for 10 % with 95 %: 0.9²⁸ is above 0.05, 0.9²⁹ below.
  @Test func whereNothingIsCertifiedItemsAreDrawn() throws {
    let found = items(row("a", 20) + row(".", 50), row("a", 70))
    let report = TrustReport(
      found, labelOrder: [], JudgeConfidences(), SelectiveRisk(maximumRisk: 0.1))
    #expect(report.source == .none)
    #expect(try report.certificate.get().outcome == .nothing(furtherLabels: 9))
    #expect(report.drawn.count == 9 && Set(report.drawn).count == 9)
    #expect(report.drawn.allSatisfy { $0.value > 20 } && report.toLabel == report.drawn)
    let again = TrustReport(
      found, labelOrder: [], JudgeConfidences(), SelectiveRisk(maximumRisk: 0.1))
    let other = TrustReport(
      found, labelOrder: [], JudgeConfidences(), SelectiveRisk(maximumRisk: 0.1), seed: 2)
    #expect(again.drawn == report.drawn && other.drawn != report.drawn)
    let enough = items(row("a", 29) + row(".", 5), row("a", 34))
    let trusted = TrustReport(
      enough, labelOrder: [], JudgeConfidences(), SelectiveRisk(maximumRisk: 0.1))
    #expect(trusted.trusted.count == 5 && trusted.toLabel.isEmpty)
  }

  @Test func withoutLabelsThereIsNoCertificate() {
    let report = TrustReport(
      items("....", "abab"), labelOrder: [], JudgeConfidences(), SelectiveRisk(maximumRisk: 0.1))
    #expect(report.certificate == .failure(.noItems) && report.escalated.count == 4)
  }

  @Test func theFirstSourceThatTellsItemsApartIsTaken() {
    var confidences = JudgeConfidences(conflicts: [ItemID(2)])
    let all = (1...4).map { ItemID(Int64($0)) }
    #expect(confidences.best(for: all) == .none)
    confidences.add(scores: [(ItemID(1), [7, 3, 4]), (ItemID(2), [5, 5]), (ItemID(3), [9])])
    #expect(confidences.best(for: all) == .scores && confidences.count(.scores, of: all) == 2)
    #expect(confidences.value(.scores, of: ItemID(1)) == 3)
    #expect(confidences.value(.scores, of: ItemID(3)) < -1e300)
    confidences.add(repeats: [
      (ItemID(1), [0, 0, 1]), (ItemID(2), [0, 0, 0]), (ItemID(3), [-1, 0]),
    ])
    #expect(confidences.value(.repeats, of: ItemID(2)) == 0, "its two orders differ")
    #expect(confidences.best(for: all) == .repeats)
    // Says the same of all: tells nothing apart.
    confidences.add(.samples, values([1, 0, 1, 1].map { $0 }).filter { $0.item != ItemID(2) })
    #expect(confidences.best(for: all) == .repeats)
    confidences.add(.samples, values([0.6, 1, 1]) + [(ItemID(1), 0.8)])
    #expect(confidences.best(for: all) == .samples)
    #expect(confidences.value(.samples, of: ItemID(1)) == 0.7)
  }

  @Test func votesHaveAMargin() {
    let tracker = AnalysisFixture.tracker([
      (name: "jury/j", letters: "aa=b?"), (name: "judge/x", letters: "aaabb"),
      (name: "judge/y", letters: "aabb?"), (name: "judge/z", letters: "ab?ab"),
    ])
    let found = tracker.voteMargins(
      of: AnalysisFixture.id(1), seats: (2...4).map(AnalysisFixture.id))
    #expect(found.map(\.item.value) == [1, 2, 3, 4])
    #expect(found.map(\.value) == [1, 1.0 / 3, -0.5, 1.0 / 3])
    let votes = DebateVotes(
      rater: RaterID(1), roles: ["p", "q"],
      votes: [
        .init(item: ItemID(1), round: 1, role: 0, code: 1),
        .init(item: ItemID(1), round: 2, role: 0, code: 0),
        .init(item: ItemID(1), round: 2, role: 1, code: 0),
      ])
    #expect(tracker.voteMargins(of: AnalysisFixture.id(1), votes).map(\.value) == [1])
  }
}
