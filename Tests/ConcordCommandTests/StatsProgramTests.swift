import Foundation
import Testing

/// `concord stats` on tables that belong to no study.
@Suite struct StatsProgramTests {
  /// Krippendorff's own four observers and twelve units: Krippendorff 2011, "Computing
  /// Krippendorff's Alpha-Reliability", data C.
  private static let observers = """
    unit,A,B,C,D
    1,1,1,,1
    2,2,2,3,2
    3,3,3,3,3
    4,3,3,3,3
    5,2,2,2,2
    6,1,2,3,4
    7,4,4,4,4
    8,1,1,2,1
    9,2,2,2,2
    10,,5,5,5
    11,,,1,1
    12,,,3,

    """

  private func json(_ run: RunningProgram) throws -> [String: Any] {
    #expect(run.status == 0, "\(run.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(json as? [String: Any])
  }

  private func value(_ document: [String: Any], _ name: String, _ part: String = "value") throws
    -> Double
  {
    let all = try #require(document["overall"] as? [String: Any])
    let one = try #require(all[name] as? [String: Any], "\(name)")
    return try #require((one[part] as? NSNumber)?.doubleValue, "\(name) \(part)")
  }

  @Test(arguments: [
    ("nominal", 0.743421), ("ordinal", 0.815388), ("interval", 0.849107), ("ratio", 0.797403),
  ])
  func alphaOfThePublishedTable(_ scale: String, _ wanted: Double) throws {
    let folder = try ScratchFolder()
    let file = try folder.write("c.csv", Self.observers)
    let found = try json(
      folder.concord("stats", file, "--unit", "unit", "--scale", scale, "--json"))
    #expect(abs(try value(found, "alpha") - wanted) < 1e-6)
    #expect(found["missing"] as? Int == 8 - 1)
  }

  /// The same ratings as rows of one rating each, shuffled, give the same document.
  @Test func longAndWideAreTheSame() throws {
    let folder = try ScratchFolder()
    let wide = try folder.write("wide.csv", "id,ann,bo\nq1,a,a\nq2,a,b\nq3,b,b\nq4,,a\nq5,b,b\n")
    let long = try folder.write(
      "long.tsv",
      "who\tlabel\titem\nann\ta\tq1\nann\ta\tq2\nann\tb\tq3\nann\tb\tq5\nbo\ta\tq1\n"
        + "bo\tb\tq2\nbo\tb\tq3\nbo\ta\tq4\nbo\tb\tq5\n")
    let one = try json(folder.concord("stats", wide, "--json"))
    let two = try json(
      folder.concord(
        "stats", long, "--unit", "item", "--rater", "who", "--value", "label", "--json"))
    #expect(NSDictionary(dictionary: one) == NSDictionary(dictionary: two))
    #expect(abs(try value(one, "percent") - 0.75) < 1e-12)
    let guessed = try folder.concord("stats", long)
    #expect(guessed.output.contains("unit 'item', rater 'who', value 'label'"))
  }

  @Test func standardInputAndGzipAreRead() throws {
    let program = try #require(RunningProgram.concord)
    let table = Data("x,y\nyes,yes\nno,no\nno,yes\n".utf8)
    let run = try RunningProgram.run(program, ["stats", "-", "--only", "cohen"], input: table)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("-: 3 units, 2 raters, 2 categories (nominal: no, yes)"))
    #expect(run.output.contains(/Cohen's kappa +0\.4000/))
  }

  /// Five copies of each row, in clusters, are no more than the row: the interval does not shrink.
  @Test func clustersWidenTheInterval() throws {
    let folder = try ScratchFolder()
    var table = "q,x,y\n"
    for question in 0..<40 {
      let truth = question % 2 == 0 ? "a" : "b"
      let other = question % 5 == 0 ? (truth == "a" ? "b" : "a") : truth
      for _ in 0..<5 { table += "\(question),\(truth),\(other)\n" }
    }
    let file = try folder.write("t.csv", table)
    func width(_ options: String...) throws -> Double {
      let found = try json(
        folder.concord(["stats", file, "--raters", "x,y", "--json"] + options))
      let pair = try #require((found["pairs"] as? [[String: Any]])?.first)
      let all = try #require(pair["statistics"] as? [String: [String: Any]])
      let bootstrap = try #require(all["cohen"]?["bootstrap"] as? [String: Any])
      let ends = try #require(bootstrap["bca"] as? [Double])
      return ends[1] - ends[0]
    }
    let (units, clusters) = (try width("--resamples", "2000"), try width("--cluster", "q"))
    #expect(clusters > 1.8 * units, "\(clusters) and \(units)")
  }

  @Test func scoresHaveNoKappa() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("s.csv", "x,y\n1.5,1.25\n2,2.5\n3.75,3\n4,4.5\n0.5,1\n")
    let found = try json(folder.concord("stats", file, "--json"))
    let pair = try #require((found["pairs"] as? [[String: Any]])?.first)
    let all = try #require(pair["statistics"] as? [String: [String: Any]])
    #expect(all["cohen"] == nil && all["pearson"]?["value"] != nil)
    let overall = try #require(found["overall"] as? [String: [String: Any]])
    #expect(overall["fleiss"]?["undefined"] as? String == "scores, not categories")
    #expect(overall["alpha"]?["value"] != nil)
  }

  @Test(arguments: [
    ("", [], 3, "empty"),
    ("a,b\n", [], 3, "nothing below it"),
    ("a,b\nx,y\nx\n", [], 3, ":3: 1 fields, where the header has 2"),
    ("a,a\nx,y\n", [], 3, "two columns are called 'a'"),
    ("item,who,label\nq,ann,a\nq,ann,b\n", [], 3, ":3: 'ann' rated unit 'q' before"),
    ("id,x,y\nq,a,a\nq,a,b\n", [], 3, ":3: id: 'q' came before"),
    ("x,y\na,b\n", ["--reference", "z"], 2, "no rater is called 'z'; this table has: x, y"),
    ("x,y\na,b\n", ["--rater", "z"], 3, "there is no column 'z'"),
    ("x,y\na,b\n", ["--categories", "a,c"], 3, "not among the declared categories: 'b'"),
    ("x,y\na,b\n", ["--scale", "interval"], 3, "no numbers: 'a', 'b'"),
    ("x,y\na,b\n", ["--scale", "ordinal"], 3, "say --categories in their order"),
    ("x,y\n1,1.0\n", [], 3, "one number written in two ways"),
    ("x,y\na,b\n", ["--only", "kapa"], 2, "there is no statistic 'kapa'"),
    ("x\na\n", [], 3, "one rater's column only"),
  ])
  func whatCannotBeReadIsSaid(
    _ text: String, _ options: [String], _ status: Int32, _ words: String
  ) throws {
    let folder = try ScratchFolder()
    let run = try folder.concord(["stats", try folder.write("t.csv", text)] + options)
    #expect(run.status == status, "\(run.errors)")
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }

  @Test func repeatedRatingsAreTakenAsAsked() throws {
    let folder = try ScratchFolder()
    let file = try folder.write(
      "l.csv", "item,who,label\nq,ann,a\nq,ann,b\nq,bo,b\nr,ann,a\nr,bo,a\n")
    let first = try json(folder.concord("stats", file, "--repeated", "first", "--json"))
    let last = try json(folder.concord("stats", file, "--repeated", "last", "--json"))
    #expect(try value(first, "percent") == 0.5)
    #expect(try value(last, "percent") == 1)
  }

  @Test func wordsForNothingAreNamed() throws {
    let folder = try ScratchFolder()
    let file = try folder.write("t.csv", "x,y\nyes,NA\nno,no\nyes,yes\n")
    let run = try folder.concord("stats", file)
    #expect(run.errors.contains("'NA' is counted as a category; --missing NA leaves it out"))
    let left = try json(folder.concord("stats", file, "--missing", "NA", "--json"))
    #expect(left["missing"] as? Int == 1)
  }
}
