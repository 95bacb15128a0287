import Foundation
import Testing

/// Two real servers with tiny models, where they are at hand: free text that is no answer, and
/// answers held to a schema.
///
/// Few items without `CONCORD_SOAK=1`; with it the 80 of FairEval, as ENGINES.md has it.
@Suite(.serialized, .enabled(if: Engine.script != nil, "../shared/tools/model-server is not here"))
struct RealEngineTests {
  @Test(arguments: ["llama.cpp", "llama-cpp-python"])
  func judgesJuriesAndDebatesRun(_ kind: String) throws {
    let engine = try Engine(kind)
    defer { engine.stop() }
    let bench = try EngineBench(engine)
    let count = bench.items
    // A model of random weights writes no answer: all of it is unparsed, and nothing else.
    try bench.run("judge", ["--model", "judge-a", "--max-tokens", "60", "--name", "free"])
    let free = try bench.counts("free")
    let reasons = try #require(free["abstentions"] as? [String: Int])
    #expect(reasons.values.reduce(0, +) == count)
    #expect(Set(reasons.keys).isSubset(of: ["unparsed", "truncated", "off-menu"]), "\(reasons)")
    for model in ["judge-a", "judge-b", "judge-c"] {
      try bench.run("judge", ["--model", model, "--logprobs", "5"] + EngineBench.form)
      #expect(try bench.answered("judge/" + model) == count)
    }
    try bench.run(
      "jury", ["--seats", "judge-a,judge-b,judge-c", "--name", "jury/all"] + EngineBench.form)
    #expect(try bench.answered("jury/all") + (try bench.unanswered("jury/all")) == count)
    try bench.run(
      "debate", ["--model", "judge-b", "--max-tokens", "60", "--structured", "--items", "first=2"])
    #expect(try bench.counts("debate/judge-b")["verdicts"] as? Int == 2)
    try bench.run(
      "judge",
      ["--model", "judge-c", "--repeats", "3", "--items", "first=2", "--name", "thrice"]
        + EngineBench.form)
    #expect(try bench.answered("thrice") == 6)
    // In another study, where nothing is kept, the same seed says the same.
    let other = try EngineBench(engine)
    try other.run("judge", ["--model", "judge-a", "--logprobs", "5"] + EngineBench.form)
    #expect(try other.answers("judge/judge-a") == bench.answers("judge/judge-a"))
    try bench.run(
      "judge",
      [
        "--model", "small", "--structured", "--evidence", "none", "--items",
        "first=\(min(count, 10))",
      ])
    #expect(try bench.answered("judge/small") == min(count, 10))
    #expect(try bench.check() == 0)
  }
}

/// One engine, with three models of random weights and SmolLM2.
private final class Engine {
  /// Where the script lies, if it does.
  static var script: String? {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appendingPathComponent("shared/tools/model-server/start").path
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  private let process = Process()
  /// Base address by model.
  private(set) var models: [(url: String, name: String)] = []

  /// llama-cpp-python's server answers one call at a time, and changes models between them.
  let parallel: Int

  init(_ kind: String) throws {
    parallel = kind == "llama.cpp" ? 4 : 1
    let pipe = Pipe()
    let names = ["judge-a", "judge-b", "judge-c", "small=smollm2"]
    process.executableURL = URL(fileURLWithPath: try #require(Self.script))
    process.arguments =
      ["--engine", kind, "--port", "0"] + names.flatMap { ["--model-name", $0] }
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    var text = ""
    while models.count < 4 {
      let data = pipe.fileHandleForReading.availableData
      guard !data.isEmpty else { throw EngineFailure.ended(kind) }
      text += String(decoding: data, as: UTF8.self)
      models = text.split(separator: "\n").flatMap { line in
        let parts = line.split(separator: "\t").map(String.init)
        guard parts.count == 2 else { return [(url: String, name: String)]() }
        return parts[1].split(separator: ",").map { (url: parts[0], name: String($0)) }
      }
    }
  }

  func stop() { ProcessTree.kill(process) }
}

private enum EngineFailure: Error { case ended(String) }

/// A study of FairEval's items with an engine's models.
private struct EngineBench {
  static let form = [
    "--max-tokens", "400", "--temperature", "1", "--seed", "7", "--structured", "--evidence",
    "none",
  ]

  let folder: ScratchFolder
  let study: String
  let items: Int

  init(_ engine: Engine) throws {
    folder = try ScratchFolder()
    study = folder.file("s.concord")
    items = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1" ? 80 : 3
    let entries = engine.models.map {
      "  - {name: \($0.name), url: \"\($0.url)\", model: \($0.name), "
        + "limits: {parallel: \(engine.parallel)}, "
        + "capabilities: [logprobs, json-object, seed]}\n"
    }
    _ = try folder.write("endpoints.yaml", "endpoints:\n" + entries.joined())
    let root = URL(fileURLWithPath: try #require(Engine.script)).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    #expect(try folder.concord("new", study).status == 0)
    let data = root.appendingPathComponent("data/faireval").path
    #expect(try folder.concord("import", study, data, "--format", "faireval").status == 0)
  }

  func run(_ kind: String, _ options: [String]) throws {
    var words = ["run", kind, study, "--yes"] + options
    if !options.contains("--items") { words += ["--items", "first=\(items)"] }
    let run = try RunningProgram.run(try #require(RunningProgram.concord), words)
    #expect(run.status == 0, "\(words): \(run.errors)")
  }

  func counts(_ name: String) throws -> [String: Any] {
    let run = try folder.concord("runs", study, name, "--json")
    let all = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: Any]]
    return try #require(all?.first, "\(run.errors)")
  }

  func unanswered(_ name: String) throws -> Int {
    (try counts(name)["abstentions"] as? [String: Int] ?? [:]).values.reduce(0, +)
  }

  func answered(_ name: String) throws -> Int {
    (try counts(name)["verdicts"] as? Int ?? 0) - (try unanswered(name))
  }

  func answers(_ name: String) throws -> [String] {
    let run = try folder.concord("export", study, "--what", "ratings", "--format", "jsonl")
    return run.output.split(separator: "\n").map(String.init)
      .filter { $0.contains("\"\(name)\"") }.sorted()
  }

  func check() throws -> Int32 { try folder.concord("check", study).status }
}
