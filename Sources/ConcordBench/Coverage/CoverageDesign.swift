import AgreementStatistics

/// One cell of the study: what is simulated, and from what population.
///
/// An item has a true category, the main one with probability `prevalence`. Rater j says the true
/// one with probability a_j, and otherwise either with their prevalences; so two raters' kappa is
/// a_i·a_j. A comparison is won with probability `prevalence` where it is not a tie.
/// Items of one question: with probability ½ an item's outcome is that of its question, else its
/// own; two of them are correlated by ¼, and each by itself is distributed as ever.
struct CoverageDesign: Sendable {
  enum Strength: String, CaseIterable, Sendable {
    case weak, strong
  }

  var statistic: CoverageStatistic
  var itemCount: Int
  var prevalence: Double
  var strength: Strength
  var clusterSize: Int

  /// In the order of the tables.
  static let all: [CoverageDesign] = CoverageStatistic.allCases.flatMap { statistic in
    [1, 5].flatMap { size in
      Strength.allCases.flatMap { strength in
        [0.5, 0.8, 0.95].flatMap { prevalence in
          [30, 100, 500].map { items in
            CoverageDesign(
              statistic: statistic, itemCount: items, prevalence: prevalence, strength: strength,
              clusterSize: size)
          }
        }
      }
    }
  }

  /// The a_j of each rater.
  private var skills: [Double] {
    switch (statistic, strength) {
    case (.difference, .weak): [0.9, 0.6, 0.5]
    case (.difference, .strong): [0.95, 0.9, 0.8]
    case (_, .weak): [0.6, 0.6, 0.6]
    case (_, .strong): [0.9, 0.9, 0.9]
    }
  }

  /// Of each outcome.
  var probabilities: [Double] {
    if statistic == .winRate {
      let tie = strength == .weak ? 0.2 : 0
      return [prevalence * (1 - tie), tie, (1 - prevalence) * (1 - tie)]
    }
    let shares = [prevalence, 1 - prevalence]
    return (0..<statistic.outcomeCount).map { outcome in
      (0..<2).reduce(0) { sum, truth in
        (0..<statistic.raterCount).reduce(into: shares[truth]) { product, rater in
          let said = statistic.category(outcome, rater)
          let skill = skills[rater]
          product *= (said == truth ? skill : 0) + (1 - skill) * shares[said]
        } + sum
      }
    }
  }

  /// The statistic of a thousand million items in the proportions of the population: exact to
  /// about 1e-8.
  var trueValue: Double {
    var statistic = statistic.statistic
    return statistic.value(of: probabilities.map { Int(($0 * 1e9).rounded()) }) ?? 0
  }

  /// The outcomes of a sample, one list for each question.
  func sample(_ random: inout ResampleStream, cumulative: [Double]) -> [[Int]] {
    func outcome() -> Int {
      let u = random.uniform()
      var at = 0
      while at < cumulative.count - 1, u >= cumulative[at] { at += 1 }
      return at
    }
    return (0..<itemCount / clusterSize).map { _ in
      guard clusterSize > 1 else { return [outcome()] }
      let common = outcome()
      return (0..<clusterSize).map { _ in random.uniform() < 0.5 ? common : outcome() }
    }
  }

  var cumulative: [Double] {
    var sum = 0.0
    return probabilities.map { probability in
      sum += probability
      return sum
    }
  }
}
