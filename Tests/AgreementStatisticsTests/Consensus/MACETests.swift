import Testing

@testable import AgreementStatistics

@Suite struct MACETests {
  @Test func findsTheSpammer() throws {
    let planted = PlantedLabels(
      items: 500, categories: 3, accuracies: [0.9, 0.8, 0.85], missing: 0.1, seed: 6)
    let spam: [RatingMatrix.Code] = planted.truth.map { _ in 1 }
    let matrix = RatingMatrix(categoryCount: 3, columns: planted.matrix.columns + [spam])
    let model = try #require(matrix.mace().value)
    let competence = model.competence.compactMap { $0 }
    #expect(competence.count == 4)
    #expect(competence[3] < 0.05)
    #expect(competence[0...2].allSatisfy { $0 > 0.6 })
    #expect(try #require(model.spamStrategy[3])[1] > 0.99)
  }

  @Test func theOrderOfItemsDoesNotMatter() throws {
    let planted = PlantedLabels(
      items: 200, categories: 3, accuracies: [0.9, 0.6, 0.5, 0.8], missing: 0.4, seed: 7)
    let reversed = RatingMatrix(
      categoryCount: 3, columns: planted.matrix.columns.map { $0.reversed() })
    let one = try #require(planted.matrix.mace().value)
    let two = try #require(reversed.mace().value)
    #expect(abs(one.logLikelihood - two.logLikelihood) < 1e-6)
    for rater in 0..<4 {
      let pair = (one.competence[rater] ?? 0, two.competence[rater] ?? 1)
      #expect(abs(pair.0 - pair.1) < 1e-6)
    }
  }

  @Test func moreStartsAreNeverWorse() throws {
    let planted = PlantedLabels(
      items: 40, categories: 4, accuracies: [0.5, 0.4, 0.45, 0.3], missing: 0.3, seed: 11)
    var before = -Double.infinity
    var differs = false
    for starts in 1...8 {
      let model = try #require(planted.matrix.mace(MACEOptions(starts: starts)).value)
      #expect(model.logLikelihood >= before)
      #expect(model == planted.matrix.mace(MACEOptions(starts: starts)).value)
      differs = differs || model.start > 0
      before = model.logLikelihood
    }
    #expect(differs, "starts are not all the same")
  }
}
