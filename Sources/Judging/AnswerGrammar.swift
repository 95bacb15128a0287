import AnnotationModel

/// The forms of an answer in plain text: what a line says, if it says one.
///
/// A line is an answer only where it holds nothing else: "Answer: A" is one, "Answer: A, because
/// it is shorter" and "I prefer A" are none. A judge that writes so is asked again.
struct AnswerGrammar {
  let menu: AnswerMenu

  /// One answer in a line: of the whole menu, or the score of one slot.
  enum Finding: Equatable {
    case answer(ParsedAnswer)
    case score(slot: Int, Double)
    /// In the form of an answer, and none of the menu.
    case offMenu
  }

  private static let openers: Set<String> = [
    "my", "the", "final", "overall", "so", "therefore", "thus",
  ]
  private static let nouns: Set<String> = [
    "answer", "verdict", "winner", "decision", "choice", "judgement", "judgment",
  ]
  private static let candidates: Set<String> = [
    "answer", "response", "assistant", "candidate", "option",
  ]
  private static let orders: Set<String> = ["ranking", "order", "answer", "verdict", "judgement"]
  private static let scores: Set<String> = ["score", "rating", "grade"]

  func finding(in tokens: [ReplyTokens.Token]) -> (Finding, Range<Int>)? {
    switch menu {
    case .choice, .correctness: labelledWord(tokens) ?? tag(tokens)
    case .scores(let slots, _, _): score(tokens, slots: slots)
    case .ranking(let slots): ranking(tokens, slots: slots)
    }
  }

  /// The finding where the reply is nothing but the answer.
  func bareFinding(in tokens: [ReplyTokens.Token]) -> (Finding, Range<Int>)? {
    var cursor = TokenCursor(tokens)
    _ = cursor.takeAll(signs: "[(")
    switch menu {
    case .choice, .correctness:
      if tokens.count >= 2 { _ = cursor.take(word: Self.candidates) }
      guard let word = cursor.takeWord(), cursor.isAtEnd, let answer = answer(word) else {
        return nil
      }
      return cursor.rangeRead.map { (.answer(answer), $0) }
    case .scores(1, _, _):
      guard let value = number(&cursor), cursor.isAtEnd else { return nil }
      return cursor.rangeRead.map { (value, $0) }
    case .scores: return nil
    case .ranking(let slots):
      return order(&cursor, slots: slots).flatMap { found in cursor.rangeRead.map { (found, $0) } }
    }
  }

  /// "is", ":", "=", or one dash: a second one is a minus.
  private func takeSeparator(_ cursor: inout TokenCursor) -> Bool {
    let isVerb = cursor.take(word: ["is"])
    return cursor.takeAll(signs: ":=–—") || isVerb || cursor.take(sign: "-")
  }

  // MARK: - Words

  /// "Final answer: A", "The winner is [[B]]".
  private func labelledWord(_ tokens: [ReplyTokens.Token]) -> (Finding, Range<Int>)? {
    var cursor = TokenCursor(tokens)
    _ = cursor.takeAll(signs: "->•")
    while cursor.take(word: Self.openers) {}
    guard cursor.take(word: Self.nouns) else { return nil }
    guard takeSeparator(&cursor) else { return nil }
    _ = cursor.takeAll(signs: "[(")
    if cursor.index + 1 < tokens.count, case .word = tokens[cursor.index + 1].kind {
      _ = cursor.take(word: Self.candidates)
    }
    guard let word = cursor.takeWord() else { return nil }
    let range = cursor.rangeRead
    guard cursor.isAtEnd else { return nil }
    let finding = answer(word).map(Finding.answer) ?? .offMenu
    return range.map { (finding, $0) }
  }

  /// The last "[[A]]" of a line, wherever it stands.
  private func tag(_ tokens: [ReplyTokens.Token]) -> (Finding, Range<Int>)? {
    guard tokens.count >= 5 else { return nil }
    for start in stride(from: tokens.count - 5, through: 0, by: -1) {
      guard tokens[start].kind == .sign("["), tokens[start + 1].kind == .sign("["),
        case .word(let word) = tokens[start + 2].kind,
        tokens[start + 3].kind == .sign("]"), tokens[start + 4].kind == .sign("]")
      else { continue }
      let range = tokens[start].range.lowerBound..<tokens[start + 4].range.upperBound
      return (answer(word).map(Finding.answer) ?? .offMenu, range)
    }
    return nil
  }

  private func answer(_ word: String) -> ParsedAnswer? {
    switch menu {
    case .choice(let slots, let tie, let bothBad):
      if tie, word == "tie" { return .tie }
      if bothBad, word == "none" || word == "neither" { return .noneAcceptable }
      return slot(word, of: slots).map(ParsedAnswer.slot)
    case .correctness:
      if word == "unsure" { return .nothing(.unsure) }
      return word == "correct" || word == "incorrect" ? .category(word) : nil
    case .scores, .ranking: return nil
    }
  }

  private func slot(_ word: String, of slots: Int) -> Int? {
    guard word.utf8.count == 1, let byte = word.utf8.first, byte >= 97 else { return nil }
    return Int(byte) - 97 < slots ? Int(byte) - 97 : nil
  }

  // MARK: - Scores

  /// "Score of A: 7.5/10", "Overall score: 8 out of 10", "Assistant B: 6/10".
  private func score(_ tokens: [ReplyTokens.Token], slots: Int) -> (Finding, Range<Int>)? {
    var cursor = TokenCursor(tokens)
    _ = cursor.takeAll(signs: "->•")
    while cursor.take(word: Self.openers) {}
    let isNamed = cursor.take(word: Self.scores)
    if isNamed { _ = cursor.take(word: ["of", "for"]) }
    let isCandidate = cursor.take(word: Self.candidates)
    guard isNamed || isCandidate else { return nil }
    var slot = 0
    if slots > 1 {
      guard let word = cursor.takeWord() else { return nil }
      guard let known = self.slot(word, of: slots) else { return nil }
      slot = known
      if !isNamed { _ = cursor.take(word: Self.scores) }
    }
    guard takeSeparator(&cursor) else { return nil }
    _ = cursor.takeAll(signs: "[(")
    guard let value = number(&cursor) else { return nil }
    let range = cursor.rangeRead
    guard cursor.isAtEnd else { return nil }
    let finding: Finding =
      if case .score(_, let number) = value { .score(slot: slot, number) } else { .offMenu }
    return range.map { (finding, $0) }
  }

  /// A number on the scale, with or without what it is out of.
  private func number(_ cursor: inout TokenCursor) -> Finding? {
    guard case .scores(_, let low, let high) = menu else { return nil }
    let isNegative = cursor.take(sign: "-−")
    guard let value = cursor.takeNumber() else { return nil }
    var most = high
    if cursor.take(sign: "/") || takeOutOf(&cursor) {
      guard let given = cursor.takeNumber() else { return nil }
      most = given
    }
    guard !isNegative, most == high, (low...high).contains(value) else { return .offMenu }
    return .score(slot: 0, value)
  }

  private func takeOutOf(_ cursor: inout TokenCursor) -> Bool {
    let start = cursor.index
    if cursor.take(word: ["out"]), cursor.take(word: ["of"]) { return true }
    cursor.index = start
    return false
  }

  // MARK: - Rankings

  /// "Ranking: A > B > C", "[[C]], [[A]], [[B]]", "Order: [C, A, B]", "Answer: CAB".
  private func ranking(_ tokens: [ReplyTokens.Token], slots: Int) -> (Finding, Range<Int>)? {
    var cursor = TokenCursor(tokens)
    _ = cursor.takeAll(signs: "->•")
    while cursor.take(word: Self.openers) {}
    let isNamed = cursor.take(word: Self.orders)
    if isNamed {
      guard takeSeparator(&cursor) else { return nil }
    } else if tokens.first?.kind != .sign("[") {
      return nil
    }
    guard let found = order(&cursor, slots: slots) else { return nil }
    return cursor.rangeRead.map { (found, $0) }
  }

  private func order(_ cursor: inout TokenCursor, slots: Int) -> Finding? {
    var letters = ""
    while cursor.index < cursor.tokens.count {
      if cursor.takeAll(signs: "[](),>;.") { continue }
      guard let word = cursor.takeWord(), word.utf8.allSatisfy({ (97...122).contains($0) }),
        word.utf8.count <= 26
      else { return nil }
      letters += word
    }
    let order = letters.utf8.map { Int($0) - 97 }
    guard order.count > 1 || slots == 1, order.count <= 26 else { return nil }
    // Words that are no letters of the menu are prose.
    guard order.allSatisfy({ $0 < max(slots, 5) }) else { return nil }
    return order.sorted() == Array(0..<slots) ? .answer(.ranking(order)) : .offMenu
  }
}
