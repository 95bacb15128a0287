import AnnotationModel

/// Finds where in a reply its answer was given, as offsets into the reply's UTF-8.
struct AnswerPlace {
  let text: [UInt8]
  let menu: AnswerMenu

  /// The bytes of each value that the answer consists of: one word, or a number for each slot.
  /// Nil where the reply has no answer, is a ranking, or the values are not found.
  func values(_ parsed: ParsedReply) -> [Range<Int>]? {
    if let range = parsed.answerRange { return inPlainText(parsed.answer, range) }
    return inObject(parsed.answer)
  }

  private func inPlainText(_ answer: ParsedAnswer, _ range: Range<Int>) -> [Range<Int>]? {
    guard range.upperBound <= text.count else { return nil }
    if case .scores(let scores) = answer { return numbers(scores, range) }
    // The answer's word is the last of its range.
    return words(range).last.map { [$0] }
  }

  private func numbers(_ scores: [Double], _ range: Range<Int>) -> [Range<Int>]? {
    var found: [Range<Int>] = []
    let lines = range.split(whereSeparator: { text[$0] == 10 }).map { $0.startIndex..<$0.endIndex }
    for (slot, score) in scores.enumerated() {
      let letter = UInt8(truncatingIfNeeded: 97 + slot)
      let place = lines.last { line in
        scores.count == 1
          || words(line).contains { $0.count == 1 && text[$0.lowerBound] | 32 == letter }
      }
      guard let place, let number = words(place).first(where: { self.number($0) == score }) else {
        return nil
      }
      found.append(number)
    }
    return found
  }

  private func number(_ range: Range<Int>) -> Double? {
    var digits = String(decoding: text[range], as: UTF8.self)
    if digits.hasSuffix(".") { digits.removeLast() }
    return Double(digits)
  }

  /// Runs of ASCII letters, or of digits with decimal points.
  private func words(_ range: Range<Int>) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start: Int?
    for index in range {
      let isWord = Self.isWord(text[index])
      if isWord, start == nil { start = index }
      if !isWord, let begun = start {
        result.append(begun..<index)
        start = nil
      }
    }
    if let start { result.append(start..<range.upperBound) }
    return result
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte | 32) || byte == 46
  }

  // MARK: - JSON

  private func inObject(_ answer: ParsedAnswer) -> [Range<Int>]? {
    let names: [String]
    switch answer {
    case .scores(let scores) where scores.count == 1: names = ["score"]
    case .scores(let scores): names = scores.indices.map { "score_\(RatingValue.letter($0))" }
    case .slot, .tie, .noneAcceptable, .category, .nothing(.unsure): names = ["answer"]
    case .ranking, .nothing: return nil
    }
    let places = names.compactMap(member)
    return places.count == names.count ? places : nil
  }

  /// The value of a member of the outermost object, without its quotes.
  private func member(_ name: String) -> Range<Int>? {
    let key = Array("\"\(name)\"".utf8)
    var depth = 0
    var index = 0
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "\""):
        let end = stringEnd(index)
        let after = skipSpace(end)
        if depth == 1, Array(text[index..<end]) == key, after < text.count,
          text[after] == UInt8(ascii: ":")
        {
          return words(skipSpace(after + 1)..<text.count).first
        }
        index = end
        continue
      default: break
      }
      index += 1
    }
    return nil
  }

  private func stringEnd(_ start: Int) -> Int {
    var index = start + 1
    while index < text.count, text[index] != UInt8(ascii: "\"") {
      index += text[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, text.count)
  }

  private func skipSpace(_ start: Int) -> Int {
    var index = start
    while index < text.count, [9, 10, 13, 32].contains(text[index]) { index += 1 }
    return index
  }
}
