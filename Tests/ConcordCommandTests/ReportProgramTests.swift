import Foundation
import Testing

@testable import ConcordCommand

/// `concord report` on the study that comes with the program.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct ReportProgramTests {
  private func report(_ study: String, _ folder: ScratchFolder, _ options: [String] = []) throws
    -> String
  {
    let run = try RunningProgram.run(
      try #require(RunningProgram.concord),
      ["report", study, "-o", "-", "--resamples", "200"] + options)
    #expect(run.status == 0, "\(run.errors)")
    return run.output
  }

  /// The cells of the rows of a Markdown report that begin with a name, by the table's caption.
  private func rows(_ report: String, _ caption: String) -> [String: [String]] {
    let lines = report.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("**" + caption) }) else { return [:] }
    let table = lines[(start + 2)...].prefix { $0.hasPrefix("| ") }.dropFirst(2)
    let cells = table.map { line in
      line.dropFirst(2).dropLast(2).components(separatedBy: " | ").map {
        $0.replacing("\\", with: "")
      }
    }
    return Dictionary(cells.map { ($0[0], Array($0.dropFirst())) }, uniquingKeysWith: { $1 })
  }

  private func written(_ figure: Any?) -> String {
    ((figure as? [String: Any])?["value"] as? Double).map { String(format: "%.3f", $0) } ?? "n/a"
  }

  @Test func itsFiguresAreThoseOfAgree() throws {
    let folder = try ScratchFolder()
    let study = try folder.firstLook()
    let report = try report(study, folder)
    let agree = try folder.concord("agree", study, "--reference", "majority", "--json")
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(agree.output.utf8)) as? [String: Any])
    let pairs = try #require(json["pairs"] as? [[String: Any]])
    let found = rows(report, "Each rater:")
    let judges = pairs.filter { $0["includes"] == nil }
    #expect(found.count == 5 && judges.count == 5)
    for pair in judges {
      let name = try #require((pair["raters"] as? [String])?.last)
      let cells = try #require(found[name])
      let figures = try #require(pair["coefficients"] as? [String: Any])
      #expect(cells[0] == "\(pair["n"] as? Int ?? -1)")
      #expect(cells[1].hasPrefix(written(figures["percent"])))
      #expect(cells[2] == written(figures["cohen"]))
      #expect(cells[5] == written(figures["pabak"]) && cells[6] == written(figures["ac1"]))
      let left = (pair["left_out"] as? [String: Int] ?? [:]).values.reduce(0, +)
      let told = cells[7].matches(of: /[0-9]+/).compactMap { Int($0.output) }.reduce(0, +)
      #expect(left == told, "\(name)")
      let counts = try #require((pair["confusion"] as? [String: Any])?["counts"] as? [[Int]])
      let table = rows(report, "Answers of majority (rows) and of \(name) (columns)")
      #expect(table["a"]?.dropLast().compactMap { Int($0) } == counts[0], "\(name)")
      #expect(table["all"]?.last == cells[0])
    }
    let overall = try #require(
      (json["overall"] as? [String: Any])?["coefficients"] as? [String: Any])
    let group = rows(report, "Agreement of 2 people together")
    #expect(group["Gwet's AC1"]?[0] == written(overall["ac1"]))
    #expect(group["Krippendorff's alpha, nominal"]?[0] == written(overall["alpha-nominal"]))
  }

  @Test func theMethodsSayWhatTheStudyHolds() throws {
    let folder = try ScratchFolder()
    let study = try folder.firstLook()
    let report = try report(study, folder)
    for words in [
      "43 items that belong to 42 questions", "2 people (ada and noor), 3 LLM judges",
      "questions with all their items were drawn, B = 200, seed 1", "parser version hand-1",
      "concord " + CommandTable.version,
    ] {
      #expect(report.contains(words), "\(words)")
    }
    #expect(rows(report, "Tests of kappa = 0").count == 5)
    let sliced = try self.report(study, folder, ["--slices", "category", "--unparsed", "tie"])
    #expect(sliced.contains("**Agreement with the majority of people by category.**"))
    #expect(sliced.contains("counted as a tie."))
    #expect(try self.report(study, folder, ["--date", "1 May"]).contains("report: 1 May."))
  }

  @Test func theSameStudyGivesTheSameBytes() throws {
    let folder = try ScratchFolder()
    let (one, two) = (try folder.firstLook("a/s.concord"), try folder.firstLook("b/s.concord"))
    #expect(try report(one, folder) == report(two, folder))
    #expect(try report(one, folder) != report(one, folder, ["--seed", "2"]))
    for form in ["md", "html", "tex"] {
      for study in [one, two] {
        let run = try folder.concord("report", study, "-o", study + "." + form)
        #expect(run.status == 0 && run.output.isEmpty, "\(run.errors)")
      }
      let texts = try [one, two].map {
        try String(contentsOfFile: $0 + "." + form, encoding: .utf8)
      }
      #expect(texts[0] == texts[1] && texts[0].count > 5_000)
    }
    #expect(try folder.concord("report", one, "-o", one + ".md").status == 3)
    #expect(try folder.concord("report", one, "-o", one + ".md", "--force").status == 0)
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    #expect(try folder.concord("report", study).status == 2)
    #expect(try folder.concord("report", study, "-o", folder.file("x.doc")).status == 2)
    #expect(try folder.concord("report", study, "-o", "-", "--reference", "nobody").status == 2)
    #expect(try folder.concord("report", study, "-o", "-", "--resamples", "0").status == 2)
    #expect(try folder.concord("report", folder.file("none"), "-o", "-").status == 3)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasPrefix("x.doc") })
  }

  @Test func hostileNamesAreShownHarmless() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    let name = "<script>|`x`\\input{y}\u{1B}[2J"
    for item in ["q1", "q2", "q3"] {
      try folder.concord("label", study, "--item", item, "--answer", "a", "--as", name)
    }
    for (form, forbidden) in [("md", "| <script>"), ("html", "<script>"), ("tex", "\\input{y}")] {
      let path = folder.file("r." + form)
      let run = try folder.concord("report", study, "-o", path, "--reference", name)
      #expect(run.status == 0, "\(run.errors)")
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(!text.contains(forbidden) && !text.contains("\u{1B}") && text.contains("script"))
    }
  }
}

extension ScratchFolder {
  /// The study that comes with the program.
  func firstLook(_ name: String = "s.concord") throws -> String {
    let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Datasets/first-look").path
    let study = file(name)
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: study).deletingLastPathComponent(), withIntermediateDirectories: true
    )
    try concord("new", study, "--task", data + "/task.yaml", "--title", "First look")
    try concord("import", study, data)
    return study
  }
}
