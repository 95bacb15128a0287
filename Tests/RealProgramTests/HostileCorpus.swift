import Foundation
import Testing

/// Text that terminals, parsers and people trip over; all of it is stored as it is.
enum HostileCorpus {
  /// Escape sequences that would do something if they reached a terminal.
  static let sequences = [
    "\u{1B}[2J\u{1B}[H\u{1B}]0;owned\u{7}after", "\u{1B}]52;c;b3duZWQ=\u{1B}\\clip",
    "\u{1B}[?1049lleft", "\u{1B}[?25l\u{1B}[?2004l\u{1B}[?1000hmodes",
    "\u{1B}[6n\u{1B}[c\u{5}asks",
    "\u{1B}P$q\"p\u{1B}\\dcs", "\u{1B}_apc\u{1B}\\\u{1B}^pm\u{1B}\\", "\u{9B}31mred\u{9D}0;t\u{9C}",
    "\u{7}bell\u{8}\u{8}\u{8}back\u{7F}", "\u{E}shift\u{F}", "\u{1B}c\u{1B}(0lqqk", "a\u{0}b\u{0}",
    "\u{1B}[200~pasted\u{1B}[201~",
  ]

  /// The widths that PLATFORM lists, with what surrounds them.
  static let widths = [
    "中文 한국어 ｆｕｌｌ ｶﾅ", "e\u{301} é क्ष ก็ ไทย กำ", "שלום مرحبا and back",
    "👨‍👩‍👧 👍🏽 ❤️ 1️⃣ 🇩🇪 ⚠",
    "🫨 \u{E000} \u{FFFD}", "\u{200B}zero\u{200B} \u{FEFF} \u{AD}soft",
    "\u{202E}gnitrats\u{202C} \u{2066}x\u{2069}", "\u{3164}\u{115F} fillers",
    "a\tb\tc", "one\r\ntwo\rthree\u{2028}four\u{85}five",
    "x" + String(repeating: "\u{301}", count: 500),
    "| a | b |\n| - | - |\n| 中文 | \u{1B}[31m |\n\n```\n\u{202E}code\n```",
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://example.org\")", "{\"a\":\"\\u0000\"}, ' \" ` $(id) ; rm",
  ]

  static let all = sequences + widths

  // MARK: - Files of every format

  /// A data set as files: their names and contents, and how it is imported.
  struct DataSet: Sendable, CustomTestStringConvertible {
    var format: String
    var files: [String: Data]
    /// What is given to `import`; the other files lie beside.
    var given: [String]
    var options: [String] = []

    var testDescription: String { format }
  }

  static func json(_ object: Any) -> Data {
    // Only strings, numbers, arrays and dictionaries come here.
    (try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])) ?? Data()
  }

  static func lines(_ objects: [Any]) -> Data {
    objects.reduce(into: Data()) { $0 += json($1) + Data("\n".utf8) }
  }

  /// One row per text: it is in every field.
  private static func table(_ separator: String) -> Data {
    let columns = [
      "item", "category", "prompt", "response_a", "response_b", "model_a", "model_b", "rater",
      "kind", "verdict", "reasoning", "reply", "note",
    ]
    var text = columns.joined(separator: separator) + "\n"
    for (index, one) in all.enumerated() {
      let fields = [
        "k\(index)", one, one, one + " left", one + " right", one, one, "judge " + one, "judge",
        index.isMultiple(of: 2) ? "a" : "b", one, one, one,
      ]
      text +=
        fields.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }
        .joined(separator: separator) + "\n"
    }
    return Data(text.utf8)
  }

  private static func records() -> [[String: Any]] {
    all.enumerated().map { index, one in
      [
        "item": "k\(index)", "category": one, "prompt": one, "response_a": one + " left",
        "response_b": one + " right", "model_a": one, "model_b": one, "rater": "judge " + one,
        "kind": "judge", "verdict": index.isMultiple(of: 2) ? "a" : "b", "reasoning": one,
        "reply": one, "note": one,
      ]
    }
  }

  static let dataSets: [DataSet] = [
    DataSet(format: "csv", files: ["a.csv": table(",")], given: ["a.csv"]),
    DataSet(format: "tsv", files: ["a.tsv": table("\t")], given: ["a.tsv"]),
    DataSet(format: "json", files: ["a.json": json(records())], given: ["a.json"]),
    DataSet(format: "jsonl", files: ["a.jsonl": lines(records())], given: ["a.jsonl"]),
    pandalm, fairEval, labelStudio, argilla, prodigy,
  ]

  private static let pandalm: DataSet = {
    let rows: [[String: Any]] = all.enumerated().map { index, one in
      [
        "idx": index, "motivation_app": one, "cmp_key": one + "_" + one, "instruction": one,
        "input": one, "response1": one + " left", "response2": one + " right", "annotator1": "1",
        "annotator2": "2", "annotator3": "0",
      ]
    }
    let judged: [[String: Any]] = all.enumerated().map { index, one in
      ["idx": index, "gpt_result": one, "gpt_reason": one]
    }
    return DataSet(
      format: "pandalm", files: ["t.json": json(rows), "g.json": json(judged)],
      given: ["t.json", "g.json"], options: ["--format", "pandalm"])
  }()

  private static let fairEval: DataSet = {
    func rows(_ field: (Int, String) -> [String: Any]) -> Data {
      lines(all.enumerated().map { field($0.offset + 1, $0.element) })
    }
    let files = [
      "question.jsonl": rows { ["question_id": $0, "text": $1, "category": $1] },
      "answer_vicuna-13b.jsonl": rows { ["question_id": $0, "text": $1 + " left"] },
      "answer_gpt35.jsonl": rows { ["question_id": $0, "text": $1 + " right"] },
      "review_gpt35_vicuna-13b_human.txt": Data(
        all.map { _ in "TIE" }.joined(separator: "\n").utf8),
    ]
    return DataSet(
      format: "faireval", files: files, given: Array(files.keys).sorted(),
      options: ["--format", "faireval"])
  }()

  private static let labelStudio: DataSet = {
    let rows: [[String: Any]] = all.enumerated().map { index, one in
      [
        "id": index, "data": ["prompt": one, "text1": one + " left", "text2": one + " right"],
        "annotations": [
          [
            "completed_by": ["id": index, "email": one],
            "result": [
              ["type": "pairwise", "value": ["selected": "left"]],
              ["type": "textarea", "value": ["text": [one]]],
            ],
          ] as [String: Any]
        ],
      ]
    }
    return DataSet(
      format: "label-studio", files: ["ls.json": json(rows)], given: ["ls.json"],
      options: ["--format", "label-studio"])
  }()

  private static let argilla: DataSet = {
    let rows: [[String: Any]] = all.enumerated().map { index, one in
      [
        "id": "r\(index)", "metadata": [String: String](),
        "fields": ["instruction": one, "response_1": one + " left", "response_2": one + " right"],
        "suggestions": ["preference": ["value": "response_2", "agent": one]],
        "responses": [
          "preference": [["value": "response_1", "user_id": one]],
          "comment": [["value": one, "user_id": one]],
        ],
      ]
    }
    return DataSet(
      format: "argilla", files: ["a.json": json(rows)], given: ["a.json"],
      options: ["--format", "argilla"])
  }()

  private static let prodigy: DataSet = {
    let rows: [[String: Any]] = all.enumerated().map { index, one in
      [
        "text": one, "accept": ["m1"], "answer": "accept", "_input_hash": index,
        "_annotator_id": one,
        "options": [["id": "m1", "text": one + " left"], ["id": "m2", "text": one + " right"]],
      ]
    }
    return DataSet(
      format: "prodigy", files: ["p.jsonl": lines(rows)], given: ["p.jsonl"],
      options: ["--format", "prodigy"])
  }()
}
