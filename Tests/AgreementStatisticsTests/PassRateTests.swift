import Testing

@testable import AgreementStatistics

@Suite struct PassRateTests {
  /// A study: so many labelled and unlabelled items of a pass rate, and a judge of these rates.
  struct Study {
    var rate: Double
    var sensitivity = 0.85
    var specificity = 0.8
    var labelled = 400
    var unlabelled = 4000

    func draw(_ number: Int) -> JudgedPasses {
      var random = ResampleStream(seed: 27, number: UInt64(number))
      let passes = random.binomial(labelled, rate)
      let kept = random.binomial(passes, sensitivity)
      let caught = random.binomial(labelled - passes, specificity)
      let table = ConfusionTable(rows: [
        [caught, labelled - passes - caught], [passes - kept, kept],
      ])
      let apparent = rate * sensitivity + (1 - rate) * (1 - specificity)
      return JudgedPasses(
        labelled: table, unlabelledPassed: random.binomial(unlabelled, apparent),
        unlabelledCount: unlabelled)
    }
  }

  static func covers(_ coefficient: Coefficient?, _ truth: Double) -> Bool {
    guard let interval = coefficient?.interval else { return false }
    return interval.low <= truth && truth <= interval.high
  }

  /// Share of 1000 studies: 0.95 within four Monte Carlo errors of 0.007.
  static func expectLevel(_ count: Int, _ what: String) {
    #expect((922...978).contains(count), "\(what): \(count) of 1000")
  }

  @Test(arguments: [0.15, 0.3, 0.5, 0.8])
  func intervalsCarryBothErrors(_ rate: Double) {
    let study = Study(rate: rate)
    var (corrected, powered, tuned, human) = (0, 0, 0, 0)
    for number in 0..<1000 {
      let data = study.draw(number)
      let scores = data.scores
      if Self.covers(data.roganGladen().coefficient, rate) { corrected += 1 }
      if Self.covers(scores.humanMean().coefficient, rate) { human += 1 }
      let plain = try? scores.predictionPoweredMean(tuning: .fixed(1)).get().mean
      if Self.covers(plain, rate) { powered += 1 }
      if Self.covers(try? scores.predictionPoweredMean().get().mean, rate) { tuned += 1 }
    }
    Self.expectLevel(corrected, "Rogan-Gladen")
    Self.expectLevel(powered, "PPI")
    Self.expectLevel(tuned, "PPI++")
    Self.expectLevel(human, "people alone")
  }

  /// A judge who says the same as people half the time, by chance, and a good one.
  @Test(arguments: [0.5, 0.65, 0.95])
  func aTunedMeanIsNeverWorseThanPeopleAlone(_ skill: Double) throws {
    let study = Study(rate: 0.4, sensitivity: skill, specificity: skill, labelled: 200)
    var (tuned, human) = (0.0, 0.0)
    for number in 0..<1000 {
      let scores = study.draw(number).scores
      let alone = try #require(scores.humanMean().coefficient)
      let found = try scores.predictionPoweredMean().get()
      let (error, most) = (found.mean.standardError ?? 1, alone.standardError ?? 0)
      #expect(error <= most * (1 + 1e-12))
      #expect(found.tunings.allSatisfy { (0...1).contains($0) })
      tuned += (found.mean.value - 0.4) * (found.mean.value - 0.4)
      human += (alone.value - 0.4) * (alone.value - 0.4)
    }
    #expect(tuned < human * 1.03, "\(tuned) and \(human)")
    if skill > 0.9 { #expect(tuned < human * 0.5, "\(tuned) and \(human)") }
  }

  /// Scores of 1 to 5, and a judge who is lenient and noisy.
  @Test func meansOfScoresAreCovered() throws {
    let truth = 3.0
    var (covered, narrower) = (0, 0)
    for number in 0..<1000 {
      var random = ResampleStream(seed: 270, number: UInt64(number))
      func item() -> (score: Double, prediction: Double) {
        let score = 1 + Double(random.binomial(4, 0.5))
        return (score, score + 0.7 + random.uniform() - 0.5)
      }
      let labelled = (0..<100).map { _ in item() }
      let unlabelled = (0..<300).map { _ in item().prediction }
      let scores = PredictedScores(labelled: labelled, unlabelled: unlabelled)
      let found = try scores.predictionPoweredMean().get().mean
      if Self.covers(found, truth) { covered += 1 }
      let alone = try #require(scores.humanMean().coefficient?.standardError)
      if let error = found.standardError, error < alone * 0.7 { narrower += 1 }
    }
    Self.expectLevel(covered, "mean score")
    #expect(narrower > 900)
  }

  /// Two slices in which the judge errs in opposite directions, one labelled twice as densely.
  @Test func strataOfDifferentDensityAreWeighted() throws {
    let easy = Study(
      rate: 0.9, sensitivity: 0.95, specificity: 0.6, labelled: 100, unlabelled: 3000)
    let hard = Study(rate: 0.3, sensitivity: 0.6, specificity: 0.9, labelled: 200, unlabelled: 1000)
    let truth = 0.75 * 0.9 + 0.25 * 0.3
    let covered = try (0..<1000).reduce(0) { sum, number in
      let strata = [
        (scores: easy.draw(number).scores, weight: 3.0),
        (scores: hard.draw(number + 5000).scores, weight: 1.0),
      ]
      let found = try PredictedScores.stratified(strata).get()
      #expect(found.tunings.count == 2 && found.mean.itemCount == 300)
      return sum + (Self.covers(found.mean, truth) ? 1 : 0)
    }
    Self.expectLevel(covered, "strata")
  }

  @Test func countsAndItemsAreTheSameScores() throws {
    let data = Study(rate: 0.4, labelled: 60, unlabelled: 90).draw(3)
    var labelled: [(score: Double, prediction: Double)] = []
    for human in 0..<2 {
      for judge in 0..<2 {
        let pair = (score: Double(human), prediction: Double(judge))
        labelled += Array(repeating: pair, count: data.labelled[human, judge])
      }
    }
    let unlabelled = (0..<90).map { $0 < data.unlabelledPassed ? 1.0 : 0.0 }
    let byItem = PredictedScores(labelled: labelled, unlabelled: unlabelled)
    let one = try byItem.predictionPoweredMean().get()
    let other = try data.scores.predictionPoweredMean().get()
    #expect(abs(one.mean.value - other.mean.value) < 1e-12)
    #expect(abs((one.mean.standardError ?? 0) - (other.mean.standardError ?? 1)) < 1e-12)
  }

  @Test func whatCannotBeCorrectedSaysWhy() throws {
    func data(_ rows: [[Int]], _ passed: Int = 5, _ count: Int = 10) -> JudgedPasses {
      JudgedPasses(
        labelled: ConfusionTable(rows: rows), unlabelledPassed: passed, unlabelledCount: count)
    }
    #expect(data([[0, 0], [2, 8]]).roganGladen() == .undefined(.oneCategory))
    #expect(data([[0, 0], [0, 0]]).roganGladen() == .undefined(.noItems))
    #expect(data([[3, 2], [1, 8]], 0, 0).roganGladen() == .undefined(.noItems))
    // J is 0 exactly.
    #expect(data([[2, 4], [1, 2]]).roganGladen() == .undefined(.uninformativeJudge))
    #expect(data([[1, 4], [4, 1]]).roganGladen() == .undefined(.uninformativeJudge))
    let certain = try #require(data([[5, 0], [0, 5]], 10, 10).roganGladen().coefficient)
    #expect(certain.value == 1 && certain.interval == nil && certain.standardError == nil)
    let below = try #require(data([[8, 2], [2, 8]], 1, 50).roganGladen().coefficient)
    #expect(below.value < 0)

    let alone = data([[3, 2], [1, 8]], 0, 0).scores
    #expect(alone.predictionPoweredMean(tuning: .fixed(1)) == .failure(.noItems))
    let tuned = try alone.predictionPoweredMean().get()
    #expect(tuned.tunings == [0] && tuned.mean.value == 9.0 / 14)
    #expect(data([[1, 0], [0, 0]]).scores.predictionPoweredMean() == .failure(.tooFewItems))
    #expect(PredictedScores.stratified([]) == .failure(.noItems))
  }
}
