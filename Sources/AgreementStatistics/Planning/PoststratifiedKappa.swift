extension JudgedStrata {
  /// What an estimate from labelled items is about.
  public enum Target: Hashable, Sendable {
    /// What these items are a random sample of: their own number counts, too.
    case process
    /// These very items: certain once all are labelled.
    case theseItems
  }

  /// What becomes of strata without a label, of which several judges make many.
  public enum Uncovered: Hashable, Sendable {
    /// There is no estimate.
    case undefined
    /// The labelled strata of the same verdict by the judge in question stand for them, in
    /// proportion to their sizes; `uncoveredCount` items. Biased as far as these differ.
    case asSameVerdict
  }

  /// Kappa of people and a judge, post-stratified: people's answers given the verdicts from the
  /// labelled items, the verdicts' margins from all items. Unbiased in large samples also where
  /// items were chosen for labelling by the judges' verdicts, as kappa of the labelled items alone
  /// is not.
  ///
  /// - Parameter judge: its place among the judges.
  /// - Returns: variance by the delta method, with d the influence of an answer on kappa, S² its
  ///   variance within a stratum (divisor n): Σ W²S²/n + Var(stratum means of d)/N for the
  ///   process, Σ W²S²/n·(1 − n/N_s) for these items; normal interval, unclipped. Where a stratum
  ///   has unlabelled items, its S² is that of the labels and one more answer spread evenly over
  ///   the categories: a few labels that agree do not make it certain. For the process and with
  ///   all items labelled, it is Cohen's kappa and the error of Fleiss, Cohen & Everitt. No error
  ///   where it would be 0. `itemCount` is the number of labelled items. Undefined where a
  ///   stratum has none, unless `uncovered` says otherwise.
  /// - Source: Neyman 1938 (double sampling), doi:10.1080/01621459.1938.10503378; Cochran 1977,
  ///   ch. 5A and 12; influences: Fleiss, Cohen & Everitt 1969, doi:10.1037/h0028106.
  /// - Cost: O(strata·K + K²).
  public func poststratifiedKappa(
    judge: Int = 0, weights: AgreementWeights = .identity, scores: [Double]? = nil,
    target: Target = .process, uncovered: Uncovered = .undefined, level: Double = 0.95
  ) -> Estimate {
    guard itemCount > 0, labelledCount > 0 else { return .undefined(.noItems) }
    if uncovered == .asSameVerdict, uncoveredCount > 0 {
      guard let covered = covered(judge: judge) else { return .undefined(.unlabelledVerdict) }
      return covered.poststratifiedKappa(
        judge: judge, weights: weights, scores: scores, target: target, level: level)
    }
    let counts = labels.map { $0.reduce(0, +) }
    guard !counts.contains(0) else { return .undefined(.unlabelledVerdict) }
    guard !isOneCategory(judge) else { return .undefined(.oneCategory) }
    let within = zip(labels, counts).map { row, count in row.map { Double($0) / Double(count) } }
    let distances = CategoryDistances(weights, categoryCount: categoryCount, scores: scores)
    guard let kappa = shares(judge: judge, within: within).kappa(distances) else {
      return .undefined(.certainChance)
    }
    var found = Coefficient(
      value: kappa.value, level: level, observedAgreement: kappa.observed,
      chanceAgreement: kappa.chance, itemCount: labelledCount)
    let possible = labels.indices.map { at in
      unlabelled[at].isEmpty ? within[at] : predicted(labels[at])
    }
    let moments = StratumMoments(self, judge, means: within, variances: possible, kappa.influences)
    let variance = moments.variance(counts.map(Double.init), target)
    // A rounding error is not a variance.
    guard variance > 1e-24 else { return .defined(found) }
    let error = variance.squareRoot()
    let half = NormalDistribution.critical(level) * error
    found.standardError = error
    found.interval = Interval(low: kappa.value - half, high: kappa.value + half)
    return .defined(found)
  }

  /// What people are expected to answer: by their labels so far, and one answer spread evenly over
  /// the categories.
  func predicted(_ row: [Int]) -> [Double] {
    let whole = Double(row.reduce(0, +) + 1)
    return row.map { (Double($0) + 1 / Double(row.count)) / whole }
  }

  /// People and the judge use one and the same category only; on integers.
  private func isOneCategory(_ judge: Int) -> Bool {
    guard let only = verdicts.first?[judge] else { return true }
    return verdicts.indices.allSatisfy { stratum in
      verdicts[stratum][judge] == only
        && labels[stratum].enumerated().allSatisfy { $0.offset == only || $0.element == 0 }
    }
  }
}

/// Mean and variance, within each stratum, of an answer's influence on kappa.
struct StratumMoments {
  private let shares: [Double]
  private let sizes: [Double]
  private let means: [Double]
  private let variances: [Double]

  /// - Parameters:
  ///   - within: what people answer in each stratum, for the means.
  ///   - possible: the same, for the variances.
  init(
    _ strata: JudgedStrata, _ judge: Int, means within: [[Double]], variances possible: [[Double]],
    _ influences: [Double]
  ) {
    let k = strata.categoryCount
    sizes = strata.sizes.map(Double.init)
    shares = strata.weights
    func influence(_ label: Int, _ stratum: Int) -> Double {
      influences[label * k + strata.verdicts[stratum][judge]]
    }
    func mean(_ row: [Double], _ stratum: Int) -> Double {
      row.indices.reduce(0.0) { $0 + row[$1] * influence($1, stratum) }
    }
    means = within.enumerated().map { mean($1, $0) }
    variances = possible.enumerated().map { stratum, row in
      let centre = mean(row, stratum)
      return row.indices.reduce(0.0) { sum, label in
        let gap = influence(label, stratum) - centre
        return sum + row[label] * gap * gap
      }
    }
  }

  /// The variance of kappa with so many labels in each stratum.
  func variance(_ counts: [Double], _ target: JudgedStrata.Target) -> Double {
    var sum = 0.0
    for at in counts.indices {
      let unlabelled = target == .theseItems ? max(0, 1 - counts[at] / sizes[at]) : 1
      sum += shares[at] * shares[at] * variances[at] / counts[at] * unlabelled
    }
    guard target == .process else { return sum }
    let overall = zip(shares, means).reduce(0) { $0 + $1.0 * $1.1 }
    let between = zip(shares, means).reduce(0) { sum, stratum in
      sum + stratum.0 * (stratum.1 - overall) * (stratum.1 - overall)
    }
    return sum + between / sizes.reduce(0, +)
  }
}
