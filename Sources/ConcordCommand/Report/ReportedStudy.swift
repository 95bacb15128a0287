import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import RunExecution
import StudyReports

/// A study with all that its report says.
struct ReportedStudy {
  var facts: StudyFacts
  var figures: ReportedFigures

  var document: ReportDocument { StudyReport.document(facts, figures) }

  /// The document of `agree --json` with the same reference, each person left out of the majority
  /// that they are compared with.
  static func agreement(of figures: ReportedFigures) -> JSONValue {
    let slices = figures.comparisons.compactMap { one in
      figures.property.map {
        PairSlices(pair: one.pair, property: $0.rawValue, slices: one.slices)
      }
    }
    return AgreeJSON.document(figures.report, slices)
  }

  /// - Parameter contents: of this store.
  init(
    _ store: AnnotationStore, _ request: ReportRequest, _ contents: StudyContents
  ) async throws {
    figures = try await Self.figures(store, request)
    let study = try await store.study()
    facts = StudyFacts(
      title: study.title, itemCount: study.itemCount,
      questionCount: contents.questionCount(items: study.itemCount), scale: study.task.scale,
      contentHash: contents.hash, version: CommandTable.version)
    facts.labelled = contents.labelled
    let runs = Dictionary(
      try await store.runs().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for summary in try await store.raters() {
      let rater = summary.rater
      let parsers = (contents.parsers[rater.name] ?? []).sorted()
      var known = StudyFacts.Rater(model: rater.model, parsers: parsers)
      if let run = runs[rater.name], let asked = RunSpecification(text: run.specification) {
        let models = RunWords.models(asked)
        if !models.isEmpty { known.model = models }
        known.settings = RunWords.settings(asked)
      }
      facts.raters[rater.name] = known
    }
  }

  /// The figures alone, with the usual reference where none is asked for.
  static func figures(
    _ store: AnnotationStore, _ request: ReportRequest
  ) async throws -> ReportedFigures {
    var asked = request.figures
    var tracker = try await AgreeCommand.tracker(store, request.policy)
    asked.reference = asked.reference ?? tracker.usualReference
    if let property = asked.property { tracker.load(try await store.sliceColumn(property)) }
    return try tracker.figures(asked, questions: try await store.questionNumbers())
  }
}
