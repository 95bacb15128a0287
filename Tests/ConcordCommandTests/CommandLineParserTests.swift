import Testing

@testable import ConcordCommand

@Suite struct CommandLineParserTests {
  func parse(_ line: String) throws(UsageError) -> Invocation {
    try CommandLineParser.parse(line.split(separator: " ").map(String.init))
  }

  @Test func readsEveryWayToWriteAnOption() throws {
    for line in ["export s -o out", "export s -oout", "export s --output out", "export s -o=out"] {
      #expect(try parse(line).value("output") == "out", "\(line)")
    }
    #expect(try parse("export --output=out s").operands == ["s"])
    #expect(try CommandLineParser.parse(["export", "s", "--output="]).value("output") == "")
    #expect(
      try CommandLineParser.parse(["import", "s", "-", "--map=a=b=c"]).all("map") == ["a=b=c"])
  }

  @Test(arguments: [
    ("--ascii open x", "open x --ascii"), ("--json agree s", "agree s --json"),
    ("--as open open x", "open x --as open"), ("--as=ann label s", "label s --as=ann"),
    ("-o out --format csv export s", "export s -o out --format csv"),
    ("--raters a,b agree s --json", "agree s --raters a,b --json"), ("-h agree", "agree -h"),
  ])
  func optionsMayStandBeforeTheCommand(_ line: String, _ same: String) throws {
    let (invocation, expected) = (try parse(line), try parse(same))
    #expect(invocation.command == expected.command && invocation.values == expected.values)
    #expect(invocation.operands == expected.operands)
  }

  @Test func whatStandsBeforeTheCommandIsStillRefused() {
    #expect(throws: UsageError.unknownOption("--ascii", command: "agree", hint: nil)) {
      try parse("--ascii agree s")
    }
    #expect(throws: UsageError.unknownCommand("opne", hint: "open")) { try parse("--ascii opne x") }
    #expect(throws: UsageError.missingValue(option: "as", placeholder: "NAME")) {
      try parse("--ascii --as")
    }
  }

  @Test func endsOptionsAtTwoDashes() throws {
    let invocation = try parse("import s -- --json -x -")
    #expect(invocation.operands == ["s", "--json", "-x", "-"])
    #expect(!invocation.has("json"))
  }

  @Test func collectsWhatRepeatsAndRefusesWhatDoesNot() throws {
    #expect(try parse("agree s --gate cohen>=0.6 --gate ac1>0").all("gate").count == 2)
    #expect(throws: UsageError.repeated(option: "reference")) {
      try parse("agree s --reference a --reference b")
    }
    #expect(try parse("agree s --json --json").has("json"))
  }

  @Test func splitsLists() throws {
    let words = ["agree", "s", "--raters", "a, judge/b,,c "]
    #expect(try CommandLineParser.parse(words).list("raters") == ["a", "judge/b", "c"])
  }

  @Test func hintsAtTheNearestName() {
    func hint(_ line: String) -> String? {
      do {
        _ = try parse(line)
        return nil
      } catch {
        return error.description
      }
    }
    #expect(hint("agre s")?.contains("did you mean ‘agree’?") == true)
    #expect(hint("agree s --unprased drop")?.contains("did you mean ‘--unparsed’?") == true)
    #expect(hint("agree s --unparsed dorp")?.contains("did you mean ‘drop’?") == true)
    #expect(hint("xyzzy")?.contains("did you mean") == false)
  }

  @Test(arguments: [
    ("agree", UsageError.missingOperand("STUDY", command: "agree")),
    ("import s", .missingOperand("FILE", command: "import")),
    ("backup a b c", .extraOperand("c", command: "backup")),
    ("export s -o", .missingValue(option: "output", placeholder: "FILE")),
    ("agree s --json=1", .unexpectedValue(option: "json")),
    ("agree s -z", .unknownOption("-z", command: "agree", hint: nil)),
  ])
  func refuses(_ line: String, _ expected: UsageError) {
    #expect(throws: expected) { try parse(line) }
  }

  @Test func helpNeedsNothingElse() throws {
    #expect(try parse("import --help").has("help"))
    #expect(try parse("-h").has("help"))
  }

  @Test func anyArgumentsEndInAnInvocationOrAnError() {
    let words = [
      "agree", "-", "--", "--=", "-o", "--json", "", "=", "--gate", "-h", "é\u{1B}[", "import", "s",
    ]
    var state: UInt64 = 7
    for _ in 0..<5000 {
      let line = (0..<5).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1
        return words[Int(state >> 33) % words.count]
      }
      do throws(UsageError) {
        let invocation = try CommandLineParser.parse(line)
        #expect(invocation.operands.count <= line.count)
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
  }

  @Test func editDistanceIsSymmetricAndZeroOnlyForEqualWords() {
    let words = ["agree", "agere", "are", "", "export"].map { Array($0.unicodeScalars) }
    for first in words {
      for second in words {
        let distance = NearestName.editDistance(first, second)
        #expect(distance == NearestName.editDistance(second, first))
        #expect((distance == 0) == (first == second))
      }
    }
    #expect(NearestName.editDistance(words[0], words[1]) == 1)
  }
}
