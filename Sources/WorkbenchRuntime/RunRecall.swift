import AnnotationModel
import AnnotationStorage
import ModelSettings
import RunExecution
import Workbench

/// What runs of the study were asked, for a new one or beside another.
struct RunRecall {
  private let reader: AnnotationStore
  private let folder: String

  /// - Parameter folder: of the person's settings.
  init(_ reader: AnnotationStore, _ folder: String) {
    (self.reader, self.folder) = (reader, folder)
  }

  /// A form with nothing chosen yet.
  func form() async throws -> Workbench.RunForm {
    let shelf = try EndpointShelf(folder: folder, study: reader.path)
    let scale = try await reader.study().task.scale
    let raters = try await reader.raters().filter { $0.ratings > 0 }.map(\.rater.name)
    return RunChoosing.form(scale, shelf: shelf, raters: raters)
  }

  /// A form with the choices of a run; what cannot be chosen now stands among its problems.
  ///
  /// - Throws: `RunMistake` where no run of this rater is there, or its specification cannot be
  ///   read.
  func form(like rater: RaterID, goesOn: Bool) async throws -> Workbench.RunForm {
    let run = try await self.run(rater)
    var form = try await form()
    let values = try values(of: run)
    let refused = form.fill(values)
    if goesOn { _ = form.fill(["name": run.name]) }
    let shown = Set(form.shown.map { form.fields[$0].id })
    form.problems += refused.filter(shown.contains).map {
      "\(run.name) had \($0) '\(values[$0] ?? "")', which cannot be chosen now"
    }
    return form
  }

  private func run(_ rater: RaterID) async throws -> Run {
    guard let run = try await reader.runs().first(where: { $0.rater == rater }) else {
      throw RunMistake("the run is not in the study any more")
    }
    return run
  }

  private func values(of run: Run) throws -> [String: String] {
    if let jury = FinishedRatersJury(text: run.specification) {
      var values = [
        "kind": "jury", "of": RunForm.finished, "seats": "\(jury.seats.count)",
        "jury-rule": jury.rule.name, "quorum": "\(jury.quorum)",
      ]
      for (at, seat) in jury.seats.enumerated() { values["rater \(at + 1)"] = seat }
      return values
    }
    return RunChoices.values(of: try specification(of: run).settings)
  }

  private func specification(of run: Run) throws -> RunSpecification {
    if let read = RunSpecification(text: run.specification) { return read }
    throw RunMistake(
      FinishedRatersJury(text: run.specification) == nil
        ? "\(run.name): its specification is of another version of this program"
        : "\(run.name) was put together from raters of the study; it asked nobody")
  }

  /// In what the newer was asked otherwise than the older, a line for each setting; of a prompt,
  /// also the lines that changed.
  func differences(_ old: RaterID, _ new: RaterID) async throws -> [String] {
    let before = try specification(of: try await run(old))
    let after = try specification(of: try await run(new))
    return RunSpecification.differences(from: before, to: after).flatMap { one in
      ["\(one.field): \(one.old ?? "none") → \(one.new ?? "none")"]
        + one.lines.map { "  " + $0 }
    }
  }
}
