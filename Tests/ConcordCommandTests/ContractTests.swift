import Foundation
import Testing

@testable import ConcordCommand

/// The folder of published data, where it is there.
enum SharedData {
  static let path: String? = {
    if let given = ProcessInfo.processInfo.environment["CONCORD_SHARED"] { return given + "/data" }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let found = place.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: found) { return found }
    }
    return nil
  }()
}

/// What scripts depend on: these commands, these names, this JSON, these published figures.
@Suite(
  .enabled(
    if: SharedData.path != nil && RunningProgram.concord != nil, "needs shared/data and concord")
)
struct ContractTests {
  let folder: ScratchFolder
  var study: String { folder.file("s.concord") }

  init() throws {
    folder = try ScratchFolder()
    try folder.concord("new", folder.file("s.concord"), "--template", "pairwise")
  }

  func data(_ name: String) throws -> String { try #require(SharedData.path) + "/" + name }

  func files(_ name: String) throws -> [String] {
    let folder = try data(name)
    return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      .filter { $0.hasSuffix(".json") }.map { folder + "/" + $0 }
  }

  func bringIn(_ files: [String], _ options: String...) throws {
    let run = try RunningProgram.run(
      try #require(RunningProgram.concord), ["import", study] + files + options)
    #expect(run.status == 0, "\(run.errors)")
  }

  struct Report {
    let document: [String: Any]

    func coefficient(_ name: String, _ first: String, _ second: String) throws -> [String: Any] {
      let pairs = try #require(document["pairs"] as? [[String: Any]])
      let pair = try #require(pairs.first { $0["raters"] as? [String] == [first, second] })
      return try #require((pair["coefficients"] as? [String: [String: Any]])?[name])
    }

    func value(_ name: String, _ first: String, _ second: String) throws -> Double {
      try #require(try coefficient(name, first, second)["value"] as? Double)
    }
  }

  func agree(_ options: String...) throws -> Report {
    let run = try RunningProgram.run(
      try #require(RunningProgram.concord), ["agree", study, "--json"] + options)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    return Report(document: try #require(json as? [String: Any]))
  }

  @Test func theDocumentHasItsShape() throws {
    try bringIn(try files("pandalm"), "--format", "pandalm")
    let document = try agree("--raters", "majority,gpt-3.5-turbo").document
    #expect(Set(document.keys) == ["raters", "pairs", "overall", "policies"])
    let raters = try #require(document["raters"] as? [[String: Any]])
    #expect(raters.map { $0["name"] as? String } == ["majority", "gpt-3.5-turbo"])
    #expect(raters.map { $0["kind"] as? String } == ["consensus", "judge"])
    #expect(raters.map { $0["n"] as? Int } == [999, 999])
    let pair = try #require((document["pairs"] as? [[String: Any]])?.first)
    #expect(Set(pair.keys) == ["raters", "n", "left_out", "confusion", "coefficients"])
    #expect(pair["n"] as? Int == 974)
    #expect(pair["left_out"] as? [String: Int] == ["unparsed": 25])
    let confusion = try #require(pair["confusion"] as? [String: Any])
    #expect(confusion["categories"] as? [String] == ["a", "b", "tie"])
    #expect((confusion["counts"] as? [[Int]])?.flatMap { $0 }.reduce(0, +) == 974)
    let coefficients = try #require(pair["coefficients"] as? [String: Any])
    #expect(
      Set(coefficients.keys).isSuperset(of: [
        "percent", "cohen", "cohen-linear", "cohen-quadratic", "scott", "ac1", "pabak",
      ]))
    let overall = try #require(document["overall"] as? [String: Any])
    #expect(overall["raters"] as? [String] == ["majority", "gpt-3.5-turbo"])
    let group = try #require(overall["coefficients"] as? [String: Any])
    #expect(
      Set(group.keys).isSuperset(of: ["fleiss", "alpha-nominal", "alpha-ordinal", "alpha-interval"])
    )
  }

  /// Each coefficient is a value with its interval, or says why there is none.
  @Test func everyCoefficientHasItsFields() throws {
    try bringIn(try files("pandalm"), "--format", "pandalm")
    let document = try agree().document
    let raters = try #require(document["raters"] as? [[String: Any]])
    #expect(
      Set(raters.compactMap { $0["name"] as? String }) == [
        "annotator1", "annotator2", "annotator3", "gpt-3.5-turbo", "pandalm-7b",
      ])
    #expect(Set(raters.compactMap { $0["kind"] as? String }) == ["human", "judge"])
    let pairs = try #require(document["pairs"] as? [[String: Any]])
    #expect(pairs.count == 10)
    for pair in pairs {
      for (name, value) in try #require(pair["coefficients"] as? [String: [String: Any]]) {
        let keys = Set(value.keys)
        #expect(
          keys == ["undefined"] || keys.isSuperset(of: ["value", "low", "high"]), "\(name) \(keys)")
      }
    }
    let overall = try #require(document["overall"] as? [String: Any])
    #expect(overall["n"] as? Int == 999)
    for (name, value) in try #require(overall["coefficients"] as? [String: [String: Any]]) {
      #expect(value["undefined"] != nil || value["value"] is Double, "\(name)")
    }
  }

  /// `wrong` counts a reply without an answer against the judge, in no category of the people.
  @Test func unparsedRepliesCountAsWrong() throws {
    try bringIn(try files("pandalm"), "--format", "pandalm")
    let dropped = try agree("--raters", "majority,gpt-3.5-turbo")
    let wrong = try agree("--raters", "majority,gpt-3.5-turbo", "--unparsed", "wrong")
    let (first, second) = ("majority", "gpt-3.5-turbo")
    let kept = try dropped.value("percent", first, second)
    #expect(abs(try wrong.value("percent", first, second) - kept * 974 / 999) < 1e-12)
    #expect(try wrong.coefficient("percent", first, second)["n"] as? Int == 999)
  }

  @Test func anUndefinedCoefficientSaysWhy() throws {
    try bringIn(try files("pandalm"), "--format", "pandalm")
    let own = try agree("--raters", "majority,gpt-3.5-turbo", "--unparsed", "own")
    let weighted = try own.coefficient("cohen-linear", "majority", "gpt-3.5-turbo")
    #expect(weighted.keys.sorted() == ["undefined"])
    #expect((weighted["undefined"] as? String)?.isEmpty == false)
  }

  @Test func pandaLM() throws {
    try bringIn(try files("pandalm"), "--format", "pandalm")
    let everyone = try agree()
    for (first, second, value) in [
      ("annotator1", "annotator2", 0.852023), ("annotator1", "annotator3", 0.878944),
      ("annotator2", "annotator3", 0.861662),
    ] {
      #expect(abs(try everyone.value("cohen", first, second) - value) < 1e-6)
    }
    let overall = try #require(everyone.document["overall"] as? [String: Any])
    #expect(overall["raters"] as? [String] == ["annotator1", "annotator2", "annotator3"])
    let group = try #require(overall["coefficients"] as? [String: [String: Any]])
    #expect(abs(try #require(group["fleiss"]?["value"] as? Double) - 0.864175) < 1e-6)
    #expect(abs(try #require(group["alpha-nominal"]?["value"] as? Double) - 0.864221) < 1e-6)
    for (policy, value) in [("drop", 0.492865), ("tie", 0.495784), ("own", 0.475508)] {
      let report = try agree("--raters", "majority,gpt-3.5-turbo", "--unparsed", policy)
      #expect(abs(try report.value("cohen", "majority", "gpt-3.5-turbo") - value) < 1e-6)
    }
    let machines = try agree("--raters", "gpt-3.5-turbo,pandalm-7b", "--reference", "majority")
    let cohen = try machines.coefficient("cohen", "majority", "gpt-3.5-turbo")
    #expect(abs(try #require(cohen["low"] as? Double) - 0.4463) < 5e-5)
    #expect(abs(try #require(cohen["high"] as? Double) - 0.5394) < 5e-5)
    #expect(abs(try machines.value("cohen", "majority", "pandalm-7b") - 0.435355) < 1e-6)
  }

  /// The published kappas of a file, by model.
  func published(_ name: String) throws -> [String: Double] {
    let path = try data("fellowship-mapo/Kappa/" + name)
    let json = try JSONSerialization.jsonObject(
      with: try Data(contentsOf: URL(fileURLWithPath: path)))
    var result: [String: Double] = [:]
    for row in try #require(json as? [[Any]]) {
      let model = try #require((row[0] as? [String])?.first ?? row[0] as? String)
      result[model] = try #require(row[1] as? Double)
    }
    return result
  }

  @Test func fellowshipsRawFilesOnFairEval() throws {
    try bringIn([try data("faireval")], "--format", "faireval")
    let outputs = "fellowship-mapo/outputs/evaluators/fair-eval/"
    for (kind, place) in [("judge", "multi-rater10"), ("debate", "debate")] {
      try bringIn(
        try files(outputs + place), "--format", "fellowship", "--kind", kind, "--dataset",
        "fair-eval")
    }
    let report = try agree("--reference", "human", "--unparsed", "recorded")
    for (kind, file) in [("judge", "llm-as-a-judge"), ("debate", "llm-debate")] {
      let expected = try published("Fair-Eval/\(file).json")
      #expect(expected.count == 6)
      for (model, value) in expected {
        let found = try report.value("cohen", "human", "\(kind)/\(model)")
        #expect(abs(found - value) < 1e-10, "\(kind)/\(model)")
      }
    }
  }

  @Test func fellowshipsCompactFileOnPandaLM() throws {
    try bringIn(try files("pandalm"), "--format", "pandalm")
    try bringIn(
      [try data("fellowship-mapo/verdicts_compact.csv")], "--format", "fellowship", "--dataset",
      "pandalm-eval")
    let report = try agree("--reference", "majority", "--unparsed", "recorded")
    let expected = try published("PandaLM-Eval/llm-as-a-judge.json")
    #expect(expected.count == 6)
    for (model, value) in expected {
      #expect(abs(try report.value("cohen", "majority", "judge/\(model)") - value) < 1e-10)
    }
  }

  @Test func mtBench() throws {
    let votes = "mt-bench/judgelab/"
    try bringIn(
      [try data(votes + "human.jsonl"), try data(votes + "gpt4_pair.jsonl")], "--format", "mtbench")
    for (ties, value, n) in [("keep", 0.504656, 1814), ("exclude", 0.767022, 1078)] {
      let report = try agree("--raters", "majority,gpt4_pair", "--ties", ties)
      let cohen = try report.coefficient("cohen", "majority", "gpt4_pair")
      #expect(abs(try #require(cohen["value"] as? Double) - value) < 1e-6)
      #expect(cohen["n"] as? Int == n)
    }
  }
}
