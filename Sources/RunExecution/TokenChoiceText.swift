import JSONText
import ModelCalls

/// Tokens with their log-probabilities as the file keeps them: `[["A",-0.1,[["B",-2.4]]], …]`.
enum TokenChoiceText {
  /// "" for none.
  static func text(of tokens: [TokenChoice]) -> String {
    guard !tokens.isEmpty else { return "" }
    var json = JSONWriter(.hidden)
    json.array(tokens) { json, token in
      json.raw("[")
      json.string(token.token)
      json.comma()
      json.number(token.logProbability)
      json.comma()
      json.array(token.alternatives) { json, other in
        json.raw("[")
        json.string(other.token)
        json.comma()
        json.number(other.logProbability)
        json.raw("]")
      }
      json.raw("]")
    }
    return json.text
  }

  static func tokens(from text: String) -> [TokenChoice] {
    guard !text.isEmpty else { return [] }
    return (JSONNode(text)?.elements ?? []).compactMap { node in
      guard let parts = node.elements, parts.count == 3, let token = parts[0].string,
        let logProbability = parts[1].number
      else { return nil }
      let others = (parts[2].elements ?? []).compactMap { other -> TokenChoice.Alternative? in
        guard let pair = other.elements, pair.count == 2, let token = pair[0].string,
          let logProbability = pair[1].number
        else { return nil }
        return TokenChoice.Alternative(token: token, logProbability: logProbability)
      }
      return TokenChoice(token: token, logProbability: logProbability, alternatives: others)
    }
  }
}
