import Foundation
import Testing

/// `concord figure` and `concord rank` as scripts meet them.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct FigureProgramTests {
  /// Twelve pairs of two systems; two people and a third.
  private func study(_ folder: ScratchFolder) throws -> String {
    let path = folder.file("f.concord")
    var rows = "item,prompt,response_a,response_b,model_a,model_b,rater,verdict\n"
    for (rater, letters) in [
      ("ann", "aabbtaabbtab"), ("bob", "aabbtaabbbab"), ("zoe", "abbbtbbabtaa"),
    ] {
      for (number, letter) in letters.enumerated() {
        let systems = number % 2 == 0 ? "finch,swift" : "swift,finch"
        let verdict = letter == "t" ? "tie" : String(letter)
        rows += "q\(number),ask \(number),left \(number),right \(number),\(systems),"
        rows += "\(rater),\(verdict)\n"
      }
    }
    #expect(try folder.concord("new", path, "--template", "pairwise").status == 0)
    let run = try folder.concord("import", path, try folder.write("rows.csv", rows))
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  @Test(arguments: [
    ("forest", "Agreement with majority"), ("trend", "as labelled"),
    ("matrix", "Every two raters"), ("confusion", "shares are of rows"),
    ("ranks", "finch"), ("power", "items to tell kappa from"),
  ])
  func eachKindIsPrintedAndWritten(_ kind: String, _ words: String) throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let pair = kind == "power" ? ["--judge", "zoe"] : []
    let printed = try folder.concord(["figure", path, kind] + pair)
    #expect(printed.status == 0 && printed.output.contains(words), "\(printed.errors)")
    #expect(printed.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(!printed.output.contains("\u{1B}"))
    let plain = try folder.concord(
      ["figure", path, kind, "--ascii", "--width", "60"] + pair)
    #expect(plain.output.allSatisfy { $0.isASCII })
    #expect(plain.output.split(separator: "\n").allSatisfy { $0.count <= 60 })
    let file = folder.file(kind + ".svg")
    #expect(try folder.concord(["figure", path, kind, "--svg", file] + pair).status == 0)
    let svg = try String(contentsOfFile: file, encoding: .utf8)
    #expect(svg.contains("<svg") && svg.contains("</svg>"))
    #expect(try folder.concord(["figure", path, kind, "--svg", "-"] + pair).output == svg)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        == ["f.concord", kind + ".svg", "rows.csv"].sorted(), "no draft is left")
  }

  @Test func aFileThatIsThereIsReplacedByForceOnly() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let file = try folder.write("old.svg", "mine")
    let refused = try folder.concord("figure", path, "matrix", "--svg", file)
    #expect(refused.status == 3 && refused.errors.contains("is there already; --force"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    let size = ["--width", "300", "--height", "200"]
    #expect(
      try folder.concord(["figure", path, "matrix", "--svg", file, "--force"] + size).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("width=\"300\""))
    let folderRefused = try folder.concord(
      "figure", path, "matrix", "--svg", folder.path, "--force")
    #expect(folderRefused.status == 3 && folderRefused.errors.contains("is a folder"))
  }

  @Test(arguments: [
    (["pie"], "pie"), (["forest", "--coefficient", "cohn"], "did you mean cohen"),
    (["matrix", "--coefficient", "cohen,ac1"], "only forest"),
    (["confusion", "--coefficient", "ac1"], "--coefficient is of forest, matrix, cost"),
    (["forest", "--raters", "ann,nobody"], "no rater is called 'nobody'"),
    (["confusion", "--raters", "ann"], "two raters in --raters"),
    (["forest", "--judge", "zoe"], "--judge is of trend"),
    (["power", "--null", "2"], "--null is a kappa"),
    (["matrix", "--reference", "ann"], "without --reference"),
    (["matrix", "--force"], "--force is about"), (["matrix", "--width", "0"], "--width is from"),
    (["trend", "--reference", "ann", "--judge", "ann"], "is the reference"),
  ])
  func whatCannotBeMeantIsRefused(_ words: [String], _ message: String) throws {
    let folder = try ScratchFolder()
    let run = try folder.concord(["figure", try study(folder)] + words)
    #expect(run.status == 2 && run.output.isEmpty, "\(words)")
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func aPictureWithoutDataSaysWhatIsMissing() throws {
    let folder = try ScratchFolder()
    let run = try folder.concord("figure", try study(folder), "cost")
    #expect(run.status == 3 && run.errors.contains("no picture: no rater here has a known cost"))
  }

  @Test func systemsAreRankedByEachRater() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let run = try folder.concord("rank", path, "--raters", "ann,bob", "--json", "--resamples", "50")
    #expect(run.status == 0, "\(run.errors)")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    let raters = try #require(json["raters"] as? [[String: Any]])
    #expect(raters.map { $0["rater"] as? String } == ["ann", "bob"])
    let ann = try #require(raters[0]["systems"] as? [[String: Any]])
    // Of 12 pairs: finch is first in the even ones. ann: aabbtaabbtab.
    #expect(ann.map { $0["system"] as? String } == ["finch", "swift"])
    #expect(ann.map { $0["wins"] as? Int } == [6, 4] && ann.map { $0["ties"] as? Int } == [2, 2])
    let bob = try #require(raters[1]["systems"] as? [[String: Any]])
    #expect(bob.map { $0["wins"] as? Int } == [7, 4])
    let both = try #require(json["comparison"] as? [String: Any])
    #expect(both["items"] as? Int == 12)
    let stability = try #require(both["stability"] as? [String: Any])
    #expect(stability["resamples"] as? Int == 50)
    let text = try folder.concord("rank", path)
    #expect(text.status == 0 && text.output.contains("majority\n") && text.output.contains("Elo"))
    let decisive = try folder.concord("rank", path, "--worth", "decisive", "--raters", "bob")
    #expect(decisive.output.contains("0.636"), "7 of 11")
  }

  @Test func withoutSystemsThereIsNoRanking() throws {
    let folder = try ScratchFolder()
    let path = try folder.study()
    let run = try folder.concord("rank", path)
    #expect(run.status == 3 && run.errors.contains("do not name two systems"))
    #expect(try folder.concord("figure", path, "ranks").status == 3)
    #expect(try folder.concord("rank", path, "--resamples", "0").status == 2)
  }
}
