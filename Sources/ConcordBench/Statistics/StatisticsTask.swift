import AgreementStatistics

/// A statistic to time, with data of its own making: the same numbers that are written for others.
struct StatisticsTask: Sendable {
  var name: String
  var title: String
  /// Milliseconds that were promised; nil for none.
  var limit: Double?
  var runs: Int
  /// The file that holds the data, without its folder and ending.
  var file: String
  /// The data as CSV.
  var csv: @Sendable () -> String
  /// Makes what the call takes, and gives the call; what it answers is the statistic.
  var prepare: @Sendable () -> () -> Double

  static func all(seed: UInt64) -> [StatisticsTask] {
    let data = StatisticsData(seed: seed)
    return [
      cohen(data), alpha(data, .nominal), alpha(data, .ordinal), alpha(data, .interval),
      continuousAlpha(data), ac1(data), bootstrap(data, 1000), bootstrap(data, 1_000_000),
      dawidSkene(data), bradleyTerry(data), intraclass(data), kendall(data), spearman(data),
    ]
  }

  private static func cohen(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "cohen", title: "Cohen's kappa with error, 10⁶ × 2, 3 categories", limit: 2, runs: 20,
      file: "pairs", csv: { StatisticsData.csv(data.pairs(1_000_000)) },
      prepare: {
        let matrix = RatingMatrix(categoryCount: 3, columns: data.pairs(1_000_000))
        return { matrix.table(of: 0, and: 1).cohenKappa().value ?? 0 }
      })
  }

  private static func alpha(_ data: StatisticsData, _ metric: AlphaMetric) -> StatisticsTask {
    StatisticsTask(
      name: "alpha-" + metric.rawValue, title: "alpha, \(metric.rawValue), 10⁵ × 5, 30 % missing",
      limit: 6, runs: 20, file: "ratings", csv: { StatisticsData.csv(data.ratings) },
      prepare: {
        let matrix = RatingMatrix(categoryCount: 4, columns: data.ratings)
        return {
          RatingPatterns(matrix).krippendorffAlpha(metric: metric, scores: [0, 1, 2, 3]).value ?? 0
        }
      })
  }

  private static func continuousAlpha(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "alpha-continuous", title: "alpha, interval, 300 × 5 continuous scores", limit: nil,
      runs: 20, file: "scores", csv: { StatisticsData.csv(data.scores(items: 300, raters: 5)) },
      prepare: {
        let rows = data.scores(items: 300, raters: 5)
        let items = ScoredItems(rows: rows)
        return { items.krippendorffAlpha(metric: .interval).value ?? 0 }
      })
  }

  private static func ac1(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "ac1", title: "AC1 with error, 10⁵ × 5, 30 % missing", limit: 6, runs: 20,
      file: "ratings", csv: { StatisticsData.csv(data.ratings) },
      prepare: {
        let matrix = RatingMatrix(categoryCount: 4, columns: data.ratings)
        return { RatingPatterns(matrix).gwetAC().value ?? 0 }
      })
  }

  private static func bootstrap(_ data: StatisticsData, _ items: Int) -> StatisticsTask {
    let power = items == 1000 ? "1e3" : "1e6"
    return StatisticsTask(
      name: "bootstrap-" + power, title: "bootstrap of kappa, B = 10⁴, n = \(power)", limit: 15,
      runs: 10, file: "pairs-" + power, csv: { StatisticsData.csv(data.pairs(items)) },
      prepare: {
        let table = RatingMatrix(categoryCount: 3, columns: data.pairs(items)).table(of: 0, and: 1)
        return {
          Bootstrap(ResamplingUnits(items: table.counts), resamples: 10_000, seed: 1)
            .distribution(of: CohenKappaStatistic(cellsOf: 3))?.percentileInterval().low ?? 0
        }
      })
  }

  private static func dawidSkene(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "dawid-skene", title: "Dawid-Skene, 10⁵ labels, 100 workers, 10 steps", limit: 40,
      runs: 10, file: "labels", csv: { data.labelsCSV },
      prepare: {
        let matrix = data.labelMatrix
        return {
          let found = matrix.dawidSkene(tolerance: 0, iterationLimit: 10)
          return Double(found.value == nil ? 0 : matrix.itemCount)
        }
      })
  }

  private static func bradleyTerry(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "bradley-terry", title: "Bradley-Terry with errors, 10⁵ matches, 20 players", limit: 5,
      runs: 20, file: "matches", csv: { data.matchesCSV },
      prepare: {
        let matches = data.matches
        return {
          var wins = PairwiseWins(playerCount: 20)
          for match in matches { wins.add(winner: match.0, loser: match.1) }
          return wins.bradleyTerry().value?.strengths[0] ?? 0
        }
      })
  }

  private static func intraclass(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "icc", title: "six intraclass correlations with limits, 2,000 × 5", limit: nil,
      runs: 20,
      file: "five-scores", csv: { StatisticsData.csv(data.scores(items: 2000, raters: 5)) },
      prepare: {
        let rows = data.scores(items: 2000, raters: 5)
        return { IntraclassCorrelations.of(rows).value?.agreement.value ?? 0 }
      })
  }

  private static func kendall(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "kendall", title: "Kendall's tau-b, 10⁵", limit: nil, runs: 10, file: "numbers",
      csv: { StatisticsData.csv(data.scores(items: 100_000, raters: 2)) },
      prepare: {
        let numbers = data.numbers
        return { numbers.kendall().value?.tauB ?? 0 }
      })
  }

  private static func spearman(_ data: StatisticsData) -> StatisticsTask {
    StatisticsTask(
      name: "spearman", title: "Spearman's rho, 10⁵", limit: nil, runs: 10, file: "numbers",
      csv: { StatisticsData.csv(data.scores(items: 100_000, raters: 2)) },
      prepare: {
        let numbers = data.numbers
        return { numbers.spearman().value?.value ?? 0 }
      })
  }
}
