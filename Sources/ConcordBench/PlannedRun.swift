import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import RunExecution

/// A study and a judge's run over it, for benchmarks.
enum PlannedRun {
  static func study(_ path: String, items: Int, _ options: BenchOptions) async throws
    -> (AnnotationStore, [RunUnit])
  {
    let generator = StudyGenerator(seed: options.seed, responseBytes: options.responseBytes)
    let store = try AnnotationStore.create(
      at: path, study: Study(title: "run", task: .pairwise, taskText: ""))
    try await store.beginImport(ImportSource(name: "generated", format: "bench"))
    for start in stride(from: 1, through: items, by: 2_000) {
      let place = SourcePlace(file: "generated", line: start)
      let records = (start...min(items, start + 1_999)).map {
        PlacedRecord(record: .item(generator.item($0)), place: place)
      }
      _ = try await store.add(records)
    }
    _ = try await store.finishImport()
    let all = (1...items).map { (id: ItemID(Int64($0)), candidates: 2) }
    return (store, RunPlan.units(all, settings))
  }

  static var settings: RunSettings { RunSettings(.judge, seats: [RunSeat(endpoint: "m")]) }

  static func specification(url: String, parallel: Int) throws -> RunSpecification {
    try RunSpecification(
      settings, scale: StudyTask.pairwise.scale,
      endpoint: { name in
        Endpoint(
          name: name, baseURL: url, model: "random", limits: RateLimits(parallel: parallel))
      },
      prompt: { name in
        guard let found = BuiltinPrompts.template(named: name) else {
          throw BenchFailure.system("no prompt \(name)")
        }
        return found
      })
  }

  static func runner(
    _ specification: RunSpecification, _ store: AnnotationStore, _ reader: AnnotationStore,
    client: any ModelClient, parallel: Int
  ) async throws -> Runner {
    let run = try await store.beginRun(
      named: "judge/m", kind: .judge, specification: specification.text,
      hash: specification.hash, at: 1)
    var chosen = Runner.Options()
    chosen.parallel = parallel
    return try Runner(
      run, specification, scale: StudyTask.pairwise.scale, store: store, reader: reader,
      client: client, options: chosen)
  }
}
