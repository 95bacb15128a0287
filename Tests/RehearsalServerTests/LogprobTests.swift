import Glibc
import Judging
import ModelCalls
import Testing

@testable import RehearsalServer

/// Log-probabilities, and tokens.
@Suite struct LogprobTests {
  typealias R = Rehearsing

  @Test(
    "Tokens make up the reply, and their probabilities are such",
    arguments: [
      EndpointKind.openAIChat, .gemini,
    ])
  func tokens(_ kind: EndpointKind) async throws {
    try await R.with { rehearsal in
      for seed in 0..<10 {
        let request = R.request(seed: seed, temperature: 1, alternatives: 5)
        let reply = try await rehearsal.reply(request, kind)
        #expect(reply.tokens.map(\.token).joined() == reply.text)
        #expect(reply.usage?.completion == reply.tokens.count)
        for token in reply.tokens {
          let sum = token.alternatives.reduce(0) { $0 + exp($1.logProbability) }
          #expect(sum <= 1 + 1e-9 && token.logProbability < 0)
          #expect(token.alternatives.count <= 5)
          let own = token.alternatives.first { $0.token == token.token }
          #expect(own?.logProbability == token.logProbability)
        }
      }
    }
  }

  @Test("The answer's token has the whole menu, and answers come as often as it says")
  func answer() async throws {
    try await R.with { rehearsal in
      var counts: [String: Int] = [:]
      var probabilities: [String: Double] = [:]
      for seed in 0..<400 {
        let request = R.request(seed: seed, temperature: 1, alternatives: 5)
        let last = try #require(try await rehearsal.reply(request).tokens.last)
        counts[last.token, default: 0] += 1
        for other in last.alternatives { probabilities[other.token] = exp(other.logProbability) }
      }
      #expect(Set(probabilities.keys) == [" A", " B", " tie"])
      #expect(abs(probabilities.values.reduce(0, +) - 1) < 1e-9)
      for (token, probability) in probabilities {
        let spread = 4.5 * sqrt(400 * probability * (1 - probability))
        #expect(abs(Double(counts[token] ?? 0) - 400 * probability) < spread, "\(token)")
      }
      let greedy = try await rehearsal.reply(R.request(alternatives: 1))
      #expect(greedy.tokens.last?.token == probabilities.max { $0.value < $1.value }?.key)
    }
  }

  @Test("Scores and JSON have their alternatives too")
  func others() async throws {
    let menu = AnswerMenu.scores(slots: 1, low: 0, high: 10)
    try await R.with { rehearsal in
      var request = R.request(menu.form, alternatives: 20)
      request.form = .json(name: "judgement", schema: menu.schema(evidence: .first))
      let reply = try await rehearsal.reply(request)
      let parsed = ReplyParser.read(reply, menu: menu)
      guard case .scores(let scores) = parsed.answer else {
        Issue.record("no score in \(reply.text)")
        return
      }
      let digits = AnswerText.plain(scores[0])
      let token = try #require(reply.tokens.last { $0.token == digits })
      #expect(token.alternatives.count == 20)
      #expect(token.alternatives.contains { $0.token == "7.5" })
    }
  }

  @Test("Without being asked for there are none")
  func none() async throws {
    try await R.with { rehearsal in
      let reply = try await rehearsal.reply(R.request())
      #expect(reply.tokens.isEmpty)
    }
  }

  @Test(
    "What a token is",
    arguments: [
      ("Answer: A", ["Answer", ":", " A"]), ("7.5/10", ["7.5", "/", "10"]),
      ("a  b\n\nc.", ["a", " ", " b", "\n", "\n", "c", "."]), ("", []), (" ", [" "]),
      ("abcdefghijklmnopq", ["abcdefghijklmnop", "q"]), ("ééééééééé", ["éééééééé", "é"]),
      ("日本語のテキスト", ["日本語のテキ", "スト"]),
    ])
  func split(_ text: String, _ tokens: [String]) {
    #expect(SpokenToken.split(text) == tokens)
    #expect(SpokenToken.count(text) == tokens.count)
  }
}

/// A score as a reply writes it.
private enum AnswerText {
  static func plain(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
