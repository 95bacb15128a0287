import AnnotationModel
import AnnotationStorage
import Foundation
import Judging
import ModelCalls
import RunExecution

/// A model that says what a test wants it to, and remembers what it was asked.
actor ScriptedClient: ModelClient {
  private let script: @Sendable (ModelRequest, Int) -> Result<ModelReply, CallFailure>
  private(set) var asked: [ModelRequest] = []

  /// - Parameter script: the request, and how many came before it.
  init(_ script: @escaping @Sendable (ModelRequest, Int) -> Result<ModelReply, CallFailure>) {
    self.script = script
  }

  func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    let number = asked.count
    asked.append(request)
    return CallAttempt(result: script(request, number), latency: .milliseconds(3))
  }

  static func says(_ text: String) -> ScriptedClient {
    ScriptedClient { _, _ in
      .success(ModelReply(text: text, usage: TokenUsage(prompt: 100, completion: 10)))
    }
  }
}

/// A study on the disk with pairs, and runs over it.
struct RunStage {
  let folder: URL
  let path: String
  let store: AnnotationStore
  let items: Int

  init(items: Int = 5) async throws {
    self.items = items
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "concord-run-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appendingPathComponent("s.concord").path
    store = try AnnotationStore.create(at: path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    let records = (1...items).map { number in
      PlacedRecord(
        record: .item(
          Item(
            key: "i\(number)", kind: .pair, questionKey: "i\(number)", category: "", source: "",
            prompt: [Turn(role: .user, text: "question \(number)")],
            candidates: [CandidateText("yes \(number)"), CandidateText("no \(number)")])),
        place: SourcePlace(file: "f", line: number))
    }
    _ = try await store.add(records)
    _ = try await store.finishImport()
  }

  func units(_ settings: RunSettings) -> [RunUnit] {
    RunPlan.units((1...items).map { (ItemID(Int64($0)), 2) }, settings)
  }

  static func endpoint(_ name: String, parallel: Int = 8) -> Endpoint {
    Endpoint(
      name: name, baseURL: "http://127.0.0.1:1/v1", model: name,
      prices: Prices(promptPerMillion: 1, completionPerMillion: 2),
      limits: RateLimits(parallel: parallel))
  }

  /// One sitting of a run. - Returns: why it stopped, and how far it came.
  @discardableResult
  func sit(
    _ settings: RunSettings, _ client: any ModelClient, name: String = "run",
    options: Runner.Options = Runner.Options(), parallel: Int = 8, only: [ItemID]? = nil
  ) async throws -> (stop: RunStop?, progress: RunProgress, run: Run) {
    let scale = StudyTask.pairwise.scale
    let judged = only ?? (1...items).map { ItemID(Int64($0)) }
    let units = units(settings).filter { judged.contains($0.item) }
    let specification = try RunSpecification(
      settings, scale: scale,
      exemplars: try await store.exemplars(settings, judging: judged, scale: scale),
      endpoint: { Self.endpoint($0, parallel: parallel) },
      prompt: { name in
        guard let found = BuiltinPrompts.template(named: name) else {
          throw RunMistake("no prompt \(name)")
        }
        return found
      })
    let seats =
      settings.kind == .jury || settings.kind == .cascade
      ? settings.seats.map { ImportedRater(name: name + "/" + $0.endpoint, kind: .judge) } : []
    let run = try await store.beginRun(
      named: name, kind: settings.kind, specification: specification.text,
      hash: specification.hash, seats: seats, at: 1)
    let reader = try AnnotationStore.open(at: path, mode: .readOnly)
    let runner = try Runner(
      run, specification, scale: scale, seats: try await store.seats(of: run.id), store: store,
      reader: reader, client: client, options: options)
    let stop = await runner.perform(units)
    let progress = await runner.progress()
    await reader.close()
    return (stop, progress, try await store.run(named: name) ?? run)
  }

  func verdicts(of rater: String) async throws -> [Verdict] {
    var result: [Verdict] = []
    for number in 1...items {
      let all = try await store.revealedRatings(of: ItemID(Int64(number)), excluding: RaterID(0))
      result += all.filter { $0.rater.name == rater }.compactMap(\.verdict)
    }
    return result
  }
}
