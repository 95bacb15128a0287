import ModelCalls
import Testing

@Suite struct FailureWordsTests {
  private func endpoint(_ key: KeySource, _ kind: EndpointKind = .openAIChat) -> Endpoint {
    Endpoint(
      name: "name-1", kind: kind, baseURL: "https://host-1:81/v1", model: "model-1", key: key)
  }

  @Test(arguments: CallFailure.Kind.allCases)
  func everyFailureHasWordsAndARemedy(_ kind: CallFailure.Kind) {
    for key in [KeySource.none, .environment("THE_KEY"), .command("print-secret-1")] {
      let failure = CallFailure(kind, status: 418, detail: "its words")
      let words = failure.words(at: endpoint(key))
      for text in [words.what, words.remedy] {
        #expect(text.count > 8 && text.last != "." && !text.contains("\n"), "\(kind): \(text)")
        #expect(!text.contains("secret-1"))
      }
      #expect(words.what.contains("its words"))
      #expect(words.line == words.what + ": " + words.remedy)
    }
  }

  /// No two kinds are told in the same words: each has its own remedy or cause.
  @Test func everyFailureIsToldApart() {
    let all = CallFailure.Kind.allCases.map {
      CallFailure($0, status: 418).words(at: endpoint(.environment("K"))).what
    }
    #expect(Set(all).count == all.count)
  }

  @Test func whatIsNamedIsTheEndpointsOwn() {
    func words(_ kind: CallFailure.Kind, _ key: KeySource = .none) -> String {
      CallFailure(kind).words(at: endpoint(key)).line
    }
    #expect(words(.unknownHost).contains("'host-1:81'"))
    #expect(words(.notFound).contains("'model-1'"))
    #expect(words(.noKey, .environment("THE_KEY")).contains("export THE_KEY="))
    #expect(words(.noKey, .command("x")).contains("`key-command`"))
    #expect(words(.unauthorised).contains("`key-env: NAME`"))
    #expect(words(.unauthorised, .environment("THE_KEY")).contains("THE_KEY"))
    let later = CallFailure(.rateLimited, status: 429, retryAfter: .seconds(7))
    #expect(
      later.words(at: endpoint(.none)).what == "429, more calls than it allows; it asks to wait 7 s"
    )
    for kind in EndpointKind.allCases {
      let garbled = CallFailure(.garbled).words(at: endpoint(.none, kind))
      #expect(garbled.what.contains(kind.rawValue) && garbled.remedy.contains(kind.exampleURL))
    }
  }
}
