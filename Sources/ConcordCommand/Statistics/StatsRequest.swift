import AgreementStatistics
import AnnotationAnalysis
import StudyFormats

/// What `concord stats` was asked for.
struct StatsRequest: Sendable {
  var layout: RatingsLayout.Request
  var categories: [String]
  var scale: RatingSample.Level?
  var weights: AgreementWeights
  var weightName: String
  var reference: String?
  var level: Double
  /// Nil where intervals are by formula.
  var plan: ResamplingPlan?
  var wantsConsensus: Bool
  /// The statistics to print; all where empty.
  var only: Set<String>

  init(_ invocation: Invocation) throws(CommandFailure) {
    layout = RatingsLayout.Request(
      unit: invocation.value("unit"), rater: invocation.value("rater"),
      value: invocation.value("value"), raters: invocation.list("raters"),
      cluster: invocation.value("cluster"))
    categories = invocation.list("categories")
    scale = invocation.value("scale").flatMap(RatingSample.Level.init(rawValue:))
    weightName = invocation.value("weights") ?? "none"
    weights = Self.weights[weightName] ?? .identity
    reference = invocation.value("reference")
    level = try Self.level(invocation.value("level"))
    wantsConsensus = invocation.has("consensus")
    only = Set(invocation.list("only"))
    let known = TableStatistic.allCases.map(\.rawValue) + PairCoefficient.allCases.map(\.rawValue)
    if let strange = only.sorted().first(where: { !known.contains($0) }) {
      throw .usage(
        "there is no statistic '\(strange)'; there are: \(known.joined(separator: ", "))")
    }
    plan = try Self.plan(invocation, isClustered: layout.cluster != nil)
  }

  static let weights: [String: AgreementWeights] = [
    "none": .identity, "linear": .linear, "quadratic": .quadratic, "ordinal": .ordinal,
  ]

  func wants(_ name: String) -> Bool { only.isEmpty || only.contains(name) }

  /// Clusters are resampled in any case: formulas take units for independent.
  private static func plan(
    _ invocation: Invocation, isClustered: Bool
  ) throws(CommandFailure) -> ResamplingPlan? {
    let wanted = invocation.number("resamples") ?? (isClustered ? 2000 : 0)
    guard (0...10_000_000).contains(wanted) else {
      throw .usage("--resamples is up to 10000000")
    }
    guard wanted > 0 else { return nil }
    return ResamplingPlan(
      resamples: wanted, seed: UInt64(invocation.number("seed") ?? 1))
  }

  private static func level(_ text: String?) throws(CommandFailure) -> Double {
    guard let text else { return 0.95 }
    guard let number = Double(text), number > 0.5, number < 1 else {
      throw .usage("--level is a share such as 0.95, above 0.5 and below 1")
    }
    return number
  }
}
