import CTextWidth
import TerminalCore
import Testing

@testable import MarkdownText

@Suite struct MarkdownTextTests {
  init() { _ = concord_set_locale() }

  private func lines(_ source: String, width: Int = 60, glyphs: Glyphs = .unicode) -> [String] {
    MarkdownText.paragraphs(source, width: width, glyphs: glyphs).flatMap { paragraph in
      ParagraphWrap.lines(paragraph, width: width).map { $0.map(\.text).joined() }
    }
  }

  @Test func lineBreaksThatWereWrittenAreKept() {
    let poem = "An old silent pond\nA frog jumps into the pond\nSplash! Silence again."
    #expect(lines(poem) == poem.split(separator: "\n").map(String.init))
  }

  @Test func blocksAreDrawnAsWhatTheyAre() {
    let drawn = lines(
      """
      # Title

      Some *words* and `code`.

      - one
        - inner
      - [x] done

      3. third

      > quoted

      ---
      """)
    #expect(
      drawn == [
        "Title", "", "Some words and code.", "", "• one", "  • inner", "[x] done", "", "3. third",
        "", "│ quoted", "", String(repeating: "─", count: 40),
      ])
  }

  @Test func aTablesBordersAreStraightWhateverItsLetters() {
    let table = """
      | 名前 | value |
      | --- | --- |
      | 中文字 | e\u{301} |
      | 👍\u{1F3FD} | a much longer cell that has to be wrapped over several lines |
      """
    let drawn = lines(table, width: 40)
    let widths = Set(drawn.map { DisplayText.columns($0) })
    #expect(widths.count == 1)
    #expect((widths.max() ?? 0) <= 40)
    #expect(drawn.joined().contains("several"))
  }

  @Test func cellsBeyondTheHeadingsAreShown() {
    let table = """
      Before.

      | a | b |
      | - | - |
      | 1 | 2 | *three* | 4 \\| 5 |
      | 6 |
      """
    let drawn = lines(table)
    #expect(drawn.joined().contains("│ three        │ 4 | 5        │"))
    #expect(drawn.joined().contains("│ a │ b │ (no heading) │ (no heading) │"))
    #expect(Set(drawn.dropFirst(2).map { DisplayText.columns($0) }).count == 1)
    let quoted = lines("> | a |\r\n> | - |\r\n> | 1 | lost? |\r\n")
    #expect(quoted.contains("│ │ 1 │ lost?        │"))
    let listed = lines("- x\n\n  a | b\n  - | -\n  1 | 2 | lost?\n")
    #expect(listed.joined().contains("lost?"))
    #expect(!lines("| a |\n| - |\n| 1 |").joined().contains("no heading"))
  }

  @Test func aRowOfManyCellsBeyondIsKeptWhole() {
    let row = (1...300).map { "c\($0)" }.joined(separator: " | ")
    let drawn = lines("| a |\n| - |\n| " + row + " |", width: 80)
    let text = drawn.joined().filter { !" │".contains($0) }
    #expect(text.contains("c7") && text.contains("c300"))
  }

  @Test func asciiDrawsNoOtherGlyph() {
    let source = "- a\n\n> b\n\n---\n\n| a | b |\n| - | - |\n| c | d |\n\n```\ncode\n```\n"
    let odd = lines(source, glyphs: .ascii).joined().filter { !$0.isASCII }
    #expect(odd == "")
  }

  @Test func linksAndPicturesAreText() {
    #expect(
      lines("[here](https://example.org/a) <https://example.org/b> ![a cat](cat.png)", width: 120)
        == ["here (https://example.org/a) https://example.org/b [image: a cat] (cat.png)"])
  }

  @Test func htmlIsShownAndNotFollowed() {
    #expect(lines("<b>x</b>") == ["<b>x</b>"])
    #expect(lines("<script>\nalert(1)\n</script>").first == "<script>")
  }

  @Test func codeKeepsItsLinesAndIndent() {
    let drawn = lines("```make\nall:\n\tcc -o a a.c\n```")
    #expect(drawn == ["▏ ```make", "▏ all:", "▏         cc -o a a.c"])
  }

  @Test func aBombOfNestingIsCut() {
    let drawn = lines(String(repeating: "> ", count: 5000) + "deep")
    #expect(drawn.joined().contains("nested too deeply"))
  }

  /// No word is lost on the way from any text to the screen's lines.
  @Test func randomMarkdownNeverTrapsAndKeepsItsWords() {
    var random = SplitMix(state: 7)
    let parts = [
      "word", "中文", "\n", "\n\n", "`", "*", "_", "#", "- ", "1. ", "> ", "    ", "\t",
      "[a](b)", "<x>", "\u{202E}", "\u{0}", "~~", "---", "👩\u{200D}🚀",
    ]
    for _ in 0..<300 {
      let source = (0..<40).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
      let drawn = lines(source, width: Int(random.next() % 50) + 1).joined()
      let words = source.components(of: "word")
      let shown = drawn.filter { !" │|─┌┐└┘├┤┬┴┼▏•".contains($0) }.components(of: "word")
      #expect(shown >= words || drawn.contains("nested"), "\(source.debugDescription)")
    }
  }

  /// Nor from a table, whose rows can have more cells than it has headings.
  @Test func randomTablesKeepTheirWords() {
    var random = SplitMix(state: 11)
    let parts = ["word", "中文", "\n", "\r\n", " | ", "|", "\\|", "`", "*", "> ", "- ", "\u{301}"]
    for _ in 0..<500 {
      let rows = (0..<30).map { _ in parts[Int(random.next() % UInt64(parts.count))] }.joined()
      let source = "| a | b |\n| - | - |\n" + rows
      let drawn = lines(source, width: 3000).joined()
      #expect(
        drawn.components(of: "word") >= source.components(of: "word"),
        "\(source.debugDescription)")
    }
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension String {
  /// How often a word stands in the text.
  fileprivate func components(of word: String) -> Int {
    var count = 0
    var rest = self[...]
    while let found = rest.firstRange(of: word) {
      count += 1
      rest = rest[found.upperBound...]
    }
    return count
  }
}
