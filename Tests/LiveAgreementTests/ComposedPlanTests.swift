import AnnotationModel
import AnnotationStorage
import RunExecution
import Testing
import Workbench

@testable import WorkbenchRuntime

/// The plan of a jury of finished raters counts what will be decided.
@Suite struct ComposedPlanTests {
  /// The judges have 40 items as they are stored, and one of them 20 the other way round besides.
  @Test func thePlanCountsWhatIsDecided() async throws {
    let study = try await LiveStudy()
    let request = RunRequest([
      "kind": "jury", "of": "finished raters", "seats": "2", "rater 1": "judge/plain",
      "rater 2": "judge/both", "jury-rule": "plurality", "quorum": "1",
    ])
    let planned = try await EffectPerformer.composed(
      RunForecast(request), RunChoices(request), study.store)
    #expect(planned.units == 40 && planned.mistake.isEmpty)
    let (name, jury) = try RunPreparation.jury(RunChoices(request))
    let made = try await jury.decide(
      named: name, in: study.store, scale: StudyTask.pairwise.scale)
    #expect(made.answered + made.abstained == planned.units)
  }
}
