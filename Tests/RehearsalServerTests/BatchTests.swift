import JSONText
import RehearsalServer
import Testing

/// Batch files.
@Suite struct BatchTests {
  private func results(
    _ lines: [String], _ change: (inout RehearsalConfiguration) -> Void = { _ in }
  ) throws -> (nodes: [JSONNode], answered: Int, failed: Int) {
    var configuration = RehearsalConfiguration()
    change(&configuration)
    var batch = RehearsalBatch(configuration)
    var texts: [String] = []
    for line in lines { texts += batch.take(Array((line + "\n").utf8)) }
    texts += batch.finish()
    return (try texts.map { try #require(JSONNode($0)) }, batch.answered, batch.failed)
  }

  private func line(
    _ name: String, url: String = "/v1/chat/completions", model: String = "random"
  ) -> String {
    #"{"custom_id":"\#(name)","method":"POST","url":"\#(url)","body":{"model":"\#(model)","#
      + #""max_tokens":100,"messages":[{"role":"user","content":"Call \#(name)"}]}}"#
  }

  @Test("Every line is answered once, in another order, which the seed decides")
  func shuffled() throws {
    let names = (0..<100).map { "call-\($0)" }
    let lines = names.map { line($0) } + ["", "  "]
    let (nodes, answered, failed) = try results(lines)
    let order = nodes.compactMap { $0["custom_id"]?.string }
    #expect(order != names && order.sorted() == names.sorted())
    #expect(answered == 100 && failed == 0)
    for node in nodes {
      #expect(node.at("response.status_code")?.integer == 200 && node["error"] == .null)
      #expect(node.at("response.body.choices.0.message.content")?.string?.isEmpty == false)
      #expect(node.at("response.request_id")?.string != nil && node["id"]?.string != nil)
    }
    #expect(try results(lines).nodes == nodes)
    let other = try results(lines) { $0.seed = 2 }.nodes.compactMap { $0["custom_id"]?.string }
    #expect(other != order && other.sorted() == order.sorted())
  }

  @Test("Faults are rows")
  func faults() throws {
    let lines = (0..<200).map { line("call-\($0)") }
    let (nodes, answered, failed) = try results(lines) {
      $0.faults = [Fault(.status(500), share: 0.2), Fault(.hang, share: 0.2)]
    }
    let broken = nodes.filter { $0.at("response.status_code")?.integer == 500 }
    let late = nodes.filter { $0.at("error.code")?.string == "batch_expired" }
    #expect(broken.count > 10 && late.count > 10)
    #expect(broken.allSatisfy { $0.at("response.body.error.message")?.string != nil })
    #expect(late.allSatisfy { $0["response"] == .null })
    #expect(failed == broken.count + late.count && answered == 200 - failed)
  }

  @Test("Lines that are no calls are rows too")
  func mistakes() throws {
    let lines = [
      "{", "{}", #"{"custom_id":"a"}"#, line("b", url: "/v1/embeddings"), line("c", model: "x"),
      line("d", url: "/v1/messages"),
    ]
    let (nodes, answered, failed) = try results(lines) { $0.models = ["random"] }
    func code(_ name: String) -> String? {
      nodes.first { $0["custom_id"]?.string == name }?.at("error.code")?.string
    }
    #expect(nodes.count == 6 && answered == 1 && failed == 5)
    #expect(nodes.count { $0["custom_id"] == .null } == 2)
    #expect(code("a") == "invalid_line" && code("b") == "invalid_url")
    let unknown = nodes.first { $0["custom_id"]?.string == "c" }
    #expect(unknown?.at("response.status_code")?.integer == 404)
    let anthropic = nodes.first { $0["custom_id"]?.string == "d" }
    #expect(anthropic?.at("response.body.content.0.text")?.string?.isEmpty == false)
  }

  @Test("No more than a block waits in memory")
  func blocks() throws {
    var batch = RehearsalBatch(RehearsalConfiguration())
    let bytes = Array(line("x", model: "prose").utf8)
    var taken: [Int] = []
    for _ in 0..<(RehearsalBatch.blockLines + 5) {
      let results = batch.take(bytes)
      if !results.isEmpty { taken.append(results.count) }
    }
    #expect(taken == [RehearsalBatch.blockLines] && batch.finish().count == 5)
  }
}
