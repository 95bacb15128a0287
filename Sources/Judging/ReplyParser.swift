import AnnotationModel
import JSONText
import ModelCalls

/// Reads the answer out of a judge's reply: in plain text or as JSON, never by guessing.
///
/// The last answer counts. What is off the menu, a refusal, a reply that was cut off, an empty one
/// and one without an answer are told apart; a reply with several different answers is marked.
/// The parser is pure: the same reply gives the same reading, and a better parser has another
/// `version` and reads the stored replies again.
public enum ReplyParser {
  public static let version = "concord-1"

  /// About 3 µs for 1 KB.
  public static func read(_ reply: ModelReply, menu: AnswerMenu) -> ParsedReply {
    if reply.finish == .refusal { return ParsedReply(.nothing(.refused), reasoning: reply.text) }
    if let structured = StructuredAnswer.read(reply.text, menu: menu) { return structured }
    let findings = findings(in: reply.text, menu: menu)
    if var parsed = joined(findings, menu: menu) {
      parsed.reasoning = reasoning(reply.text, without: parsed.answerRange)
      return parsed
    }
    return ParsedReply(.nothing(reason(for: reply)), reasoning: reply.text)
  }

  private static func reason(for reply: ModelReply) -> Abstention {
    if reply.finish == .length { return .truncated }
    return RefusalPhrases.begin(reply.text) ? .refused : .unparsed
  }

  private typealias Finding = (found: AnswerGrammar.Finding, range: Range<Int>)

  private static func findings(in text: String, menu: AnswerMenu) -> [Finding] {
    let grammar = AnswerGrammar(menu: menu)
    var found: [Finding] = []
    var offset = 0
    var only: [ReplyTokens.Token]?
    for line in text.unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" })
    {
      let tokens = ReplyTokens(line, at: offset).tokens
      offset += line.reduce(1) { $0 + UTF8.width($1) }
      guard !tokens.isEmpty else { continue }
      only = only == nil ? tokens : []
      if let finding = grammar.finding(in: tokens) { found.append(finding) }
    }
    if found.isEmpty, let only, !only.isEmpty, let finding = grammar.bareFinding(in: only) {
      found.append(finding)
    }
    return found
  }

  /// Nil where there is no finding, or not for every slot.
  private static func joined(_ findings: [Finding], menu: AnswerMenu) -> ParsedReply? {
    guard let last = findings.last else { return nil }
    let answers = findings.map(\.found)
    guard case .scores(let slots, _, _) = menu else {
      let answer: ParsedAnswer =
        if case .answer(let answer) = last.found { answer } else { .nothing(.offMenu) }
      return ParsedReply(
        answer, isContradictory: answers.contains { $0 != last.found }, answerRange: last.range)
    }
    var scores = [Double?](repeating: nil, count: slots)
    var isContradictory = false
    for case .score(let slot, let number) in answers {
      if let before = scores[slot], before != number { isContradictory = true }
      scores[slot] = number
    }
    let isOffMenu = last.found == .offMenu || scores.contains(nil) && answers.contains(.offMenu)
    let range = findings.suffix(slots).first.map { $0.range.lowerBound..<last.range.upperBound }
    if isOffMenu { return ParsedReply(.nothing(.offMenu), answerRange: range) }
    let all = scores.compactMap { $0 }
    guard all.count == slots else { return nil }
    return ParsedReply(.scores(all), isContradictory: isContradictory, answerRange: range)
  }

  private static func reasoning(_ text: String, without range: Range<Int>?) -> String {
    guard let range else { return text }
    var bytes = Array(text.utf8)
    bytes.removeSubrange(range)
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while rest.last?.isWhitespace == true { rest.removeLast() }
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    return String(rest)
  }
}

/// Words with which models decline, at the beginning of a reply that holds no answer.
enum RefusalPhrases {
  private static let beginnings = [
    "i'm sorry, but i can", "i am sorry, but i can", "i'm sorry, i can", "sorry, but i can",
    "sorry, i can", "i can't help", "i cannot help", "i can't assist", "i cannot assist",
    "i won't", "i will not", "i can't evaluate", "i cannot evaluate", "i can't provide",
    "i cannot provide", "i'm unable to", "i am unable to", "i must decline", "i decline",
    "as an ai language model, i can",
  ]

  static func begin(_ text: String) -> Bool {
    let start = text.drop { !$0.isLetter }.prefix(80).lowercased()
      .replacing("\u{2019}", with: "'")
    return beginnings.contains { start.hasPrefix($0) }
  }
}
