import AnnotationModel
import AnnotationStorage
import Glibc
import StudyFormats

/// Studies on the disk, made by the store's own import and kept for the next time.
enum GeneratedStudy {
  static let people = ["ann", "ben", "cleo", "dan"]

  static func raters(_ options: BenchOptions) -> [ImportedRater] {
    (0..<options.people).map { ImportedRater(name: personName($0), kind: .human) }
      + (0..<options.judges).map {
        ImportedRater(name: "judge-\($0 + 1)", kind: .judge, model: "judge-\($0 + 1)")
      }
  }

  private static func personName(_ index: Int) -> String {
    people.indices.contains(index) ? people[index] : "person-\(index + 1)"
  }

  /// The large study's path; it is made where it is not there.
  static func large(_ options: BenchOptions) async throws -> String {
    let name =
      "large-\(options.size)-\(options.people)-\(options.judges)-\(options.responseBytes)"
      + "-\(options.seed).concord"
    let path = options.folder + "/" + name
    if FolderContents.exists(path) { return path }
    progress("making \(path)")
    let draft = path + ".part"
    for suffix in ["", "-wal", "-shm"] { unlink(draft + suffix) }
    let generator = StudyGenerator(seed: options.seed, responseBytes: options.responseBytes)
    let store = try AnnotationStore.create(
      at: draft, study: Study(title: "large", task: .pairwise, taskText: ""))
    try await store.beginImport(ImportSource(name: "generated", format: "bench"))
    let raters = raters(options)
    for start in stride(from: 1, through: options.size, by: 2000) {
      let numbers = start...min(options.size, start + 1999)
      var records = start == 1 ? raters.map(ImportRecord.rater) : []
      for number in numbers {
        records.append(.item(generator.item(number)))
        for at in raters.indices { records.append(rating(generator, number, at, raters[at])) }
      }
      let place = SourcePlace(file: "generated", line: start)
      let problems = try await store.add(records.map { PlacedRecord(record: $0, place: place) })
      if let first = problems.first { throw BenchFailure.system(first.description) }
    }
    _ = try await store.finishImport()
    await store.close()
    guard rename(draft, path) == 0 else { throw BenchFailure.system("cannot rename \(draft)") }
    return path
  }

  private static func rating(
    _ generator: StudyGenerator, _ number: Int, _ index: Int, _ rater: ImportedRater
  ) -> ImportRecord {
    let code = generator.code(item: number, rater: index)
    let value = generator.scale.value(of: code) ?? .abstention(.unparsed)
    let key = StudyGenerator.key(number)
    guard rater.kind.isHuman else {
      let verdict = Verdict(value: value, presentation: .asStored(2), parserVersion: "bench")
      return .verdict(ImportedVerdict(rater: rater.name, item: key, verdict: verdict))
    }
    let time = 1_700_000_000_000 + Int64(number) * 20_000
    return .label(
      ImportedLabel(
        rater: rater.name, item: key, value: value, shownAtMilliseconds: time,
        actedAtMilliseconds: time + 9000, activeMilliseconds: 9000))
  }

  /// A study folder of items of two to three kilobytes, without ratings; made where it is not
  /// there. Returns the folder and the bytes of its items.
  static func importFolder(_ options: BenchOptions) throws -> (path: String, bytes: Int) {
    let path = options.folder + "/import-\(options.importItems)-\(options.seed)"
    let items = path + "/items.jsonl"
    if !FolderContents.exists(items) {
      progress("making \(path)")
      mkdir(path, 0o755)
      let generator = StudyGenerator(seed: options.seed, responseBytes: 1050)
      let task = TaskTemplate.named("pairwise")?.yaml ?? ""
      try write([task], to: path + "/task.yaml")
      let draft = items + ".part"
      unlink(draft)
      for start in stride(from: 1, through: options.importItems, by: 1000) {
        let lines = (start...min(options.importItems, start + 999)).map {
          StudyFolderLine.of(.item(generator.item($0))).line + "\n"
        }
        try write(lines, to: draft)
      }
      rename(draft, items)
    }
    var status = stat()
    guard stat(items, &status) == 0 else { throw BenchFailure.system("cannot read \(items)") }
    return (path, Int(status.st_size))
  }

  /// Adds to the end of a file.
  private static func write(_ lines: [String], to path: String) throws(BenchFailure) {
    guard let file = fopen(path, "a") else { throw .system("cannot write \(path)") }
    for var line in lines {
      line.withUTF8 { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    }
    guard fclose(file) == 0 else { throw .system("cannot write \(path)") }
  }

  static func progress(_ text: String) {
    var line = text + "\n"
    line.withUTF8 { _ = Glibc.write(2, $0.baseAddress, $0.count) }
  }
}
