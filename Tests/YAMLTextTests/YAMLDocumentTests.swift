import Testing
import YAMLText

@Suite struct YAMLDocumentTests {
  private func reason(_ text: String) -> YAMLError.Reason? {
    do {
      _ = try YAMLDocument.parse(text, name: "t.yaml")
      return nil
    } catch { return error.reason }
  }

  @Test func readsValuesWithTheirPlaces() throws {
    let node = try YAMLDocument.parse(
      "# first\nname: \"12\"\nlist: [1, 2.5, yes]\ndeep:\n  text: |\n    one\n    two\n",
      name: "t.yaml")
    #expect(node["name"]?.text == "12")
    #expect(node["name"]?.integer == nil)
    #expect(node["list"]?.elements?.map(\.number) == [1, 2.5, nil])
    #expect(node["list"]?.elements?.last?.boolean == true)
    #expect(node["deep"]?["text"]?.text == "one\ntwo\n")
    #expect(node["deep"]?["text"]?.place == YAMLPlace(line: 5, column: 9))
    #expect(node.entries?.map(\.key) == ["name", "list", "deep"])
    #expect(node.entries?.map(\.keyPlace.line) == [2, 3, 4])
  }

  @Test func emptyTextIsNull() throws {
    for text in ["", "\n", "# only words\n", "~", "---\n"] {
      #expect(try YAMLDocument.parse(text, name: "t").isNull, "\(text)")
    }
    #expect(try !YAMLDocument.parse("\"\"", name: "t").isNull)
  }

  @Test func namesLineOfWhatIsWrong() {
    do {
      _ = try YAMLDocument.parse("a: 1\nb: [1, 2\nc: 3\n", name: "t.yaml")
      Issue.record("an open bracket was taken")
    } catch {
      #expect(error.place.line >= 2)
      #expect(error.description.hasPrefix("t.yaml:"))
      #expect(!error.description.contains("\n"))
    }
    #expect(reason("a: 1\nb: 2\na: 3\n") == .duplicateKey("a"))
    #expect(reason("a: *gone\n") == .unknownAnchor("gone"))
    #expect(reason("a: 1\n---\nb: 2\n") == .secondDocument)
    #expect(reason("? [1, 2]\n: 3\n") == .keyIsNotText)
    #expect(reason("a: \0\n") != nil)
  }

  @Test func unfoldsAliasesWithinTheLimit() throws {
    let node = try YAMLDocument.parse("a: &x [1, 2]\nb: *x\n", name: "t")
    #expect(node["b"]?.elements?.compactMap(\.integer) == [1, 2])
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<20 {
      let uses = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(uses)]\n"
    }
    #expect(reason(bomb) == .tooLarge(limit: YAMLDocument.nodeLimit))
  }

  @Test func refusesDepth() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(reason(deep) == .tooDeep(limit: YAMLDocument.depthLimit))
    #expect(reason(String(repeating: "{a: ", count: 5_000)) != nil)
  }

  @Test func randomTextNeverTraps() {
    var state: UInt64 = 7
    let alphabet = Array("ab:-[]{}#&*!|>'\"%@`\n \t,?~\u{0}\u{202E}é👍".unicodeScalars)
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<40 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.unicodeScalars.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      _ = reason(text)
    }
  }
}
