import JSONText
import ModelCalls
import Testing

@testable import ModelTransport

@Suite struct WireFormatTests {
  static let request = ModelRequest(
    endpoint: "e", model: "m-1",
    messages: [
      ChatMessage(.system, "Judge \"well\"."), ChatMessage(.user, "A or B?\n\u{0}"),
      ChatMessage(.assistant, "Hm."), ChatMessage(.user, "Which?"),
    ],
    settings: SamplingSettings(temperature: 0, topProbability: 0.5, maximumTokens: 20, seed: 7),
    form: .json(name: "judgement", schema: #"{"type":"object"}"#), alternatives: 3)

  private func endpoint(_ kind: EndpointKind, _ able: Set<Capability> = []) -> Endpoint {
    Endpoint(name: "e", kind: kind, baseURL: "http://h/v1/", model: "m-1", capabilities: able)
  }

  private func body(_ endpoint: Endpoint, _ request: ModelRequest = request) throws -> JSONNode {
    try JSONReader.parse(endpoint.kind.format.body(of: request, at: endpoint)).get()
  }

  @Test func openAIAsksForAllThatWasSet() throws {
    let node = try body(endpoint(.openAIChat, [.jsonSchema]))
    #expect(node["model"]?.string == "m-1")
    #expect(node["temperature"]?.number == 0 && node["top_p"]?.number == 0.5)
    #expect(node["max_tokens"]?.integer == 20 && node["seed"]?.integer == 7)
    #expect(node["logprobs"]?.boolean == true && node["top_logprobs"]?.integer == 3)
    let roles = node["messages"]?.elements?.compactMap { $0["role"]?.string }
    #expect(roles == ["system", "user", "assistant", "user"])
    #expect(node["messages"]?.elements?[1]["content"]?.string == "A or B?\n\u{0}")
    #expect(node.at("response_format.json_schema.schema.type")?.string == "object")
    let other = try body(endpoint(.openAIChat, [.jsonObject]))
    #expect(other.at("response_format.type")?.string == "json_object")
    #expect(other.at("response_format.schema.type")?.string == "object")
  }

  /// OpenAI's strict mode answers 400 to `maxLength`.
  @Test func aSchemaIsSentAsTheVendorTakesIt() throws {
    let schema =
      #"{"type":"object","properties":{"why":{"type":"string","maxLength":9},"#
      + #""maxLength":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"string","#
      + #""enum":["A"],"minLength":1}}},"required":["why","maxLength"]}"#
    var request = Self.request
    request.form = .json(name: "n", schema: schema)
    let strict = try #require(
      try body(endpoint(.openAIChat, [.jsonSchema]), request).at(
        "response_format.json_schema.schema"))
    #expect(strict.at("properties.why")?.members?.map(\.name) == ["type"])
    // A property may be called as a keyword is.
    let names = ["type", "minItems", "maxItems", "items"]
    #expect(strict.at("properties.maxLength")?.members?.map(\.name) == names)
    #expect(strict.at("properties.maxLength.items")?.members?.map(\.name) == ["type", "enum"])
    #expect(strict["required"]?.strings == ["why", "maxLength"])
    let grammar = try body(endpoint(.openAIChat, [.jsonObject]), request)
    #expect(grammar.at("response_format.schema") == JSONNode(schema))
    let gemini = try #require(
      try body(endpoint(.gemini), request).at("generationConfig.responseJsonSchema"))
    #expect(gemini.at("properties.maxLength.minItems")?.integer == 2)
    #expect(gemini.at("properties.why")?.members?.map(\.name) == ["type"])
  }

  @Test func whatWasNotSetIsNotSent() throws {
    let plain = ModelRequest(endpoint: "e", model: "m", messages: [ChatMessage(.user, "hi")])
    #expect(
      try body(endpoint(.openAIChat), plain).members?.map(\.name) == ["model", "messages"])
  }

  @Test func imagesTravelAsTheirBytes() throws {
    var request = Self.request
    request.messages = [
      ChatMessage(
        role: .user, parts: [.text("see"), .image(mediaType: "image/png", base64: "QQ==")])
    ]
    let openAI = try body(endpoint(.openAIChat), request)
    #expect(
      openAI["messages"]?.elements?[0]["content"]?.elements?[1].at("image_url.url")?.string
        == "data:image/png;base64,QQ==")
    let anthropic = try body(endpoint(.anthropicMessages), request)
    #expect(
      anthropic["messages"]?.elements?[0]["content"]?.elements?[1].at("source.data")?.string
        == "QQ==")
    let gemini = try body(endpoint(.gemini), request)
    #expect(
      gemini["contents"]?.elements?[0]["parts"]?.elements?[1].at("inlineData.data")?.string
        == "QQ==")
  }

  @Test func anthropicHasItsSystemApartAndSchemasAsTools() throws {
    let node = try body(endpoint(.anthropicMessages))
    #expect(node["system"]?.string == "Judge \"well\".")
    #expect(node["messages"]?.elements?.count == 3)
    #expect(node["seed"] == nil && node["logprobs"] == nil)
    #expect(node["tools"]?.elements?[0].at("input_schema.type")?.string == "object")
    #expect(node.at("tool_choice.name")?.string == "judgement")
    #expect(
      endpoint(.anthropicMessages).kind.format.address(
        of: Self.request, at: endpoint(.anthropicMessages)) == "http://h/v1/messages")
  }

  @Test func geminiCallsItsAssistantModel() throws {
    let node = try body(endpoint(.gemini))
    #expect(
      node["contents"]?.elements?.compactMap { $0["role"]?.string } == ["user", "model", "user"])
    #expect(node.at("generationConfig.maxOutputTokens")?.integer == 20)
    #expect(node.at("generationConfig.responseJsonSchema.type")?.string == "object")
    #expect(
      endpoint(.gemini).kind.format.address(of: Self.request, at: endpoint(.gemini))
        == "http://h/v1/models/m-1:generateContent")
  }

  private func reply(_ kind: EndpointKind, _ json: String, status: Int = 200)
    -> Result<ModelReply, CallFailure>
  {
    AnswerReading.result(
      HTTPResponse(
        status: status, headers: ["content-type": "application/json"], body: Array(json.utf8),
        latency: .zero), kind.format, now: 1_000)
  }

  @Test func repliesOfAllKinds() throws {
    let openAI = try reply(
      .openAIChat,
      #"{"model":"m-2","choices":[{"message":{"content":"Answer: A"},"finish_reason":"length","#
        + #""logprobs":{"content":[{"token":"A","logprob":-0.1,"top_logprobs":[{"token":"B","#
        + #""logprob":-2}]}]}}],"usage":{"prompt_tokens":9,"completion_tokens":3}}"#
    ).get()
    #expect(openAI.text == "Answer: A" && openAI.finish == .length)
    #expect(openAI.usage == TokenUsage(prompt: 9, completion: 3))
    #expect(openAI.reportedModel == "m-2" && openAI.tokens.first?.alternatives.first?.token == "B")
    let refused = try reply(
      .openAIChat, #"{"choices":[{"message":{"content":null,"refusal":"No."}}]}"#
    ).get()
    #expect(refused.finish == .refusal && refused.text == "No." && refused.usage == nil)
    let anthropic = try reply(
      .anthropicMessages,
      #"{"content":[{"type":"tool_use","input":{"answer":"B","n":[1.50]}}],"#
        + #""stop_reason":"tool_use","usage":{"input_tokens":4,"output_tokens":2}}"#
    ).get()
    #expect(anthropic.text == #"{"answer":"B","n":[1.50]}"# && anthropic.finish == .stop)
    let gemini = try reply(
      .gemini,
      #"{"candidates":[{"content":{"parts":[{"text":"hm","thought":true},{"text":"Answer: B"}]},"#
        + #""finishReason":"MAX_TOKENS"}],"usageMetadata":{"promptTokenCount":5,"#
        + #""candidatesTokenCount":1}}"#
    ).get()
    #expect(gemini.text == "Answer: B" && gemini.finish == .length && gemini.usage?.prompt == 5)
    let blocked = try reply(.gemini, #"{"promptFeedback":{"blockReason":"SAFETY"}}"#).get()
    #expect(blocked.finish == .refusal)
  }

  @Test(
    "Each answer that is no reply is a case of its own",
    arguments: [
      (401, #"{"detail":"Invalid API key"}"#, CallFailure.Kind.unauthorised),
      (403, "{}", .forbidden), (404, #"{"error":{"message":"no such model"}}"#, .notFound),
      (408, "", .notNow), (425, "", .notNow), (429, "", .rateLimited),
      (429, #"{"error":{"code":"insufficient_quota","message":"x"}}"#, .forbidden),
      (400, #"{"error":{"code":"context_length_exceeded","message":"x"}}"#, .contextTooLong),
      (
        400, #"{"error":{"type":"exceed_context_size_error","code":400,"message":"x"}}"#,
        .contextTooLong
      ),
      (400, #"{"error":{"message":"bad"}}"#, .badRequest), (500, "oops", .server),
      (529, "", .server),
      (302, "", .redirected), (200, "<html>", .garbled), (200, "{", .garbled), (200, "", .garbled),
      (200, #"{"a":1,"a":2}"#, .garbled), (200, #"{"choices":[]}"#, .garbled),
      (200, #"{"error":{"message":"late"}}"#, .garbled), (204, "", .garbled),
    ])
  func failures(_ status: Int, _ text: String, _ kind: CallFailure.Kind) {
    guard case .failure(let failure) = reply(.openAIChat, text, status: status) else {
      Issue.record("\(status) \(text) is a reply")
      return
    }
    #expect(failure.kind == kind && failure.status == status)
  }

  @Test func waitsThatAreAskedFor() {
    func wait(_ headers: [String: String]) -> Duration? {
      AnswerReading.retryAfter(headers, now: 1_445_412_480)
    }
    #expect(wait(["retry-after": "7"]) == .seconds(7))
    #expect(wait(["retry-after": "0.5"]) == .milliseconds(500))
    #expect(wait(["retry-after-ms": "250", "retry-after": "7"]) == .milliseconds(250))
    #expect(wait(["retry-after": "Wed, 21 Oct 2015 07:28:30 GMT"]) == .seconds(30))
    #expect(wait(["retry-after": "Wed, 21 Oct 2015 07:00:00 GMT"]) == .zero)
    #expect(wait(["retry-after": "soon"]) == nil && wait(["retry-after": "-1"]) == nil)
    #expect(wait([:]) == nil)
  }

  @Test func errorsAreOneHarmlessLine() {
    let line = AnswerReading.line("a\n\u{1B}[2J b\u{202E}" + String(repeating: "x", count: 900))
    #expect(line.hasPrefix("a [2J bxx") && line.count == 300)
  }
}
