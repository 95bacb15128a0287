import CTextWidth
import Testing

@testable import TerminalCore

@Suite struct DisplayTextTests {
  init() { _ = concord_set_locale() }

  /// Columns of the width corpus after the display rule.
  @Test func scriptsReadFromTheRightAreKnown() {
    for text in ["שלום", "a مرحبا", "ﷺ", "𞤀"] { #expect(DisplayText.hasRightToLeftLetters(text)) }
    for text in ["", "abc", "中文", "α 👍", "\u{200F}"] {
      #expect(!DisplayText.hasRightToLeftLetters(text))
    }
  }

  @Test(arguments: [
    ("中文", 4), ("e\u{301}", 1), ("é", 1), ("한국어", 6), ("ｆｕｌｌ", 8), ("ｶﾅ", 2), ("שלום", 4),
    ("مرحبا", 5), ("👨\u{200D}👩\u{200D}👧", 6), ("👍\u{1F3FD}", 2), ("❤\u{FE0F}", 1),
    ("1\u{FE0F}\u{20E3}", 1), ("🇩🇪", 2), ("⚠", 1), ("\u{200B}", 8), ("\u{202E}", 8),
    ("\u{AD}", 8), ("\u{FEFF}", 8), ("\u{E000}", 1), ("\u{1B}", 2),
  ])
  func aTextTakesTheColumnsOfTheTerminal(_ text: String, _ columns: Int) {
    #expect(DisplayText.columns(text) == columns)
  }

  @Test(arguments: [
    ("\u{1F3FD}", "<U+1F3FD>"), ("a \u{1F3FD}", "a <U+1F3FD>"), ("\u{200D}x", "<U+200D>x"),
    ("\u{301}", "<U+0301>"), ("\u{202E}abc", "<U+202E>abc"), ("\u{1B}[2J", "^[[2J"),
  ])
  func whatHasNothingToStandOnIsShown(_ text: String, _ shown: String) {
    #expect(DisplayText.safe(text) == shown)
  }

  @Test func atMostFourMarksAreDrawnOnALetter() {
    let text = "a" + String(repeating: "\u{301}", count: 500)
    #expect(DisplayText.clusters(text).map { $0.text.unicodeScalars.count } == [5])
  }

  @Test func theRawTextShowsWhatIsOtherwiseDropped() {
    #expect(
      DisplayText.spellingModifiers("👩\u{1F3FD}\u{200D}🚀 ❤\u{FE0F} plain")
        == "👩<U+1F3FD><U+200D>🚀 ❤<U+FE0F> plain")
    #expect(DisplayText.spellingModifiers("中文") == "中文")
  }
}
