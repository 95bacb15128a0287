import AnnotationModel

/// Which parts of a machine's reply its answer was read from, as far as they can be found again.
enum ParsedParts {
  /// Ranges of the reply, in order: scores with their headings, a last `[[A]]`, a line such as
  /// `Verdict: 2`, or an answer that stands alone in the first line. Empty where nothing is found,
  /// and for a reply without a usable answer.
  static func ranges(
    in text: String, scores: [Double], value: RatingValue?
  ) -> [Range<String.Index>] {
    if let value, value.isAbstention { return [] }
    let found = scores.isEmpty ? [] : scoreRanges(text, scores)
    if !found.isEmpty { return found }
    return (bracketed(text) ?? named(text) ?? firstLine(text)).map { [$0] } ?? []
  }

  /// The last `Score …: 8/10` for each of the scores.
  private static func scoreRanges(_ text: String, _ scores: [Double]) -> [Range<String.Index>] {
    var wanted = scores
    var result: [Range<String.Index>] = []
    for start in starts(of: "score", in: text).reversed() {
      guard let number = number(after: start, in: text),
        let at = wanted.lastIndex(where: { abs($0 - number.value) < 1e-9 }),
        !result.contains(where: { $0.overlaps(start..<number.end) })
      else { continue }
      wanted.remove(at: at)
      result.insert(start..<number.end, at: 0)
      if wanted.isEmpty { return result }
    }
    return result
  }

  /// The first number within the heading's own line or, where that has none, the next one with
  /// text; with `/10` after it. A number inside a name (`Assistant 1:`) is passed over.
  private static func number(after start: String.Index, in text: String)
    -> (value: Double, end: String.Index)?
  {
    var at = start
    var lineBreaks = 0
    while at < text.endIndex, lineBreaks < 3 {
      if text[at].isNewline { lineBreaks += 1 }
      guard text[at].isNumber, text[at].isASCII else {
        at = text.index(after: at)
        continue
      }
      var end = at
      while end < text.endIndex, text[end].isNumber || text[end] == "." {
        end = text.index(after: end)
      }
      let digits = text[at..<end]
      let isOutOfTen = text[end...].hasPrefix("/10")
      let isName = !isOutOfTen && text[end...].drop { $0 == "*" || $0 == " " }.hasPrefix(":")
      if let value = Double(digits), !isName {
        return (value, isOutOfTen ? text.index(end, offsetBy: 3) : end)
      }
      at = end
    }
    return nil
  }

  private static func bracketed(_ text: String) -> Range<String.Index>? {
    for start in starts(of: "[[", in: text).reversed() {
      let rest = text[start...].prefix(12)
      guard let end = rest.firstRange(of: "]]") else { continue }
      return start..<end.upperBound
    }
    return nil
  }

  /// `Verdict: 2`, `Answer: tie`, `Winner: A`: the last such line.
  private static func named(_ text: String) -> Range<String.Index>? {
    let heads = ["verdict", "winner", "final answer", "answer", "decision"]
    var last: Range<String.Index>?
    for head in heads {
      for start in starts(of: head, in: text) {
        let line = text[start...].prefix { !$0.isNewline }
        guard line.count < 40, line.contains(":") else { continue }
        if start > last?.lowerBound ?? text.startIndex || last == nil {
          last = start..<line.endIndex
        }
      }
    }
    return last
  }

  private static func firstLine(_ text: String) -> Range<String.Index>? {
    let line = text.prefix { !$0.isNewline }
    let word = line.lowercased().filter { !$0.isWhitespace && $0 != "." }
    guard ["1", "2", "a", "b", "tie", "0", "correct", "incorrect"].contains(word) else {
      return nil
    }
    return line.startIndex..<line.endIndex
  }

  private static func starts(of word: String, in text: String) -> [String.Index] {
    var result: [String.Index] = []
    var rest = text[...]
    while let at = rest.firstIndex(where: { $0.lowercased() == word.prefix(1) }) {
      if rest[at...].prefix(word.count).lowercased() == word { result.append(at) }
      rest = rest[rest.index(after: at)...]
    }
    return result
  }
}
