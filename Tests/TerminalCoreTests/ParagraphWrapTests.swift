import CTextWidth
import Testing

@testable import TerminalCore

/// The quick ways for simple text give what the careful ones do.
@Suite struct ParagraphWrapTests {
  init() { _ = concord_set_locale() }

  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  static func text(_ pieces: [String], _ length: Int, _ dice: inout Dice) -> String {
    (0..<length).map { _ in pieces.randomElement(using: &dice) ?? "" }.joined()
  }

  @Test func scalarsOfOneColumnWrapAsClustersDo() {
    var dice = Dice(state: 11)
    let simple = ["a", "b", "word", " ", " ", "é", "ß", "Ж", "ω", "–", "“", "…", "™"]
    for round in 0..<800 {
      let text = Self.text(simple, 1 + round % 40, &dice)
      #expect(DisplayText.isOneColumnEach(text.replacing("™", with: "")))
      let half = text.unicodeScalars.count / 2
      let parts = [
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(half))),
        String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(half))),
      ]
      // Two pieces of one style go the careful way.
      let careful = StyledParagraph(spans: parts.map { StyledSpan($0, .text) })
      let quick = StyledParagraph(spans: [StyledSpan(text, .text)])
      let width = 1 + round % 17
      let lines = ParagraphWrap.lines(quick, width: width).map { $0.map(\.text).joined() }
      #expect(
        lines == ParagraphWrap.lines(careful, width: width).map { $0.map(\.text).joined() },
        "\(text) at \(width)")
    }
  }

  @Test(arguments: [
    "e\u{301}", "日", "a\u{200D}b", "\u{AD}", "\u{7F}", "\t", "\u{202E}", "👍", "\u{FE0F}",
  ])
  func whatNeedsItsNeighboursIsNotSimple(_ text: String) {
    #expect(!DisplayText.isOneColumnEach("abc " + text))
  }

  @Test func linesEndWhereCharactersSayTheyDo() {
    var dice = Dice(state: 12)
    let pieces = [
      "a", "é", "Â", "“", " ", "\n", "\n", "\r", "\r\n", "\u{85}", "\u{2028}", "\u{2029}",
    ]
    for round in 0..<2000 {
      // Few of the rarer line ends, so that both ways are gone.
      let text = Self.text(round % 2 == 0 ? pieces : Array(pieces.prefix(7)), round % 12, &dice)
      var expected = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(String.init)
      if expected.count > 1, expected.last == "" { expected.removeLast() }
      #expect(StyledParagraph.lines(of: text) == expected)
    }
  }

  @Test func modifiersAreSpelledWhereverTheyStand() {
    #expect(DisplayText.spellingModifiers("“a” – b") == "“a” – b")
    #expect(DisplayText.spellingModifiers("a\u{200D}") == "a<U+200D>")
    #expect(DisplayText.spellingModifiers("☺\u{FE0F}") == "☺<U+FE0F>")
    #expect(DisplayText.spellingModifiers("👍\u{1F3FD}x") == "👍<U+1F3FD>x")
  }
}
