import Testing

@testable import AgreementStatistics

@Suite struct DawidSkeneTests {
  static let accuracies = [0.95, 0.8, 0.7, 0.4, 0.9]

  @Test(arguments: 0..<5)
  func findsPlantedAccuracies(_ seed: UInt64) throws {
    let planted = PlantedLabels(
      items: 2000, categories: 3, accuracies: Self.accuracies, missing: 0.2, seed: seed)
    let model = try #require(planted.matrix.dawidSkene().value)
    #expect(model.convergence.isConverged)
    for (rater, accuracy) in Self.accuracies.enumerated() {
      #expect(abs(try #require(model.competence(of: rater)) - accuracy) < 0.05)
      for row in try #require(model.confusion(of: rater)) {
        #expect(abs(row.reduce(0, +) - 1) < 1e-12)
      }
    }
    let votes = MajorityVotes(planted.matrix)
    let right = planted.truth.indices.count {
      model.posteriors.mostProbable($0) == [planted.truth[$0]]
    }
    let byVotes = planted.truth.indices.count { votes.winners(of: $0) == [planted.truth[$0]] }
    #expect(right > byVotes, "weighing raters is better than counting them")
  }

  /// Each step of expectation-maximisation raises the likelihood, if nothing is clipped.
  @Test func theLikelihoodNeverFalls() throws {
    let planted = PlantedLabels(
      items: 80, categories: 4, accuracies: Self.accuracies, missing: 0.3, seed: 4)
    var before = -Double.infinity
    for limit in 1...40 {
      let model = try #require(
        planted.matrix.dawidSkene(tolerance: 0, iterationLimit: limit, clip: 0).value)
      #expect(model.logLikelihood >= before - 1e-9)
      #expect(model.convergence.iterations <= limit)
      before = model.logLikelihood
    }
  }

  /// Forty times the same items are counted as distinct rows; one time they are not.
  @Test func rowsAndPatternsAgree() throws {
    let planted = PlantedLabels(
      items: 60, categories: 3, accuracies: Self.accuracies, missing: 0.3, seed: 8)
    let many = RatingMatrix(
      categoryCount: 3,
      columns: planted.matrix.columns.map { column in (0..<40).flatMap { _ in column } })
    let one = try #require(planted.matrix.dawidSkene().value)
    let two = try #require(many.dawidSkene().value)
    let patterns = RatingPatterns(planted.matrix, keepingItems: true)
    let three = try #require(patterns.dawidSkene().value)
    #expect(abs(two.logLikelihood / 40 - one.logLikelihood) < 1e-6)
    for item in 0..<60 {
      let row = one.posteriors[item]
      #expect((row == nil) == (patterns.patternOfItem[item] == nil))
      let byPattern = patterns.patternOfItem[item].flatMap { three.posteriors[$0] }
      for other in [two.posteriors[item + 60 * 39], byPattern] {
        for (a, b) in zip(row ?? [], other ?? []) { #expect(abs(a - b) < 1e-9) }
        #expect(other?.count == row?.count)
      }
    }
  }

  @Test func manyRatersDoNotUnderflow() throws {
    let planted = PlantedLabels(
      items: 10, categories: 3, accuracies: Array(repeating: 0.4, count: 2000), seed: 5)
    let model = try #require(planted.matrix.dawidSkene().value)
    for item in 0..<10 {
      #expect(model.posteriors.mostProbable(item) == [planted.truth[item]])
      #expect(try #require(model.posteriors.entropy(of: item)) < 1e-6)
    }
    #expect(model.logLikelihood.isFinite)
  }

  @Test func whoHasNotRatedIsNotJudged() throws {
    let matrix = RatingMatrix(categoryCount: 2, rows: [[0, nil], [1, nil], [nil, nil]])
    let model = try #require(matrix.dawidSkene().value)
    #expect(model.competence(of: 1) == nil && model.confusion(of: 1) == nil)
    #expect(model.posteriors[2] == nil)
    #expect(model.posteriors.mostProbable(2) == [])
    #expect(model.posteriors.entropy(of: 2) == nil)
    let empty = RatingMatrix(categoryCount: 2, rows: [[nil], [nil]])
    #expect(empty.dawidSkene() == .undefined(.noItems))
    #expect(RatingPatterns(empty).mace() == .undefined(.noItems))
  }

  /// A rater who exchanges two categories is of use all the same.
  @Test func exchangedLabelsAreUnderstood() throws {
    let planted = PlantedLabels(
      items: 600, categories: 2, accuracies: [0.85, 0.85, 0.85, 0.02], seed: 2)
    let model = try #require(planted.matrix.dawidSkene().value)
    let confusion = try #require(model.confusion(of: 3))
    #expect(confusion[0][1] > 0.9 && confusion[1][0] > 0.9)
    #expect(try #require(model.competence(of: 3)) < 0.1)
  }
}
