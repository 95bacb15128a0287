import Glibc

/// True labels and each rater's competence, estimated together: with probability `competence` a
/// rater knows the true label, else the label is drawn from the rater's spam strategy.
///
/// Multi-annotator competence estimation, Hovy, Berg-Kirkpatrick, Vaswani & Hovy 2013 (NAACL
/// N13-1132), by expectation-maximisation with smoothed counts. All categories are equally likely
/// before ratings are seen. It finds a local maximum, hence restarts.
public struct MACE: Hashable, Sendable {
  public var posteriors: LabelPosteriors
  /// P(knows the label) of each rater, 0 to 1; nil for a rater without ratings.
  public var competence: [Double?]
  /// What each rater says where it does not know: a probability for each category, which sum to 1;
  /// nil for a rater without ratings.
  public var spamStrategy: [[Double]?]
  public var logLikelihood: Double
  public var convergence: EMConvergence
  /// The start that led to the largest likelihood: 0 is the even one, others are random.
  public var start: Int
}

/// How MACE is estimated.
public struct MACEOptions: Hashable, Sendable {
  /// It ends when no posterior probability changes by more.
  public var tolerance: Double
  /// Or after so many steps.
  public var iterationLimit: Int
  /// Starts, of which the one with the largest likelihood is kept. The first is even: everybody
  /// knows half of the labels and guesses evenly. Each other has a stream of random numbers of its
  /// own.
  public var starts: Int
  public var seed: UInt64
  /// Shared out evenly over the categories and added to expected counts. > 0.
  public var smoothing: Double

  public init(
    tolerance: Double = 1e-6, iterationLimit: Int = 200, starts: Int = 10, seed: UInt64 = 1,
    smoothing: Double = 0.01
  ) {
    precondition(iterationLimit > 0 && starts > 0, "at least one iteration of one start")
    precondition(smoothing > 0, "smoothing is positive")
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.starts = starts
    self.seed = seed
    self.smoothing = smoothing
  }
}

extension RatingMatrix {
  /// MACE of all ratings; posteriors are the items'.
  ///
  /// Undefined where nobody rated anything. O(labels × K) a step of one start, labels of equal rows
  /// counted once where that is cheap.
  public func mace(_ options: MACEOptions = MACEOptions()) -> Outcome<MACE> {
    MACE(LabelledUnits(self), options).map { .defined($0) } ?? .undefined(.noItems)
  }
}

extension RatingPatterns {
  /// The same; posteriors are the patterns'. O(patterns × raters × K) a step of one start.
  public func mace(_ options: MACEOptions = MACEOptions()) -> Outcome<MACE> {
    MACE(LabelledUnits(self), options).map { .defined($0) } ?? .undefined(.noItems)
  }
}

extension MACE {
  init?(_ units: LabelledUnits, _ options: MACEOptions) {
    guard units.count > 0 else { return nil }
    var best = MACE(units, options, start: 0)
    for start in 1..<options.starts {
      let other = MACE(units, options, start: start)
      if other.logLikelihood > best.logLikelihood { best = other }
    }
    self = best
  }

  private init(_ units: LabelledUnits, _ options: MACEOptions, start: Int) {
    var random = ResampleStream(seed: options.seed, number: UInt64(start))
    var raters = SpamParameters(units, random: start == 0 ? nil : { random.uniform() })
    var latent = LatentLabels(votesOf: units)
    let logPriors = Array(
      repeating: -log(Double(units.categoryCount)), count: units.categoryCount)
    latent.expect(logPriors: logPriors, logErrors: raters.logErrors)
    var iterations = 0
    while iterations < options.iterationLimit, latent.largestChange > options.tolerance {
      raters.maximise(latent.expected, smoothing: options.smoothing)
      latent.expect(logPriors: logPriors, logErrors: raters.logErrors)
      iterations += 1
    }
    posteriors = LabelPosteriors(latent)
    let hasRated = units.labelsOfRater.map { $0 > 0 }
    competence = zip(raters.competence, hasRated).map { $1 ? $0 : nil }
    spamStrategy = hasRated.indices.map { hasRated[$0] ? raters.strategy(of: $0) : nil }
    logLikelihood = latent.logLikelihood
    convergence = EMConvergence(
      iterations: iterations, largestChange: latent.largestChange,
      isConverged: latent.largestChange <= options.tolerance)
    self.start = start
  }
}

/// MACE's parameters of all raters.
private struct SpamParameters {
  let categoryCount: Int
  private(set) var competence: [Double]
  /// Row-major, raters × K.
  private var strategies: [Double]

  init(_ units: LabelledUnits, random: (() -> Double)?) {
    categoryCount = units.categoryCount
    let k = units.categoryCount
    guard let random else {
      competence = Array(repeating: 0.5, count: units.raterCount)
      strategies = Array(repeating: 1 / Double(k), count: units.raterCount * k)
      return
    }
    (competence, strategies) = ([], [])
    for _ in 0..<units.raterCount {
      // More than half, since nothing else tells a label from any other.
      competence.append(0.5 + 0.5 * random())
      let weights = (0..<k).map { _ in 0.1 + random() }
      strategies += weights.map { $0 / weights.reduce(0, +) }
    }
  }

  func strategy(of rater: Int) -> [Double] {
    Array(strategies[rater * categoryCount..<(rater + 1) * categoryCount])
  }

  /// The logarithms of P(label | truth), in the order that `LatentLabels` has them.
  var logErrors: [Double] {
    let k = categoryCount
    var result = Array(repeating: 0.0, count: strategies.count * k)
    for place in strategies.indices {
      let knows = competence[place / k]
      let guessed = (1 - knows) * strategies[place]
      for truth in 0..<k { result[place * k + truth] = log(guessed) }
      result[place * k + place % k] = log(knows + guessed)
    }
    return result
  }

  /// New parameters of the expected items with each label and truth.
  mutating func maximise(_ expected: [Double], smoothing: Double) {
    let k = categoryCount
    let added = smoothing / Double(k)
    for rater in competence.indices {
      var known = 0.0
      var guessed = Array(repeating: added, count: k)
      for label in 0..<k {
        let place = rater * k + label
        let spam = (1 - competence[rater]) * strategies[place]
        let right = expected[place * k + label]
        for truth in 0..<k where truth != label { guessed[label] += expected[place * k + truth] }
        let knowing = right * competence[rater] / (competence[rater] + spam)
        known += knowing
        guessed[label] += right - knowing
      }
      let spam = guessed.reduce(0, +)
      let guesses = spam - smoothing
      competence[rater] = (known + added) / (known + guesses + 2 * added)
      for label in 0..<k { strategies[rater * k + label] = guessed[label] / spam }
    }
  }
}
