import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import RunExecution
import Testing

@testable import WorkbenchRuntime

/// A swept jury that is made a rater has the sweep's numbers, also where one seat alone was asked
/// in both orders.
@Suite(.enabled(if: BuiltProgram.path != nil, "the program is not built beside the tests"))
struct SweptAndMadeJuryTests {
  static let rules: [PanelRule] = [.plurality, .tieYields, .mean, .median]

  @Test(arguments: rules) func theRaterHasTheSweepsNumbers(_ rule: PanelRule) async throws {
    let study = try await LiveStudy(
      importing: [BuiltProgram.folder("Datasets/first-look")], as: "me")
    let names =
      rule.joinsScores
      ? ["judge/heron", "debate/raven"]
      : ["judge/heron", "judge/wren", "judge/owl", "debate/raven"]
    let before = try await Recount.tracker(study.store, AnalysisPolicy())
    let seats = try await SeatReading.seats(
      names.map { name in try #require(before.streams.first { $0.name == name }).id },
      study.store, before, joinsScores: rule.joinsScores)
    let juries = before.sweep(seats, against: .majority, JurySweep(rule: rule))
    #expect(juries.count == (rule.joinsScores ? 1 : 11))
    let scale = try await study.store.study().task.scale
    for (at, jury) in juries.enumerated() {
      _ = try await FinishedRatersJury(seats: jury.seats.map { names[$0] }, rule: rule)
        .decide(named: "made/\(at)", in: study.store, scale: scale)
    }
    var after = try await Recount.tracker(study.store, AnalysisPolicy())
    for (at, jury) in juries.enumerated() {
      let made = try #require(after.streams.first { $0.name == "made/\(at)" })
      let table = after.pair(.majority, made.id)
      #expect(table.itemCount == jury.n, "\(jury.seats)")
      #expect(table.coefficient(.cohen) == jury.cohen, "\(jury.seats)")
    }
  }
}
