import AnnotationModel
import Testing

@testable import Judging

/// Texts of others, by ways that are quick and by ways that are plain.
@Suite struct ForeignTextTests {
  /// Half of the characters are those that matter.
  private static func text(_ random: inout SplitMix64, of letters: [String], length: Int) -> String
  {
    (0..<length).map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }.joined()
  }

  @Test func aPlainTextIsFencedAsOneWithAForeignLetterIs() {
    var random = SplitMix64(seed: 5)
    let letters = ["a", " ", "\n", "\t", "\r", "~", "<", ">", "<", ">", "\u{1}", "\u{7F}", "!"]
    for length in 0..<400 {
      let text = Self.text(&random, of: letters, length: length % 23)
      // The letter at the end takes the way of all other texts.
      #expect(FencedText.neutralised(text) + "é" == FencedText.neutralised(text + "é"))
    }
  }

  @Test func wordsOfNoPhraseOnlyMakeTheGapGreater() {
    var random = SplitMix64(seed: 6)
    let words = [
      "ignore ", "these ", "instructions ", "dear ", "judge, ", "Judge. ", "give ", "me ", "10 ",
      "x ", "y ", "the ", "answer ", "this ", "choose ", "a ", "É ", "٣ ", "new ",
    ]
    var hits = 0
    for length in 0..<3_000 {
      let text = Self.text(&random, of: words, length: length % 14)
      let found = InstructionSigns.first(in: text)
      #expect(found == Self.plainly(text), "\(text)")
      hits += found == nil ? 0 : 1
    }
    #expect(hits > 300 && hits < 2_900)
  }

  /// Every phrase looked for from every word on, with at most three others between.
  private static func plainly(_ text: String) -> String? {
    let words = text.lowercased().split { !$0.isLetter && !$0.isNumber }
    for end in words.indices {
      for phrase in InstructionSigns.phrases {
        if let start = start(of: phrase, in: words, endingAt: end) {
          return words[start...end].joined(separator: " ")
        }
      }
    }
    return nil
  }

  /// Where the phrase begins that a reader from left to right has at hand when it ends here.
  private static func start(
    of phrase: [String], in words: [Substring], endingAt end: Int
  ) -> Int? {
    var (matched, start, last) = (0, 0, 0)
    for at in 0...end {
      if matched > 0, at - last > 4 { matched = 0 }
      if words[at] == phrase[matched] {
        if matched == 0 { start = at }
        (matched, last) = (matched + 1, at)
        if matched == phrase.count {
          if at == end { return start }
          matched = 0
        }
      } else if words[at] == phrase[0] {
        (matched, start, last) = (1, at, at)
      }
    }
    return nil
  }
}
