import AnnotationModel
import JSONText

/// The answer of a reply that is a JSON object, alone or in a code fence.
enum StructuredAnswer {
  /// Nil where the text is no whole JSON object: it is then read as plain text.
  static func read(_ text: String, menu: AnswerMenu) -> ParsedReply? {
    let body = unfenced(text)
    guard body.first == "{", case .success(let node) = JSONReader.parse(Array(body.utf8)),
      node.members != nil
    else { return nil }
    let reasoning =
      ["evidence", "reason", "reasoning", "analysis"]
      .compactMap { node[$0]?.string }.first ?? ""
    return ParsedReply(answer(node, menu), reasoning: reasoning)
  }

  private static func answer(_ node: JSONNode, _ menu: AnswerMenu) -> ParsedAnswer {
    switch menu {
    case .choice, .correctness:
      guard let word = node["answer"]?.string else { return .nothing(.unparsed) }
      let tokens = ReplyTokens(Substring(word).unicodeScalars, at: 0).tokens
      guard case .answer(let answer) = AnswerGrammar(menu: menu).bareFinding(in: tokens)?.0 else {
        return .nothing(.offMenu)
      }
      return answer
    case .scores(let slots, let low, let high):
      let names = (0..<slots).map { slots == 1 ? "score" : "score_\(RatingValue.letter($0))" }
      let scores = names.compactMap { node[$0]?.number }
      guard scores.count == slots else { return .nothing(.unparsed) }
      return scores.allSatisfy((low...high).contains) ? .scores(scores) : .nothing(.offMenu)
    case .ranking(let slots):
      guard let letters = node["ranking"]?.strings, !letters.isEmpty else {
        return .nothing(.unparsed)
      }
      let order = letters.map { AnswerMenu.slot($0) ?? -1 }
      return order.sorted() == Array(0..<slots) ? .ranking(order) : .nothing(.offMenu)
    }
  }

  private static func unfenced(_ text: String) -> Substring {
    var body = Substring(text)
    while body.first?.isWhitespace == true { body.removeFirst() }
    while body.last?.isWhitespace == true { body.removeLast() }
    guard body.hasPrefix("```"), body.hasSuffix("```"), body.count > 6,
      let start = body.firstIndex(where: \.isNewline)
    else { return body }
    body = body[body.index(after: start)...].dropLast(3)
    while body.first?.isWhitespace == true { body.removeFirst() }
    while body.last?.isWhitespace == true { body.removeLast() }
    return body
  }
}

extension AnswerMenu {
  /// The slot of a capital or small letter.
  static func slot(_ letter: String) -> Int? {
    guard letter.utf8.count == 1, let byte = letter.lowercased().utf8.first,
      (97...122).contains(byte)
    else { return nil }
    return Int(byte) - 97
  }
}
