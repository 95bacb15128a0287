import AnnotationModel
import AnnotationStorage
import RunExecution

/// `concord reparse`.
enum ReparseCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let (path, name) = (invocation.operands[0], invocation.operands[1])
    let store = try AnnotationStore.open(at: path)
    let reader = try AnnotationStore.open(at: path, mode: .readOnly)
    do {
      guard let run = try await store.run(named: name) else {
        throw CommandFailure.usage("no run is called '\(name)'; concord runs lists them")
      }
      guard let specification = RunSpecification(text: run.specification) else {
        throw CommandFailure.usage("\(name) asked no model: there is nothing to read again")
      }
      let before = try await store.summary(of: run)
      let units = try await store.concluded(of: run, withFailures: true)
        .sorted { ($0.item, $0.repetition) < ($1.item, $1.repetition) }
      var options = Runner.Options()
      options.concludesAgain = true
      let runner = try Runner(
        run, specification, scale: try await store.study().task.scale,
        seats: try await store.seats(of: run.id), store: store, reader: reader,
        client: AbsentModel(), options: options)
      _ = await runner.perform(units)
      try await store.endRun(run.id, run.state, detail: run.detail, at: Clock.milliseconds())
      let after = try await store.summary(of: run)
      let progress = await runner.progress()
      console.message(
        "\(name): \(progress.concluded) verdicts read again; without an answer "
          + "\(before.abstentions.values.reduce(0, +)) before, "
          + "\(after.abstentions.values.reduce(0, +)) now; nobody was asked")
      if invocation.has("json") {
        try console.print(RunForm.json(after, specification: false))
      }
    } catch {
      await reader.close()
      await store.close()
      throw error
    }
    await reader.close()
    await store.close()
  }
}
