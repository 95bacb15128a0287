import Glibc

/// Evidence that a judge is wrong on less than a given share of items, by betting on its verdicts.
///
/// The e-value is the mean, over all rates q below the bound x, of the likelihood ratio
/// (q/x)^k·((1−q)/(1−x))^(n−k) of k mistakes among n items. If the true rate is x or more, each
/// ratio is a non-negative supermartingale that starts at 1, and so is their mean; by Ville's
/// inequality it ever reaches 1/α with probability at most α, however often one looks and whenever
/// one stops. This is the bet of Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009, with the
/// method of mixtures in place of a tuned stake.
public struct RiskEvidence: Hashable, Sendable {
  /// The rate that is to be undercut, x.
  public let bound: Double
  public private(set) var wrongCount = 0
  public private(set) var count = 0
  /// The largest logarithm before any of the mistakes.
  private var largestBeforeMistakes = 0.0

  /// Precondition: `bound` strictly between 0 and 1.
  public init(bound: Double) {
    precondition(bound > 0 && bound < 1, "a rate between 0 and 1")
    self.bound = bound
  }

  /// After items that were all looked at together. Preconditions: as above, and 0 ≤ `wrongCount` ≤
  /// `count`.
  public init(bound: Double, wrongCount: Int, count: Int) {
    precondition((0...max(0, count)).contains(wrongCount), "a part of the items")
    self.init(bound: bound)
    self.wrongCount = wrongCount
    self.count = count
  }

  /// Logarithm of the e-value after these items; their order does not matter to it. O(√n).
  public var logEvidence: Double {
    guard count > 0 else { return 0 }
    let (wrong, right) = (Double(wrongCount), Double(count - wrongCount))
    let mass = IncompleteBeta.regularised(bound, wrong + 1, right + 1)
    // Beyond the smallest number there is no evidence left to lose.
    guard mass > 0 else { return -700 }
    let beta = logGamma(wrong + 1) + logGamma(right + 1) - logGamma(wrong + right + 2)
    return log(mass) + beta - (wrong + 1) * log(bound) - right * log1p(-bound)
  }

  /// The next labelled item, in the order in which they are labelled.
  public mutating func add(isWrong: Bool) {
    if isWrong {
      largestBeforeMistakes = largestLogEvidence
      wrongCount += 1
    }
    count += 1
  }

  /// Logarithm of the largest e-value so far, at least 0. O(√n).
  public var largestLogEvidence: Double {
    // Only a mistake makes it fall, so that it was largest before one or is so now.
    max(largestBeforeMistakes, logEvidence)
  }

  /// The p-value that is valid at any moment, 1/(largest e-value).
  public var anytimeP: Double { exp(-largestLogEvidence) }
}

/// An interval for a rate that holds at all moments at once.
public enum RateConfidenceSequence {
  /// All rates p against which the bet of Krichevsky and Trofimov (a Beta(½, ½) mixture of rates)
  /// has not won 1/α after `part` of `whole`: over an endless stream of labels the true rate is in
  /// every one of these intervals with probability `level` at least.
  ///
  /// Wider than Wilson's at a single look, by about √(log n); 0…1 without items. To about 1e-12.
  /// Waudby-Smith & Ramdas 2023, doi:10.1093/jrsssb/qkad009; Robbins 1970. O(1).
  ///
  /// Preconditions: 0 ≤ `part` ≤ `whole`; `level` strictly between 0 and 1.
  public static func interval(_ part: Int, of whole: Int, level: Double = 0.95) -> Interval {
    precondition((0...max(0, whole)).contains(part), "a part of the items")
    precondition(level > 0 && level < 1, "a level between 0 and 1")
    let share = whole > 0 ? Double(part) / Double(whole) : 0.5
    let mixture = KrichevskyTrofimov.logProbability(part, of: whole)
    func isRefuted(_ rate: Double) -> Bool {
      mixture - logLikelihood(part, of: whole, rate) >= -log(1 - level)
    }
    return Interval(
      low: isRefuted(0) ? bisect(0, share, isRefuted) : 0,
      high: isRefuted(1) ? bisect(share, 1) { !isRefuted($0) } : 1)
  }

  private static func logLikelihood(_ part: Int, of whole: Int, _ rate: Double) -> Double {
    KrichevskyTrofimov.term(part, rate) + KrichevskyTrofimov.term(whole - part, 1 - rate)
  }
}

/// The mixture of all Bernoulli rates by Beta(½, ½): what a stream of 0 and 1 of unknown rate is
/// predicted by. Krichevsky & Trofimov 1981, doi:10.1109/TIT.1981.1056331.
enum KrichevskyTrofimov {
  /// ln of the probability of one sequence with `part` ones among `whole`. O(1).
  static func logProbability(_ part: Int, of whole: Int) -> Double {
    let (ones, zeros) = (Double(part) + 0.5, Double(whole - part) + 0.5)
    return logGamma(ones) + logGamma(zeros) - logGamma(ones + zeros) - log(Double.pi)
  }

  /// The probability that the next is a one.
  static func next(_ part: Int, of whole: Int) -> Double {
    (Double(part) + 0.5) / (Double(whole) + 1)
  }

  /// count·ln(rate), with 0·ln 0 = 0.
  static func term(_ count: Int, _ rate: Double) -> Double {
    count == 0 ? 0 : Double(count) * log(rate)
  }
}
