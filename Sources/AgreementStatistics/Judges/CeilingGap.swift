/// A judge's agreement with people less that of people among themselves, as a function of outcome
/// counts: the mean of Cohen's kappas of the judge and each person, less the mean of the kappas of
/// every two people (Light 1971, doi:10.1037/h0031643). −2 to 2; 0 or more where the judge is as
/// good as one of the people.
///
/// Outcomes are patterns of ratings. Kappas that are undefined are left out of their mean; it is
/// undefined where none is left. O(raters² · (outcomes + K)).
public struct CeilingGapStatistic: OutcomeStatistic {
  private var ofJudge: MeanKappa
  private var ofPeople: MeanKappa

  /// - Parameters:
  ///   - judge: the judge's column; all others are people.
  ///   - scores: the categories' numbers for weights; their ranks where nil.
  ///   - isEnough: whether two people's common items are enough for their kappa to count.
  public init(
    _ patterns: RatingPatterns, judge: Int, weights: AgreementWeights = .identity,
    scores: [Double]? = nil, isEnough: (_ commonItems: Int) -> Bool = { $0 > 0 }
  ) {
    precondition((0..<patterns.raterCount).contains(judge), "a column of the patterns")
    let people = (0..<patterns.raterCount).filter { $0 != judge }
    func pairs(_ given: [(Int, Int)]) -> MeanKappa {
      MeanKappa(
        pairs: given.filter { isEnough(patterns.commonItems($0.0, $0.1)) }.map {
          CohenKappaStatistic(
            patterns, first: $0.0, second: $0.1, weights: weights, scores: scores)
        })
    }
    ofJudge = pairs(people.map { ($0, judge) })
    ofPeople = pairs(
      people.enumerated().flatMap { at, one in people[(at + 1)...].map { (one, $0) } })
  }

  public mutating func value(of counts: [Int]) -> Double? {
    guard let judge = ofJudge.value(of: counts), let people = ofPeople.value(of: counts) else {
      return nil
    }
    return judge - people
  }

  /// The two means that the gap is of.
  public mutating func means(of counts: [Int]) -> (judge: Double?, people: Double?) {
    (ofJudge.value(of: counts), ofPeople.value(of: counts))
  }
}

/// The mean of the kappas that are defined.
private struct MeanKappa {
  var pairs: [CohenKappaStatistic]

  mutating func value(of counts: [Int]) -> Double? {
    var (sum, defined) = (0.0, 0)
    for at in pairs.indices {
      guard let kappa = pairs[at].value(of: counts) else { continue }
      sum += kappa
      defined += 1
    }
    return defined > 0 ? sum / Double(defined) : nil
  }
}

extension RatingPatterns {
  /// Items that two raters both rated. O(patterns).
  func commonItems(_ first: Int, _ second: Int) -> Int {
    (0..<count).reduce(0) { sum, pattern in
      let isCommon =
        self[pattern, first] != RatingMatrix.missing
        && self[pattern, second] != RatingMatrix.missing
      return isCommon ? sum + counts[pattern] : sum
    }
  }
}

/// A judge held against the human ceiling.
public struct CeilingGap: Hashable, Sendable {
  /// The mean kappa of the judge and each person.
  public var judge: Double
  /// The mean kappa of every two people.
  public var people: Double
  /// The judge's less people's, with a BCa interval over items; without one where the gap is
  /// undefined in more than one resample of a hundred.
  public var difference: Coefficient
}

extension RatingPatterns {
  /// The gap between a judge and people on these items, by the paired bootstrap over items: all
  /// answers to an item are drawn together (Efron 1987, doi:10.1080/01621459.1987.10478410).
  ///
  /// Undefined without two people who share enough items, and where no kappa is defined.
  /// Precondition: `judge` is a column. O(resamples · raters² · patterns).
  public func ceilingGap(
    judge: Int, fewestItems: Int = 1, weights: AgreementWeights = .identity,
    scores: [Double]? = nil, resamples: Int = 2000, seed: UInt64 = 1, level: Double = 0.95
  ) -> Finding<CeilingGap> {
    var statistic = CeilingGapStatistic(
      self, judge: judge, weights: weights, scores: scores
    ) { $0 >= fewestItems }
    let means = statistic.means(of: counts)
    guard let theirs = means.people else {
      return .undefined(raterCount < 3 ? .tooFewRaters : .tooFewItems)
    }
    guard let own = means.judge else { return .undefined(.oneCategory) }
    var difference = Coefficient(value: own - theirs, level: level, itemCount: itemCount)
    let units = ResamplingUnits(items: counts)
    if let found = Bootstrap(units, resamples: resamples, seed: seed).distribution(of: statistic),
      !found.hasManyUndefined
    {
      difference.interval = found.bcaInterval(level: level)
      difference.standardError = found.standardError
    }
    return .defined(CeilingGap(judge: own, people: theirs, difference: difference))
  }
}
