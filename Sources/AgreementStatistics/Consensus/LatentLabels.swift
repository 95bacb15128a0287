import Glibc

/// What expectation-maximisation knows of the items' true labels: a probability for each category.
///
/// Raters are given by the logarithms of their error rates, at (rater · K + label) · K + truth, so
/// that both steps add up K numbers which lie together.
struct LatentLabels {
  let units: LabelledUnits
  /// Row-major, units × K.
  private(set) var posteriors: [Double]
  /// Expected items, in the order of the error rates.
  private(set) var expected: [Double]
  /// Of the parameters that the last expectation was given.
  private(set) var logLikelihood = 0.0
  /// The largest change of a posterior probability by the last expectation.
  private(set) var largestChange = Double.infinity

  /// The shares of the votes.
  init(votesOf units: LabelledUnits) {
    self.units = units
    let k = units.categoryCount
    posteriors = Array(repeating: 0, count: units.count * k)
    expected = Array(repeating: 0, count: units.raterCount * k * k)
    for unit in 0..<units.count {
      let labels = units.labels[units.starts[unit]..<units.starts[unit + 1]]
      for label in labels { posteriors[unit * k + Int(label) % k] += 1 / Double(labels.count) }
    }
    count()
  }

  /// The expected share of the items in each category.
  var shares: [Double] {
    let k = units.categoryCount
    var sums = Array(repeating: 0.0, count: k)
    for unit in 0..<units.count {
      for truth in 0..<k { sums[truth] += units.weights[unit] * posteriors[unit * k + truth] }
    }
    let all = units.weights.reduce(0, +)
    return sums.map { $0 / all }
  }

  /// New posteriors, of log priors and log error rates, and the expected items. O(labels × K).
  mutating func expect(logPriors: [Double], logErrors: [Double]) {
    (logLikelihood, largestChange) = Self.expect(
      units, logPriors, logErrors, &posteriors, &expected)
  }

  /// The log-likelihood and the largest change.
  private static func expect(
    _ units: LabelledUnits, _ logPriors: [Double], _ logErrors: [Double],
    _ posteriorRows: inout [Double], _ expectedItems: inout [Double]
  ) -> (Double, Double) {
    let k = units.categoryCount
    let row = UnsafeMutableBufferPointer<Double>.allocate(capacity: k)
    defer { row.deallocate() }
    let (starts, labels, weights) = (units.starts.span, units.labels.span, units.weights.span)
    let (logPriors, logErrors) = (logPriors.span, logErrors.span)
    var posteriors = posteriorRows.mutableSpan
    var expected = expectedItems.mutableSpan
    var (evidence, change) = (0.0, 0.0)
    for place in expected.indices { expected[place] = 0 }
    for unit in weights.indices {
      let labelsOfUnit = starts[unit]..<starts[unit + 1]
      for truth in 0..<k { row[truth] = logPriors[truth] }
      for at in labelsOfUnit {
        let base = Int(labels[at]) &* k
        for truth in 0..<k { row[truth] += logErrors[base &+ truth] }
      }
      evidence += weights[unit] * normalise(row, k: k)
      for truth in 0..<k {
        let place = unit &* k &+ truth
        change = max(change, abs(row[truth] - posteriors[place]))
        posteriors[place] = row[truth]
        row[truth] *= weights[unit]
      }
      for at in labelsOfUnit {
        let base = Int(labels[at]) &* k
        for truth in 0..<k { expected[base &+ truth] += row[truth] }
      }
    }
    return (evidence, change)
  }

  /// Turns logarithms into probabilities; gives the logarithm of their sum.
  @inline(__always)
  private static func normalise(
    _ row: UnsafeMutableBufferPointer<Double>, k: Int
  ) -> Double {
    var most = -Double.infinity
    for at in 0..<k { most = max(most, row[at]) }
    var sum = 0.0
    for at in 0..<k {
      let below = row[at] - most
      // The largest needs no function, and what is far below it is nothing.
      row[at] = below == 0 ? 1 : below < -745 ? 0 : exp(below)
      sum += row[at]
    }
    for at in 0..<k { row[at] /= sum }
    return most + log(sum)
  }

  private mutating func count() {
    let k = units.categoryCount
    for unit in 0..<units.count {
      for label in units.labels[units.starts[unit]..<units.starts[unit + 1]] {
        for truth in 0..<k {
          expected[Int(label) * k + truth] += units.weights[unit] * posteriors[unit * k + truth]
        }
      }
    }
  }
}

/// How expectation-maximisation came to its end.
public struct EMConvergence: Hashable, Sendable {
  /// Steps, each an expectation and a maximisation.
  public var iterations: Int
  /// The largest change of a posterior probability in the last step.
  public var largestChange: Double
  /// False where the limit of iterations ended it before the change was small enough.
  public var isConverged: Bool
}
