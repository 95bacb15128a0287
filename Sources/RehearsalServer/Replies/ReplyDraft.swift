import Glibc

/// A reply in the making: text, and places where something else could have been said.
struct ReplyDraft {
  private enum Piece {
    case text(String)
    case choice([String], Opinion.Choice)
  }

  private var pieces: [Piece] = []

  mutating func say(_ text: String) { pieces.append(.text(text)) }

  /// - Parameter before: what every option is written after, in the same token.
  mutating func say(_ choice: Opinion.Choice, of options: [String], before: String = "") {
    pieces.append(.choice(options.map { before + $0 }, choice))
  }

  /// - Parameter most: how many alternatives; nil leaves probabilities out.
  /// - Returns: the tokens, and the place of the first that is an answer.
  func tokens(alternatives most: Int?, seed: UInt64) -> (all: [SpokenToken], answer: Int?) {
    var all: [SpokenToken] = []
    var answer: Int?
    for piece in pieces {
      switch piece {
      case .text(let text): all += SpokenToken.split(text).map { SpokenToken(text: $0) }
      case .choice(let options, let choice):
        answer = answer ?? all.count
        all += Self.chosen(options, choice, isDetailed: most != nil)
      }
    }
    if let most {
      for at in all.indices where all[at].alternatives.isEmpty {
        Self.fill(&all[at], most: most, share: Dice.unit(seed, UInt64(at)))
      }
    }
    return (all, answer)
  }

  /// The tokens of a choice. Options of several tokens differ, or not, in their first.
  private static func chosen(
    _ options: [String], _ choice: Opinion.Choice, isDetailed: Bool
  ) -> [SpokenToken] {
    var tokens = SpokenToken.split(options[choice.index]).map { SpokenToken(text: $0) }
    guard isDetailed, !tokens.isEmpty else { return tokens }
    var firsts: [(text: String, probability: Double)] = []
    for (option, probability) in zip(options, choice.probabilities) {
      let first = SpokenToken.split(option).first ?? ""
      if let place = firsts.firstIndex(where: { $0.text == first }) {
        firsts[place].probability += probability
      } else {
        firsts.append((first, probability))
      }
    }
    tokens[0].alternatives = firsts.sorted { $0.probability > $1.probability }
      .map { SpokenToken.Alternative(text: $0.text, logProbability: log($0.probability)) }
    tokens[0].logProbability =
      tokens[0].alternatives.first { $0.text == tokens[0].text }?.logProbability ?? 0
    return tokens
  }

  private static let fillers = [
    " the", ".", " a", ",", " is", " it", " and", "\n", " of", " that", " to", " as", " but", " in",
    " so", " more", " less", " one", " both", " not",
  ]

  /// An ordinary token: most of the probability, and fillers that share half of the rest.
  private static func fill(_ token: inout SpokenToken, most: Int, share: Double) {
    let probability = 0.8 + 0.19 * share
    let others = fillers.filter { $0 != token.text }.prefix(max(0, most - 1))
    let each = (1 - probability) / 2 / Double(max(1, others.count))
    token.logProbability = log(probability)
    let own = SpokenToken.Alternative(text: token.text, logProbability: token.logProbability)
    token.alternatives =
      [own] + others.map { SpokenToken.Alternative(text: $0, logProbability: log(each)) }
  }
}
