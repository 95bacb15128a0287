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
    _ = try folder.concord("label", study, "--item", "none", "--answer", "a", "--as", "judy")
    let run = try folder.concord("agree", study, "--json", "--gate", "cohen>=-1")
    #expect(!run.output.contains("judy"))
    #expect(run.status == 0)
    #expect(try folder.concord("info", study).output.contains("judy"))
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
    #expect(second.errors.contains("1 verdicts"))
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

  /// As spreadsheets of many countries write it, with headings in free words.
  @Test func aTableOfAnotherCountryIsRead() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let file = try folder.write(
      "v.csv",
      "query text;model_a answer;model_b answer;who;which is better?;shoe size\n"
        + "\"one; two\";x;y;kim;a;41\nthree;x, z;y;lee;tie;39\n")
    let shown = try folder.concord("import", study, file, "--dry-run")
    #expect(shown.output.contains("semicolon") && shown.output.contains("meanings: prompt"))
    let run = try folder.concord("import", study, file)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("added 2 items, 2 raters, 2 labels"), "\(run.errors)")
    #expect(run.errors.contains("fields stand between semicolon signs"))
    #expect(run.errors.contains("columns left out: shoe size;"))
    #expect(run.errors.contains("new raters: kim (human), lee (human)"))
    let forced = try folder.concord("import", study, file, "--delimiter", "comma")
    #expect(forced.status == 3, "\(forced.errors)")
  }

  @Test(arguments: [",", ";", "\t", "|"]) func theSeparatorIsFound(_ sign: String) throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let rows = [
      ["id", "prompt", "response_a", "response_b"], ["1", "\"p,;|\tq\"", "x", "y"],
      ["2", "\"two\nlines\"", "\"a \"\"b\"\"\"", ""],
    ]
    let text = rows.map { $0.joined(separator: sign) }.joined(separator: "\r\n") + "\r\n"
    let run = try folder.concord("import", study, try folder.write("v.csv", text))
    #expect(run.errors.contains("added 2 items"), "\(run.errors)")
    #expect(try folder.concord("items", study, "1").output.contains("p,;|"))
  }

  @Test(.enabled(if: SharedData.path != nil, "needs shared/data"))
  func theOrderOfFilesDoesNotMatter() throws {
    let data = try #require(SharedData.path)
    let folder = try ScratchFolder()
    let study = try folder.study()
    let run = try folder.concord(
      "import", study, data + "/fellowship-mapo/verdicts_compact.csv", data + "/faireval",
      "--on-error", "skip")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      run.errors.contains("added 80 items, 13 raters, 80 labels, 960 verdicts"), "\(run.errors)")
  }

  /// A file that a named format cannot read is refused by name, not read as nothing.
  @Test(arguments: [
    ("csv", "b.jsonl", "jsonl"), ("jsonl", "a.csv", "csv"), ("tsv", "b.jsonl", "jsonl"),
  ])
  func aNamedFormatSaysWhichFileIsOfAnother(_ named: String, _ file: String, _ other: String) throws
  {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let table = try folder.write("a.csv", "id,prompt,response_a,response_b\n7,p7,x,y\n")
    let lines = try folder.write(
      "b.jsonl", #"{"id":"8","prompt":"p8","response_a":"x","response_b":"y"}"# + "\n")
    let run = try folder.concord("import", study, table, lines, "--format", named)
    #expect(run.status == 3, "\(run.errors)")
    #expect(
      run.errors.contains("\(file): is \(other), and was to be read as \(named)"), "\(run.errors)")
    #expect(run.errors.contains("--format"))
    let both = try folder.concord("import", study, table, lines)
    #expect(both.status == 0 && both.errors.contains("added 2 items"), "\(both.errors)")
  }

  @Test(.enabled(if: SharedData.path != nil, "needs shared/data"))
  func aStudyOfAnotherNamedFormatIsNotPassedOver() throws {
    let data = try #require(SharedData.path)
    let folder = try ScratchFolder()
    let run = try folder.concord(
      "import", try folder.study(), data + "/faireval", data + "/pandalm", "--format", "faireval")
    #expect(run.status == 3, "\(run.errors)")
    #expect(run.errors.contains("/pandalm: is pandalm, and was to be read as faireval"))
  }

  /// The votes tell the rows of the verdicts, wherever they lie and whichever comes first.
  @Test(.enabled(if: SharedData.path != nil, "needs shared/data"), arguments: [false, true])
  func votesAndVerdictsOfTwoPlacesFindEachOther(_ votesFirst: Bool) throws {
    let data = try #require(SharedData.path)
    let folder = try ScratchFolder()
    let files = FileManager.default
    let all = files.enumerator(atPath: data + "/mt-bench")?.compactMap { $0 as? String } ?? []
    let votes = try #require(all.first { $0.hasSuffix("human.jsonl") })
    for name in ["votes", "verdicts"] {
      try files.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
    let human = folder.file("votes/human.jsonl")
    let table = folder.file("verdicts/verdicts_compact.csv")
    try files.copyItem(atPath: data + "/mt-bench/" + votes, toPath: human)
    try files.copyItem(atPath: data + "/fellowship-mapo/verdicts_compact.csv", toPath: table)
    let given = votesFirst ? [human, table] : [table, human]
    let run = try folder.concord("import", try folder.study(), given[0], given[1])
    #expect(run.status == 0, "\(run.errors)")
    #expect(!run.errors.contains(" 0 verdicts"), "\(run.errors)")
  }
}
