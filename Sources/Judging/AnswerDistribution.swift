import AnnotationModel
import ModelCalls

/// How probable each answer of the menu was where a reply gave its answer, by the endpoint's
/// log-probabilities.
///
/// Several spellings of an answer (" A", "A", "a") count together, and a token that begins exactly
/// one of the menu's words counts for it. Of a number in several tokens, what was not chosen is
/// read as a whole number as far as it goes: how it would have gone on is not known.
public struct AnswerDistribution: Hashable, Sendable {
  /// Probabilities by answer: the menu's words in lower case, numbers as `AnswerMenu` writes them.
  /// They add up to 1.
  public var shares: [String: Double]
  /// The probability on no answer of the menu, or on what the endpoint did not list: 0 to 1.
  public var outside: Double
  /// The answer that was given.
  public var chosen: String

  init?(masses: [String: Double], chosen: String) {
    let total = masses.values.reduce(0, +)
    guard total > 0, total.isFinite, masses[chosen] != nil else { return nil }
    shares = masses.mapValues { $0 / total }
    outside = min(1, max(0, 1 - total))
    self.chosen = chosen
  }

  /// The probability of the answer that was given, 0 to 1: among the menu's answers where another
  /// one was listed, else as it is, since one answer alone would always have a share of 1.
  public var confidence: Double {
    let share = shares[chosen] ?? 0
    return min(1, shares.count > 1 ? share : share * (1 - outside))
  }

  /// The score that is expected: Σ s · p(s) over the menu's scores (G-Eval, arXiv:2303.16634,
  /// doi:10.18653/v1/2023.emnlp-main.153). Nil for a menu of words. The parsed score where no
  /// alternative was listed.
  public var weightedScore: Double? {
    var sum = 0.0
    // In one order: sums of reals differ by it in the last digit.
    for (answer, share) in shares.sorted(by: { $0.key < $1.key }) {
      guard let score = Double(answer) else { return nil }
      sum += score * share
    }
    return sum
  }

  /// The distribution at each value of a reply's answer: one for a word, one per slot for scores.
  ///
  /// Empty where nothing tells: no answer, a ranking, no log-probabilities, or tokens that are not
  /// the reply's text.
  public static func read(_ reply: ModelReply, menu: AnswerMenu) -> [AnswerDistribution] {
    read(reply, ReplyParser.read(reply, menu: menu), menu: menu)
  }

  static func read(_ reply: ModelReply, _ parsed: ParsedReply, menu: AnswerMenu)
    -> [AnswerDistribution]
  {
    guard !reply.tokens.isEmpty else { return [] }
    let text = Array(reply.text.utf8)
    guard let places = AnswerPlace(text: text, menu: menu).values(parsed),
      let tokens = PlacedTokens(reply.tokens, text: text, from: places.map(\.lowerBound).min() ?? 0)
    else { return [] }
    let found = places.map { AnswerMasses(menu: menu, tokens: tokens).distribution($0) }
    let known = found.compactMap { $0 }
    return known.count == found.count ? known : []
  }
}

/// A reply's tokens with their places in its text.
struct PlacedTokens {
  let choices: [TokenChoice]
  /// The first byte of each, which may lie before the text: servers cut off a leading space.
  let starts: [Int]
  let text: [UInt8]

  /// - Parameter from: the first byte that is needed: before it, tokens may differ from the text
  ///   (a letter in several tokens has no spelling of its own).
  init?(_ choices: [TokenChoice], text: [UInt8], from: Int) {
    self.choices = choices
    self.text = text
    let joined = choices.flatMap { Array($0.token.utf8) }
    guard let shift = Self.shift(of: text, in: joined, from: from) else { return nil }
    var at = -shift
    starts = choices.map { choice in
      defer { at += choice.token.utf8.count }
      return at
    }
  }

  /// What is found by a shorter stretch may be another place.
  private static let leastStretch = 8

  /// By how many bytes the tokens begin before the text. Tokens may go before it (a space, a code
  /// fence, thinking) and after it (an end mark).
  private static func shift(of text: [UInt8], in joined: [UInt8], from: Int) -> Int? {
    let later = max(0, from - leastStretch)
    for begin in later == 0 ? [0] : [0, later] {
      let needle = text[begin...]
      guard !needle.isEmpty, joined.count >= needle.count else { continue }
      for at in stride(from: joined.count - needle.count, through: 0, by: -1)
      where joined[at..<(at + needle.count)].elementsEqual(needle) {
        let isClear = needle.count >= leastStretch || joined[..<at].allSatisfy { $0 <= 32 }
        if isClear { return at - begin }
      }
    }
    return nil
  }

  /// The tokens that share bytes with a range.
  func over(_ range: Range<Int>) -> [Int] {
    choices.indices.filter {
      starts[$0] < range.upperBound
        && starts[$0] + choices[$0].token.utf8.count > range.lowerBound
    }
  }
}
