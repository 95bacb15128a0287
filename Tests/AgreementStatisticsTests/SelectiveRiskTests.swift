import Glibc
import Testing

@testable import AgreementStatistics

@Suite struct SelectiveRiskTests {
  /// A judge whose confidence c is uniform in 0…1 and who errs with probability a − b·c; so that
  /// among the items of confidence t or more the share of mistakes is a − b·(1 + t)/2.
  struct Judge {
    var worst: Double
    var slope: Double

    func risk(_ threshold: Double) -> Double { worst - slope * (1 + max(0, threshold)) / 2 }

    func items(_ count: Int, _ random: inout ResampleStream) -> [SelectiveRisk.Calibration] {
      (0..<count).map { _ in
        let confidence = random.uniform()
        let isWrong = random.uniform() < worst - slope * confidence
        return SelectiveRisk.Calibration(confidence: confidence, isWrong: isWrong)
      }
    }
  }

  static func outcome(
    _ wanted: SelectiveRisk, _ items: [SelectiveRisk.Calibration], labelled: Int,
    thresholds: [RiskThreshold]? = nil
  ) throws -> RiskCertificate {
    try wanted.certificate(
      calibration: Array(items.prefix(labelled)),
      unlabelled: items.dropFirst(labelled).map(\.confidence), thresholds: thresholds
    ).get()
  }

  /// Judges that are just too bad at every threshold, and such that are at the loose ones.
  static let judges = [Judge(worst: 0.101, slope: 0), Judge(worst: 0.24, slope: 0.24)]

  /// A false certificate in one study of ten at most, though asked for only once.
  @Test(arguments: judges.indices)
  func oneLookKeepsItsPromise(_ at: Int) throws {
    let (judge, studies) = (Self.judges[at], 400)
    let wanted = SelectiveRisk(maximumRisk: 0.1, confidence: 0.9)
    var (broken, certified) = (0, 0)
    for number in 0..<studies {
      var random = ResampleStream(seed: 31, number: UInt64(number))
      let items = judge.items(450, &random)
      guard let found = try Self.outcome(wanted, items, labelled: 300).certified else { continue }
      certified += 1
      if judge.risk(found.threshold) > 0.1 { broken += 1 }
    }
    // Binomial(400, 0.1): at most 60 in all but one of a thousand runs.
    #expect(broken <= 60, "\(broken)")
    if at == 1 { #expect(certified > 250, "\(certified)") } else { #expect(broken > 10) }
  }

  /// The same where one looks after every ten labels, and stops at the first certificate.
  @Test(arguments: judges.indices)
  func manyLooksKeepThePromise(_ at: Int) throws {
    let (judge, studies) = (Self.judges[at], 150)
    var broken = (spending: 0, anytime: 0)
    for number in 0..<studies {
      var random = ResampleStream(seed: 32, number: UInt64(number))
      let items = judge.items(250, &random)
      let thresholds = RiskThreshold.all(of: items.map(\.confidence))
      let risks = try (1...16).compactMap { look -> Double? in
        let wanted = SelectiveRisk(
          maximumRisk: 0.1, confidence: 0.9, look: .spending(look: look))
        return try Self.outcome(
          wanted, items, labelled: look * 10, thresholds: thresholds
        ).certified?.threshold
      }.map(judge.risk)
      if risks.contains(where: { $0 > 0.1 }) { broken.spending += 1 }
      // Whatever any earlier look certified, this one does.
      let always = SelectiveRisk(maximumRisk: 0.1, confidence: 0.9, look: .anytime)
      let last = try Self.outcome(always, items, labelled: 160).certified
      if let last, judge.risk(last.threshold) > 0.1 { broken.anytime += 1 }
    }
    // Binomial(150, 0.1): at most 28 in all but one of a thousand runs.
    #expect(broken.spending <= 28 && broken.anytime <= 28, "\(broken)")
  }

  /// All or nothing, a look after every ten labels: where each look would spend all of the allowed
  /// error, far more than one study of ten would have a false certificate.
  @Test func looksThatAreNotPaidForBreakThePromise() throws {
    var broken = (once: 0, spending: 0, anytime: 0)
    let thresholds = [RiskThreshold(value: 0, coverage: 1)]
    for number in 0..<200 {
      var random = ResampleStream(seed: 36, number: UInt64(number))
      let items = Judge(worst: 0.101, slope: 0).items(300, &random)
      func isCertified(_ count: Int, _ look: RiskLook) throws -> Bool {
        let wanted = SelectiveRisk(maximumRisk: 0.1, confidence: 0.9, look: look, steps: 1)
        return try Self.outcome(wanted, items, labelled: count, thresholds: thresholds).certified
          != nil
      }
      let looks = 1...30
      if try looks.contains(where: { try isCertified($0 * 10, .once) }) { broken.once += 1 }
      if try looks.contains(where: { try isCertified($0 * 10, .spending(look: $0)) }) {
        broken.spending += 1
      }
      if try isCertified(300, .anytime) { broken.anytime += 1 }
    }
    // Binomial(200, 0.1): at most 34 in all but one of a thousand runs.
    #expect(broken.spending <= 34 && broken.anytime <= 34, "\(broken)")
    #expect(broken.once > 34 && broken.anytime > 0, "\(broken)")
  }

  /// Labels until a good judge is certified at all: bets need fewer than looks that spend.
  @Test func betsCertifyAGoodJudgeEarlier() throws {
    var (spending, anytime) = (0, 0)
    for number in 0..<16 {
      var random = ResampleStream(seed: 33, number: UInt64(number))
      let items = Judge(worst: 0.04, slope: 0).items(420, &random)
      let thresholds = RiskThreshold.all(of: items.map(\.confidence), steps: 1)
      func first(_ look: (Int) -> RiskLook) throws -> Int {
        for number in 1...40 {
          let wanted = SelectiveRisk(
            maximumRisk: 0.1, confidence: 0.95, look: look(number), steps: 1)
          let found = try Self.outcome(
            wanted, items, labelled: number * 10, thresholds: thresholds)
          if found.certified != nil { return number * 10 }
        }
        return 400
      }
      spending += try first { .spending(look: $0) }
      anytime += try first { _ in .anytime }
    }
    #expect(anytime < spending, "\(anytime) and \(spending)")
  }

  @Test func certificatesOfTheSameItemsStay() throws {
    var random = ResampleStream(seed: 34, number: 0)
    let items = Judge(worst: 0.2, slope: 0.2).items(1000, &random)
    let always = SelectiveRisk(maximumRisk: 0.1, look: .anytime)
    var threshold = Double.infinity
    for labelled in stride(from: 50, through: 900, by: 50) {
      let found = try Self.outcome(always, items, labelled: labelled)
      let known = RiskThreshold.all(of: items.map(\.confidence).reversed())
      #expect(try Self.outcome(always, items, labelled: labelled, thresholds: known) == found)
      #expect((found.certified?.threshold ?? .infinity) <= threshold)
      threshold = found.certified?.threshold ?? threshold
      guard let certified = found.certified else { continue }
      let rest = items.dropFirst(labelled).map(\.confidence)
      #expect(found.escalated == rest.indices.filter { rest[$0] < certified.threshold })
      let left = 1 - Double(found.escalated.count) / Double(rest.count)
      #expect(abs(try #require(certified.coverage) - left) < 1e-12)
    }
    #expect(threshold < .infinity)
  }

  /// Without confidences there is one threshold: all items are left to the judge, or none.
  @Test func withoutConfidenceItIsAllOrNothing() throws {
    func certificate(wrong: Int, of count: Int) throws -> RiskCertificate {
      let items = (0..<count).map { at in
        SelectiveRisk.Calibration(confidence: 0, isWrong: at < wrong)
      }
      return try SelectiveRisk(maximumRisk: 0.05).certificate(
        calibration: items, unlabelled: [0, 0, 0]
      ).get()
    }
    // 0.95^58 is above 0.05, 0.95^59 below it.
    let enough = try certificate(wrong: 0, of: 59)
    #expect(enough.certified?.coverage == 1 && enough.escalated.isEmpty)
    #expect(enough.certified?.sampleCount == 59)
    let tooFew = try certificate(wrong: 0, of: 58)
    #expect(tooFew.outcome == .nothing(furtherLabels: 1) && tooFew.escalated == [0, 1, 2])
    #expect(try certificate(wrong: 0, of: 9).outcome == .nothing(furtherLabels: 50))
    #expect(try certificate(wrong: 5, of: 50).outcome == .nothing(furtherLabels: nil))
    #expect(
      SelectiveRisk(maximumRisk: 0.05).certificate(calibration: [], unlabelled: [1])
        == .failure(.noItems))
  }

  /// Bets that begin at four coverages have a quarter of the allowed error each.
  @Test func everyStartOfBetsHasItsPart() throws {
    for count in stride(from: 8, through: 120, by: 8) {
      let items = (0..<count).map { at in
        SelectiveRisk.Calibration(confidence: Double(at % 8), isWrong: false)
      }
      let evidence = RiskEvidence(bound: 0.1, wrongCount: 0, count: count).logEvidence
      for (steps, starts) in [(1, 1.0), (8, 4)] {
        let wanted = SelectiveRisk(maximumRisk: 0.1, look: .anytime, steps: steps)
        let found = try wanted.certificate(calibration: items, unlabelled: [0]).get()
        #expect((found.certified != nil) == (evidence >= log(starts / (1 - 0.95))), "\(count)")
      }
    }
  }

  /// What is said to be missing is about what it takes.
  @Test(arguments: [RiskLook.once, .anytime])
  func theFurtherLabelsAreEnough(_ look: RiskLook) throws {
    let wanted = SelectiveRisk(maximumRisk: 0.1, look: look, steps: 1)
    func items(_ count: Int) -> [SelectiveRisk.Calibration] {
      (1...count).map { SelectiveRisk.Calibration(confidence: 1, isWrong: $0 % 20 == 0) }
    }
    let few = try wanted.certificate(calibration: items(40), unlabelled: []).get()
    guard case .nothing(let further?) = few.outcome else {
      Issue.record("\(few.outcome)")
      return
    }
    let more = try wanted.certificate(calibration: items(40 + further + 20), unlabelled: []).get()
    #expect(more.certified != nil && more.certified?.coverage == nil)
    let less = try wanted.certificate(calibration: items(20 + further / 2), unlabelled: []).get()
    #expect(less.certified == nil)
  }

  /// Two groups share the allowed error; a bad one does not spoil the other's certificate.
  @Test func groupsAreCertifiedApart() throws {
    func items(_ count: Int, every: Int) -> [SelectiveRisk.Calibration] {
      (1...count).map { SelectiveRisk.Calibration(confidence: 1, isWrong: $0 % every == 0) }
    }
    let wanted = SelectiveRisk(maximumRisk: 0.05)
    let found = wanted.certificates(groups: [
      (items(59, every: 100), [1]), (items(72, every: 100), [1]), (items(72, every: 4), [1]),
      (items(90, every: 100), [1, 1]),
    ])
    // 0.05/4 of error: 0.95^85 is above it, 0.95^86 below.
    let certified = try found.map { try $0.get().certified != nil }
    #expect(certified == [false, false, false, true])
    let alone = wanted.certificates(groups: [(items(59, every: 100), [1])])
    #expect(try alone[0].get().certified != nil)
  }

  @Test func theUpperLimitIsThatOfClopperAndPearson() {
    #expect(abs(BinomialTail.upperLimit(0, of: 10, alpha: 0.025) - 0.3084971078187608) < 1e-12)
    let limit = BinomialTail.upperLimit(3, of: 20, alpha: 0.05)
    #expect(abs(BinomialTail.lower(3, of: 20, limit) - 0.05) < 1e-12)
    #expect(BinomialTail.upperLimit(4, of: 4, alpha: 0.05) == 1)
    let sum = (0...3).reduce(0.0) { $0 + [1, 8, 28, 56][$1] / 256.0 }
    #expect(abs(BinomialTail.lower(3, of: 8, 0.5) - sum) < 1e-14)
  }

  /// The mean of the likelihood ratios over a fine grid of rates.
  @Test(arguments: [(0, 20), (1, 20), (7, 50), (30, 60)])
  func evidenceIsTheMeanOfLikelihoodRatios(_ wrong: Int, _ count: Int) {
    let (bound, steps) = (0.2, 2_000)
    var mean = 0.0
    for step in 0..<steps {
      let rate = bound * (Double(step) + 0.5) / Double(steps)
      var ratio = 1.0
      for at in 0..<count {
        ratio *= at < wrong ? rate / bound : (1 - rate) / (1 - bound)
      }
      mean += ratio / Double(steps)
    }
    let evidence = RiskEvidence(bound: bound, wrongCount: wrong, count: count)
    #expect(abs(evidence.logEvidence - Glibc.log(mean)) < 1e-4)
    var inOrder = RiskEvidence(bound: bound)
    var largest = 0.0
    for at in 0..<count {
      inOrder.add(isWrong: at % 3 == 1)
      largest = max(largest, inOrder.logEvidence)
      #expect(inOrder.largestLogEvidence == largest)
    }
  }

  /// The sequence leaves the true rate out in one stream of ten at most, at all looks together.
  @Test func theConfidenceSequenceHoldsAtAllMoments() {
    var missed = 0
    for number in 0..<150 {
      var random = ResampleStream(seed: 35, number: UInt64(number))
      var part = 0
      for whole in 1...150 {
        if random.uniform() < 0.3 { part += 1 }
        guard whole < 20 || whole % 5 == 0 else { continue }
        let interval = RateConfidenceSequence.interval(part, of: whole, level: 0.9)
        if interval.low > 0.3 || interval.high < 0.3 {
          missed += 1
          break
        }
      }
    }
    #expect(missed <= 28 && missed > 0, "\(missed)")
    #expect(RateConfidenceSequence.interval(0, of: 0) == Interval(low: 0, high: 1))
    let none = RateConfidenceSequence.interval(0, of: 100)
    #expect(none.low == 0 && none.high < 0.08 && none.high > 0.03)
    let all = RateConfidenceSequence.interval(100, of: 100)
    #expect(abs(all.low - (1 - none.high)) < 1e-9 && all.high == 1)
  }

  /// One mistake in twelve among sixty labels of each of five confidences: few enough for 15 %,
  /// yet too many among the first dozens of labels that could do without a mistake.
  @Test func aMistakeAmongTheSurestDoesNotEndIt() throws {
    let calibration = (0..<300).map { at in
      SelectiveRisk.Calibration(confidence: Double(at % 5), isWrong: at / 5 % 12 == 0)
    }
    let found = try SelectiveRisk(maximumRisk: 0.15).certificate(
      calibration: calibration, unlabelled: []
    ).get()
    #expect(found.certified?.threshold == 0 && found.certified?.sampleCount == 300)
  }
}
