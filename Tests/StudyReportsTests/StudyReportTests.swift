import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@testable import StudyReports

@Suite struct StudyReportTests {
  private static let letters: [Character: Int16] = ["a": 0, "b": 1, "=": 2]
  private static let people: [(String, RaterKind, String)] = [
    ("ann", .human, "aabb=ab=aabbab=aab"), ("bob", .human, "aabb=aa=aabbab=bab"),
    ("cem", .human, "abbb=ab=aabbaa=aab"),
  ]
  private static let machines: [(String, RaterKind, String)] = [
    ("judge/1", .judge, "aabb=ab=bbbaab=aab"), ("judge/2", .judge, "aaaa=aa=aabbab=bba"),
    ("judge/3", .judge, "aaaaaaaaaaaaaaaaaa"),
  ]

  private static func tracker(
    _ raters: [(String, RaterKind, String)], _ policy: AnalysisPolicy = .init()
  ) -> AgreementTracker {
    var tracker = AgreementTracker(
      scale: .preference(candidates: 2, tie: true, bothBad: false), itemCount: 18,
      raters: raters.enumerated().map { at, one in
        Rater(id: RaterID(Int64(at + 1)), name: one.0, kind: one.1)
      }, policy: policy)
    tracker.load(
      raters.enumerated().map { at, one in
        RatingColumn(
          rater: RaterID(Int64(at + 1)), phase: .blind, swapped: false,
          items: (1...18).map { Int32($0) }, codes: one.2.map { letters[$0] ?? 0 })
      })
    return tracker
  }

  private static let facts: StudyFacts = {
    var facts = StudyFacts(
      title: "T", itemCount: 18, questionCount: 18,
      scale: .preference(candidates: 2, tie: true, bothBad: false),
      contentHash: String(repeating: "0", count: 64), version: "9.9")
    facts.raters["judge/1"] = StudyFacts.Rater(
      model: "m", settings: "temperature 0", parsers: ["p-2", "p-1"])
    facts.labelled = 1_772_442_033_077...1_772_542_033_077
    return facts
  }()

  private func figures(
    _ raters: [(String, RaterKind, String)] = people + machines,
    policy: AnalysisPolicy = .init(), _ change: (inout ReportedFiguresRequest) -> Void = { _ in }
  ) throws -> ReportedFigures {
    var tracker = Self.tracker(raters, policy)
    var request = ReportedFiguresRequest()
    (request.reference, request.resamples) = (tracker.usualReference, 400)
    change(&request)
    return try tracker.figures(request, questions: [])
  }

  @Test func theUsualReferenceIsWhoThereIs() {
    #expect(Self.tracker(Self.people).usualReference == "majority")
    #expect(Self.tracker([Self.people[1]] + Self.machines).usualReference == "bob")
    #expect(Self.tracker(Self.machines).usualReference == nil)
  }

  @Test func peopleMeetTheMajorityOfTheOthersOnly() throws {
    let figures = try figures()
    #expect(figures.comparisons.map(\.pair.second.name) == ["judge/1", "judge/2", "judge/3"])
    #expect(figures.comparisons.allSatisfy { $0.pair.first.id == .majority })
    #expect(figures.people.count == 6 && figures.people.count { $0.leavesOneOut } == 3)
    // Of two people, each is the others.
    let two = try self.figures(Array(Self.people.prefix(2)) + Self.machines)
    #expect(two.people.count == 1)
  }

  /// Raw p-values are those of kappa's own test; judge/3 has none, since its kappa is 0 for sure.
  @Test func testsAreAdjustedForThoseThatThereAre() throws {
    let figures = try figures()
    let tested = figures.comparisons.filter { $0.p != nil }
    #expect(tested.count == figures.testCount && tested.count >= 2)
    for one in tested {
      let kappa = try #require(one.pair.table.coefficient(.cohen).coefficient)
      #expect(one.p == kappa.nullTest?.twoSidedP)
      let (p, holm, hochberg) = (one.p ?? 2, one.holm ?? -1, one.benjaminiHochberg ?? -1)
      #expect(p <= hochberg && hochberg <= holm && holm <= 1)
    }
    #expect(
      tested.compactMap(\.holm) == MultipleComparisons.holm.adjusted(tested.compactMap(\.p)))
  }

  @Test func theMatrixIsSymmetricAndEmptyOnItsDiagonal() throws {
    let figures = try figures()
    #expect(figures.matrixNames.count == 7)
    for row in 0..<7 {
      #expect(figures.matrix[row][row] == nil)
      for column in 0..<row {
        #expect(figures.matrix[row][column] == figures.matrix[column][row])
      }
    }
  }

  @Test func theSameFiguresMakeTheSameDocument() throws {
    let (one, two) = (try figures(), try figures())
    #expect(StudyReport.document(Self.facts, one) == StudyReport.document(Self.facts, two))
    let other = try figures { $0.seed = 2 }
    #expect(StudyReport.document(Self.facts, one) != StudyReport.document(Self.facts, other))
  }

  private func methods(_ policy: AnalysisPolicy = .init()) throws -> String {
    MethodsText(facts: Self.facts, figures: try figures(policy: policy)).paragraphs
      .joined(separator: "\n")
  }

  @Test func methodsSayWhatWasDone() throws {
    let text = try methods()
    for words in [
      "“T” has 18 items.", "3 people (ann, bob and cem) and 3 LLM judges (judge/1, judge/2 and",
      "the best of 2 responses; the answers, taken as nominal, were a, b and tie.",
      "between 2026-03-02 and 2026-03-03 (UTC)", "B = 400, seed 1", "items were drawn",
      "with the majority of the people, and each person", "concord 9.9", "versions p-1 and p-2",
      "A tie was an answer like any other.", "SHA-256 " + Self.facts.contentHash,
      "unparsed drop, ties keep, orders merge, consensus split-tie, reveal blind",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  @Test(arguments: AnalysisPolicy.Unparsed.allCases)
  func eachPolicyIsSaidInItsOwnWords(_ unparsed: AnalysisPolicy.Unparsed) throws {
    let others = AnalysisPolicy.Unparsed.allCases.filter { $0 != unparsed }
    func sentence(_ unparsed: AnalysisPolicy.Unparsed) throws -> Substring? {
      try methods(AnalysisPolicy(unparsed: unparsed)).firstMatch(of: /A reply of a model[^.]*\./)?
        .output
    }
    let own = try #require(try sentence(unparsed))
    for other in others { #expect(try sentence(other) != own) }
    #expect(
      try methods(AnalysisPolicy(unparsed: unparsed, ties: .exclude, consensus: .splitDrop))
        .contains("their majority had no answer"))
  }

  @Test func withoutAReferenceAnyTwoAreCompared() throws {
    let figures = try figures(Self.machines)
    #expect(figures.comparisons.count == 3 && figures.people.isEmpty)
    let tables = AgreementTables(facts: Self.facts, figures: figures)
    #expect(tables.comparisons.rows.map(\.[0]).first == "judge/1 × judge/2")
    #expect(tables.overall == nil && tables.people == nil)
    #expect(tables.confusions.count == 3)
  }

  @Test func nobodyIsNoTrouble() throws {
    let figures = try figures([])
    let document = StudyReport.document(Self.facts, figures)
    #expect(MarkdownReport.text(document).contains("Nobody has rated them."))
    #expect(!document.sections.contains { $0.title.hasPrefix("Agreement") })
  }
}
