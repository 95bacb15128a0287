import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Counting words, splitting lines, cutting with a mark, comparing words.
@Suite struct TextPartsTests {
  init() { _ = concord_set_locale() }

  @Test(arguments: [
    ("", 0), ("  ", 0), ("one", 1), ("one  two\n\tthree", 3), ("don't stop-gap", 2),
    ("秋天来了，树叶变黄。", 8), ("GPT 是 模型", 4), ("👍🏽 ok", 2), ("a\u{00A0}b", 2),
    ("שלום עולם", 2), ("カタカナ", 4),
  ])
  func wordsAreCountedAsWordProcessorsDo(_ text: String, _ count: Int) {
    #expect(WordCount.words(in: text) == count)
  }

  @Test(arguments: [
    ("", [""]), ("a", ["a"]), ("a\n", ["a"]), ("\n", [""]), ("a\n\nb", ["a", "", "b"]),
    ("\n\n", ["", ""]), ("a\r\nb\rc", ["a", "b", "c"]), ("a\u{85}b\u{2028}c", ["a", "b", "c"]),
    ("é\nü", ["é", "ü"]), ("“a”\nb", ["“a”", "b"]), ("a\u{0B}b\u{0C}c", ["a\u{0B}b\u{0C}c"]),
  ])
  func linesEndWhereUnicodeSays(_ text: String, _ lines: [String]) {
    #expect(StyledParagraph.lines(of: text) == lines)
  }

  @Test(arguments: 1...12) func nothingIsCutWithoutAMark(_ limit: Int) {
    let spans = [StyledSpan("one "), StyledSpan("二三 "), StyledSpan("four")]
    var frame = Frame(size: TerminalSize(columns: 20, rows: 1))
    frame.putCut(spans, column: 2, row: 0, limit: limit)
    let text = String(frame.line(0).dropFirst(2))
    #expect(DisplayText.columns(frame.line(0)) <= 2 + limit)
    #expect(text.hasSuffix("…"))
    var whole = Frame(size: TerminalSize(columns: 20, rows: 1))
    whole.putCut(spans, column: 2, row: 0, limit: 13)
    #expect(whole.line(0) == "  one 二三 four")
  }

  /// What is kept is the same on both sides, and all that is kept and marked is all there is.
  @Test func aComparisonIsTheSameFromBothSides() {
    var random = SplitMix64(seed: 7)
    let words = ["alpha", "beta", "gamma", "delta", "中文", "é"]
    func text() -> [String] {
      (0..<Int(random.next() % 4)).map { _ in
        (0..<Int(random.next() % 9)).map { _ in words[Int(random.next() % 6)] }
          .joined(separator: " ")
      }
    }
    func kept(_ texts: [String], _ ranges: [[Range<Int>]]) -> [Substring] {
      zip(texts, ranges).flatMap { text, cut -> [Substring] in
        let bytes = Array(text.utf8)
        let left = bytes.indices.filter { at in !cut.contains { $0.contains(at) } }
        return String(decoding: left.map { bytes[$0] }, as: UTF8.self)
          .split(separator: " ").map { $0 }
      }
    }
    for _ in 0..<300 {
      let (one, two) = (text(), text())
      let both = WordDifference(one, two)
      #expect(both.outcome != .tooMuch)
      let kept = (kept(one, both.first), kept(two, both.second))
      if both.outcome == .compared { #expect(kept.0 == kept.1) }
      if one == two { #expect((both.first + both.second).allSatisfy { $0.isEmpty }) }
    }
  }

  @Test func aComparisonEndsWithItsBudget() {
    let one = (0..<400).map { "a\($0) the same" }
    let two = (0..<400).map { "b\($0) the same" }
    var budget = WordDifference.Budget()
    budget.edits = 50
    func outcome(_ budget: WordDifference.Budget) -> WordDifference.Outcome {
      WordDifference(one, two, budget: budget).outcome
    }
    #expect(outcome(budget) != .compared)
    budget.edits = 5000
    #expect(outcome(budget) == .compared)
    budget.tokens = 100
    #expect(outcome(budget) == .tooMuch)
    #expect(outcome(.init { true }) == .tooMuch)
  }

  /// Marks on nearly every word would say nothing.
  @Test func unrelatedTextsAreNotMarked() {
    let one = "The ferry leaves at noon from the old pier, and the crossing takes two hours."
    let two = "Knead the dough until it is smooth; let it rest in a warm place before baking."
    let near = one.replacing("noon", with: "seven").replacing("two hours", with: "an hour")
    #expect(WordDifference([one], [two]).outcome == .tooDifferent)
    #expect(WordDifference([one], [two]).first == [[]])
    let draft = WordDifference([one], [near])
    #expect(draft.outcome == .compared && draft.first[0].count == 2)
    // Few words are read at a glance, with marks or without.
    #expect(WordDifference(["yes"], ["no"]).first == [[0..<3]])
    // By sentences, one in common is enough, and none is too little.
    let both = one + " " + two
    #expect(WordDifference([both], [two], bySentence: true).first[0].count == 1)
    let other = near + " " + two.replacing("warm", with: "cold")
    #expect(WordDifference([both], [other], bySentence: true).outcome == .tooDifferent)
  }

  @Test func aRightToLeftTextIsMarkedAndExplained() {
    var stage = LabelStage(120, 40, texts: ["plain text, 中文, α", "פותחת בעורך רשימה"])
    #expect(stage.screen.contains("2 Right  3 words · 100 % · right-to-left"))
    #expect(!stage.screen.contains("1 Left  4 words · 100 % · right-to-left"))
    func help() -> String {
      stage.state.helpLines().map { $0.map(\.text).joined() }.joined(separator: " ")
    }
    #expect(help().contains("up to your terminal"))
    stage.show(2, texts: ["plain", "plain"])
    #expect(!stage.screen.contains("right-to-left") && !help().contains("terminal: some do"))
  }
}
