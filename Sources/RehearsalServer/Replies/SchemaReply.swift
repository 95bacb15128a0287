import JSONText

/// Writes JSON that is valid by a JSON Schema (draft 2020-12, the part that endpoints take).
struct SchemaReply {
  private(set) var draft = ReplyDraft()
  private let reason: String
  private var opinion: Opinion
  private var root = JSONNode.null
  /// How many values were written: schemas that hold themselves grow fast.
  private var values = 0
  private static let mostValues = 20_000

  init(reason: String, _ opinion: Opinion) {
    self.reason = reason
    self.opinion = opinion
  }

  /// - Throws: status 400, naming the keyword that the server does not follow.
  mutating func write(by schema: JSONNode) throws(CallRefusal) {
    root = schema
    try write(schema, name: "", depth: 0)
  }

  /// Where JSON is asked for and no schema is given: the fields that this program reads.
  mutating func writeObject(for asked: AskedForm?) {
    draft.say(#"{"evidence":"# + Self.quoted(reason))
    switch asked?.answer {
    case nil: break
    case .choice(let words):
      draft.say(#","answer":""#)
      draft.say(opinion.choose(words, .words), of: words)
      draft.say("\"")
    case .scores(let letters, let numbers, _):
      for letter in letters {
        draft.say(letter.map { #","score_\#($0.lowercased())":"# } ?? #","score":"#)
        draft.say(opinion.choose(numbers, .score(letter)), of: numbers)
      }
    case .ranking(let letters):
      draft.say(#","ranking":["#)
      distinct(letters.map { JSONNode.string($0) }, count: letters.count, name: "ranking")
      draft.say("]")
    }
    draft.say("}")
  }

  // MARK: - By a schema

  private static let unfollowed = [
    "pattern", "patternProperties", "not", "if", "contains", "dependentSchemas", "propertyNames",
    "format",
  ]

  private mutating func write(
    _ schema: JSONNode, name: String, depth: Int
  ) throws(CallRefusal) {
    values += 1
    guard depth < 40, values < Self.mostValues else {
      throw CallRefusal(400, "the schema asks for too much")
    }
    for keyword in Self.unfollowed where schema[keyword] != nil {
      throw CallRefusal(400, "the rehearsal server does not follow '\(keyword)' of a schema")
    }
    if let constant = schema["const"] { return say(constant) }
    if let options = schema["enum"]?.elements, !options.isEmpty {
      choose(among: options, name: name)
      return
    }
    if let path = schema["$ref"]?.string {
      return try write(try target(path), name: name, depth: depth + 1)
    }
    for keyword in ["anyOf", "oneOf", "allOf"] {
      guard let all = schema[keyword]?.elements, let first = all.first else { continue }
      guard keyword != "allOf" || all.count == 1 else {
        throw CallRefusal(400, "the rehearsal server follows an 'allOf' of one schema only")
      }
      return try write(first, name: name, depth: depth + 1)
    }
    try write(schema, type: Self.type(schema), name: name, depth: depth)
  }

  private static func type(_ schema: JSONNode) -> String {
    let named = schema["type"]?.string ?? schema["type"]?.strings.first
    if let named { return named.lowercased() }
    return schema["properties"] != nil ? "object" : schema["items"] != nil ? "array" : "string"
  }

  private mutating func write(
    _ schema: JSONNode, type: String, name: String, depth: Int
  ) throws(CallRefusal) {
    switch type {
    case "object": try writeObject(schema, depth: depth)
    case "array": try writeArray(schema, name: name, depth: depth)
    case "integer", "number": try writeNumber(schema, isWhole: type == "integer", name: name)
    case "boolean": choose(among: [.bool(true), .bool(false)], name: name)
    case "null": draft.say("null")
    case "string": draft.say(Self.quoted(Self.fitted(reason, to: schema)))
    default: throw CallRefusal(400, "the type '\(type)' of a schema is not known")
    }
  }

  private mutating func writeObject(_ schema: JSONNode, depth: Int) throws(CallRefusal) {
    let properties = schema["properties"]?.members ?? []
    let required = schema["required"]?.strings ?? []
    // A schema that holds itself ends where nothing requires it.
    let written = properties.filter { depth < 8 || required.contains($0.name) }
    let unnamed = required.filter { name in !properties.contains { $0.name == name } }
    draft.say("{")
    for (place, property) in written.enumerated() {
      draft.say((place > 0 ? "," : "") + Self.quoted(property.name) + ":")
      try write(property.value, name: property.name, depth: depth + 1)
    }
    for (place, name) in unnamed.enumerated() {
      draft.say((written.isEmpty && place == 0 ? "" : ",") + Self.quoted(name) + ":")
      draft.say(Self.quoted(reason))
    }
    draft.say("}")
  }

  private mutating func writeArray(
    _ schema: JSONNode, name: String, depth: Int
  ) throws(CallRefusal) {
    let least = max(0, schema["minItems"]?.integer ?? 1)
    let count = max(0, min(least, schema["maxItems"]?.integer ?? least, Self.mostValues))
    guard count == least || schema["minItems"] == nil else {
      throw CallRefusal(400, "'minItems' of the schema cannot be met")
    }
    let items = schema["items"] ?? .object([])
    draft.say("[")
    if let options = items["enum"]?.elements, options.count >= count {
      distinct(options, count: count, name: name)
    } else {
      guard schema["uniqueItems"]?.boolean != true || count < 2 else {
        throw CallRefusal(400, "the rehearsal server follows 'uniqueItems' for an 'enum' only")
      }
      for place in 0..<count {
        if place > 0 { draft.say(",") }
        try write(items, name: name, depth: depth + 1)
      }
    }
    draft.say("]")
  }

  /// Elements of a list, none twice: an order, where all of them are wanted.
  private mutating func distinct(_ options: [JSONNode], count: Int, name: String) {
    var left = options
    for place in 0..<count {
      if place > 0 { draft.say(",") }
      left.remove(at: choose(among: left, name: name))
    }
  }

  private func target(_ path: String) throws(CallRefusal) -> JSONNode {
    guard path.hasPrefix("#") else {
      throw CallRefusal(400, "the schema refers to '\(path)', which is not in it")
    }
    var node = Optional(root)
    for step in path.dropFirst().split(separator: "/") {
      node = node?[String(step).replacing("~1", with: "/").replacing("~0", with: "~")]
    }
    guard let node else {
      throw CallRefusal(400, "the schema refers to '\(path)', which is not in it")
    }
    return node
  }

  // MARK: - Values

  @discardableResult
  private mutating func choose(among options: [JSONNode], name: String) -> Int {
    let texts = options.map { $0.string ?? JSONWriter.text(of: $0) }
    let isNumbers = options.allSatisfy { if case .number = $0 { true } else { false } }
    let choice = opinion.choose(texts, isNumbers ? .score(Self.letter(of: name)) : .words)
    // A string that needs escapes is a token like any other.
    let plain = options.allSatisfy { $0.string.map { Self.quoted($0) == "\"\($0)\"" } ?? false }
    if plain {
      draft.say("\"")
      draft.say(choice, of: texts)
      draft.say("\"")
    } else {
      draft.say(choice, of: options.map(JSONWriter.text(of:)))
    }
    return choice.index
  }

  private mutating func say(_ node: JSONNode) { draft.say(JSONWriter.text(of: node)) }

  private mutating func writeNumber(
    _ schema: JSONNode, isWhole: Bool, name: String
  ) throws(CallRefusal) {
    let range = try NumberRange(schema, isWhole: isWhole)
    let numbers = range.values
    let choice = opinion.choose(numbers, .score(Self.letter(of: name)))
    draft.say(choice, of: numbers)
  }

  /// The answer that a field such as `score_a` is about.
  private static func letter(of name: String) -> String? {
    guard let line = name.lastIndex(of: "_"), name.distance(from: line, to: name.endIndex) == 2
    else { return nil }
    return name.suffix(1).uppercased()
  }

  private static func fitted(_ text: String, to schema: JSONNode) -> String {
    let least = min(schema["minLength"]?.integer ?? 0, 100_000)
    let most = schema["maxLength"]?.integer ?? .max
    let padded = text + String(repeating: ".", count: max(0, least - text.count))
    return String(padded.prefix(max(0, most)))
  }

  private static func quoted(_ text: String) -> String { JSONWriter.text(of: .string(text)) }
}
