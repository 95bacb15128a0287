import Foundation
import Testing

/// Answers in tables of one's own: what is said where they could be meant in two ways.
@Suite struct AnswersInTablesTests {
  private func imported(
    _ rows: String, _ options: String...
  ) throws -> (run: RunningProgram, ratings: String) {
    let folder = try ScratchFolder()
    let study = folder.file("n.concord")
    #expect(try folder.concord("new", study).status == 0)
    let file = try folder.write("rows.csv", rows)
    let program = try #require(RunningProgram.concord)
    let run = try RunningProgram.run(program, ["import", study, file] + options)
    let ratings = try folder.concord("export", study, "--what", "ratings", "--format", "jsonl")
    return (run, ratings.output)
  }

  @Test func nobodyIsCalledMajority() throws {
    let head = "id,prompt,response_a,response_b,rater,verdict\n"
    let (run, _) = try imported(head + "1,p,x,y,majority,a\n")
    #expect(run.status == 3 && run.errors.contains("what the majority of all people is called"))
    let folder = try ScratchFolder()
    let label = try folder.concord(
      "label", try folder.study(), "--item", "q1", "--answer", "a", "--as", "majority")
    #expect(label.status != 0 && label.errors.contains("choose another name"), "\(label.errors)")
  }

  @Test func aRowWithoutItsRaterIsNamed() throws {
    let head = "id,prompt,response_a,response_b,rater,verdict\n"
    let (run, _) = try imported(head + "1,p,x,y, ann ,a\n2,q,x,z,,b\n", "--on-error", "skip")
    #expect(run.errors.contains("rows.csv:3: rater: a rater needs a name"), "\(run.errors)")
    #expect(run.errors.contains("new raters: ann (human)"))
  }

  @Test func aThirdResponseHasNoPlaceInAPair() throws {
    let (run, _) = try imported(
      "id,prompt,response_a,response_b,response_c,rater,verdict\n1,p,x,y,z,ann,c\n")
    #expect(run.status == 3)
    #expect(run.errors.contains("3 responses in a study that compares 2"), "\(run.errors)")
  }

  @Test func numbersAreSaidAndCanMeanSomethingElse() throws {
    let rows = "id,prompt,response_a,response_b,rater,verdict\n1,p,x,y,ann,0\n2,q,x,z,ann,1\n"
    let plain = try imported(rows)
    #expect(plain.run.errors.contains("read as 0 for a tie"), "\(plain.run.errors)")
    #expect(plain.ratings.contains(#""answer":"tie""#))
    let told = try imported(rows, "--value", "0=a", "--value", "1=b")
    #expect(!told.run.errors.contains("read as 0"), "\(told.run.errors)")
    #expect(told.ratings.contains(#""answer":"a""#) && told.ratings.contains(#""answer":"b""#))
  }

  @Test func bothOrdersOfAJudgeAreKept() throws {
    let head = "id,prompt,response_a,response_b,rater,order,verdict\n"
    let rows = head + "1,p,x,y,judge/j,ab,a\n1,p,x,y,judge/j,ba,b\n"
    let both = try imported(rows)
    #expect(both.ratings.contains(#""order_shown":"ba""#), "\(both.ratings)")
    #expect(!both.run.errors.contains("second answers"))
    let one = try imported(rows.replacing(",order,", with: ",mood,"))
    #expect(one.run.errors.contains("second answers of a judge to an item in the same order: 1"))
    let bad = try imported(head + "1,p,x,y,judge/j,aa,a\n")
    #expect(bad.run.errors.contains("'aa' is no order of the responses"), "\(bad.run.errors)")
  }

  @Test func theSameTextsInAnotherTurnAreAnotherItem() throws {
    let (run, ratings) = try imported(
      "prompt,response_a,response_b,turn,rater,verdict\np,x,y,1,ann,a\np,x,y,2,ann,b\n")
    #expect(run.errors.contains("added 2 items"), "\(run.errors)")
    #expect(ratings.contains("/turn 2"))
  }

  @Test func aHeadingThatStandsTwiceIsTwoColumns() throws {
    let (run, _) = try imported(
      "id,prompt,response a,response a,rater,verdict\n1,p,x,y,ann,a\n",
      "--map", "response-a=response a", "--map", "response-b=response a (2)")
    #expect(run.status == 0 && run.errors.contains("added 1 item"), "\(run.errors)")
  }

  @Test func whatIsNoDataIsNamed() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let text = try folder.write("notes.md", "# Notes\n")
    #expect(try folder.concord("import", study, text).errors.contains("say --format csv or tsv"))
    let other = try folder.concord("import", folder.file("x.concord"), study)
    #expect(other.errors.contains("there is no such study"))
    #expect(try folder.concord("import", study, study).errors.contains("export STUDY --what study"))
    let empty = try folder.write("e.jsonl", "")
    #expect(try folder.concord("import", study, empty).errors.contains("there are no rows"))
  }
}
