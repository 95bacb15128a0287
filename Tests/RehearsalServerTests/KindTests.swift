import ModelCalls
import RehearsalServer
import Testing

/// The three kinds of endpoint, asked by this program's own client.
@Suite struct KindTests {
  typealias R = Rehearsing

  @Test("A reply with its tokens and a marked name", arguments: EndpointKind.allCases)
  func replies(_ kind: EndpointKind) async throws {
    try await R.with { rehearsal in
      let reply = try await rehearsal.reply(R.request(), kind)
      #expect(reply.finish == .stop && reply.reportedModel == "random (rehearsal)")
      #expect(reply.text.hasPrefix("Rehearsal: ") && reply.text.contains("\nAnswer: "))
      let usage = try #require(reply.usage)
      #expect(usage.prompt > 30 && usage.completion > 10)
    }
  }

  @Test("The system prompt and the talk before count, in every kind alike")
  func sameEverywhere() async throws {
    try await R.with { rehearsal in
      var request = R.request(temperature: 1)
      request.messages = [
        ChatMessage(.system, "Be fair."), ChatMessage(.user, "Hello"),
        ChatMessage(.assistant, "Hello."), ChatMessage(.user, R.question),
      ]
      var texts: Set<String> = []
      for kind in EndpointKind.allCases {
        texts.insert(try await rehearsal.reply(request, kind).text)
      }
      #expect(texts.count == 1)
    }
  }

  @Test("The same call has the same reply, also of another server; seeds differ")
  func deterministic() async throws {
    func answers() async throws -> [String] {
      try await R.with { rehearsal in
        var texts: [String] = []
        for seed in 0..<40 {
          texts.append(try await rehearsal.reply(R.request(seed: seed, temperature: 1)).text)
        }
        return texts
      }
    }
    let first = try await answers()
    #expect(try await answers() == first)
    #expect(Set(first).count == 3)
  }

  @Test("At temperature 0 the seed does not matter, and between models opinions differ")
  func greedy() async throws {
    try await R.with { rehearsal in
      var ofSeeds: Set<String> = []
      var ofModels: Set<String> = []
      for number in 0..<20 {
        ofSeeds.insert(try await rehearsal.reply(R.request(seed: number)).text)
        let text = try await rehearsal.reply(R.request(model: "random-\(number)")).text
        ofModels.insert(String(text.suffix(9)))
      }
      #expect(ofSeeds.count == 1 && ofModels.count == 3)
    }
  }

  @Test("JSON by a schema", arguments: EndpointKind.allCases)
  func structured(_ kind: EndpointKind) async throws {
    let schema =
      #"{"type":"object","properties":{"answer":{"enum":["A","B"]}},"required":["answer"]}"#
    try await R.with { rehearsal in
      var request = R.request(model: "always-b")
      request.form = .json(name: "judgement", schema: schema)
      let reply = try await rehearsal.reply(request, kind)
      #expect(reply.text == #"{"answer":"B"}"#)
    }
  }

  @Test("Refused, cut off, empty", arguments: EndpointKind.allCases)
  func ends(_ kind: EndpointKind) async throws {
    try await R.with { rehearsal in
      let refused = try await rehearsal.reply(R.request(model: "refuse"), kind)
      #expect(refused.finish == .refusal)
      let cut = try await rehearsal.reply(R.request(model: "cut"), kind)
      #expect(cut.finish == .length && cut.text.hasSuffix("Answer:"))
      let short = try await rehearsal.reply(R.request(maximumTokens: 5), kind)
      #expect(short.finish == .length && short.usage?.completion == 5)
      let empty = try await rehearsal.reply(R.request(model: "empty"), kind)
      #expect(empty.finish == .stop && empty.text.isEmpty)
    }
  }

  @Test("The key has to be the right one", arguments: EndpointKind.allCases)
  func keys(_ kind: EndpointKind) async throws {
    var configuration = RehearsalConfiguration()
    configuration.key = "sesame"
    try await R.with(configuration, key: "sesame") { rehearsal in
      let without = await rehearsal.failure(R.request(), kind)
      #expect(without?.kind == .unauthorised && without?.detail.contains("no API key") == true)
      #expect(
        await rehearsal.failure(R.request(), kind, key: .environment("K")) == nil)
    }
    try await R.with(configuration, key: "other") { rehearsal in
      let wrong = await rehearsal.failure(R.request(), kind, key: .environment("K"))
      #expect(wrong?.kind == .unauthorised && wrong?.detail.contains("not the right") == true)
    }
  }

  @Test("Models that there are not, prompts that are too long", arguments: EndpointKind.allCases)
  func refusals(_ kind: EndpointKind) async throws {
    var configuration = RehearsalConfiguration()
    configuration.models = ["random", "longer-1"]
    configuration.contextTokens = 100
    try await R.with(configuration) { rehearsal in
      let unknown = await rehearsal.failure(R.request(model: "longer"), kind)
      #expect(unknown?.kind == .notFound && unknown?.detail.contains("'longer'") == true)
      #expect(await rehearsal.failure(R.request(model: "longer-1"), kind) == nil)
      let long = R.request(String(repeating: "word ", count: 101))
      #expect(await rehearsal.failure(long, kind)?.kind == .contextTooLong)
    }
  }

  @Test("What a model lacks is refused")
  func lacking() async throws {
    var configuration = RehearsalConfiguration()
    configuration.lacking = [.logprobs, .json]
    try await R.with(configuration) { rehearsal in
      let failure = await rehearsal.failure(R.request(alternatives: 5))
      #expect(failure?.kind == .badRequest && failure?.detail.contains("logprobs") == true)
      var request = R.request()
      request.form = .json(name: "x", schema: "{}")
      #expect(await rehearsal.failure(request)?.kind == .badRequest)
      #expect(await rehearsal.failure(R.request()) == nil)
    }
  }

  @Test("A test can script replies")
  func scripted() async throws {
    var configuration = RehearsalConfiguration()
    configuration.script = ScriptedReply.table([
      ("blue", ScriptedReply("Answer: tie")), ("green", ScriptedReply(fault: .status(500))),
      ("red", ScriptedReply("I had to st", finish: .length)),
    ])
    try await R.with(configuration) { rehearsal in
      let blue = try await rehearsal.reply(R.request("blue"))
      let red = try await rehearsal.reply(R.request("red"))
      let white = try await rehearsal.reply(R.request("white"))
      #expect(blue.text == "Answer: tie" && red.finish == .length)
      #expect(white.text.hasPrefix("Rehearsal"))
      #expect(await rehearsal.failure(R.request("green"))?.kind == .server)
    }
  }
}
