import AnnotationModel

/// Texts of all the kinds that a screen can meet; written for these tests.
enum FixtureTexts {
  struct Texts {
    var key: String
    var category: String
    var prompt: [String]
    /// Per candidate, its turns.
    var candidates: [[String]]
    var reference = ""
  }

  static let about = """
    Forty-eight pairs that were made for **testing** the screens: no model wrote them.

    - texts in several scripts, 中文 and עברית
    - a table, a program, a conversation
    """

  static let instructions = """
    Which response helps more? Read both to the end.

    1. First look for mistakes.
    2. Then prefer the *clearer* one.
    """

  static let all: [Texts] = [
    Texts(
      key: "plain", category: "talk", prompt: ["Why is the sky blue in the day?"],
      candidates: [
        ["Light of short waves is scattered more by the air than light of long waves."],
        [
          "Because short waves are scattered more by the air than long ones, and our eyes see "
            + "blue better than violet.\n\nAt dusk the way is longer, and what is left is red."
        ],
      ]),
    Texts(
      key: "program", category: "code",
      prompt: ["Write a function that adds two numbers, and show in a table how it is called."],
      candidates: [
        [
          "## Adding\n\n```swift\n// Adds two numbers.\nfunc add(_ a: Int, _ b: Int) -> Int {\n"
            + "  let sum = a + b\n  return sum\n}\n```\n\nCall it with `add(1, 2)`."
        ],
        [
          "| call | result |\n| --- | ---: |\n| `add(1, 2)` | 3 |\n| `add(-1, 1)` | 0 |\n\n"
            + "1. Define it:\n   ```python\n   def add(a, b): return a + b  # \"sum\"\n   ```\n"
            + "2. Call it.\n\n> It is *simple*, see [the manual](http://example.org/add)."
        ],
      ], reference: "func add(a, b) = a + b"),
    Texts(
      key: "scripts", category: "language", prompt: ["Translate “good morning” into 中文 and 한국어."],
      candidates: [
        ["中文：早上好。這是一個很長的句子，用來看寬字符在行末怎樣換行，邊框是否保持筆直。한국어: 좋은 아침입니다."],
        ["ｆｕｌｌ ｶﾅ é e\u{301} क्ष ไทย กำ — 早安 👨‍👩‍👧 👍🏽 ❤️ 1️⃣ 🇩🇪 ⚠ 🫨"],
      ]),
    Texts(
      key: "right-to-left", category: "language", prompt: ["כתוב משפט קצר על הים."],
      candidates: [["הים כחול והגלים גבוהים."], ["البحر أزرق. The sea is blue."]]),
    Texts(
      key: "hostile", category: "layout", prompt: ["\u{1B}[2J\u{1B}]0;owned\u{7}What is shown?"],
      candidates: [
        [
          "\u{202E}gnitrats\u{202C} a\u{0}b \u{200B}zero\u{200B} \u{1B}[31mred\u{1B}[m\n"
            + String(repeating: "x", count: 300)
        ],
        ["a\tb\tc\nx" + String(repeating: "\u{301}", count: 40) + "\n\u{3164}\u{115F}|\u{9B}31m"],
      ]),
    Texts(
      key: "conversation", category: "talk",
      prompt: ["Name a river.", "The Danube.", "How long is it?"],
      candidates: [["The Danube.", "About 2,850 km."], ["The Rhine.", "It has 1,230 km."]],
      reference: "The Danube has 2,850 km."),
    Texts(
      key: "long", category: "layout", prompt: [String(repeating: "A long prompt. ", count: 60)],
      candidates: [
        [
          (1...30).map { "Paragraph \($0) of the first response has some words." }
            .joined(separator: "\n\n")
        ],
        [
          (1...40).map { "Paragraph \($0) of the other response has more words in it." }
            .joined(separator: "\n\n")
        ],
      ]),
    Texts(key: "empty", category: "", prompt: [""], candidates: [[""], [""]]),
  ]

  static func verdict(_ value: RatingValue, of rater: Rater) -> Verdict {
    var verdict = Verdict(
      value: value, presentation: Presentation(order: [1, 0]), scores: [7, 8.5],
      reasoning: "The second response says why, and the first does not.",
      rawReply: "Let me compare them.\n\nScore A: 7\nScore B: 8.5\nFinal verdict: [[B]]",
      parserVersion: "fixture-1", turnsToAnswer: 2)
    guard rater.kind == .debate else { return verdict }
    verdict.rawReply = ""
    verdict.debate = [
      DebateTurn(
        round: 1, role: "advocate", model: "large", text: "The first is short and right.",
        vote: .prefer(0), scores: [8, 6]),
      DebateTurn(
        round: 1, role: "critic", model: "small", text: "It leaves out the \u{202E}reason.",
        vote: .prefer(1), scores: [5, 7]),
      DebateTurn(
        round: 2, role: "advocate", model: "large", text: "That is so: I change my mind.",
        vote: .prefer(1), scores: [6, 7]),
      DebateTurn(
        round: 2, role: "critic", model: "small", text: "Then we agree.", vote: .prefer(1)),
    ]
    return verdict
  }
}
