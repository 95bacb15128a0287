import Foundation
import Testing

@testable import ConcordCommand

/// `concord models` against a real server on the loopback, llama.cpp's own with a random model.
/// Skipped where the folder that starts it is not there.
@Suite(.serialized, .enabled(if: RealServer.start != nil, "../shared/tools/model-server is absent"))
struct RealServerTests {
  private func models(_ arguments: [String]) throws -> RunningProgram {
    let program = try #require(RunningProgram.concord)
    return try RunningProgram.run(program, ["models"] + arguments)
  }

  @Test func aRealServerIsTriedOut() throws {
    let server = try RealServer("--model-name", "judge-a")
    defer { server.stop() }
    let run = try models(["--url", server.base, "--test"])
    #expect(run.status == 0, "\(run)")
    for words in [
      "judge-a: works", "as judge-a", "logprobs works", "json-schema works", "seed works",
      "offers judge-a", "capabilities: [logprobs, json-schema, seed]",
    ] { #expect(run.unwrapped.contains(words), "\(words): \(run.output)") }
    // It answers to any name.
    let other = try models(["--url", server.base, "--model", "judge-z", "--test"])
    #expect(other.status == 1 && other.unwrapped.contains("answered as 'judge-a'"), "\(other)")
    let path = try models(["--url", server.base + "/x", "--model", "judge-a", "--test"])
    #expect(path.status == 1 && path.unwrapped.contains("404"), "\(path)")
  }

  @Test func aRealServerWantsItsKey() throws {
    let server = try RealServer("--model-name", "judge-a", "--api-key", "sesame-1")
    defer { server.stop() }
    let none = try models(["--url", server.base, "--model", "judge-a", "--test"])
    #expect(none.status == 1 && none.unwrapped.contains("401, the server wants a key"), "\(none)")
    let folder = try ScratchFolder()
    let file = try folder.write(
      "e.yaml",
      "endpoints:\n  - {name: j, url: '\(server.base)', model: judge-a, key-command: cat key}\n")
    _ = try folder.write("key", "sesame-1\n")
    let program = try #require(RunningProgram.concord)
    let run = try RunningProgram.run(
      "/bin/sh",
      ["-c", "cd '\(folder.path)' && exec '\(program)' models --endpoints '\(file)' --test"])
    #expect(run.status == 0 && run.output.hasPrefix("j: works"), "\(run)")
    #expect(!"\(run)".contains("sesame-1"))
  }
}

/// The server of the shared folder, in the foreground of a process of its own.
final class RealServer {
  /// The program that starts one; nil where it is absent.
  static let start: String? = {
    if let given = ProcessInfo.processInfo.environment["CONCORD_SHARED"] {
      return existing(given)
    }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      if let found = existing(place.appendingPathComponent("shared").path) { return found }
    }
    return nil
  }()

  private static func existing(_ shared: String) -> String? {
    let path = shared + "/tools/model-server/start"
    return FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  struct NotStarted: Error {}

  let base: String
  private let process = Process()

  init(_ arguments: String...) throws {
    guard let start = Self.start else { throw NotStarted() }
    process.executableURL = URL(fileURLWithPath: start)
    process.arguments = ["--engine", "llama.cpp", "--port", "0"] + arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = Data()
    while !line.contains(UInt8(ascii: "\n")) {
      let more = output.fileHandleForReading.availableData
      guard !more.isEmpty else { throw NotStarted() }
      line += more
    }
    base = String(decoding: line, as: UTF8.self).components(separatedBy: "\t")[0]
  }

  func stop() { ProcessTree.kill(process) }
}
