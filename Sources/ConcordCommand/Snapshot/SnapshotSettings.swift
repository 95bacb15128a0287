import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import JSONText
import StudyReports

/// A snapshot's `settings.json`: under what its figures were computed, and what its runs asked.
enum SnapshotSettings {
  static let name = "settings.json"
  private static let form = "concord-snapshot-1"

  static func document(
    _ request: ReportRequest, _ facts: StudyFacts, _ runs: [Run]
  ) -> JSONValue {
    let figures = request.figures
    return .members([
      "form": .string(form), "concord": .string(facts.version),
      "content": .string("sha256:" + facts.contentHash),
      "reference": figures.reference.map { .string($0) }, "raters": .strings(figures.raters),
      "slices": figures.property.map { .string($0.rawValue) },
      "policies": .object(
        request.policy.parts.map { .init(name: $0.name, value: .string($0.value)) }),
      "resamples": .integer(figures.resamples), "seed": .string(String(figures.seed)),
      "runs": .array(
        runs.map { run in
          .members([
            "name": .string(run.name), "kind": .string(run.kind.rawValue),
            "state": .string(run.state.rawValue), "hash": .string(run.hash),
            "specification": JSONNode(run.specification).map(JSONValue.init)
              ?? .string(run.specification),
          ])
        }),
    ])
  }

  /// What the figures were computed under; nil for a text that no snapshot has.
  static func request(_ text: String) -> ReportRequest? {
    guard let node = JSONNode(text), node["form"]?.string == form,
      let policy = node["policies"].flatMap(policy), let resamples = node["resamples"]?.integer,
      (1...10_000_000).contains(resamples),
      let seed = node["seed"]?.string.flatMap({ UInt64($0) })
    else { return nil }
    var figures = ReportedFiguresRequest()
    figures.raters = node["raters"]?.strings ?? []
    figures.reference = node["reference"]?.string
    figures.property = node["slices"]?.string.flatMap(SliceColumn.Property.init(rawValue:))
    (figures.resamples, figures.seed) = (resamples, seed)
    return ReportRequest(figures: figures, policy: policy)
  }

  private static func policy(_ node: JSONNode) -> AnalysisPolicy? {
    guard let unparsed = node["unparsed"]?.string.flatMap(AnalysisPolicy.Unparsed.init),
      let ties = node["ties"]?.string.flatMap(AnalysisPolicy.Ties.init),
      let orders = node["orders"]?.string.flatMap(AnalysisPolicy.Orders.init),
      let consensus = node["consensus"]?.string.flatMap(AnalysisPolicy.Consensus.init),
      let reveal = node["reveal"]?.string.flatMap(AnalysisPolicy.Reveal.init)
    else { return nil }
    return AnalysisPolicy(
      unparsed: unparsed, ties: ties, orders: orders, consensus: consensus, reveal: reveal)
  }
}
