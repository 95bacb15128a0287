import AgreementStatistics
import AnnotationAnalysis

/// The statistics of a table, as values: what `concord stats` prints in any form.
struct StatsReport: Sendable {
  /// A statistic of all raters.
  struct Line: Sendable {
    var key: String
    var title: String
    var estimate: Estimate
  }

  /// Two raters.
  struct Pair: Sendable {
    var first: String
    var second: String
    var table: ConfusionTable
    /// Units that only one of the two rated.
    var leftOut: Int
    var lines: [Line]
  }

  var path: String
  var layout: String
  var sample: RatingSample
  var request: StatsRequest
  var group: [Line]
  var pairs: [Pair]

  /// Throws a usage failure where the reference is no rater of the table.
  init(
    _ sample: RatingSample, _ request: StatsRequest, layout: String, path: String
  ) throws(CommandFailure) {
    self.path = path
    self.layout = layout
    self.sample = sample
    self.request = request
    group = TableStatistic.allCases.map { statistic in
      Line(
        key: statistic.rawValue, title: statistic.title,
        estimate: sample.estimate(statistic, weights: request.weights, level: request.level))
    }
    pairs = try Self.pairs(sample, request)
  }

  private static func pairs(
    _ sample: RatingSample, _ request: StatsRequest
  ) throws(CommandFailure) -> [Pair] {
    var places: [(Int, Int)] = []
    if let reference = request.reference {
      guard let first = sample.raters.firstIndex(of: reference) else {
        throw .usage(
          "no rater is called '\(reference)'; this table has: "
            + sample.raters.joined(separator: ", "))
      }
      places = sample.raters.indices.filter { $0 != first }.map { (first, $0) }
    } else {
      for first in sample.raters.indices {
        for second in sample.raters.indices where second > first { places.append((first, second)) }
      }
    }
    return places.map { pair($0.0, $0.1, sample, request) }
  }

  private static func pair(
    _ first: Int, _ second: Int, _ sample: RatingSample, _ request: StatsRequest
  ) -> Pair {
    let table = sample.patterns.table(of: first, and: second)
    let ratings = sample.ratingCount(of: first) + sample.ratingCount(of: second)
    let lines = PairCoefficient.allCases.map { name in
      Line(
        key: name.rawValue, title: name.title,
        estimate: sample.isCategorical
          ? table.coefficient(name, scores: sample.scores, level: request.level)
          : .undefined(.notCategories))
    }
    return Pair(
      first: sample.raters[first], second: sample.raters[second], table: table,
      leftOut: ratings - 2 * table.total, lines: lines)
  }
}
