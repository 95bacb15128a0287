import AnnotationModel
import AnnotationStorage
import Glibc
import ModelCalls
import ModelTransport
import RunExecution
import StudyFormats

/// A run past this machine: its calls as a file for others to answer, and their answers back.
struct RunBatch {
  private let run: Run
  private let specification: RunSpecification
  private let scale: Scale
  private let units: [RunUnit]
  private let store: AnnotationStore
  private let reader: AnnotationStore
  private let seats: [RaterID]
  private let console: Console

  init(
    _ run: Run, _ specification: RunSpecification, _ scale: Scale, _ units: [RunUnit],
    store: AnnotationStore, reader: AnnotationStore, seats: [RaterID], console: Console
  ) {
    self.run = run
    self.specification = specification
    self.scale = scale
    self.units = units
    self.store = store
    self.reader = reader
    self.seats = seats
    self.console = console
  }

  func perform(_ invocation: Invocation) async throws {
    if let file = invocation.value("collect") { return try await collect(file) }
    try await write(to: invocation.value("output") ?? "-")
  }

  // MARK: - Out

  private func write(to path: String) async throws {
    if let other = specification.endpoints.values.first(where: { $0.kind != .openAIChat }) {
      throw CommandFailure.usage(
        "\(other.name) is of the kind \(other.kind.rawValue); a batch file is for openai-chat")
    }
    let calls = try await openCalls()
    let lines = calls.compactMap { call in
      specification.endpoints[call.request.endpoint].map {
        BatchLines.line(call.request, key: call.key, at: $0)
      }
    }
    let text = lines.map { $0 + "\n" }.joined()
    if path == "-" {
      try console.write(text, exactly: true)
    } else {
      try TextFile.write(text, to: path)
    }
    try await store.endRun(run.id, .stopped, detail: "waits for a batch", at: Clock.milliseconds())
    console.message(
      "\(calls.count) calls written; bring their results in with --collect FILE"
        + (specification.settings.kind == .debate ? ", and plan again for the next round" : ""))
  }

  private func openCalls() async throws -> [OpenCall] {
    try await specification.openCalls(of: units, run: run, scale: scale, from: reader)
  }

  // MARK: - Back in

  /// Results in any order, with errors; what is there already is not taken twice.
  private func collect(_ path: String) async throws {
    var open: [String: OpenCall] = [:]
    for call in try await openCalls() { open[call.key.hexadecimal] = call }
    let lines = TextLines(try ByteSource(path: path))
    var counts = (taken: 0, failed: 0, unknown: 0)
    var records: [CallRecord] = []
    while let (line, number) = try lines.next() {
      if line.allSatisfy(\.isWhitespace) { continue }
      guard let result = BatchLines.result(line) else {
        throw CommandFailure.data(
          "\(path):\(number): is no result of a batch: an object with custom_id and response")
      }
      guard let call = open[result.key] else {
        counts.unknown += 1
        continue
      }
      if case .success = result.result {
        open[result.key] = nil
        counts.taken += 1
      } else {
        counts.failed += 1
      }
      let prices = specification.endpoints[call.request.endpoint]?.prices ?? .free
      records.append(
        CallRecord(result.result, of: call, prices: prices, at: Clock.milliseconds()))
      if records.count >= 1_000 { try await keep(&records) }
    }
    try await keep(&records)
    let progress = try await conclude()
    console.message(
      "\(counts.taken) replies taken in, \(counts.failed) errors, \(counts.unknown) there already "
        + "or not asked for; \(progress.concluded) verdicts now, \(progress.left) left")
  }

  private func keep(_ records: inout [CallRecord]) async throws {
    _ = try await store.record(records, [], of: run.id)
    records = []
  }

  /// Concludes on what the kept replies allow, and asks nobody.
  private func conclude() async throws -> RunProgress {
    let runner = try Runner(
      run, specification, scale: scale, seats: seats, store: store, reader: reader,
      client: AbsentModel())
    _ = await runner.perform(units)
    let progress = await runner.progress()
    if progress.left > 0 {
      try await store.endRun(
        run.id, .stopped, detail: "waits for a batch", at: Clock.milliseconds())
    }
    return progress
  }
}
