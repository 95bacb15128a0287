import ModelCalls
import Testing

@Suite struct CallKeyTests {
  static let request = ModelRequest(
    endpoint: "local", model: "tiny", messages: [ChatMessage(.user, "Which is better?")])

  @Test("The digest is SHA-256, by the examples of FIPS 180-4")
  func digestIsSHA256() {
    #expect(
      ContentDigest.hexadecimal(of: Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      ContentDigest.hexadecimal(of: [])
        == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test("Whatever can change the reply changes the key")
  func everyFieldCounts() {
    let changes: [(inout ModelRequest) -> Void] = [
      { _ in }, { $0.endpoint = "other" }, { $0.model = "small" },
      { $0.messages[0] = ChatMessage(.user, "Which is worse?") },
      { $0.messages[0].role = .system }, { $0.messages.append(ChatMessage(.user, "")) },
      { $0.messages[0].parts.append(.image(mediaType: "image/png", base64: "QQ==")) },
      { $0.messages[0].parts = [.text("Which is "), .text("better?")] },
      { $0.settings.temperature = 0 }, { $0.settings.topProbability = 0 },
      { $0.settings.maximumTokens = 0 }, { $0.settings.seed = 0 },
      { $0.settings.reasoningEffort = "low" }, { $0.form = .json(name: "a", schema: "{}") },
      { $0.alternatives = 0 }, { $0.repetition = 1 },
    ]
    let keys = changes.map { change in
      var request = Self.request
      change(&request)
      return CallKey(request)
    }
    #expect(Set(keys).count == keys.count)
  }

  @Test("A key is the same in every process and on every machine")
  func keyIsStable() throws {
    let key = CallKey(Self.request)
    #expect(key == CallKey(Self.request))
    #expect(CallKey(key.hexadecimal) == key)
    #expect(key.hexadecimal == "284b4fd3259ede063183d152efdc6e7c")
  }

  @Test(
    "Only 32 lower-case hexadecimal digits are a key",
    arguments: [
      "", "abc", String(repeating: "A", count: 32), String(repeating: "g", count: 32),
      String(repeating: "0", count: 33),
    ])
  func refusesOtherTexts(_ text: String) {
    #expect(CallKey(text) == nil)
  }
}
