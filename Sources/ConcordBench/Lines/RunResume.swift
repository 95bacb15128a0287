import AnnotationModel
import AnnotationStorage
import Glibc
import Judging
import ModelCalls
import RunExecution

/// A run of a study's size: planned, and gone on with where all but one in a hundred is done.
enum RunResume {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let path = options.folder + "/resume-\(Machine.unique).concord"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
    GeneratedStudy.progress("making a study of \(options.size) items")
    let (store, units) = try await PlannedRun.study(path, items: options.size, options)
    let specification = try PlannedRun.specification(url: "http://127.0.0.1:9/v1", parallel: 64)
    let reader = try AnnotationStore.open(at: path, mode: .readOnly)
    let clock = ContinuousClock()
    var plans: [Double] = []
    for _ in 0..<options.runs {
      let start = clock.now
      let items = try await reader.items(of: ItemSelection())
      let planned = RunPlan.units(items, PlannedRun.settings)
      _ = try await RunPlan(
        planned, specification, scale: StudyTask.pairwise.scale, from: reader)
      plans.append((clock.now - start) / .seconds(1))
    }
    GeneratedStudy.progress("giving verdicts on 99 of 100")
    let model = InstantModel()
    let first = try await PlannedRun.runner(
      specification, store, reader, client: model, parallel: 256)
    let done = units.prefix(units.count - units.count / 100)
    let begun = clock.now
    _ = await first.perform(Array(done))
    let rate = Double(done.count) / ((clock.now - begun) / .seconds(1))
    var resumes: [Double] = []
    for at in 0..<options.runs {
      let runner = try await PlannedRun.runner(
        specification, store, reader, client: model, parallel: 64)
      let start = clock.now
      // One more each time, so that each sitting has work to do.
      _ = await runner.perform(Array(units.prefix(done.count + at + 1)))
      resumes.append((clock.now - start) / .seconds(1))
    }
    await reader.close()
    await store.close()
    return [
      Figure(
        "\(options.size) calls planned, with the estimate", unit: "s", limit: 10, judged: .max,
        samples: plans),
      Figure(
        "verdicts of a judge without a network", unit: "1/s", limit: nil, judged: .min,
        isFloor: true, samples: [rate], note: "each with its call, committed"),
      Figure(
        "a run gone on with that is done, to its next verdict", unit: "s", limit: 3,
        judged: .max, samples: resumes, note: "\(done.count) units are done"),
      Figure(
        "memory of it all", unit: "MB", limit: 300, judged: .max, samples: [Self.peakMegabytes]),
    ]
  }

  /// The most that this process had in memory.
  private static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1_024
  }
}

/// A model that answers at once.
private struct InstantModel: ModelClient {
  func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    CallAttempt(
      result: .success(
        ModelReply(text: "Better.\nAnswer: A", usage: TokenUsage(prompt: 300, completion: 9))),
      latency: .microseconds(1))
  }
}
