import Foundation
import JSONText
import Testing

/// `concord-bench serve` as a process of its own.
@Suite struct ServeCommandTests {
  /// Beside the bundle of the tests.
  private static let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    .deletingLastPathComponent().appendingPathComponent("concord-bench")

  private func start(_ arguments: [String]) throws -> (Process, output: Pipe, errors: Pipe) {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = ["serve"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    return (process, output, errors)
  }

  @Test(
    "It says where it is on one line, serves, and ends well when told to",
    arguments: [
      SIGTERM, SIGINT,
    ])
  func serves(_ signal: Int32) throws {
    let (process, output, _) = try start(["--model", "longer", "--latency", "1"])
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let address = line.split(separator: "\n").first.map(String.init) ?? ""
    #expect(line == address + "\n" && address.hasPrefix("http://127.0.0.1:"))
    #expect(address.hasSuffix("/v1"))
    let port = try #require(UInt16(address.dropFirst(17).dropLast(3)))
    let connection = RawConnection(port: port)
    connection.send(RawConnection.get("/v1/models"))
    #expect(connection.answer()?.body.contains(#""id":"longer""#) == true)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(connection.isClosed)
  }

  @Test(
    "Mistakes in the options end with 2 and say what is meant",
    arguments: [
      (["--port", "70000"], "--port wants a whole number from 0 to 65535"),
      (["--faults", "hung:1"], "there is no fault 'hung'"), (["--latency", "-1"], "--latency"),
      (["--nothing", "1"], "no option --nothing"), (["--port"], "--port wants a value"),
      (["now"], "no word 'now'"), (["--batch", "x"], "--batch wants two files"),
      (["--retry-after", "soon"], "seconds, date, milliseconds, none"),
    ])
  func usage(_ arguments: [String], _ words: String) throws {
    let (process, _, errors) = try start(arguments)
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
    #expect(text.contains(words) && text.contains("serve --help"), "\(text)")
  }

  @Test("A file that is not there and a host that is not ours end with 3")
  func places() throws {
    for (arguments, words) in [
      (["--batch", "/nowhere/in.jsonl", "/tmp/out.jsonl"], "/nowhere/in.jsonl: No such file"),
      (["--host", "192.0.2.1"], "cannot listen on 192.0.2.1"),
    ] {
      let (process, _, errors) = try start(arguments)
      let text = String(
        decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 3 && text.contains(words), "\(text)")
    }
  }

  @Test("A batch file is answered into another")
  func batch() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (input, output) = (folder.path + "/in.jsonl", folder.path + "/out.jsonl")
    let lines = (0..<30).map { number in
      #"{"custom_id":"c\#(number)","method":"POST","url":"/v1/chat/completions","body":"#
        + #"{"model":"prose","messages":[{"role":"user","content":"Speak."}]}}"#
    }
    // The last line has no end.
    try lines.joined(separator: "\n").write(toFile: input, atomically: true, encoding: .utf8)
    let (process, _, errors) = try start(["--batch", input, output, "--seed", "3"])
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && text.contains("30 answered, 0 failed"), "\(text)")
    let results = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
    let names = results.compactMap { JSONNode(String($0))?["custom_id"]?.string }
    #expect(Set(names) == Set((0..<30).map { "c\($0)" }) && names.count == 30)
    #expect(!FileManager.default.fileExists(atPath: output + ".part"))
  }

  @Test("The help names every fault and behaviour")
  func help() throws {
    let (process, output, _) = try start(["--help"])
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    for word in ["hang", "gzip", "duplicate-keys", "always-WORD", "taste", "--batch"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }
}
