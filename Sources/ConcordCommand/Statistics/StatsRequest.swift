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
  }

  static let weights: [String: AgreementWeights] = [
    "none": .identity, "linear": .linear, "quadratic": .quadratic, "ordinal": .ordinal,
  ]

  private static func level(_ text: String?) throws(CommandFailure) -> Double {
    guard let text else { return 0.95 }
    guard let number = Double(text), number > 0.5, number < 1 else {
      throw .usage("--level is a share such as 0.95, above 0.5 and below 1")
    }
    return number
  }
}
