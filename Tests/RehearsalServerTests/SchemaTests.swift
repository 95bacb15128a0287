import JSONText
import Testing

@testable import RehearsalServer

/// JSON that fits a schema, and schemas that are not followed.
@Suite struct SchemaTests {
  private func reply(_ schema: String, model: String = "random", seed: Int = 0) throws -> JSONNode {
    var call = RehearsalCall(model: model, messages: [.init("user", "Go.")])
    let parsed: JSONNode = try #require(JSONNode(schema))
    call.form = .json(schema: parsed)
    call.seed = seed
    let text = try Speaker.reply(to: PreparedCall(call)).text
    return try #require(JSONNode(text), "\(text)")
  }

  @Test("Constants, lists, types, ranges, lengths, nesting and references")
  func valid() throws {
    let schema = #"""
      {"$defs":{"level":{"type":"integer","minimum":2,"maximum":4}},"type":"object","properties":{
      "kind":{"const":"note"},"answer":{"enum":["A","B","it's \"both\""]},
      "level":{"$ref":"#/$defs/level"},
      "share":{"type":"number","exclusiveMinimum":0,"exclusiveMaximum":1},
      "far":{"type":"integer","minimum":1000000,"maximum":9000000,"multipleOf":1000},
      "text":{"type":"string","minLength":200,"maxLength":210},
      "short":{"type":"string","maxLength":3},
      "sure":{"type":"boolean"},"gap":{"type":"null"},
      "either":{"anyOf":[{"type":"integer"},{"type":"null"}]},
      "rows":{"type":"array","minItems":2,
      "items":{"type":"object","properties":{"x":{"type":"integer"}}}},
      "order":{"type":"array","minItems":3,"maxItems":3,"items":{"enum":["A","B","C"]}},
      "maybe":{"type":["string","null"]}},"required":["kind","answer","extra"]}
      """#
    for seed in 0..<50 {
      let node = try reply(schema, seed: seed)
      #expect(node["kind"]?.string == "note")
      #expect(["A", "B", "it's \"both\""].contains(node["answer"]?.string))
      #expect((2...4).contains(try #require(node["level"]?.integer)))
      let share = try #require(node["share"]?.number)
      #expect(share > 0 && share < 1)
      let far = try #require(node["far"]?.integer)
      #expect((1_000_000...9_000_000).contains(far) && far % 1000 == 0)
      #expect((200...210).contains(try #require(node["text"]?.string).count))
      #expect(node["short"]?.string == "Reh")
      #expect(node["sure"]?.boolean != nil && node["gap"] == .null)
      #expect(node["either"]?.integer != nil)
      #expect(node["rows"]?.elements?.allSatisfy { $0["x"]?.integer != nil } == true)
      #expect(node["rows"]?.elements?.count == 2)
      #expect(node["order"]?.strings.sorted() == ["A", "B", "C"])
      #expect(node["maybe"]?.string != nil && node["extra"] != nil)
    }
  }

  @Test("A schema that holds itself ends")
  func recursive() throws {
    let schema =
      ##"{"type":"object","properties":{"next":{"$ref":"#"},"n":{"type":"integer"}},"##
      + #""required":["n"]}"#
    #expect(try reply(schema)["n"]?.integer != nil)
    let endless = ##"{"type":"object","properties":{"next":{"$ref":"#"}},"required":["next"]}"##
    #expect(throws: CallRefusal.self) { try reply(endless) }
  }

  @Test("Gemini's capital types are types")
  func capitals() throws {
    let schema = #"{"type":"OBJECT","properties":{"n":{"type":"INTEGER"}},"required":["n"]}"#
    #expect(try reply(schema)["n"]?.integer != nil)
  }

  @Test(
    "What cannot be kept is refused instead of broken",
    arguments: [
      #"{"type":"string","pattern":"^a"}"#, #"{"type":"integer","minimum":3,"maximum":2}"#,
      #"{"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":1}"#,
      ##"{"$ref":"#/nowhere"}"##, #"{"$ref":"http://x/y"}"#, #"{"type":"thing"}"#,
      #"{"allOf":[{"type":"integer"},{"minimum":3}]}"#,
      #"{"type":"array","minItems":3,"maxItems":2}"#,
    ])
  func refused(_ schema: String) throws {
    #expect(throws: CallRefusal.self) { try reply(schema) }
  }

  @Test("Without a schema the fields are those of the form that the prompt asks for")
  func loose() throws {
    for (form, name) in [
      ("where X is A or B:\nAnswer: X", "answer"), ("your score:\nScore: N/10", "score"),
      ("once:\nRanking: A > B > C", "ranking"),
      ("is:\nScore of A: N/5\nScore of B: N/5", "score_b"),
    ] {
      var call = RehearsalCall(
        model: "random",
        messages: [.init("user", "Close with one line of exactly this form, \(form)")])
      call.form = .json(schema: nil)
      let text = try Speaker.reply(to: PreparedCall(call)).text
      #expect(JSONNode(text)?[name] != nil, "\(text)")
      #expect(JSONNode(text)?["evidence"]?.string?.hasPrefix("Rehearsal") == true)
    }
  }
}
