extension JudgedStrata {
  /// What one more label in each stratum is worth: how much the variance of the post-stratified
  /// kappa is expected to fall.
  ///
  /// What people would answer is predicted from the stratum's labels so far and a prior of one
  /// answer spread evenly over the categories (a Dirichlet distribution), so that a stratum
  /// without labels, or without a surprise yet, is worth one, too. For each possible answer the
  /// variance is found anew with it, and these are weighed by its probability.
  ///
  /// - Parameter judge: the place of the judge whose kappa is wanted.
  /// - Returns: for each stratum; 0 where no item is left, or where no kappa is defined. The more
  ///   the better; it may be slightly negative where an answer would rather show that the
  ///   variance is larger than it seems.
  /// - Cost: O(strata²·K²), whatever the number of items.
  public func labelWorths(
    judge: Int = 0, weights: AgreementWeights = .identity, scores: [Double]? = nil
  ) -> [Double] {
    let distances = CategoryDistances(weights, categoryCount: categoryCount, scores: scores)
    let prior = 1 / Double(max(1, categoryCount))
    var expected = labels.map { row in row.map { Double($0) + prior } }
    func variance() -> Double? {
      let counts = expected.map { $0.reduce(0, +) }
      let within = zip(expected, counts).map { row, count in row.map { $0 / count } }
      guard let kappa = shares(judge: judge, within: within).kappa(distances) else { return nil }
      let moments = StratumMoments(
        self, judge, means: within, variances: within, kappa.influences)
      return moments.variance(counts, .process)
    }
    guard let now = variance() else { return labels.map { _ in 0 } }
    return labels.indices.map { stratum in
      guard !unlabelled[stratum].isEmpty else { return 0 }
      let row = expected[stratum]
      let whole = row.reduce(0, +)
      var then = 0.0
      for label in row.indices {
        expected[stratum][label] = row[label] + 1
        then += row[label] / whole * (variance() ?? now)
        expected[stratum][label] = row[label]
      }
      return now - then
    }
  }

  /// The unlabelled items to label next, the most valuable first.
  ///
  /// Each pick lowers what the next one of its stratum is worth, as 1/(n(n + 1)), so that the order
  /// goes through the strata in turn as Neyman's allocation would have it. Equal worths go by the
  /// items' own order, so that equal data give an equal order. Within a stratum the items' order
  /// has to be random, or have nothing to do with what people answer. Estimate by
  /// `poststratifiedKappa`: the labelled items are no random sample any more.
  ///
  /// - Parameter count: how many at most.
  /// - Returns: places of items.
  /// - Cost: that of `labelWorths`, and O(count × strata).
  public func labelOrder(
    _ count: Int, judge: Int = 0, weights: AgreementWeights = .identity, scores: [Double]? = nil
  ) -> [Int] {
    let worths = labelWorths(judge: judge, weights: weights, scores: scores)
    let first = labels.map { Double($0.reduce(0, +)) + 1 }
    var taken = labels.map { _ in 0 }
    var order: [Int] = []
    while order.count < count {
      var best: (stratum: Int, worth: Double, item: Int)?
      for stratum in labels.indices where taken[stratum] < unlabelled[stratum].count {
        let (start, now) = (first[stratum], first[stratum] + Double(taken[stratum]))
        let worth = worths[stratum] * start * (start + 1) / (now * (now + 1))
        let item = unlabelled[stratum][taken[stratum]]
        if let best, (best.worth, item) > (worth, best.item) { continue }
        best = (stratum, worth, item)
      }
      guard let best else { break }
      order.append(best.item)
      taken[best.stratum] += 1
    }
    return order
  }
}
