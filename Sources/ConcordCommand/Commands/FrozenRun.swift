import AnnotationModel
import AnnotationStorage
import RunExecution
import StudyFormats

/// What was asked before: by a run of the study, or in a file.
struct FrozenRun {
  var specification: RunSpecification
  /// The run's own name, so that the same again goes on with it; nil of a file.
  var name: String?

  /// `concord run again`: with --like, and nothing that would change what is asked.
  static func read(_ options: RunOptions, _ store: AnnotationStore) async throws -> FrozenRun {
    let invocation = options.invocation
    let kept = invocation.values.keys.filter { !ofDoing.contains($0) }.sorted()
    if let option = kept.first {
      throw CommandFailure.usage(
        "--\(option) would change what is asked; `concord runs STUDY NAME --save FILE` writes a "
          + "file to change, which --like takes")
    }
    guard let like = invocation.value("like") else {
      throw CommandFailure.usage("like which? --like with a run of the study, or a saved file")
    }
    if let run = try await store.run(named: like) {
      return FrozenRun(specification: try RunsCommand.specification(of: run), name: run.name)
    }
    guard FolderContents.exists(like) else {
      let names = try await store.runs().map(\.name)
      throw CommandFailure.usage(
        "'\(like)' is no run of the study and no file; "
          + (names.isEmpty ? "there are no runs" : "its runs: \(names.joined(separator: ", "))"))
    }
    return FrozenRun(specification: try SpecificationFile.read(like))
  }

  /// Options that say how it goes, and not what is asked.
  private static let ofDoing: Set = [
    "like", "name", "items", "endpoints", "url", "parallel", "budget-calls", "budget-tokens",
    "budget-money", "failures", "keep-failed", "dry-run", "plan-only", "batch", "output",
    "collect", "yes", "json",
  ]
}
