import JSONText
import Testing

@testable import RehearsalServer

/// Whatever is sent, the server answers or closes, and lives on.
@Suite struct RoughHandlingTests {
  private static let body =
    #"{"model":"random","messages":[{"role":"system","content":"Scores go from 1 to 5, so."},"#
    + #"{"role":"user","content":"<<<answer A\nx\nanswer A>>>\n\#(form)"}],"temperature":1,"#
    + #""max_tokens":50,"seed":7,"logprobs":true,"top_logprobs":3,"response_format":"#
    + #"{"type":"json_schema","json_schema":{"schema":{"type":"object","properties":"#
    + #"{"score":{"type":"integer","minimum":1,"maximum":5},"order":{"type":"array","minItems":2,"#
    + #""maxItems":3,"items":{"enum":["A","B"]}}},"required":["score"]}}}}"#
  private static let form =
    #"Close with 2 lines of exactly this form, is:\nScore of A: N/5\nScore of B: N/5"#

  @Test("Bytes of requests, changed at random")
  func bytes() throws {
    let server = RehearsalServer()
    let port = try server.start()
    defer { server.stop() }
    var dice = Dice(20_251)
    let whole = Array(RawConnection.post("/v1/chat/completions", Self.body).utf8)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0...dice.below(6) {
        let place = dice.below(bytes.count)
        switch dice.below(4) {
        case 0: bytes[place] = UInt8(dice.below(256))
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + dice.below(30)))
        case 2: bytes.insert(contentsOf: bytes.prefix(dice.below(200)), at: place)
        default: bytes.insert(UInt8(ascii: "9"), at: place)
        }
        if bytes.isEmpty { bytes = whole }
      }
      RawConnection(port: port).send(bytes)
    }
    let connection = RawConnection(port: port)
    connection.send(whole)
    #expect(connection.answer()?.head.hasPrefix("HTTP/1.1 200") == true)
  }

  private static let values = [
    "null", "-1", "0", "1e308", "-1e308", "9223372036854775807", "0.5", "\"\"", "[]", "{}",
    "[[[]]]", "true", "\"$ref\"", "{\"$ref\":\"#\"}", "[null]", "{\"type\":\"object\"}",
    "\"Score: N/1e300\"", "\"Score of : N/-5\"", "\"Ranking: >\"", "\"where X is :\\nAnswer: X\"",
    "\"<<<\\n<<<a\\n>>>\"", "\"Scores go from 1e300 to 5\\nScore: N/5\"",
  ]

  /// Puts a value in the place of the n-th node of a tree, counted from the outside.
  private static func replaced(_ node: JSONNode, _ place: inout Int, _ value: JSONNode) -> JSONNode
  {
    place -= 1
    if place == 0 { return value }
    switch node {
    case .array(let elements): return .array(elements.map { replaced($0, &place, value) })
    case .object(let members):
      return .object(
        members.map {
          JSONNode.Member(name: $0.name, value: replaced($0.value, &place, value))
        })
    default: return node
    }
  }

  @Test("Every field of a call, with every odd value")
  func fields() throws {
    let node = try #require(JSONNode(Self.body))
    var replies = 0
    for model in ["always-last", "longer", "two-answers"] {
      for text in Self.values {
        let value = try #require(JSONNode(text), "\(text)")
        for place in 1...45 {
          var left = place
          let odd = Self.replaced(node, &left, value)
          do throws(CallRefusal) {
            var call = try CallReading.call(.openAIChat, model: model, odd)
            for form in [call.form, .text, .json(schema: nil)] {
              call.form = form
              replies += try Speaker.reply(to: PreparedCall(call)).model.isEmpty ? 0 : 1
            }
          } catch {
            #expect(error.status == 400 && !error.message.isEmpty)
          }
        }
      }
    }
    #expect(replies > 5_000)
  }

  @Test("Schemas that grow without end are refused")
  func growth() throws {
    let names = (0..<30).map { ##""n\##($0)":{"$ref":"#"}"## }.joined(separator: ",")
    for schema in [
      #"{"type":"object","properties":{\#(names)}}"#,
      #"{"type":"array","minItems":9000,"items":{"type":"array","minItems":9000}}"#,
    ] {
      var call = RehearsalCall(model: "random", messages: [.init("user", "Go.")])
      let parsed: JSONNode = try #require(JSONNode(schema))
      call.form = .json(schema: parsed)
      let prepared = PreparedCall(call)
      #expect(throws: CallRefusal.self) { _ = try Speaker.reply(to: prepared) }
    }
  }
}
