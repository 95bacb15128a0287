import AnnotationAnalysis
import AnnotationModel
import StudyReports

/// What decides the figures of a report: the same request on the same study gives the same ones.
struct ReportRequest: Hashable {
  var figures: ReportedFiguresRequest
  var policy: AnalysisPolicy

  init(_ invocation: Invocation) throws(CommandFailure) {
    figures = ReportedFiguresRequest()
    figures.raters = invocation.list("raters")
    figures.reference = invocation.value("reference")
    figures.property = invocation.value("slices").flatMap(SliceColumn.Property.init(rawValue:))
    figures.resamples = invocation.number("resamples") ?? 10_000
    figures.seed = UInt64(invocation.number("seed") ?? 1)
    policy = AgreeCommand.policy(invocation)
    guard (1...10_000_000).contains(figures.resamples) else {
      throw .usage("--resamples is from 1 to 10000000")
    }
  }

  init(figures: ReportedFiguresRequest, policy: AnalysisPolicy) {
    self.figures = figures
    self.policy = policy
  }
}
