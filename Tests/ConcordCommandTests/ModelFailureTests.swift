import Foundation
import Testing

@testable import ConcordCommand

/// What `concord models --test` says is wrong.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct ModelFailureTests {
  private func test(
    _ url: String, _ fields: String = "", _ environment: [String: String] = [:]
  ) throws -> RunningProgram {
    let folder = try ScratchFolder()
    let file = try folder.write(
      "e.yaml", "endpoints:\n  - {name: t, url: '\(url)', model: tiny\(fields)}\n")
    let program = try #require(RunningProgram.concord)
    return try RunningProgram.run(
      program, ["models", "--endpoints", file, "--test"], environment: environment)
  }

  private func expect(_ run: RunningProgram, _ words: String...) {
    #expect(run.status == 1 && run.output.hasPrefix("t: does not work\n"), "\(run)")
    for word in words { #expect(run.unwrapped.contains(word), "\(word): \(run.output)") }
  }

  @Test func nobodyThere() throws {
    expect(
      try test("http://127.0.0.1:1/v1"), "nothing answers at '127.0.0.1:1'", "start the server")
    expect(try test("http://no-such-host.invalid/v1"), "'no-such-host.invalid' is not known to DNS")
  }

  @Test func aKeyThatIsMissingOrNotTaken() throws {
    let server = ScriptedServer.chat(key: "right")
    expect(try test(server.base), "401, the server wants a key", "`key-env: NAME`")
    expect(try test(server.base, ", key-env: K"), "the key is not set", "export K=")
    let wrong = try test(server.base, ", key-env: K", ["K": "hidden-4"])
    expect(wrong, "401, the server does not take the key in K")
    // The server repeated it.
    #expect(!"\(wrong)".contains("hidden-4") && wrong.output.contains("(key)"))
    let command = ", key-command: 'echo $K; echo $K >&2; exit 1'"
    let failed = try test(server.base, command, ["K": "hidden-5"])
    expect(failed, "there is no key", "run the `key-command` by hand")
    #expect(!"\(failed)".contains("hidden-5"))
    let works = try test(server.base, ", key-command: [printenv, K]", ["K": "right"])
    #expect(works.status == 0 && works.output.hasPrefix("t: works\n"), "\(works)")
  }

  @Test func aPageForPeople() throws {
    let page = "<!DOCTYPE html>\n<html><head><title>Sign in\u{1B}[31m</title></head></html>"
    for status in [200, 502] {
      let server = ScriptedServer { _ in .init(status: status, type: "text/html", body: page) }
      let run = try test(server.base)
      expect(run, "an HTML page, 'Sign in", status == 200 ? "correct `kind`" : "502, the server")
      #expect(!run.output.contains("\u{1B}"))
    }
  }

  @Test func aServerThatSaysNothing() throws {
    let server = ScriptedServer { _ in
      usleep(1_500_000)
      return .init(body: "{}")
    }
    expect(
      try test(server.base, ", time-limits: {first-byte: 0.2}"), "began no answer in time",
      "raise `first-byte` under `time-limits`")
    expect(
      try test(server.base, ", time-limits: {whole: 0.2}"), "did not end in time", "raise `whole`")
  }

  @Test func limitsAndOtherAnswers() throws {
    for (status, words) in [
      (429, "429, more calls than it allows"), (403, "403, the key may not do this"),
      (400, "400, the server does not take the call (no such field)"),
      (307, "the server sends us elsewhere"), (500, "500, the server itself failed"),
    ] {
      let server = ScriptedServer { _ in
        .init(status: status, body: #"{"error":{"message":"no such field"}}"#)
      }
      expect(try test(server.base), words)
    }
  }

  @Test(.enabled(if: SecureServer.isThere, "there is no openssl to serve TLS"))
  func aCertificateThatNobodyVouchesFor() throws {
    // A server without TLS that waits for more of a request never ends the handshake.
    let plain = ScriptedServer.chat()
    expect(
      try test(plain.base.replacing("http:", with: "https:"), ", time-limits: {connect: 0.3}"),
      "did not take the connection in time", "look at the port in `url`")
    let server = try SecureServer()
    let run = try untilItListens { try test(server.url) }
    expect(
      run, "TLS with '\(server.place)' failed", "self-signed certificate", "CURL_CA_BUNDLE")
    let trusted = try test(
      server.url, ", time-limits: {first-byte: 0.5}", ["CURL_CA_BUNDLE": server.certificate])
    #expect(!trusted.output.contains("TLS"), "\(trusted)")
  }

  @Test(.enabled(if: SecureServer.isThere, "there is no openssl to serve TLS"))
  func aCertificateThatHasExpired() throws {
    let server = try SecureServer(isExpired: true)
    let run = try untilItListens {
      try test(server.url, "", ["CURL_CA_BUNDLE": server.certificate])
    }
    expect(run, "TLS with '\(server.place)' failed", "certificate has expired", "dates")
  }

  private func untilItListens(_ test: () throws -> RunningProgram) throws -> RunningProgram {
    var run = try test()
    for _ in 0..<50 where run.output.contains("nothing answers") {
      usleep(100_000)
      run = try test()
    }
    return run
  }
}
