import Foundation
import Testing

/// Juries of finished raters on scores: what lies between two steps goes to the nearer one, as in a
/// live jury and in the sweep.
@Suite struct ScoreJuryTests {
  @Test(arguments: ["mean", "median"])
  func aScoreBetweenTwoStepsIsAnAnswer(_ rule: String) throws {
    let folder = try ScratchFolder()
    let study = folder.file("s.concord")
    #expect(try folder.concord("new", study, "--template", "score-5").status == 0)
    let rows = try folder.write(
      "rows.csv",
      "id,prompt,response,rater,score\n1,p,x,judge/a,3\n1,p,x,judge/b,4\n2,q,y,judge/a,2\n"
        + "2,q,y,judge/b,2\n")
    let imported = try folder.concord("import", study, rows)
    #expect(imported.status == 0, "\(imported.errors)")
    let run = try folder.concord(
      "run", "jury", study, "--seats", "judge/a,judge/b", "--rule", rule, "--name", "jury/ab")
    #expect(run.status == 0 && run.errors.contains("2 answers, 0 without"), "\(run.errors)")
    let ratings = try folder.concord("export", study, "--what", "ratings", "--format", "csv")
    let mine = ratings.output.split(separator: "\n").filter { $0.contains("jury/ab") }
    #expect(mine.map { $0.split(separator: ",")[3] } == ["4", "2"], "\(mine)")
  }
}
