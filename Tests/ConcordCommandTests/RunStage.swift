import Foundation
import RehearsalServer
import Synchronization
import Testing

/// A study, a rehearsal server and an endpoints' file, for runs by the program itself.
final class RunStage {
  let folder: ScratchFolder
  let server: RehearsalServer
  let study: String
  /// The prompts that were sent, in the order of their coming.
  let prompts: Prompts

  final class Prompts: Sendable {
    private let all = Mutex<[String]>([])
    var sent: [String] { all.withLock { $0 } }
    func add(_ text: String) { all.withLock { $0.append(text) } }
  }

  init(
    items: Int = 6, models: [String] = ["random"], latency: Duration = .zero, price: String = "",
    host: String = "127.0.0.1",
    script: (@Sendable (RehearsalCall) -> ScriptedReply?)? = nil
  ) throws {
    folder = try ScratchFolder()
    let prompts = Prompts()
    self.prompts = prompts
    var configuration = RehearsalConfiguration()
    configuration.latency = latency
    configuration.host = host
    configuration.script = { call in
      prompts.add(call.prompt)
      return script?(call)
    }
    server = RehearsalServer(configuration)
    try server.start()
    study = folder.file("s.concord")
    let address = try #require(server.address)
    let entries = models.map {
      "  - name: \($0)\n    url: \(address)/v1\n    model: \($0)\n\(price)"
        + "    limits: {parallel: 8}\n    capabilities: [logprobs, json-schema, seed]\n"
    }
    _ = try folder.write("endpoints.yaml", "endpoints:\n" + entries.joined())
    let rows = (1...items).map {
      #"{"id":"q\#($0)","prompt":"question \#($0)","response_a":"one \#($0)","#
        + #""response_b":"another \#($0)","annotator":"ann","#
        + #""winner":"\#($0 % 3 == 0 ? "b" : "a")"}"#
    }
    let file = try folder.write("rows.jsonl", rows.joined(separator: "\n") + "\n")
    #expect(try folder.concord("new", study).status == 0)
    #expect(try folder.concord("import", study, file).status == 0)
  }

  deinit { server.stop() }

  @discardableResult
  func concord(_ arguments: String...) throws -> RunningProgram {
    try RunningProgram.run(try #require(RunningProgram.concord), arguments)
  }

  /// Begins the program, and kills it after a while.
  func killed(after seconds: Double, _ arguments: [String]) throws {
    try killed(arguments) { Thread.sleep(forTimeInterval: seconds) }
  }

  /// Begins the program, and kills it when it has made so many calls, or has ended before.
  func killed(afterCalls count: Int, _ arguments: [String]) throws {
    let before = server.statistics.calls
    try killed(arguments) { [server] in
      for _ in 0..<20_000 where server.statistics.calls < before + count { usleep(1_000) }
    }
  }

  private func killed(_ arguments: [String], when wait: () -> Void) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(RunningProgram.concord))
    process.arguments = arguments
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"]
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    wait()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func json(_ arguments: String...) throws -> Any {
    let run = try RunningProgram.run(try #require(RunningProgram.concord), arguments)
    #expect(run.status == 0, "\(run.errors)")
    return try JSONSerialization.jsonObject(with: Data(run.output.utf8))
  }

  /// The counts of a run, as `concord runs` gives them.
  func counts(_ name: String) throws -> [String: Any] {
    let all = try #require(try json("runs", study, "--json") as? [[String: Any]])
    return try #require(all.first { $0["name"] as? String == name })
  }
}
