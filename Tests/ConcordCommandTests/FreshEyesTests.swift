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
}
