/// The words (or sentences) in which two texts differ.
public struct WordDifference: Hashable, Sendable {
  /// For each paragraph of the first and second text: UTF-8 ranges that the other does not have.
  public var first: [[Range<Int>]]
  public var second: [[Range<Int>]]
  public var outcome: Outcome

  /// What became of a comparison; unless the texts were compared, nothing is marked.
  public enum Outcome: Hashable, Sendable {
    case compared
    /// The budget did not suffice.
    case tooMuch
    /// So little is common that marks would cover nearly everything and say nothing.
    case tooDifferent
  }

  /// The share of common words below which two texts are too different to be marked word by word.
  ///
  /// Below it seven words in ten would be marked, and what stays unmarked is mostly full stops,
  /// "the" and "of" that happen to stand in the same order. In two public sets of responses
  /// (short instructions, and chats of some 200 words) texts on different prompts share 0.04 and
  /// 0.15 in the middle and reach 0.3 once in a hundred; drafts of one text share far more.
  public static let smallestShare = 0.3
  /// Texts of fewer words together are always marked: they are read at a glance.
  static let smallestText = 20

  /// What a comparison may cost.
  public struct Budget {
    /// Words (or sentences) of both texts together.
    public var tokens = 40_000
    /// Words that one text has and the other has not.
    public var edits = 1200
    /// Asked now and then; true ends the comparison without a result.
    public var isSpent: () -> Bool = { false }

    public init(isSpent: @escaping () -> Bool = { false }) { self.isSpent = isSpent }
  }

  /// Compares paragraph texts.
  ///
  /// Myers' O(ND) algorithm (1986, doi:10.1007/BF01840446) over words, or over sentences. Beyond
  /// the budget it tries sentences; beyond that again it gives up and says so. Texts that share
  /// less than `smallestShare` of their words, or by sentences no sentence, are not marked.
  /// O(tokens · edits) time, O(edits²) memory.
  public init(
    _ first: [String], _ second: [String], bySentence: Bool = false, budget: Budget = Budget()
  ) {
    for sentences in bySentence ? [true] : [false, true] {
      guard let one = Self.tokens(first, sentences, budget),
        let two = Self.tokens(second, sentences, budget), one.count + two.count <= budget.tokens
      else { continue }
      let (mine, theirs) = (one.map(\.text), two.map(\.text))
      let needed = Self.needed(one.count + two.count, sentences)
      guard Self.mostCommon(mine, theirs) >= needed else {
        self.init(unmarked: first.count, second.count, .tooDifferent)
        return
      }
      guard let kept = Self.common(mine, theirs, budget) else { continue }
      guard kept.first.count(where: { $0 }) >= needed else {
        self.init(unmarked: first.count, second.count, .tooDifferent)
        return
      }
      self.init(
        first: Self.ranges(one, kept.first, first.count),
        second: Self.ranges(two, kept.second, second.count), outcome: .compared)
      return
    }
    self.init(unmarked: first.count, second.count, .tooMuch)
  }

  private init(unmarked first: Int, _ second: Int, _ outcome: Outcome) {
    self.init(
      first: Array(repeating: [], count: first), second: Array(repeating: [], count: second),
      outcome: outcome)
  }

  private init(first: [[Range<Int>]], second: [[Range<Int>]], outcome: Outcome) {
    (self.first, self.second, self.outcome) = (first, second, outcome)
  }

  /// How many tokens each text must share with the other to be marked.
  private static func needed(_ tokens: Int, _ sentences: Bool) -> Int {
    if sentences { return tokens > 2 ? 1 : 0 }
    return tokens < smallestText ? 0 : Int((smallestShare * Double(tokens) / 2).rounded(.up))
  }

  /// The tokens that could be common if their order did not matter: no more than that are. O(n).
  private static func mostCommon(_ a: [String], _ b: [String]) -> Int {
    var left: [String: Int] = [:]
    for token in a { left[token, default: 0] += 1 }
    return b.reduce(0) { found, token in
      guard let count = left[token], count > 0 else { return found }
      left[token] = count - 1
      return found + 1
    }
  }

  private struct Token {
    var text: String
    var paragraph: Int
    var range: Range<Int>
  }

  /// Nil where there are more than the budget allows.
  private static func tokens(
    _ paragraphs: [String], _ sentences: Bool, _ budget: Budget
  ) -> [Token]? {
    var result: [Token] = []
    for (index, paragraph) in paragraphs.enumerated() {
      if result.count > budget.tokens || budget.isSpent() { return nil }
      let bytes = Array(paragraph.utf8)
      var start: Int?
      func end(_ at: Int) {
        guard let from = start else { return }
        result.append(
          Token(
            text: String(decoding: bytes[from..<at], as: UTF8.self), paragraph: index,
            range: from..<at))
        start = nil
      }
      for (at, byte) in bytes.enumerated() {
        if sentences {
          if start == nil, byte != 32 { start = at }
          let isStop = byte == 46 || byte == 33 || byte == 63
          if isStop, at + 1 >= bytes.count || bytes[at + 1] == 32 { end(at + 1) }
        } else if isWordByte(byte) {
          if start == nil { start = at }
        } else {
          end(at)
          if byte > 32 {
            start = at
            end(at + 1)
          }
        }
      }
      end(bytes.count)
    }
    return result
  }

  /// Letters, digits, and all of any non-ASCII character.
  private static func isWordByte(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || (65...90).contains(byte)
      || (97...122).contains(byte) || byte == 39
  }

  private static func ranges(_ tokens: [Token], _ kept: [Bool], _ count: Int) -> [[Range<Int>]] {
    var result: [[Range<Int>]] = Array(repeating: [], count: count)
    for (token, isKept) in zip(tokens, kept) where !isKept {
      let last = result[token.paragraph].last
      if let last, token.range.lowerBound - last.upperBound <= 1 {
        result[token.paragraph][result[token.paragraph].count - 1] =
          last.lowerBound..<token.range.upperBound
      } else {
        result[token.paragraph].append(token.range)
      }
    }
    return result
  }

  /// Which tokens belong to a longest common subsequence; nil beyond the budget of edits.
  static func common(
    _ a: [String], _ b: [String], _ budget: Budget
  ) -> (first: [Bool], second: [Bool])? {
    var low = 0
    while low < a.count, low < b.count, a[low] == b[low] { low += 1 }
    var high = 0
    while high < a.count - low, high < b.count - low, a[a.count - 1 - high] == b[b.count - 1 - high]
    {
      high += 1
    }
    var keptA = Array(repeating: true, count: a.count)
    var keptB = Array(repeating: true, count: b.count)
    let (n, m) = (a.count - low - high, b.count - low - high)
    guard let (oneKept, twoKept) = myers(a[low..<(low + n)], b[low..<(low + m)], budget) else {
      return nil
    }
    for index in 0..<n { keptA[low + index] = oneKept[index] }
    for index in 0..<m { keptB[low + index] = twoKept[index] }
    return (keptA, keptB)
  }

  private static func myers(
    _ a: ArraySlice<String>, _ b: ArraySlice<String>, _ budget: Budget
  ) -> ([Bool], [Bool])? {
    let (n, m) = (a.count, b.count)
    var ids: [String: Int32] = [:]
    func id(_ text: String) -> Int32 {
      if let known = ids[text] { return known }
      let new = Int32(ids.count)
      ids[text] = new
      return new
    }
    let (x, y) = (a.map(id), b.map(id))
    let limit = min(n + m, budget.edits)
    let offset = limit + 1
    var furthest = Array(repeating: Int32(0), count: 2 * limit + 3)
    var history: [[Int32]] = []
    for edits in 0...limit {
      if edits % 16 == 15, budget.isSpent() { return nil }
      history.append(Array(furthest[(offset - edits - 1)...(offset + edits + 1)]))
      for k in stride(from: -edits, through: edits, by: 2) {
        let goesDown =
          k == -edits || (k != edits && furthest[offset + k - 1] < furthest[offset + k + 1])
        var i = Int(goesDown ? furthest[offset + k + 1] : furthest[offset + k - 1] + 1)
        var j = i - k
        while i < n, j < m, j >= 0, x[i] == y[j] {
          i += 1
          j += 1
        }
        furthest[offset + k] = Int32(i)
        if i >= n, j >= m { return backtrack(history, n, m, edits) }
      }
    }
    return nil
  }

  private static func backtrack(
    _ history: [[Int32]], _ n: Int, _ m: Int, _ edits: Int
  ) -> ([Bool], [Bool]) {
    var keptA = Array(repeating: false, count: n)
    var keptB = Array(repeating: false, count: m)
    var (i, j) = (n, m)
    for step in stride(from: edits, through: 0, by: -1) {
      let row = history[step]
      func furthest(_ k: Int) -> Int { Int(row[k + step + 1]) }
      let k = i - j
      let goesDown = k == -step || (k != step && furthest(k - 1) < furthest(k + 1))
      let before = goesDown ? k + 1 : k - 1
      let fromI = step == 0 ? 0 : furthest(before)
      let fromJ = step == 0 ? 0 : fromI - before
      while i > fromI, j > fromJ, i > 0, j > 0 {
        i -= 1
        j -= 1
        keptA[i] = true
        keptB[j] = true
      }
      (i, j) = (fromI, fromJ)
    }
    return (keptA, keptB)
  }
}
