import AnnotationModel
import AnnotationStorage
import Glibc
import StudyFormats
import WorkbenchRuntime

/// Reading a study folder into a new study: without the search index, and the whole command.
enum ImportSpeed {
  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    let (folder, bytes) = try GeneratedStudy.importFolder(options)
    var rates: [Double] = []
    var items: [Double] = []
    var processor: [Double] = []
    for _ in 0..<3 {
      let before = processorSeconds()
      let seconds = try await importOnce(folder, options)
      rates.append(Double(bytes) / 1e6 / seconds)
      items.append(Double(options.importItems) / seconds)
      processor.append(processorSeconds() - before)
    }
    let note = "\(options.importItems) items of \(bytes / options.importItems) bytes"
    let whole = try command(folder, options)
    return [
      Figure(
        "import without the search index", unit: "MB/s", limit: 50, judged: .median,
        isFloor: true, samples: rates, note: note),
      Figure(
        "import without the search index", unit: "items/s", limit: 25_000, judged: .median,
        isFloor: true, samples: items),
      Figure(
        "the processor's time for it, all cores", unit: "s", limit: nil, judged: .median,
        samples: processor),
      Figure(
        "import command with the index", unit: "s", limit: nil, judged: .max,
        samples: [whole.seconds]),
      Figure(
        "memory of the import", unit: "MB", limit: 300, judged: .max,
        samples: [whole.peakMegabytes]),
    ]
  }

  private static func clear(_ path: String) {
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }

  /// Seconds from the empty study to the closed file, as the import command goes about it.
  private static func importOnce(_ folder: String, _ options: BenchOptions) async throws -> Double {
    let target = options.folder + "/imported.concord"
    clear(target)
    defer { clear(target) }
    let study = try StudyFolder.study(in: folder)
    let clock = ContinuousClock()
    let start = clock.now
    let store = try AnnotationStore.create(at: target, study: study)
    let plan = ImportPlan(paths: [folder], scale: study.task.scale)
    try await store.beginImport(ImportSource(name: folder, format: plan.chosenFormat))
    try await ImportFeed.run(plan, into: store) { step in
      if let first = step.problems.first { throw BenchFailure.system(first) }
    }
    let summary = try await store.finishImport()
    await store.close()
    guard summary.addedItems == options.importItems else {
      throw BenchFailure.system("\(summary.addedItems) items came in")
    }
    return (clock.now - start) / .seconds(1)
  }

  private static func command(_ folder: String, _ options: BenchOptions) throws -> (
    seconds: Double, peakMegabytes: Double
  ) {
    let target = options.folder + "/imported.concord"
    clear(target)
    defer { clear(target) }
    let program = try RunningProgram(
      quietly: [options.program, "import", target, folder], home: options.folder)
    let end = program.finish(everyMicroseconds: 20_000)
    guard end.status == 0 else { throw BenchFailure.system("import ended with \(end.status)") }
    return (program.elapsed / 1000, end.peakMegabytes)
  }
}
