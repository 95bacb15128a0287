import Foundation
import Testing

@testable import ConcordCommand

/// `jury sweep` and `compare` as scripts meet them.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct JurySweepProgramTests {
  /// Two people and three judges on six pairs; a judge has no answer once, another was asked twice.
  private func study(_ folder: ScratchFolder) throws -> String {
    let path = folder.file("s.concord")
    let answers = [
      "ann": "a b tie a b a", "bob": "a b tie b b a", "judge/x": "a b a a unparsed a",
      "judge/y": "a a tie a b b", "judge/z": "b b tie a b a",
    ]
    var rows = "item,prompt,response_a,response_b,rater,verdict\n"
    for (rater, words) in answers.sorted(by: { $0.key < $1.key }) {
      for (number, word) in words.split(separator: " ").enumerated() {
        rows += "q\(number),ask,left \(number),right \(number),\(rater),\(word)\n"
      }
    }
    try folder.concord("new", path, "--template", "pairwise")
    let run = try folder.concord("import", path, try folder.write("rows.csv", rows))
    #expect(run.status == 0, "\(run.errors)")
    return path
  }

  private func json(_ run: RunningProgram) throws -> [[String: Any]] {
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return try #require(json as? [[String: Any]])
  }

  static let seats = "judge/x,judge/y,judge/z"

  @Test func aSweepsDocumentHasItsShape() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let juries = try json(
      folder.concord("jury", "sweep", path, "--seats", Self.seats, "--reference", "ann", "--json"))
    #expect(juries.count == 4)
    var last = Double.infinity
    for jury in juries {
      #expect(Set(jury.keys) == ["seats", "n", "cohen", "cost_per_item"])
      #expect(jury["n"] as? Int == 6 && jury["cost_per_item"] is NSNull)
      let cohen = try #require(jury["cohen"] as? [String: Double])
      #expect(Set(cohen.keys) == ["value", "low", "high"])
      #expect(try #require(cohen["value"]) <= last)
      last = try #require(cohen["value"])
    }
    let singles = try json(
      folder.concord(
        "jury", "sweep", path, "--seats", Self.seats, "--reference", "ann", "--json",
        "--min-size", "1", "--limit", "5"))
    #expect(singles.count == 5)
  }

  /// The jury of one is what `agree` says of its seat, under every policy.
  @Test(arguments: ["drop", "tie", "own", "wrong", "recorded"], ["keep", "exclude"])
  func aJuryOfOneIsItsSeat(_ unparsed: String, _ ties: String) throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let policy = ["--unparsed", unparsed, "--ties", ties, "--json", "--reference", "ann"]
    let program = try #require(RunningProgram.concord)
    let jury = try #require(
      try json(
        RunningProgram.run(
          program, ["jury", "sweep", path, "--seats", "judge/x", "--min-size", "1"] + policy)
      ).first)
    let agree = try RunningProgram.run(program, ["agree", path, "--raters", "judge/x"] + policy)
    let document = try JSONSerialization.jsonObject(with: Data(agree.output.utf8))
    let pair = try #require(((document as? [String: Any])?["pairs"] as? [[String: Any]])?.first)
    let cohen = try #require((pair["coefficients"] as? [String: [String: Any]])?["cohen"])
    #expect(jury["n"] as? Int == pair["n"] as? Int)
    for field in ["value", "low", "high"] {
      #expect((jury["cohen"] as? [String: Any])?[field] as? Double == cohen[field] as? Double)
    }
  }

  @Test func theTextNamesSeatsAndSaysThatNoPriceIsKnown() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let run = try folder.concord(
      "jury", "sweep", path, "--seats", Self.seats, "--reference", "majority", "--limit", "2")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.hasPrefix("4 juries against majority, rule plurality, unparsed drop"))
    #expect(run.output.contains("2  judge/y") && run.output.contains("… 2 more"))
    #expect(run.output.contains("No picture of kappa against cost"))
    let people = try folder.concord(
      "jury", "sweep", path, "--seats", "ann,judge/x", "--reference", "majority")
    #expect(people.status == 0 && people.errors.contains("ann: also in the majority"))
    let mean = try folder.concord(
      "jury", "sweep", path, "--seats", Self.seats, "--reference", "ann", "--rule", "mean")
    #expect(mean.status == 3 && mean.output.isEmpty)
    #expect(mean.errors.contains("judge/x, judge/y, judge/z: no scores, which mean joins"))
    #expect(mean.errors.contains("out of --seats"))
  }

  @Test func whatCannotBeMeantIsRefused() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let many = (1...17).map { "judge/\($0)" }.joined(separator: ",")
    let cases: [([String], Int32, String)] = [
      (["--seats", Self.seats], 2, "--reference"),
      (["--seats", "judge/x", "--reference", "ann"], 2, "as many seats"),
      (["--seats", "judge/x,judge/x", "--reference", "ann"], 2, "twice"),
      (["--seats", "judge/x,ann", "--reference", "ann"], 2, "reference"),
      (["--seats", many, "--reference", "ann"], 2, "at most 16"),
      (["--seats", "judge/x,judge/q", "--reference", "ann"], 2, "judge/q"),
      (["--seats", Self.seats, "--reference", "ann", "--min-size", "0"], 2, "--min-size"),
      (["--seats", Self.seats, "--reference", "ann", "-o", path], 3, "--force"),
    ]
    let program = try #require(RunningProgram.concord)
    for (words, status, text) in cases {
      let run = try RunningProgram.run(program, ["jury", "sweep", path] + words)
      #expect(run.status == status && run.output.isEmpty, "\(words): \(run)")
      #expect(run.errors.contains(text), "\(words): \(run.errors)")
    }
  }

  @Test func aComparisonsDocumentHasItsShape() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    try folder.concord("label", path, "--item", "q0", "--answer", "a", "--as", "cara")
    let rows = try json(
      folder.concord(
        "compare", path, "--reference", "ann", "--raters", "judge/y,judge/x,majority", "--json",
        "--resamples", "500", "--seed", "7"))
    #expect(rows.map { $0["rater"] as? String } == ["judge/y", "judge/x", "majority"])
    for row in rows {
      #expect(
        Set(row.keys) == [
          "rater", "kind", "reference", "n", "left_out", "agreement", "cohen", "difference",
          "swap_consistency", "first_position", "re_asks", "unparsed", "cost_per_item",
          "seconds_per_item", "cost_per_point",
        ])
      let swap = try #require(row["swap_consistency"] as? [String: Any])
      #expect(swap["value"] is NSNull && swap["undefined"] is String)
      #expect(row["cost_per_item"] is NSNull && row["cost_per_point"] is NSNull)
    }
    #expect(rows[0]["difference"] is NSNull && rows[1]["unparsed"] as? Int == 1)
    #expect(rows[2]["re_asks"] is NSNull)
    let difference = try #require(rows[1]["difference"] as? [String: Any])
    #expect(difference["to"] as? String == "judge/y" && difference["n"] as? Int == 5)
    #expect(difference["resamples"] as? Int == 500 && difference["seed"] as? Int == 7)
    for field in ["value", "low", "high", "p"] { #expect(difference[field] is Double) }
  }

  @Test func aComparisonIsSortedAndSaysWhatItDidNotFind() throws {
    let folder = try ScratchFolder()
    let path = try study(folder)
    let run = try folder.concord("compare", path, "--reference", "ann", "--sort", "kappa")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    for words in [
      "paired bootstrap of 10000 draws (BCa), seed 1", "cost per item", "judge/z",
      "kappa less that of ",
    ] {
      #expect(run.output.contains(words), "\(run.output)")
    }
    let circular = try folder.concord(
      "compare", path, "--reference", "majority", "--raters", "ann,judge/x")
    #expect(circular.output.contains("ann (one of the majority)"), "\(circular)")
    #expect(!circular.output.contains("judge/x (one"))
    #expect(try folder.concord("compare", path, "--raters", "judge/x").status == 2)
    let itself = try folder.concord("compare", path, "--reference", "ann", "--raters", "ann")
    #expect(itself.status == 2 && itself.errors.contains("reference"))
    #expect(
      try folder.concord("compare", path, "--reference", "ann", "--raters", "nobody").status == 2)
  }

  /// From a study's folder, whose verdicts say in which order each was asked.
  @Test func bothOrdersSecondQuestionsAndTimesAreCounted() throws {
    let folder = try ScratchFolder()
    let export = folder.file("study")
    try folder.concord("export", try study(folder), "--what", "study", "-o", export)
    let lines = [("q0", "a", 1), ("q1", "a", 2), ("q2", "b", 1)].map { item, value, turns in
      #"{"rater":"judge/x","item":"\#(item)","value":"\#(value)","order":"ba","turns":\#(turns)}"#
    }
    let file = URL(fileURLWithPath: export + "/verdicts.jsonl")
    let before = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try Data((before + lines.joined(separator: "\n") + "\n").utf8).write(to: file)
    let path = folder.file("both.concord")
    let run = try folder.concord("import", path, export)
    #expect(run.status == 0, "\(run.errors)")
    let row = try #require(
      try json(
        folder.concord("compare", path, "--reference", "ann", "--raters", "judge/x", "--json")
      ).first)
    // Stored a b a a ? a, exchanged a a b: alike once; b, then a, is the one shown last.
    let swap = try #require(row["swap_consistency"] as? [String: Any])
    #expect(swap["n"] as? Int == 3)
    #expect(abs(try #require(swap["value"] as? Double) - 1.0 / 3) < 1e-12)
    #expect(swap["primacy"] as? Int == 1 && swap["recency"] as? Int == 1)
    let first = try #require(row["first_position"] as? [String: Any])
    #expect(first["n"] as? Int == 8 && first["value"] as? Double == 5.0 / 8)
    #expect(row["re_asks"] as? Int == 1 && row["unparsed"] as? Int == 1)
  }
}
