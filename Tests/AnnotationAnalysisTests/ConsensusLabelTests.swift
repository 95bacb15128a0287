import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

/// One label for each item out of several raters' labels.
@Suite struct ConsensusLabelTests {
  private func tracker(_ rows: [String], _ policy: AnalysisPolicy = .init()) -> AgreementTracker {
    AnalysisFixture.tracker(
      rows.enumerated().map { (name: "rater\($0.offset)", letters: $0.element) }, policy: policy)
  }

  private func consensus(
    _ rows: [String], _ method: ConsensusMethod, _ policy: AnalysisPolicy = .init()
  ) throws -> ConsensusLabels {
    try #require(
      tracker(rows, policy).consensus(of: (1...rows.count).map(AnalysisFixture.id), by: method)
        .value)
  }

  @Test func votesAreCountedAndTiesSeen() throws {
    let found = try consensus(["aab.s", "aba.a", "abb.."], .majority)
    #expect(found.labels.map(\.item.value) == [1, 2, 3, 5])
    #expect(found.labels.map(\.winners) == [[0], [1], [1], [0]])
    #expect(found.labels.map(\.probability) == [1, 2.0 / 3, 2.0 / 3, 1])
    #expect(found.labels.map(\.voteCount) == [3, 3, 3, 1] && found.tieCount == 0)
    #expect(found.members.map(\.labelCount) == [3, 4, 3])
    #expect(found.members.map(\.competence.value) == [2.0 / 3, 2.0 / 3, 1])
    #expect(found.doubts.map(\.rater) == [0, 1] && found.doubts.map(\.given) == [0, 0])
    #expect(found.doubts.allSatisfy { abs($0.doubt - 2.0 / 3) < 1e-12 && $0.probable == [1] })
    let split = try consensus(["a", "b"], .majority)
    #expect(split.tieCount == 1 && split.labels[0].winners == [0, 1])
    #expect(split.answer(split.labels[0]) == .tie && split.doubts.isEmpty)
    let dropped = try consensus(["a", "b"], .majority, AnalysisPolicy(consensus: .splitDrop))
    #expect(dropped.answer(dropped.labels[0]) == .abstention(.unsure))
    #expect(found.answer(found.labels[0]) == .prefer(0))
  }

  /// The majority of a tracker and the consensus by votes are the same answers.
  @Test(arguments: 0..<10) func votesAreTheMajority(_ seed: Int) throws {
    var stream = ResampleStream(seed: 11, number: UInt64(seed))
    let letters = Array("ab=.s")
    let rows = (0..<4).map { _ in
      String((0..<50).map { _ in letters[stream.index(below: letters.count)] })
    }
    let tracker = tracker(rows)
    let found = try #require(
      tracker.consensus(of: (1...4).map(AnalysisFixture.id), by: .majority).value)
    for label in found.labels {
      #expect(found.answer(label) == tracker.value(of: .majority, at: label.item))
    }
  }

  @Test(arguments: [ConsensusMethod.dawidSkene, .mace])
  func modelsAreThoseOfTheStatistics(_ method: ConsensusMethod) throws {
    var stream = ResampleStream(seed: 4, number: 0)
    var rows = Array(repeating: "", count: 4)
    for _ in 0..<120 {
      let truth = stream.index(below: 2)
      for rater in 0..<4 {
        let isRight = stream.uniform() < [0.95, 0.9, 0.8, 0.55][rater]
        rows[rater] += (isRight ? truth : 1 - truth) == 0 ? "a" : "b"
      }
    }
    let found = try consensus(rows, method)
    let matrix = tracker(rows).matrix(of: (1...4).map(AnalysisFixture.id))
    let posteriors: LabelPosteriors
    let competence: [Double?]
    if method == .mace {
      let model = try #require(matrix.mace().value)
      (posteriors, competence) = (model.posteriors, model.competence)
    } else {
      let model = try #require(matrix.dawidSkene().value)
      (posteriors, competence) = (model.posteriors, (0..<4).map(model.competence))
    }
    #expect(found.members.map(\.competence.value) == competence)
    for label in found.labels {
      let item = Int(label.item.value) - 1
      #expect(label.winners == posteriors.mostProbable(item))
      #expect(label.probability == posteriors[item]?.max())
    }
    // The one who guesses is doubted most often.
    let counts = (0..<4).map { rater in found.doubts.count { $0.rater == rater } }
    #expect(counts[3] == counts.max() && counts[3] > counts[0])
    #expect(zip(found.doubts, found.doubts.dropFirst()).allSatisfy { $0.doubt >= $1.doubt })
    #expect(found.convergence?.isConverged == true)
  }

  @Test func nothingHasNoConsensus() {
    let tracker = tracker(["..", "ss"])
    for method in ConsensusMethod.allCases {
      let found = tracker.consensus(of: [AnalysisFixture.id(1), AnalysisFixture.id(2)], by: method)
      #expect(found.reason == .noItems)
    }
  }
}
