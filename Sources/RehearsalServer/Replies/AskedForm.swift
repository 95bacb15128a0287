/// The form in which a prompt asks for its answer, as this program's own prompts ask for it.
struct AskedForm: Equatable {
  enum Answer: Equatable {
    /// One of these words.
    case choice([String])
    /// One of these numbers for each of these letters; one nil is a single answer without a
    /// letter. The text is the highest score as the form has it.
    case scores([String?], numbers: [String], of: String)
    /// These letters, the best first.
    case ranking([String])
  }

  enum Place: Equatable {
    case beginning, end
    /// Nothing but the answer is wanted.
    case alone
  }

  var answer: Answer
  var place: Place

  /// The last form that the user's last message asks for, else one of an earlier message; nil
  /// where none is asked for.
  static func find(in material: PromptMaterial) -> AskedForm? {
    find(in: material.lines, material) ?? find(in: material.linesBefore, material)
  }

  private static func find(in lines: [Substring], _ material: PromptMaterial) -> AskedForm? {
    for at in lines.indices.reversed() {
      let line = trimmed(lines[at])
      if line.utf8.starts(with: "Answer: X".utf8), line.utf8.count == 9 {
        let intro = at > 0 ? lines[at - 1] : ""
        return AskedForm(.choice(words(intro)), intro, lines)
      }
      if line.utf8.starts(with: "Ranking: ".utf8), line.utf8.contains(UInt8(ascii: ">")) {
        let letters = line.dropFirst(9).split(separator: ">").map { String(trimmed($0)) }
        guard letters.allSatisfy({ !$0.isEmpty }), !letters.isEmpty else { continue }
        return AskedForm(.ranking(letters), at > 0 ? lines[at - 1] : "", lines)
      }
      if let scores = scores(lines, endingAt: at, material) { return scores }
    }
    return nil
  }

  private init(_ answer: Answer, _ intro: Substring, _ lines: [Substring]) {
    self.answer = answer
    let isAlone = lines.contains {
      let line = $0.utf8
      return line.starts(with: "Give no reasons.".utf8)
        || line.suffix(23).elementsEqual("nothing else around it.".utf8)
    }
    place = isAlone ? .alone : intro.utf8.starts(with: "Begin with".utf8) ? .beginning : .end
  }

  /// The words of "…, where X is A, B or tie:"; A and B where there is no such line.
  private static func words(_ intro: Substring) -> [String] {
    guard let start = intro.end(of: "where X is ") else { return ["A", "B"] }
    let list = Substring(intro[start...].utf8.prefix { $0 != UInt8(ascii: ":") })
    var words = list.utf8.split(separator: UInt8(ascii: ",")).map { trimmed(Substring($0)) }
    if let last = words.last, let end = last.end(of: " or ") {
      words[words.count - 1] = trimmed(Substring(last[..<end].utf8.dropLast(4)))
      words.append(last[end...])
    }
    let named = words.map { String($0) }.filter { !$0.isEmpty }
    return named.isEmpty ? ["A", "B"] : named
  }

  // MARK: - Scores

  private static func scores(
    _ lines: [Substring], endingAt end: Int, _ material: PromptMaterial
  ) -> AskedForm? {
    guard let last = score(lines[end]) else { return nil }
    var letters = [last.letter]
    var at = end - 1
    while at >= 0, letters[0] != nil, let before = score(lines[at]), before.letter != nil {
      letters.insert(before.letter, at: 0)
      at -= 1
    }
    guard let high = whole(last.highest, .down) else { return nil }
    let low = min(max(0, lowest(material) ?? 1), high)
    // Of a wide scale not every number is an option.
    let step = max(1, (high - low + 99) / 100)
    let numbers = stride(from: low, through: high, by: step).map(String.init)
    return AskedForm(
      .scores(letters, numbers: numbers, of: String(last.highest)), at >= 0 ? lines[at] : "",
      lines)
  }

  /// "Score: N/10", "Score of A: N/10".
  private static func score(_ line: Substring) -> (letter: String?, highest: Substring)? {
    let line = trimmed(line)
    guard line.utf8.starts(with: "Score".utf8), let end = line.end(of: ": N/") else {
      return nil
    }
    let label = line[..<end].dropFirst(5).dropLast(4)
    let highest = line[end...]
    guard Double(highest) != nil else { return nil }
    if label.isEmpty { return (nil, highest) }
    return label.hasPrefix(" of ") ? (String(label.dropFirst(4)), highest) : nil
  }

  /// The L of "Scores go from L to H".
  private static func lowest(_ material: PromptMaterial) -> Int? {
    for line in material.linesBefore + material.lines {
      guard line.utf8.starts(with: "Scores go from ".utf8) else { continue }
      return whole(Substring(line.dropFirst(15).utf8.prefix { $0 != 32 }), .up)
    }
    return nil
  }

  /// A number without its fraction; nil for what is none, or beyond a million.
  private static func whole(_ text: Substring, _ rule: FloatingPointRoundingRule) -> Int? {
    guard let number = Double(text), abs(number) <= 1e6 else { return nil }
    return Int(number.rounded(rule))
  }
}

/// Without blanks at its ends.
private func trimmed(_ text: Substring) -> Substring {
  var text = text
  while let last = text.utf8.last, last <= 32 { text = Substring(text.utf8.dropLast()) }
  while let first = text.utf8.first, first <= 32 { text = Substring(text.utf8.dropFirst()) }
  return text
}

extension Substring {
  /// The place after the first occurrence of an ASCII text, byte by byte: the library's search by
  /// characters takes longer than all the rest of a reply.
  fileprivate func end(of text: StaticString) -> Index? {
    let wanted = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    var rest = utf8[...]
    while let place = rest.firstIndex(of: wanted[0]) {
      rest = rest[place...]
      if rest.starts(with: wanted) { return utf8.index(place, offsetBy: wanted.count) }
      rest = rest.dropFirst()
    }
    return nil
  }
}
