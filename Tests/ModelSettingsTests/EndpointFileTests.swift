import ModelCalls
import ModelSettings
import Testing

@Suite struct EndpointFileTests {
  private func file(_ text: String) -> EndpointFile { EndpointFile(text, file: "e.yaml") }

  @Test func everyFieldIsRead() throws {
    let file = file(
      """
      endpoints:
        - name: big
          url: https://host.example:8443/v1/
          kind: anthropic-messages
          model: m-1
          family: f
          price: {in: 1.5, out: 7, currency: EUR}
          limits: {requests-per-minute: 60, tokens-per-minute: 90000, parallel: 3}
          time-limits: {connect: 2, first-byte: 0.25, whole: 90}
          capabilities: [images, logprobs, json-schema, json-object, seed, reasoning]
          key-env: THE_KEY
      """)
    #expect(file.problems.isEmpty)
    let entry = try #require(file.entries.first)
    #expect(entry.file == "e.yaml" && entry.line == 2)
    #expect(
      entry.endpoint
        == Endpoint(
          name: "big", kind: .anthropicMessages, baseURL: "https://host.example:8443/v1/",
          model: "m-1", family: "f",
          prices: Prices(promptPerMillion: 1.5, completionPerMillion: 7, currency: "EUR"),
          limits: RateLimits(requestsPerMinute: 60, tokensPerMinute: 90_000, parallel: 3),
          times: TimeLimits(
            connecting: .seconds(2), firstByte: .milliseconds(250), whole: .seconds(90)),
          capabilities: Set(Capability.allCases), key: .environment("THE_KEY")))
  }

  @Test func littleIsNeeded() {
    let few = file("endpoints:\n  a:\n    url: http://[::1]:80/v1\n    model: 7\n    family:\n")
    #expect(few.problems.isEmpty)
    #expect(
      few.entries.map(\.endpoint) == [
        Endpoint(name: "a", baseURL: "http://[::1]:80/v1", model: "7")
      ])
    for text in ["", "# nothing", "endpoints:", "endpoints: []"] {
      #expect(file(text).problems.isEmpty && file(text).entries.isEmpty)
    }
  }

  @Test func aKeysCommandIsWordsOrALineOfTheShell() {
    let file = file(
      """
      endpoints:
        - {name: a, url: "http://h/v1", model: m, key-command: [pass, show, it's mine]}
        - {name: b, url: "http://h/v1", model: m, key-command: "head -1 \\"$HOME/k\\""}
      """)
    #expect(file.problems.isEmpty)
    #expect(
      file.entries.map(\.endpoint.key) == [
        .command(#"'pass' 'show' 'it'\''s mine'"#), .command(#"head -1 "$HOME/k""#),
      ])
  }

  @Test func theExampleIsSoundAndHasEveryField() {
    let example = file(EndpointExample.text)
    #expect(example.problems.isEmpty)
    #expect(example.entries.count == 4)
    #expect(Set(example.entries.map(\.endpoint.kind)) == Set(EndpointKind.allCases))
    for field in [
      "name", "url", "kind", "model", "family", "price", "limits", "time-limits", "capabilities",
      "key-env", "key-command",
    ] { #expect(EndpointExample.text.contains(" \(field): "), "\(field)") }
  }

  /// Each a field as it should not be, the line that is named, and words of the remedy.
  @Test(
    arguments: [
      ("kind: openai", "3:9: kind: is one of", "did you mean 'openai-chat'?"),
      ("url: ftp://h/v1", "3:8: url: ", "https://"), ("url: host/v1", "3:8: url: ", "https://"),
      ("url: https://me:pw@h/v1", "3:8: url: ", "key-env"),
      ("url: https://h/v1?key=pw", "3:8: url: ", "key-env"),
      ("url: https://:80/v1", "3:8: url: ", "https://host"),
      ("url: https://h:x/v1", "3:8: url: ", "https://host"),
      ("url: https://h/v1/chat/completions", "3:8: url: ", "leave that out"),
      ("url: [a]", "3:8: url: ", "behind the colon"),
      ("price: 3", "3:10: price: ", "in, out, currency"),
      ("price: {in: 3}", "3:10: price: out: is missing", "write both"),
      ("price: {in: 3, out: lots}", "3:23: price: out: ", "0.15"),
      ("price: {in: 3, out: -1}", "3:23: price: out: ", "0.15"),
      ("price: {in: 3, out: 1, currency: euro}", "3:36: price: currency: ", "EUR"),
      ("price: {in: 3, out: 1, inn: 1}", "3:26: price: there is no field 'inn'", "mean 'in'?"),
      ("limits: {parallel: 0}", "3:22: limits: parallel: ", "from 1"),
      ("limits: {requests-per-minute: many}", "3:33: limits: requests-per-minute: ", "digits"),
      ("limits: {paralel: 3}", "3:12: limits: there is no field 'paralel'", "'parallel'"),
      ("time-limits: {whole: 0}", "3:24: time-limits: whole: ", "seconds"),
      ("time-limits: fast", "3:16: time-limits: ", "connect, first-byte, whole"),
      ("capabilities: [logprob]", "3:18: capabilities: ", "did you mean 'logprobs'?"),
      ("modle: x", "3:3: there is no field 'modle'", "did you mean 'model'?"),
      ("family: [a, b]", "3:11: family: ", "behind the colon"),
      ("key-env: [A]", "3:12: key-env: ", "OPENAI_API_KEY"),
      ("key-command: []", "3:16: key-command: ", "[pass, show, openai]"),
      ("key-env: A\n  key-command: b", "4:16: key-command: ", "keep one"),
    ])
  func aBadFieldIsNamed(_ line: String, _ place: String, _ remedy: String) throws {
    let field = line.prefix { $0 != ":" }
    let rest = ["url: http://h/v1", "model: m"].filter { !$0.hasPrefix(field + ":") }
    let file = file("endpoints:\n- name: bad\n  \(line)\n  \(rest.joined(separator: "\n  "))\n")
    #expect(file.entries.isEmpty)
    let problem = try #require(file.problems.first)
    #expect(file.problems.count == 1, "\(file.problems)")
    #expect(problem.hasPrefix("e.yaml:" + place) && problem.contains(remedy), "\(problem)")
    #expect(!problem.contains("pw"))
    #expect(file.broken["bad"] == file.problems && !file.hidesNames)
  }

  @Test func whatIsMissingIsNamed() {
    let file = file("endpoints:\n  - family: f\n")
    #expect(file.problems.count == 3)
    for field in ["name", "url", "model"] {
      #expect(file.problems.contains { $0.hasPrefix("e.yaml:2:5: \(field): is missing: write ") })
    }
    #expect(file.hidesNames)
  }

  @Test(
    arguments: [
      "key: sk-123abc", "api_key: sk-123abc", "API-Key: sk-123abc", "token: sk-123abc",
      "headers: {Authorization: Bearer sk-123abc}", "password: sk-123abc", "key-env: sk-123abc",
      "key-env: gsk_123abc0000000000000000", "key-command: echo sk-123abc",
      "key-command: [/bin/echo, sk-123abc]", "key-command: \"printf '%s' sk-123abc\"",
      "sk-123abc: yes",
    ])
  func aKeyInTheFileIsRefusedAndNeverRepeated(_ line: String) throws {
    let file = file("endpoints:\n- name: a\n  url: http://h/v1\n  model: m\n  \(line)\n")
    #expect(file.entries.isEmpty && file.problems.count == 1)
    let problem = try #require(file.problems.first)
    #expect(problem.hasPrefix("e.yaml:5:") && problem.contains("key-env"), "\(problem)")
    #expect(!problem.contains("123abc") && !"\(file)".contains("123abc"))
  }

  @Test func soundEntriesHoldBesideBadOnes() {
    let file = file(
      """
      endpoints:
        - name: one
          url: http://h/v1
          model: m
        - name: two
          url: "http://h/v1
          model: m
        - name: three
          url: http://h/v1
          model: m
        - name: one
          url: http://other/v1
          model: m
      extra: 1
      """)
    #expect(file.entries.map(\.endpoint.name) == ["one", "three"])
    #expect(file.entries.map(\.line) == [2, 8])
    #expect(file.problems.count == 3, "\(file.problems)")
    for line in ["e.yaml:7:", "e.yaml:11:", "e.yaml:14:1: there is nothing but `endpoints:`"] {
      #expect(file.problems.contains { $0.hasPrefix(line) }, "\(line): \(file.problems)")
    }
  }

  @Test(arguments: ["a, b", "- x", "endpoints: x", "endpoints: [x]", "endpoints: {a: x}"])
  func whatIsNoListIsSaid(_ text: String) {
    let file = file(text)
    #expect(file.entries.isEmpty && file.problems.count == 1 && file.hidesNames)
    #expect(file.problems.allSatisfy { $0.hasPrefix("e.yaml:1:") })
  }
}
