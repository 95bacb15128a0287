import Foundation
import Testing

@testable import ConcordCommand

/// `concord models` as scripts meet it, against servers on the loopback.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct ModelsProgramTests {
  private func models(
    _ arguments: [String], in folder: ScratchFolder, _ environment: [String: String] = [:]
  ) throws -> RunningProgram {
    let program = try #require(RunningProgram.concord)
    return try RunningProgram.run(
      program, ["models"] + arguments,
      environment: ["XDG_CONFIG_HOME": folder.path].merging(environment) { $1 })
  }

  private func entry(_ name: String, _ rest: String) -> String {
    "  - {name: \(name), \(rest)}\n"
  }

  private func json(_ run: RunningProgram) throws -> [String: Any] {
    let root = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(root as? [String: Any])
  }

  /// The object under `test` of the first model.
  private func test(_ run: RunningProgram) throws -> [String: Any] {
    let first = try #require((try json(run)["models"] as? [[String: Any]])?.first)
    return try #require(first["test"] as? [String: Any])
  }

  @Test func theListSaysWhetherThereIsAKeyAndNeverTheKey() throws {
    let folder = try ScratchFolder()
    let ran = folder.file("ran")
    let file = try folder.write(
      "e.yaml",
      "endpoints:\n"
        + entry("a", "url: 'http://h/v1', model: m-a, family: f, key-env: KEY_A")
        + entry("b", "url: 'http://h/v1', model: m-b, key-env: KEY_B")
        + entry("c", "url: 'http://h/v1', model: m-c, key-command: 'touch \(ran); echo $KEY_A'")
        + entry("d", "url: 'http://h/v1', model: m-d, token: hidden-2")
        + entry("e", "url: 'http://h/v1', model: m-e, price: {in: 0.15, out: 0.6, currency: EUR}"))
    let keys = ["KEY_A": "hidden-1"]
    let run = try models(["--endpoints", file], in: folder, keys)
    #expect(run.status == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 5 && lines[0].hasPrefix("name  kind"))
    for (line, words) in [
      (1, ["a ", "openai-chat", "m-a", " f ", "none", "8 at once", "set (KEY_A)"]),
      (2, ["b ", "not set (KEY_B)"]), (3, ["c ", "by a command"]), (4, ["e ", "0.15 / 0.6 EUR"]),
    ] { for word in words { #expect(lines[line].contains(word), "\(lines[line]): \(word)") } }
    #expect(run.errors.contains("left out: \(file):5:47: token: a key never stands in this file"))
    let document = try models(["--endpoints", file, "--json"], in: folder, keys)
    let all = try #require(try json(document)["models"] as? [[String: Any]])
    #expect(all.map { $0["name"] as? String } == ["a", "b", "c", "e"])
    #expect((all[0]["key"] as? [String: Any])?["set"] as? Bool == true)
    #expect((all[1]["key"] as? [String: Any])?["set"] as? Bool == false)
    #expect((try json(document)["problems"] as? [String])?.count == 1)
    for text in [run.output, run.errors, document.output, document.errors] {
      #expect(!text.contains("hidden-"))
    }
    #expect(!FileManager.default.fileExists(atPath: ran))
  }

  @Test func filesAreFoundAndNamesAreChosen() throws {
    let folder = try ScratchFolder()
    let none = try models([], in: folder)
    #expect(none.status == 0 && none.errors.contains(folder.file("concord/endpoints.yaml")))
    try FileManager.default.createDirectory(
      atPath: folder.file("concord"), withIntermediateDirectories: true)
    let own =
      entry("a", "url: 'http://h/v1', model: own") + entry("b", "url: 'http://h/v1', model: o")
    _ = try folder.write("concord/endpoints.yaml", "endpoints:\n" + own)
    _ = try folder.write(
      "endpoints.yaml", "endpoints:\n" + entry("a", "url: 'http://h/v1', model: near"))
    let near = try models(["--study", folder.file("s.concord"), "a"], in: folder)
    #expect(near.output.contains(" near ") && !near.output.contains(" own "))
    #expect(try models(["a"], in: folder).output.contains(" own "))
    let unknown = try models(["aa"], in: folder)
    #expect(unknown.status == 3 && unknown.errors.contains("did you mean 'a'?"))
    #expect(try models(["--endpoints", folder.file("no.yaml")], in: folder).status == 3)
    #expect(try models(["--model", "m"], in: folder).status == 2)
    #expect(try models(["--url", "http://h/v1", "a"], in: folder).status == 2)
    #expect(try models(["--url", "h"], in: folder).errors.contains("https://"))
    let example = try models(["--example"], in: folder)
    let file = try folder.write("example.yaml", example.output)
    let read = try models(["--endpoints", file], in: folder)
    #expect(read.errors.isEmpty && read.output.split(separator: "\n").count == 5)
  }

  @Test func aModelThatWorksIsShownWithWhatItCanDo() throws {
    let folder = try ScratchFolder()
    let server = ScriptedServer.chat(abilities: [.logprobs, .jsonSchema, .seed], key: "hidden-3")
    let file = try folder.write(
      "e.yaml",
      "endpoints:\n"
        + entry("t", "url: '\(server.base)', model: tiny, key-env: K, capabilities: [logprobs]"))
    let run = try models(["--endpoints", file, "--test"], in: folder, ["K": "hidden-3"])
    #expect(run.status == 0, "\(run)")
    for words in [
      "t: works\n", "21 tokens in, 4 out, as tiny-0125", "\n  logprobs     works\n",
      "\n  json-schema  works, though its entry does not say so\n",
      "\n  seed         works, though",
      "\n  offers       tiny, other\n", "capabilities: [logprobs, json-schema, seed]\n",
    ] { #expect(run.output.contains(words), "\(words): \(run.output)") }
    let document = try models(
      ["--endpoints", file, "--test", "--json"], in: folder, ["K": "hidden-3"])
    let test = try test(document)
    #expect(test["ok"] as? Bool == true && test["offered"] as? [String] == ["tiny", "other"])
    let reply = try #require(test["reply"] as? [String: Any])
    #expect(reply["tokens_in"] as? Int == 21 && (reply["latency_ms"] as? Double ?? 0) > 0)
    #expect(!"\(run) \(document)".contains("hidden-3"))
  }

  /// What the entry promises and the server does not do is a failure; what it does not promise is
  /// only told.
  @Test func whatIsPromisedIsTried() throws {
    let folder = try ScratchFolder()
    let server = ScriptedServer.chat(abilities: [.jsonObject])
    let plain = ["--url", server.base, "--model", "tiny", "--test"]
    let run = try models(plain, in: folder)
    #expect(run.status == 0, "\(run)")
    for words in [
      "logprobs     no: the reply has none", "json-schema  no: 500", "json-object  works",
      "seed         no: the same seed gave two different texts", "capabilities: [json-object]",
    ] { #expect(run.output.contains(words), "\(words): \(run.output)") }
    let file = try folder.write(
      "e.yaml",
      "endpoints:\n"
        + entry("t", "url: '\(server.base)', model: tiny, capabilities: [logprobs, json-object]"))
    let promised = try models(["--endpoints", file, "--test"], in: folder)
    #expect(promised.status == 1, "\(promised)")
    #expect(promised.output.contains("does not work, though its entry says so: the reply has none"))
    #expect(promised.errors.contains("1 of 1 does not work as written: t"))
    let good = entry("t", "url: '\(server.base)', model: tiny")
    let left = try folder.write("l.yaml", "endpoints:\n" + good + entry("u", "model: m"))
    let all = try models(["--endpoints", left, "--test"], in: folder)
    #expect(all.status == 1 && all.errors.contains("concord: 1 mistake in the file\n"), "\(all)")
    #expect(try models(["--endpoints", left, "--test", "t"], in: folder).status == 0)
  }

  @Test func aWrongNameIsToldWithTheRightOnes() throws {
    let folder = try ScratchFolder()
    let server = ScriptedServer.chat()
    let run = try models(["--url", server.base, "--model", "tinny", "--test"], in: folder)
    #expect(run.status == 1)
    for words in [
      "404", "The model is unknown", "does not have 'tinny'", "such as tiny",
      "offers tiny, other; and not tinny",
    ] {
      #expect(run.unwrapped.contains(words), "\(words): \(run.output)")
    }
    let choice = try models(["--url", server.base, "--test"], in: folder)
    #expect(choice.status == 2 && choice.errors.contains("offers 2 models"))
    #expect(choice.errors.contains("--model: tiny, other"))
    let base = String(server.base.dropLast(3))
    let short = try models(["--url", base, "--model", "tiny", "--test"], in: folder)
    #expect(short.status == 1 && short.unwrapped.contains("perhaps url: \(server.base), where"))
  }

  /// A server that answers to any name says whose answer it is.
  @Test func anotherModelIsNotTakenForTheOneAsked() throws {
    let folder = try ScratchFolder()
    let server = ScriptedServer { request in
      request.method == "GET"
        ? .init(body: #"{"data":[{"id":"served"}]}"#)
        : .init(body: #"{"model":"served","choices":[{"message":{"content":"A"}}]}"#)
    }
    let run = try models(["--url", server.base, "--model", "asked", "--test"], in: folder)
    #expect(run.status == 1 && run.output.contains("answered as 'served'"), "\(run)")
    #expect(
      try models(["--url", server.base, "--test"], in: folder).output.contains("served: works"))
  }
}

extension RunningProgram {
  /// The output with one space where there are line ends and several.
  var unwrapped: String {
    output.split { $0 == " " || $0 == "\n" }.joined(separator: " ")
  }
}
