import AnnotationModel
import Glibc
import ModelCalls

/// Adds up the probabilities of the tokens at one value of an answer.
struct AnswerMasses {
  let menu: AnswerMenu
  let tokens: PlacedTokens

  func distribution(_ place: Range<Int>) -> AnswerDistribution? {
    let value = String(decoding: tokens.text[place], as: UTF8.self)
    guard let chosen = name(value) else { return nil }
    let path = tokens.over(place)
    guard !path.isEmpty else { return nil }
    var masses: [String: Double] = [:]
    var reached = 1.0
    var before = ""
    for index in path {
      let choice = tokens.choices[index]
      let lead = max(0, place.lowerBound - tokens.starts[index])
      let prefix = String(decoding: choice.token.utf8.prefix(lead), as: UTF8.self)
      for other in choice.alternatives where other.token != choice.token {
        guard let answer = name(before + bare(other.token, prefix)) else { continue }
        masses[answer, default: 0] += reached * exp(other.logProbability)
      }
      reached *= exp(min(0, choice.logProbability))
      before += bare(choice.token, prefix)
    }
    masses[chosen, default: 0] += reached
    return AnswerDistribution(masses: masses, chosen: chosen)
  }

  /// A token without what stands before an answer: the chosen token's own lead, or space.
  private func bare(_ token: String, _ prefix: String) -> String {
    var rest = Substring(token)
    if !prefix.isEmpty, rest.hasPrefix(prefix) { rest = rest.dropFirst(prefix.count) }
    return String(rest)
  }

  /// The menu's answer that a text is, or alone begins.
  private func name(_ text: String) -> String? {
    let isNumber = if case .scores = menu { true } else { false }
    let rest = text.drop { !$0.isLetter && !$0.isNumber && $0 != "-" }
    let body = rest.prefix {
      $0.isLetter || $0.isNumber || isNumber && ($0 == "." || $0 == "-")
    }
    return isNumber
      ? score(body) : word(body.lowercased(), mayGoOn: body.endIndex == text.endIndex)
  }

  private func score(_ text: Substring) -> String? {
    guard case .scores(_, let low, let high) = menu else { return nil }
    let digits = text.hasSuffix(".") ? text.dropLast() : text
    guard let number = Double(digits), (low...high).contains(number) else { return nil }
    return AnswerMenu.plain(number)
  }

  private func word(_ text: String, mayGoOn: Bool) -> String? {
    guard !text.isEmpty else { return nil }
    let words = menu.words.map { $0.lowercased() }
    if words.contains(text) { return text }
    if text == "neither", words.contains("none") { return "none" }
    let begun = words.filter { $0.hasPrefix(text) }
    return mayGoOn && begun.count == 1 ? begun[0] : nil
  }
}
