import AgreementStatistics

/// A statistic whose intervals are put to the test, and the outcomes that it counts.
enum CoverageStatistic: String, CaseIterable, Sendable {
  case kappa = "Cohen's kappa"
  case ac1 = "AC1"
  case alpha = "alpha (nominal, 3 raters)"
  case difference = "difference of two dependent kappas"
  case f1 = "F1 of the rarer class"
  case winRate = "win rate"

  /// Raters of an item; of a win rate the one comparison.
  var raterCount: Int {
    switch self {
    case .kappa, .ac1, .f1: 2
    case .alpha, .difference: 3
    case .winRate: 1
    }
  }

  /// Win, tie and loss; else every pattern of two categories, the first rater's as first digit.
  var outcomeCount: Int { self == .winRate ? 3 : 1 << raterCount }

  /// What a rater said in an outcome, 0 for the main category.
  func category(_ outcome: Int, _ rater: Int) -> Int { outcome >> (raterCount - 1 - rater) & 1 }

  /// As a function of outcome counts.
  var statistic: any OutcomeStatistic {
    switch self {
    case .kappa: CohenKappaStatistic(cellsOf: 2)
    case .ac1: GwetFamilyStatistic(.gwetAC, allPatterns)
    case .alpha: KrippendorffAlphaStatistic(allPatterns)
    case .difference:
      OutcomeDifference(
        first: CohenKappaStatistic(allPatterns, first: 0, second: 1),
        second: CohenKappaStatistic(allPatterns, first: 0, second: 2))
    case .f1:
      OutcomeFunction { counts in
        let twice = 2 * counts[3]
        let whole = twice + counts[1] + counts[2]
        return whole > 0 ? Double(twice) / Double(whole) : nil
      }
    case .winRate:
      OutcomeFunction { counts in
        let n = counts[0] + counts[1] + counts[2]
        return n > 0 ? (Double(counts[0]) + Double(counts[1]) / 2) / Double(n) : nil
      }
    }
  }

  private var allPatterns: RatingPatterns {
    RatingPatterns(
      RatingMatrix(
        categoryCount: 2,
        rows: (0..<outcomeCount).map { outcome in
          (0..<raterCount).map { category(outcome, $0) }
        }))
  }
}
