import Testing
import YAMLText

@Suite struct YAMLSalvageTests {
  private func salvage(_ text: String) -> (root: YAMLNode, errors: [YAMLError]) {
    YAMLDocument.salvage(text, name: "t.yaml")
  }

  @Test func aSoundTextIsReadAsItIs() throws {
    for text in ["", "a: 1\nb: [2]\n", "- a\n", "a: &x 1\nb: *x\n"] {
      #expect(try salvage(text).root == YAMLDocument.parse(text, name: "t"))
      #expect(salvage(text).errors.isEmpty)
    }
  }

  @Test(arguments: [
    ("a: [1\nb: 2\n", ["b"], 1), ("a: 1\nb: {\nc: 3\n", ["a", "c"], 2),
    ("a: 1\n# note\na: 2\nb: 3\n", ["a", "b"], 3), ("word\na: 1\n", ["a"], 1),
    ("a: 'x\nb: 2\n", ["b"], 1), ("a:\n- 1\n- [\nb: 2\n", ["b"], 3),
    ("a: 1\nb: *x\nc: 3\n", ["a", "c"], 2), ("a: 1\n\tb: 2\nc: 3\n", ["c"], 2),
  ])
  func aSlipCostsItsLine(_ text: String, _ keys: [String], _ line: Int) {
    let (root, errors) = salvage(text)
    #expect(root.entries?.map(\.key) == keys)
    #expect(errors.count == 1 && abs((errors.first?.place.line ?? 0) - line) <= 1, "\(errors)")
  }

  @Test func placesAreThoseOfTheWholeText() {
    let (root, errors) = salvage("a: 1\nb:\n  c: [\n  d: 4\n  e:\n    f: ]\n    g: 7\nh: 8\n")
    #expect(root["b"]?["d"]?.place == YAMLPlace(line: 4, column: 6))
    #expect(root["b"]?["e"]?["g"]?.place == YAMLPlace(line: 7, column: 8))
    #expect(root["h"]?.place == YAMLPlace(line: 8, column: 4))
    #expect(root["b"]?.entries?.map(\.keyPlace.line) == [4, 5])
    #expect(errors.map(\.place.line).allSatisfy { [3, 6].contains($0) } && errors.count == 2)
  }

  @Test func anElementOfAListOfMappingsIsLostAlone() {
    for (head, gap) in [("- ", "  "), ("  - ", "    ")] {
      let text = "b: 0\na:\n\(head)x: 1\n\(head)x: [\n\(gap)y: 2\n\(head)x: 3\n\(gap)y: 4\n"
      let (root, errors) = salvage(text)
      #expect(root["a"]?.elements?.map { $0["x"]?.integer } == [1, 3])
      #expect(root["a"]?.elements?.last?["y"]?.place == YAMLPlace(line: 7, column: gap.count + 4))
      #expect(errors.count == 1 && (4...5).contains(errors[0].place.line), "\(errors)")
    }
  }

  @Test func partsThatAreSoundButNotTogetherAreSaid() {
    let (root, errors) = salvage("a: 1\n---\nb: 2\n")
    #expect(root["a"]?.integer == 1 || root["b"]?.integer == 2)
    #expect(errors.count == 1)
  }

  @Test func anyTextEndsInAMappingAndErrors() {
    let words = [
      "a: 1", "b:", "  c: [", "  - x", "\t", "---", "'", "# n", "é: \u{0}", "{", "]", "",
    ]
    var state: UInt64 = 5
    for _ in 0..<3000 {
      let text = (0..<7).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return words[Int(state >> 33) % words.count]
      }.joined(separator: "\n")
      let (root, errors) = salvage(text)
      #expect(!errors.isEmpty || root == (try? YAMLDocument.parse(text, name: "t")))
      for error in errors { #expect((1...7).contains(error.place.line), "\(text): \(error)") }
    }
  }
}
