import AnnotationModel
import AnnotationStorage

/// `concord runs`.
enum RunsCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    var runs = try await store.runs()
    if invocation.operands.count > 1 {
      let name = invocation.operands[1]
      guard runs.contains(where: { $0.name == name }) else {
        let names = runs.map(\.name).joined(separator: ", ")
        throw CommandFailure.usage(
          "no run is called '\(name)'; " + (runs.isEmpty ? "there are none" : "there are \(names)"))
      }
      runs.removeAll { $0.name != name }
    }
    var summaries: [RunSummary] = []
    for run in runs { summaries.append(try await store.summary(of: run)) }
    let isOne = invocation.operands.count > 1
    if invocation.has("json") {
      return try console.print(
        .array(summaries.map { RunForm.json($0, specification: isOne) }))
    }
    guard !summaries.isEmpty else {
      return console.message("no runs yet; concord run judge STUDY --model NAME begins one")
    }
    try console.print(RunForm.table(summaries).plain(heading: console.heading))
    for summary in summaries where !summary.run.detail.isEmpty {
      console.message("\(summary.run.name): \(summary.run.detail)")
    }
  }
}
