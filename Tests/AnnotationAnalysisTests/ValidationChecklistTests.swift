import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// A whole check-list of a tracker.
@Suite struct ValidationChecklistTests {
  let people = String(repeating: "aabbab=ab=", count: 12)

  func list(
    _ judge: String, evidence: ValidationEvidence = ValidationEvidence(),
    slices: [SliceColumn] = []
  ) throws -> ValidationChecklist {
    var tracker = AnalysisFixture.tracker([
      ("ann", people), ("bob", String(repeating: "aabbab=bb=", count: 12)), ("judge/x", judge),
    ])
    for slice in slices { tracker.load(slice) }
    let found = tracker.validation(
      of: AnalysisFixture.id(3), against: .majority, evidence: evidence)
    return try #require(found)
  }

  @Test func everyCheckIsThereOrLeftOut() throws {
    let found = try list(people)
    let names = Set(found.checks.map(\.name)).union(found.leftOut.keys)
    #expect(names == Set(ValidationCheck.Name.allCases))
    #expect(found.checks.map(\.name) == ValidationCheck.Name.allCases.filter { found[$0] != nil })
    #expect(
      found.count(.passed) + found.count(.failed) + found.count(.notKnown) == found.checks.count)
    for check in found.checks {
      #expect(!check.finding.isEmpty && !check.threshold.isEmpty)
      if check.status == .passed { #expect(check.next == nil) }
    }
  }

  @Test func aPersonAndTheReferenceHaveNone() {
    var tracker = AnalysisFixture.tracker([("ann", people), ("judge/x", people)])
    let (ann, judge) = (AnalysisFixture.id(1), AnalysisFixture.id(2))
    let nothing = ValidationEvidence()
    for (one, reference) in [(ann, judge), (judge, judge), (.majority, ann)] {
      let found = tracker.validation(of: one, against: reference, evidence: nothing)
      #expect(found == nil)
    }
  }

  @Test func aJudgeLikeOnePersonReachesTheCeiling() throws {
    #expect(try list(people)[.ceiling]?.status == .passed)
    let coin = String(repeating: "abababab==", count: 12)
    #expect(try list(coin)[.ceiling]?.status == .failed)
  }

  @Test func unparsedAreCountedWhateverThePolicy() throws {
    let replies = String(repeating: "aabbab=a?=", count: 12)
    let check = try #require(try list(replies)[.unparsed])
    #expect(check.status == .failed && check.finding.hasPrefix("12 of 120"))
  }

  /// The looks of all properties count.
  @Test func aLowSliceFailsAndNamesItself() throws {
    var judge = ""
    for (at, letter) in people.enumerated() {
      judge.append(at < 30 && letter != "=" ? (letter == "a" ? "b" : "a") : letter)
    }
    let column = SliceColumn(
      property: .category, names: ["low", "fine"], values: (0..<120).map { $0 < 30 ? 0 : 1 })
    let check = try #require(try list(judge, slices: [column])[.slices])
    #expect(check.status == .failed)
    #expect(check.next == .lookAtSlice(property: "category", name: "low"))
    #expect(try list(people, slices: [column])[.slices]?.status == .passed)
    #expect(try list(people)[.slices]?.status == .notKnown)
  }
}
