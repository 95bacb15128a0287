import AnnotationModel
import AnnotationStorage
import JSONText
import RunExecution
import StudyFormats

/// `concord runs`.
enum RunsCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    var runs = try await store.runs()
    let name = invocation.operands.count > 1 ? invocation.operands[1] : nil
    if let name {
      let one = try named(name, runs)
      if let path = invocation.value("save") { return try save(one, path, console) }
      if let other = invocation.value("diff") {
        return try tell(one, other, runs, invocation, console)
      }
      runs = [one]
    } else if let option = ["save", "diff"].first(where: { invocation.value($0) != nil }) {
      throw CommandFailure.usage(
        "--\(option): of which run? concord runs STUDY NAME --\(option) …")
    }
    var summaries: [RunSummary] = []
    for run in runs { summaries.append(try await store.summary(of: run)) }
    if invocation.has("json") {
      return try console.print(
        .array(summaries.map { RunForm.json($0, specification: name != nil) }))
    }
    guard !summaries.isEmpty else {
      return console.message("no runs yet; concord run judge STUDY --model NAME begins one")
    }
    try console.print(RunForm.table(summaries).plain(heading: console.heading))
    for summary in summaries where !summary.run.detail.isEmpty {
      console.message("\(summary.run.name): \(summary.run.detail)")
    }
  }

  private static func named(_ name: String, _ runs: [Run]) throws -> Run {
    if let found = runs.first(where: { $0.name == name }) { return found }
    let names = runs.map(\.name).joined(separator: ", ")
    throw CommandFailure.usage(
      "no run is called '\(name)'; " + (runs.isEmpty ? "there are none" : "there are \(names)"))
  }

  static func specification(of run: Run) throws -> RunSpecification {
    if let read = RunSpecification(text: run.specification) { return read }
    throw CommandFailure.data(
      run.kind == .jury
        ? "\(run.name) was put together from raters of the study; it asked nobody"
        : "\(run.name): its specification is of another version of this program")
  }

  private static func save(_ run: Run, _ path: String, _ console: Console) throws {
    _ = try specification(of: run)
    guard let node = JSONNode(run.specification) else { return }
    if path == "-" { return try console.write(node.indented, exactly: true) }
    if FolderContents.exists(path) { throw CommandFailure.data("\(path): is there already") }
    try TextFile.write(node.indented, to: path)
    console.message(
      "\(path) holds what \(run.name) was asked; `concord run again STUDY --like \(path)` asks it "
        + "of a study")
  }

  // MARK: - What differs

  private static func tell(
    _ run: Run, _ other: String, _ runs: [Run], _ invocation: Invocation, _ console: Console
  ) throws {
    let new =
      try runs.first { $0.name == other }.map(specification) ?? SpecificationFile.read(other)
    let differences = RunSpecification.differences(from: try specification(of: run), to: new)
    if invocation.has("json") {
      return try console.print(.array(differences.map(json)))
    }
    guard !differences.isEmpty else {
      return console.message("\(run.name) and \(other) were asked the same in the same way")
    }
    let lines = differences.flatMap { one in
      ["\(one.field): \(text(one.old)) -> \(text(one.new))"] + one.lines.map { "  " + $0 }
    }
    try console.print(lines.joined(separator: "\n"))
  }

  private static func text(_ value: String?) -> String { value ?? "(none)" }

  private static func json(_ one: SpecificationDifference) -> JSONValue {
    .members([
      "field": .string(one.field), "old": one.old.map { .string($0) } ?? .null,
      "new": one.new.map { .string($0) } ?? .null,
      "lines": .array(one.lines.map { .string($0) }),
    ])
  }
}
