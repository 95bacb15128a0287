import JSONText

/// Reads calls out of the bodies of the three kinds.
enum CallReading {
  /// - Throws: status 400, naming the field that is missing or not to be had here.
  static func call(
    _ kind: RehearsalCall.Kind, model inPath: String?, _ node: JSONNode
  ) throws(CallRefusal) -> RehearsalCall {
    guard node.members != nil else { throw CallRefusal(400, "the body is no JSON object") }
    guard let model = inPath ?? node["model"]?.string, !model.isEmpty else {
      throw CallRefusal(400, "the field 'model' is missing")
    }
    if node["stream"]?.boolean == true {
      throw CallRefusal(400, "'stream' is not offered by the rehearsal server")
    }
    var call = RehearsalCall(kind: kind, model: model, messages: [])
    switch kind {
    case .openAIChat: try readOpenAI(node, &call)
    case .anthropicMessages: try readAnthropic(node, &call)
    case .gemini: try readGemini(node, &call)
    }
    if let most = call.alternatives, !(0...20).contains(most) {
      throw CallRefusal(400, "log-probabilities are given for 0 to 20 alternatives")
    }
    guard call.messages.contains(where: { $0.role == "user" }) else {
      throw CallRefusal(400, "there is no message of the user")
    }
    return call
  }

  private static func readOpenAI(_ node: JSONNode, _ call: inout RehearsalCall)
    throws(CallRefusal)
  {
    guard let messages = node["messages"]?.elements else {
      throw CallRefusal(400, "the field 'messages' is missing")
    }
    if let count = node["n"]?.integer, count != 1 {
      throw CallRefusal(400, "'n' is 1 with the rehearsal server")
    }
    for message in messages { call.messages.append(try self.message(message)) }
    call.temperature = node["temperature"]?.number
    call.maximumTokens = (node["max_completion_tokens"] ?? node["max_tokens"])?.integer
    call.seed = node["seed"]?.integer
    if node["logprobs"]?.boolean == true {
      call.alternatives = node["top_logprobs"]?.integer ?? 0
    }
    switch node.at("response_format.type")?.string {
    case "json_schema":
      guard let schema = node.at("response_format.json_schema.schema") else {
        throw CallRefusal(400, "the field 'response_format.json_schema.schema' is missing")
      }
      call.form = .json(schema: schema)
    case "json_object": call.form = .json(schema: node.at("response_format.schema"))
    case nil, "text": break
    case .some(let other):
      throw CallRefusal(400, "the 'response_format' \(other) is not known")
    }
  }

  private static func message(_ node: JSONNode) throws(CallRefusal) -> RehearsalCall.Message {
    guard let role = node["role"]?.string else {
      throw CallRefusal(400, "a message has no 'role'")
    }
    guard ["system", "developer", "user", "assistant"].contains(role) else {
      throw CallRefusal(400, "the role '\(role)' is not known")
    }
    return RehearsalCall.Message(
      role == "developer" ? "system" : role, try text(node["content"]))
  }

  /// A string, or the text of a list of parts; images are passed over.
  private static func text(_ content: JSONNode?) throws(CallRefusal) -> String {
    if let text = content?.string { return text }
    guard let parts = content?.elements else { throw CallRefusal(400, "a message has no content") }
    return parts.compactMap { $0["text"]?.string }.joined()
  }

  private static func readAnthropic(_ node: JSONNode, _ call: inout RehearsalCall)
    throws(CallRefusal)
  {
    guard let messages = node["messages"]?.elements else {
      throw CallRefusal(400, "the field 'messages' is missing")
    }
    guard let most = node["max_tokens"]?.integer else {
      throw CallRefusal(400, "the field 'max_tokens' is missing")
    }
    if let system = node["system"] {
      call.messages.append(RehearsalCall.Message("system", try text(system)))
    }
    for message in messages { call.messages.append(try self.message(message)) }
    call.maximumTokens = most
    call.temperature = node["temperature"]?.number
    guard let name = node.at("tool_choice.name")?.string else { return }
    let tool = node["tools"]?.elements?.first { $0["name"]?.string == name }
    guard let schema = tool?["input_schema"] else {
      throw CallRefusal(400, "the tool '\(name)' has no 'input_schema'")
    }
    call.tool = name
    call.form = .json(schema: schema)
  }

  private static func readGemini(_ node: JSONNode, _ call: inout RehearsalCall)
    throws(CallRefusal)
  {
    guard let contents = node["contents"]?.elements else {
      throw CallRefusal(400, "the field 'contents' is missing")
    }
    if let system = node["systemInstruction"] ?? node["system_instruction"] {
      call.messages.append(RehearsalCall.Message("system", try text(system["parts"])))
    }
    for content in contents {
      let role = content["role"]?.string == "model" ? "assistant" : "user"
      call.messages.append(RehearsalCall.Message(role, try text(content["parts"])))
    }
    guard let settings = node["generationConfig"] else { return }
    call.temperature = settings["temperature"]?.number
    call.maximumTokens = settings["maxOutputTokens"]?.integer
    call.seed = settings["seed"]?.integer
    if settings["responseLogprobs"]?.boolean == true {
      call.alternatives = settings["logprobs"]?.integer ?? 0
    }
    if settings["responseMimeType"]?.string == "application/json" {
      call.form = .json(schema: settings["responseJsonSchema"] ?? settings["responseSchema"])
    }
  }
}

/// Why a call has an error for an answer, in no vendor's shape yet.
struct CallRefusal: Error {
  var status: Int
  var message: String
  var isContext = false
  var headers: [(name: String, value: String)] = []

  init(_ status: Int, _ message: String) {
    self.status = status
    self.message = message
  }
}
