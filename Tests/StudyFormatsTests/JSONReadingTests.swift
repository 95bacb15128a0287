import AnnotationModel
import JSONText
import Testing

@testable import StudyFormats

@Suite struct JSONReadingTests {
  private func taken(_ text: String) -> Bool { taken(Array(text.utf8)) }
  private func taken(_ bytes: [UInt8]) -> Bool {
    if case .success = JSONReader.parse(bytes) { true } else { false }
  }

  @Test(arguments: [
    "{}", "[]", "0", "-0", "-0.0e+1", "1E400", "\"\\u0000\"", "\"\\uD83D\\uDE00\"", " [1 , 2]\r\n",
    "{\"\":1}", "\"\u{7F}\"", "12345678901234567890123", "null", "{\"a\":{\"a\":1}}",
  ])
  func takesWhatTheStandardAllows(_ text: String) { #expect(taken(text)) }

  @Test(arguments: [
    "", " ", "01", "-", "+1", ".5", "1.", "1e", "0x10", "NaN", "Infinity", "nul", "True", "'a'",
    "\"a", "\"\\x41\"", "\"\\u12\"", "\"\\u+123\"", "\"\\uD800\"", "\"\\uDC00\"",
    "\"\\uD800\\u0041\"", "\"\n\"", "\"\t\"", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
    "{\"a\":1,}", "{a:1}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
    "1 2", "[1]]", "{\"a\":1}//", "\u{A0}1", "\"\\", "{", "[", "{\"a\":[}", "\u{FEFF}1",
  ])
  func refusesWhatOthersLetPass(_ text: String) { #expect(!taken(text)) }

  @Test func keepsNumbersAsText() throws {
    let node = try JSONReader.parse(Array("[1.10, 1e2, 9007199254740993]".utf8)).get()
    #expect(node.elements?.compactMap(\.text) == ["1.10", "1e2", "9007199254740993"])
  }

  @Test func limitsDepth() {
    #expect(taken(String(repeating: "[", count: 150) + String(repeating: "]", count: 150)))
    #expect(!taken(String(repeating: "[", count: 100_000)))
  }

  @Test func findsDuplicatesAmongManyNames() {
    let names = (0..<40).map { "\"n\($0)\":0" }
    #expect(taken("{" + names.joined(separator: ",") + "}"))
    #expect(!taken("{" + (names + ["\"n3\":1"]).joined(separator: ",") + "}"))
  }

  @Test func illFormedBytesBecomeReplacementCharacters() throws {
    let node = try JSONReader.parse([34, 97, 0xFF, 98, 34]).get()
    #expect(node.string == "a\u{FFFD}b")
  }

  @Test func randomBytesNeverTrap() {
    var random = SplitMixForTests(state: 1)
    let alphabet = Array("{}[]\",:\\u0aDdE8-+.etrufalsn \n\u{1}".utf8) + [0xFF, 0xC3, 0xE2, 0]
    for _ in 0..<20_000 {
      let count = Int(random.next() % 30)
      _ = taken((0..<count).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    }
  }
}

struct SplitMixForTests: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}

@Suite struct JSONElementsTests {
  let folder = TemporaryFolder()

  private func read(_ text: String) throws -> [(good: String?, line: Int)] {
    let elements = JSONElements(
      try ByteSource(path: folder.write("a.json", text)), name: "a.json")
    var result: [(String?, Int)] = []
    while let (node, place) = try elements.next() {
      let text = (try? node.get()).map { $0.at("a")?.text ?? $0.text ?? "?" }
      result.append((text, place.line))
      if result.count > 1000 { break }
    }
    return result
  }

  @Test func aBrokenLineCostsOneLine() throws {
    let rows = try read("{\"a\":1}\n{\"a\":2\n\n{\"a\":\"x}\n{\"a\":4}\r\n{\"a\":5}")
    #expect(rows.map(\.good) == ["1", nil, nil, "4", "5"])
    #expect(rows.map(\.line) == [1, 2, 4, 5, 6])
  }

  @Test func readsPrintedValues() throws {
    let rows = try read("{\n  \"a\": 1\n}\n{\n  \"a\": \"}\\\"\"\n}\n")
    #expect(rows.map(\.good) == ["1", "}\""])
    #expect(rows.map(\.line) == [1, 4])
  }

  @Test func readsArrays() throws {
    #expect(try read(" [ {\"a\":1} , 2,\n\"x,]\" ] \n").map(\.good) == ["1", "2", "x,]"])
    #expect(try read("[]").isEmpty)
    #expect(try read("").isEmpty)
  }

  @Test(arguments: [
    ("[1,2", 3), ("[1,]", 2), ("[1,,2]", 3), ("[1 2]", 3), ("[1] 2", 2), ("[", 1),
    ("[{\"a\":1},{\"a\":", 3),
  ])
  func saysWhatIsWrongWithAnArray(_ text: String, _ count: Int) throws {
    let rows = try read(text)
    #expect(rows.contains { $0.good == nil })
    #expect(rows.count == count)
  }

  @Test func crossesChunks() throws {
    let long = String(repeating: "ä", count: 400_000)
    let text = (0..<5).map { "{\"a\":\"\(long)\($0)\"}" }
    #expect(
      try read(text.joined(separator: "\n")).map(\.good?.utf8.count)
        == Array(repeating: 800_001, count: 5))
    #expect(try read("[" + text.joined(separator: ",\n") + "]").compactMap(\.good).count == 5)
  }

  @Test func randomFilesNeverTrap() throws {
    var random = SplitMixForTests(state: 3)
    let alphabet = Array("{}[]\",:\\1a \n".utf8)
    for _ in 0..<2_000 {
      let bytes = (0..<Int(random.next() % 40)).map { _ in
        alphabet[Int(random.next() % UInt64(alphabet.count))]
      }
      #expect(try read(String(decoding: bytes, as: UTF8.self)).count <= 100)
    }
  }
}
