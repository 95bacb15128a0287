/// How far a rater's stated confidence is the share of verdicts that are right.
public struct Calibration: Hashable, Sendable {
  /// How verdicts are put together.
  public enum Binning: Hashable, Sendable {
    /// So many intervals of equal width; each has its upper end, the first also 0.
    case equalWidth(Int)
    /// So many bins with about equal numbers of verdicts; equal confidences stay together, so there
    /// may be fewer.
    case equalCount(Int)
  }

  /// Verdicts of about one confidence.
  public struct Bin: Hashable, Sendable {
    /// The interval, or the least and the greatest confidence for equal counts.
    public var range: ClosedRange<Double>
    /// Verdicts in the bin.
    public var itemCount: Int
    /// Nil in a bin without verdicts.
    public var meanConfidence: Double?
    /// The share of right verdicts with Wilson's interval; undefined in a bin without verdicts.
    public var accuracy: Estimate
  }

  /// From low confidence to high. With equal widths some may be empty.
  public var bins: [Bin]
  /// ECE, Σ n_b/N · |accuracy − mean confidence|: 0 to 1, 0 is best. It is larger than 0 by chance
  /// alone, the more so the more bins there are, hence without an error. Naeini, Cooper &
  /// Hauskrecht 2015; bins as Guo et al. 2017, arXiv:1706.04599.
  public var expectedError: Double
  /// The largest |accuracy − mean confidence| of a bin.
  public var maximumError: Double
  /// The mean squared difference of confidence and right (1) or wrong (0): 0 to 1, 0 is best.
  /// Student's interval. Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2.
  public var brierScore: Estimate
  /// Mean confidence less the share of right verdicts: above 0 where confidence is too high.
  public var overconfidence: Estimate
}

extension Calibration {
  /// Calibration of verdicts of which each is stated with a confidence.
  ///
  /// Undefined without verdicts, and where a confidence is not in 0...1. Precondition: as many of
  /// both, and at least one bin. O(n), with equal counts O(n log n).
  public static func of(
    confidences: [Double], isRight: [Bool], binning: Binning = .equalWidth(10),
    level: Double = 0.95
  ) -> Finding<Calibration> {
    precondition(confidences.count == isRight.count, "a confidence for each verdict")
    guard !confidences.isEmpty else { return .undefined(.noItems) }
    guard confidences.allSatisfy({ (0...1).contains($0) }) else {
      return .undefined(.notProbabilities)
    }
    let tallies =
      switch binning {
      case .equalWidth(let count): equalWidths(count, confidences, isRight)
      case .equalCount(let count): equalCounts(count, confidences, isRight)
      }
    let gaps = tallies.map { tally in
      tally.count > 0 ? abs(Double(tally.right) - tally.confidence) / Double(tally.count) : 0
    }
    let n = Double(confidences.count)
    let differences = zip(confidences, isRight).map { $0 - ($1 ? 1 : 0) }
    return .defined(
      Calibration(
        bins: tallies.map { $0.bin(level) },
        expectedError: zip(tallies, gaps).reduce(0) { $0 + Double($1.0.count) / n * $1.1 },
        maximumError: gaps.max() ?? 0,
        brierScore: .mean(differences.map { $0 * $0 }, level: level),
        overconfidence: .mean(differences, level: level)))
  }

  private struct Tally {
    var range: ClosedRange<Double>
    var count = 0
    var right = 0
    /// The sum.
    var confidence = 0.0

    mutating func add(_ confidence: Double, _ isRight: Bool) {
      count += 1
      right += isRight ? 1 : 0
      self.confidence += confidence
    }

    func bin(_ level: Double) -> Bin {
      Bin(
        range: range, itemCount: count,
        meanConfidence: count > 0 ? confidence / Double(count) : nil,
        accuracy: .share(right, of: count, level: level))
    }
  }

  private static func equalWidths(
    _ count: Int, _ confidences: [Double], _ isRight: [Bool]
  ) -> [Tally] {
    precondition(count > 0, "at least one bin")
    let width = Double(count)
    var tallies = (0..<count).map { Tally(range: Double($0) / width...Double($0 + 1) / width) }
    for (confidence, isRight) in zip(confidences, isRight) {
      // Held against the bounds themselves: the product may be rounded over one.
      var at = min(count - 1, Int(confidence * width))
      while at > 0, confidence <= tallies[at].range.lowerBound { at -= 1 }
      while at < count - 1, confidence > tallies[at].range.upperBound { at += 1 }
      tallies[at].add(confidence, isRight)
    }
    return tallies
  }

  private static func equalCounts(
    _ count: Int, _ confidences: [Double], _ isRight: [Bool]
  ) -> [Tally] {
    precondition(count > 0, "at least one bin")
    let order = confidences.indices.sorted { confidences[$0] < confidences[$1] }
    var tallies: [Tally] = []
    var next = 0
    var last = -1.0
    for (place, at) in order.enumerated() {
      let confidence = confidences[at]
      if tallies.isEmpty || (place * count >= next * order.count && confidence != last) {
        tallies.append(Tally(range: confidence...confidence))
        next = place * count / order.count + 1
      }
      let bin = tallies.count - 1
      tallies[bin].add(confidence, isRight[at])
      tallies[bin].range = tallies[bin].range.lowerBound...confidence
      last = confidence
    }
    return tallies
  }
}
