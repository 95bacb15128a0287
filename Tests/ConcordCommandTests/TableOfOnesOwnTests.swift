import Foundation
import Testing

/// Tables that people bring, with headings, signs and slips of their own.
@Suite struct TableOfOnesOwnTests {
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

  @Test func headingsOfOnesOwnAreRead() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let file = try folder.write(
      "odd.csv",
      "Quest ID;the prompt text;Model A answer;Model B answer;Who Won?;rater name;Comments\n"
        + "k1;p;x;y;A;kim;good\nk2;p2;x2;y2;tie;lee;\n")
    let run = try folder.concord("import", study, file)
    #expect(run.errors.contains("added 2 items, 2 raters, 2 labels"), "\(run.errors)")
    #expect(!run.errors.contains("left out:"), "\(run.errors)")
    #expect(try folder.concord("items", study, "k1").status == 0)
  }

  @Test func anotherEncodingIsNamed() throws {
    let folder = try ScratchFolder()
    let file = folder.file("u.csv")
    let text = try #require("id,prompt\n1,p\n".data(using: .utf16))
    try text.write(to: URL(fileURLWithPath: file))
    let run = try folder.concord("import", try folder.study(), file)
    #expect(run.status == 3 && run.errors.contains("it is UTF-16; save it as UTF-8"))
  }

  @Test func aTableWithoutAnswersIsSaid() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("m.csv", "id,prompt,response_a,response_b,mood\n1,p,x,y,fine\n")
    let run = try folder.concord("import", try folder.study(), file)
    #expect(run.errors.contains("no column was taken for an answer"), "\(run.errors)")
  }

  @Test func theSameTextsUnderOtherKeysAreSaid() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let file = try folder.write("t.csv", "nr,prompt,response_a,response_b\n1,p,x,y\n2,q,z,w\n")
    #expect(try folder.concord("import", study, file).errors.contains("added 2 items"))
    let again = try folder.concord("import", study, file, "--map", "item=nr")
    #expect(again.errors.contains("under other keys: 2"))
  }

  @Test func modelsAreNoPeople() throws {
    let folder = try ScratchFolder()
    let wide = try folder.write(
      "w.csv", "id,prompt,response_a,response_b,human_pref,gpt4_pref\n1,p,x,y,a,b\n2,p,x,z,b,a\n")
    let one = try folder.concord("import", try folder.study(), wide)
    #expect(one.errors.contains("human_pref (human), gpt4_pref (judge)"), "\(one.errors)")
    let long = try folder.write(
      "l.csv",
      "id,prompt,response_a,response_b,rater,verdict\n1,p,x,y,judge/x,a\n1,p,x,y,claudette,a\n")
    let other = folder.file("other.concord")
    #expect(try folder.concord("new", other, "--template", "pairwise").status == 0)
    let run = try folder.concord("import", other, long)
    #expect(run.errors.contains("judge/x (judge), claudette (human)"), "\(run.errors)")
  }

  @Test func rowsThatContradictEachOtherAreSaid() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let head = "id,prompt,response_a,response_b,annotator,winner\n"
    let texts = try folder.write("t.csv", head + "1,p,x,y,ann,a\n1,p,x,OTHER,bob,a\n")
    let run = try folder.concord("import", study, texts)
    #expect(run.status == 3 && run.errors.contains("t.csv:3"), "\(run.errors)")
    #expect(run.errors.contains("other texts here than in a row before"))
    let answers = try folder.write("a.csv", head + "1,p,x,y,ann,a\n1,p,x,y,ann,b\n")
    let twice = try folder.concord("import", study, answers)
    #expect(twice.errors.contains("second answers of a person to an item: 1;"), "\(twice.errors)")
  }

  @Test func aTrialThatWouldStopSaysSo() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let file = try folder.write(
      "v.csv", "id,prompt,response_a,response_b,winner\n1,p,x,y,a\n2,p,x,y,sideways\n")
    #expect(try folder.concord("import", study, file, "--dry-run").status == 3)
    #expect(
      try folder.concord("import", study, file, "--dry-run", "--on-error", "skip").status == 0)
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
