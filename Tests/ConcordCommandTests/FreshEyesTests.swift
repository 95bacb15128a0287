import Foundation
import Testing

/// What people stumbled over who saw the program for the first time.
@Suite struct FreshEyesTests {
  /// A study where `names` answered alike on every item.
  private func agreeing(_ folder: ScratchFolder, items: Int, _ names: [String]) throws -> String {
    let study = try folder.study()
    let rows = (0..<items).flatMap { item in
      names.map {
        #"{"id": "i\#(item)", "prompt": "p", "response_a": "x", "response_b": "y", "#
          + #""annotator": "\#($0)", "winner": "\#(item.isMultiple(of: 2) ? "a" : "b")"}"#
      }
    }
    let file = try folder.write("rows.jsonl", rows.joined(separator: "\n") + "\n")
    #expect(try folder.concord("import", study, file).status == 0)
    return study
  }

  @Test func aGateDoesNotHoldOnTwoItems() throws {
    let folder = try ScratchFolder()
    let few = try agreeing(folder, items: 2, ["kim", "lee"])
    let run = try folder.concord("agree", few, "--raters", "kim,lee", "--gate", "cohen>=0.6")
    #expect(run.status == 1)
    #expect(run.output.contains("no variance"))
    let other = try ScratchFolder()
    let many = try agreeing(other, items: 200, ["kim", "lee"])
    #expect(
      try other.concord("agree", many, "--raters", "kim,lee", "--gate", "cohen>=0.6").status == 0)
  }

  @Test func whoOnlyLookedIsNoRater() throws {
    let folder = try ScratchFolder()
    let study = try agreeing(folder, items: 40, ["ann", "bob"])
    #expect(try folder.concord("agree", study, "--gate", "cohen>=-1").status == 0)
    let out = folder.file("out")
    #expect(try folder.concord("export", study, "--what", "study", "-o", out).status == 0)
    let raters = URL(fileURLWithPath: out + "/raters.jsonl")
    let judy = Data((#"{"name":"judy","kind":"human"}"# + "\n").utf8)
    try (Data(contentsOf: raters) + judy).write(to: raters)
    #expect(try folder.concord("import", folder.file("again.concord"), out).status == 0)
    let again = folder.file("again.concord")
    let run = try folder.concord("agree", again, "--json", "--gate", "cohen>=-1")
    #expect(!run.output.contains("judy"))
    #expect(run.status == 0)
    #expect(try folder.concord("info", again).output.contains("judy"))
  }

  /// What could not be saved leaves nobody behind.
  @Test(arguments: [["none", "a"], ["i1", "c"], ["i1", "a", "--error-code", "7"]])
  func anAnswerThatIsRefusedMakesNoPerson(_ words: [String]) throws {
    let folder = try ScratchFolder()
    let study = try agreeing(folder, items: 2, ["ann", "bob"])
    let program = try #require(RunningProgram.concord)
    let run = try RunningProgram.run(
      program,
      ["label", study, "--as", "ghost", "--item", words[0], "--answer", words[1]]
        + words.dropFirst(2))
    #expect(run.status == 2 || run.status == 3)
    #expect(try !folder.concord("info", study).output.contains("ghost"))
  }

  @Test func longNamesStandOnceAndThePoliciesAreSaid() throws {
    let folder = try ScratchFolder()
    let long = ["somebody-with-a-rather-long-name", "somebody-else-with-a-long-name"]
    let study = try agreeing(folder, items: 30, long)
    let run = try folder.concord("agree", study, "--raters", long.joined(separator: ","))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 100 }, "\(run.output)")
    #expect(run.output.contains("1 × 2") && run.output.contains("counted with unparsed drop"))
    #expect(run.output.contains("over everyone: 1, 2; 30 items"))
    let json = try folder.concord(
      "agree", study, "--json", "--reference", long[0], "--ties", "exclude")
    #expect(json.output.contains(#""reference":"\#(long[0])""#))
    #expect(json.output.contains(#""ties":"exclude""#))
  }

  /// Short names stand in their rows, whatever is remarked beside them.
  @Test func shortNamesStayInTheirRows() throws {
    let folder = try ScratchFolder()
    let study = try agreeing(folder, items: 4, ["ann", "bob"])
    let run = try folder.concord("agree", study, "--reference", "majority")
    #expect(run.output.contains("majority × ann (one of the majority)"), "\(run.output)")
  }

  @Test func theMajorityIsNotTestedAgainstItsOwnPeople() throws {
    let folder = try ScratchFolder()
    let study = try agreeing(folder, items: 40, ["ann", "bob"])
    let run = try folder.concord(
      "agree", study, "--reference", "majority", "--json", "--gate", "cohen>=0.5")
    #expect(run.status == 1)
    #expect(run.errors.contains("includes this rater") && run.errors.contains("no pair to test"))
    #expect(run.output.contains(#""includes": true"#) || run.output.contains(#""includes":true"#))
  }

  /// The majority of the others is what a study without the person says.
  @Test(arguments: [[], ["--slices", "source"], ["--consensus", "split-drop"]])
  func leavingOneOutComparesWithTheOthers(_ more: [String]) throws {
    let program = try #require(RunningProgram.concord)
    func pairs(_ study: String, _ words: [String]) throws -> [[String: Any]] {
      let run = try RunningProgram.run(
        program, ["agree", study, "--json", "--reference", "majority"] + words + more)
      #expect(run.status == 0, "\(run.errors)")
      let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
      return ["pairs", "slices"].flatMap { json?[$0] as? [[String: Any]] ?? [] }
    }
    func text(_ value: Any?) throws -> String {
      let value = try #require(value)
      let data = try JSONSerialization.data(withJSONObject: value, options: .sortedKeys)
      return String(decoding: data, as: UTF8.self)
    }
    let answers = (0..<60).map { ["a", "b", "tie"][($0 * $0 + $0 / 7) % 3] }
    func study(_ folder: ScratchFolder, kimIs kind: String) throws -> String {
      let path = folder.file("s.concord")
      var rows = "item,prompt,response_a,response_b,rater,kind,verdict\n"
      for item in 0..<60 {
        for (at, name) in ["kim", "lee", "max"].enumerated() where (item + at) % 7 != 0 {
          let answer = answers[(item + (item.isMultiple(of: 4) ? at : 0)) % 60]
          rows += "i\(item),p,x,y,\(name),\(name == "kim" ? kind : "human"),\(answer)\n"
        }
      }
      try folder.concord("new", path)
      let run = try folder.concord("import", path, try folder.write("rows.csv", rows))
      #expect(run.status == 0, "\(run.errors)")
      return path
    }
    let (one, other) = (try ScratchFolder(), try ScratchFolder())
    let people = try pairs(try study(one, kimIs: "human"), ["--leave-one-out"])
    let judge = try pairs(try study(other, kimIs: "judge"), [])
    func ofKim(_ all: [[String: Any]]) -> [[String: Any]] {
      all.filter { ($0["raters"] as? [String]) == ["majority", "kim"] }
    }
    #expect(ofKim(people).count == (more.contains("--slices") ? 2 : 1))
    for (mine, theirs) in zip(ofKim(people), ofKim(judge)) {
      #expect(mine["leave_one_out"] as? Bool == true && mine["includes"] == nil)
      for key in ["confusion", "coefficients"] {
        #expect(try text(mine[key]) == text(theirs[key]), "\(key)")
      }
      #expect(mine["n"] as? Int == theirs["n"] as? Int)
    }
    #expect((ofKim(people).first?["n"] as? Int ?? 0) > 40)
  }

  @Test func leavingOneOutIsSaidAndTested() throws {
    let folder = try ScratchFolder()
    let study = try agreeing(folder, items: 40, ["ann", "bob"])
    let run = try folder.concord(
      "agree", study, "--reference", "majority", "--leave-one-out", "--gate", "cohen>=0.5")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("majority × ann (left out of it)"))
    let alone = try folder.concord("agree", study, "--leave-one-out")
    #expect(alone.status == 2 && alone.errors.contains("--reference majority"))
  }

  @Test func aColumnCalledJudgeHoldsJudges() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let file = try folder.write(
      "v.csv", "id,prompt,response_a,response_b,judge,winner\n1,p,x,y,gpt,a\n2,p,x,y,gpt,b\n")
    let run = try folder.concord("import", study, file)
    #expect(run.errors.contains("2 verdicts"))
    let named = try folder.write(
      "w.csv", "id,prompt,response_a,response_b,who,winner\n1,p,x,y,owl,a\n")
    let second = try folder.concord(
      "import", study, named, "--map", "rater=who", "--kind", "judge")
    #expect(second.errors.contains("1 verdict"))
  }

  @Test func aColumnThatIsNotThereIsNamed() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let file = try folder.write("v.csv", "id,text,response_a,response_b\n1,p,x,y\n")
    let run = try folder.concord(
      "import", study, file, "--map", "prompt=question", "--dry-run")
    #expect(run.status == 3)
    #expect(run.errors.contains("no column 'question' for prompt") && run.errors.contains("'text'"))
  }

  @Test func aGateNamesItsCoefficients() throws {
    let folder = try ScratchFolder()
    let study = try agreeing(folder, items: 200, ["kim", "lee"])
    for name in ["kappa", "agree", "cohen", "percent", "alpha"] {
      let run = try folder.concord("agree", study, "--raters", "kim,lee", "--gate", "\(name)>=0.1")
      #expect(run.status == 0, "\(name): \(run.output) \(run.errors)")
    }
    let unknown = try folder.concord("agree", study, "--gate", "kapa>=0.1")
    #expect(unknown.status == 2 && unknown.errors.contains("there are percent, cohen,"))
  }
}
