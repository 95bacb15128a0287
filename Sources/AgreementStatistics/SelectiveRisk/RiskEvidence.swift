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
  /// Items on which the judge was wrong.
  public private(set) var wrongCount = 0
  /// Items so far.
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
