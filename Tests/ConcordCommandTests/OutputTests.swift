import Foundation
import Testing

@testable import ConcordCommand

@Suite struct OutputTests {
  @Test func jsonKeepsOrderAndReadsBackTheSame() throws {
    let text = "a\"\\\n\u{1B}[31m\u{202E}\u{85}\u{2028}é中👍\u{0}"
    let value = JSONValue.members([
      "z": .string(text), "a": .number(0.1 + 0.2), "none": nil,
      "list": .array([.integer(-3), .bool(true), .null]),
    ])
    let line = value.text
    #expect(line.hasPrefix("{\"z\":"))
    #expect(!line.contains("none"))
    for scalar in line.unicodeScalars {
      let category = scalar.properties.generalCategory
      #expect(category != .control && category != .format && category != .lineSeparator)
    }
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(read?["z"] as? String == text)
    #expect(line.contains("\"a\":0.30000000000000004,"))
  }

  @Test func jsonHasNoNumberThatIsNone() {
    #expect(JSONValue.number(.nan).text == "null")
    #expect(JSONValue.number(-.infinity).text == "null")
  }

  @Test func tablesLineUpByColumnsAndNotByCharacters() {
    var table = PlainTable(columns: [.init("name"), .init("n", isNumeric: true)])
    table.rows = [["中文", "5"], ["ab", "10"], ["\u{1B}[2J\u{202E}", "1"]]
    let text = table.plain { $0 }
    #expect(!text.contains("\u{1B}") && !text.contains("\u{202E}"))
    let widths = Set(text.split(separator: "\n").map { SafeText.columns(String($0)) })
    #expect(widths.count == 1)
  }

  @Test func beyondASCIINothingIsLost() throws {
    let text = "é × 中 👍 \u{301}\"\\"
    #expect(PlainCharacters.of("ann × bob", exactly: false) == "ann x bob")
    #expect(PlainCharacters.of("é👍", exactly: false) == #"\u00e9\ud83d\udc4d"#)
    let line = PlainCharacters.of(JSONValue.members(["t": .string(text)]).text, exactly: true)
    #expect(line.utf8.allSatisfy { $0 < 0x80 })
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(read?["t"] as? String == text)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("@x", "'@x"), ("-0.5", "-0.5"), ("-x", "'-x"), ("a,b", "\"a,b\""),
    ("say \"x\"", "\"say \"\"x\"\"\""), ("two\nlines", "\"two\nlines\""),
    ("two\r\nlines", "\"two\r\nlines\""), ("\t=1", "'\t=1"),
  ])
  func csvCellsAreHarmless(_ text: String, _ expected: String) {
    #expect(PlainTable.csvCell(text) == expected)
  }

  @Test func markdownCellsCannotEndTheRow() {
    var table = PlainTable(columns: [.init("a")])
    table.rows = [["x | y\n| z"]]
    #expect(table.markdown.split(separator: "\n").count == 3)
    #expect(table.markdown.contains("x \\| y \\| z"))
  }
}
