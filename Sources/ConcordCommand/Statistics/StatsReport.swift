import AgreementStatistics
import AnnotationAnalysis

/// The statistics of a table, as values: what `concord stats` prints in any form.
struct StatsReport: Sendable {
  /// A statistic with its interval by formula, and by resampling where that was asked for.
  struct Line: Sendable {
    var key: String
    var title: String
    var estimate: Estimate
    var resampled: BootstrapDistribution?

    /// The interval to show: by resampling where there is one. Unclipped.
    func interval(_ level: Double) -> Interval? {
      resampled?.bcaInterval(level: level) ?? estimate.coefficient?.interval
    }
  }

  /// Two raters.
  struct Pair: Sendable {
    var first: String
    var second: String
    /// Units that both rated.
    var n: Int
    /// Nil of scores, of which there are too many for a table.
    var table: ConfusionTable?
    /// Units that only one of the two rated.
    var leftOut: Int
    var lines: [Line]
    /// Of no agreement beyond chance (kappa; of scores, of no correlation).
    var p: Double?
    /// The same, adjusted for all pairs.
    var adjusted: [MultipleComparisons: Double] = [:]
    var margins: Finding<MarginalHomogeneity>
  }

  /// What a model of all raters makes of one of them.
  struct Competence: Sendable {
    var rater: String
    var n: Int
    /// Dawid and Skene: the share of right answers, categories as frequent as the model finds.
    var dawidSkene: Double?
    /// MACE: how often the rater is not spamming.
    var mace: Double?
  }

  var path: String
  var layout: String
  var sample: RatingSample
  var request: StatsRequest
  var group: [Line]
  var pairs: [Pair]
  var competences: [Competence]
  var cochran: Finding<CochranQ>?

  /// Throws a usage failure where the reference is no rater of the table.
  init(
    _ sample: RatingSample, _ request: StatsRequest, layout: String, path: String
  ) throws(CommandFailure) {
    self.path = path
    self.layout = layout
    self.sample = sample
    self.request = request
    let units = request.plan.map { _ in sample.resamplingUnits }
    group = Self.group(sample, request, units)
    pairs = try Self.pairs(sample, request, units)
    competences = request.wantsConsensus ? Self.competences(sample) : []
    let isBinary = sample.categories.count == 2 && sample.raters.count > 2
    cochran = isBinary ? sample.patterns.cochranQ() : nil
  }

  private static func group(
    _ sample: RatingSample, _ request: StatsRequest, _ units: ResamplingUnits?
  ) -> [Line] {
    let wanted = TableStatistic.allCases.filter { request.wants($0.rawValue) }
    let estimates = sample.estimates(wanted, weights: request.weights, level: request.level)
    return zip(wanted, estimates).map { statistic, estimate in
      var line = Line(key: statistic.rawValue, title: statistic.title, estimate: estimate)
      if let plan = request.plan, let units, estimate.value != nil {
        line.resampled = sample.distribution(
          of: statistic, plan, units: units, weights: request.weights)
      }
      return line
    }
  }

  private static func competences(_ sample: RatingSample) -> [Competence] {
    guard sample.isCategorical else { return [] }
    let model = sample.matrix.dawidSkene().value
    let mace = sample.matrix.mace().value
    return sample.raters.indices.map { rater in
      Competence(
        rater: sample.raters[rater], n: sample.ratingCount(of: rater),
        dawidSkene: model?.competence(of: rater), mace: mace?.competence[rater])
    }
  }
}
