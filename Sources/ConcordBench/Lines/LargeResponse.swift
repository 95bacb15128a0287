import AnnotationModel
import AnnotationStorage
import Glibc

/// From a verdict's key to an item one of whose responses has five megabytes.
enum LargeResponse {
  private static let bytes = 5_000_000

  /// What the response is made of: bytes that are columns, or characters to be measured.
  private static let texts = [
    (name: "ASCII", line: "The ferry leaves at noon from the old pier and takes two hours. "),
    (name: "with accents", line: "Die Fähre legt mittags ab – »zwei Stunden«, sagte er für uns. "),
  ]

  static func measure(_ options: BenchOptions) async throws -> [Figure] {
    var figures: [Figure] = []
    for (name, line) in texts {
      var samples: [Double] = []
      for _ in 0..<options.runs { samples.append(try await opening(line, options)) }
      figures.append(
        Figure(
          "an item with a response of 5 MB painted, \(name)", limit: 16, judged: .median,
          samples: samples, note: "\(bytes / 1_000_000) MB in lines of 640 bytes"))
    }
    return figures
  }

  private static func opening(_ line: String, _ options: BenchOptions) async throws -> Double {
    let path = options.folder + "/response-\(Machine.unique).concord"
    defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
    try await make(path, line, options)
    let program = try RunningProgram(
      atTerminal: [options.program, "open", path, "--as", "bench-first"], home: options.folder)
    try program.wait(forText: StudyGenerator.mark(1))
    program.settle(milliseconds: 300)
    let clock = ContinuousClock()
    let start = clock.now
    program.press("1")
    try program.wait(forText: StudyGenerator.mark(2))
    let time = (clock.now - start).milliseconds
    program.settle()
    program.press("q")
    _ = program.finish()
    return time
  }

  private static func make(_ path: String, _ line: String, _ options: BenchOptions) async throws {
    let generator = StudyGenerator(seed: options.seed, responseBytes: options.responseBytes)
    let store = try AnnotationStore.create(
      at: path, study: Study(title: "response", task: .pairwise, taskText: ""))
    try await store.beginImport(ImportSource(name: "generated", format: "bench"))
    let paragraph = String(repeating: line, count: 10) + "\n"
    var items = (1...3).map { generator.item($0) }
    items[1].candidates[0] = CandidateText(
      String(repeating: paragraph, count: bytes / paragraph.utf8.count))
    let place = SourcePlace(file: "generated", line: 1)
    let problems = try await store.add(
      items.map { PlacedRecord(record: .item($0), place: place) })
    if let first = problems.first { throw BenchFailure.system(first.description) }
    _ = try await store.finishImport()
    await store.close()
  }
}
