import AnnotationModel
import AnnotationStorage
import Glibc
import Judging
import ModelCalls
import ModelTransport
import RehearsalServer
import RunExecution

/// Runs against the rehearsal server: how many verdicts a second, each committed, with a person
/// labelling in the same file; and how near the ideal where the model takes its time.
enum RunSpeed {
  private static let items = 20_000
  private static let slowItems = 6_400
  private static let parallel = 64

  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    var rates: [Double] = []
    var saves: [Double] = []
    var shares: [Double] = []
    for _ in 0..<options.runs {
      let fast = try await sitting(options, items, latency: .zero, labels: true)
      rates.append(Double(items) / fast.seconds)
      saves += fast.saves
      let slow = try await sitting(options, slowItems, latency: .milliseconds(500), labels: false)
      shares.append(Double(slowItems) / Double(parallel) * 0.5 / slow.seconds * 100)
    }
    return [
      Figure(
        "verdicts of a judge, rehearsal server at 0 ms", unit: "1/s", limit: 2_000, judged: .min,
        isFloor: true, samples: rates, note: "\(items) items, each verdict committed"),
      Figure(
        "a label saved in the same file meanwhile", limit: 16, judged: .p99, samples: saves,
        note: "one every 20 ms"),
      Figure(
        "of the ideal rate, 500 ms and 64 at a time", unit: "%", limit: 95, judged: .min,
        isFloor: true, samples: shares, note: "\(slowItems) items, slow start included"),
    ]
  }

  private static func sitting(
    _ options: BenchOptions, _ count: Int, latency: Duration, labels: Bool
  ) async throws -> (seconds: Double, saves: [Double]) {
    let path = options.folder + "/run-\(Machine.unique).concord"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
    var configuration = RehearsalConfiguration()
    configuration.latency = latency
    let server = RehearsalServer(configuration)
    do { _ = try server.start() } catch { throw BenchFailure.system(error.description) }
    defer { server.stop() }
    let (store, units) = try await PlannedRun.study(path, items: count, options)
    let loop = HTTPLoop()
    defer { loop.close() }
    let specification = try PlannedRun.specification(
      url: (server.address ?? "") + "/v1", parallel: parallel)
    let reader = try AnnotationStore.open(at: path, mode: .readOnly)
    let runner = try await PlannedRun.runner(
      specification, store, reader, client: HTTPModelClient(loop), parallel: parallel)
    let person = labels ? try PersonBeside(path) : nil
    let clock = ContinuousClock()
    let start = clock.now
    async let saves = person?.label()
    let stop = await runner.perform(units)
    let seconds = (clock.now - start) / .seconds(1)
    await person?.stop()
    let times = try await saves ?? []
    if let stop { throw BenchFailure.system("\(stop)") }
    await reader.close()
    await store.close()
    return (seconds, times)
  }
}

/// Someone who labels one item every 20 ms through a connection of their own.
private actor PersonBeside {
  private let store: AnnotationStore
  private var isDone = false

  init(_ path: String) throws { store = try AnnotationStore.open(at: path) }

  func stop() { isDone = true }

  /// How long each label took to be on the disk, in milliseconds.
  func label() async throws -> [Double] {
    let rater = try await store.rater(named: "ann", kind: .human)
    _ = try await store.enrol(rater.id, sideSeed: 1)
    let clock = ContinuousClock()
    var times: [Double] = []
    while !isDone {
      let item = ItemID(Int64(times.count % 1_000 + 1))
      let event = LabelEvent(
        eventID: "e\(times.count)", rater: rater.id, item: item,
        action: .label(.tie, confidence: nil, errorCodes: []), presentation: .asStored(2),
        shownAtMilliseconds: 0, actedAtMilliseconds: 0, activeMilliseconds: 0)
      let start = clock.now
      _ = try await store.commit(event, cursor: item)
      times.append((clock.now - start).milliseconds)
      try await Task.sleep(for: .milliseconds(20))
    }
    await store.close()
    return times
  }
}
