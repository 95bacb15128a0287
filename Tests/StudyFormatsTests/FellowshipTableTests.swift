import AnnotationModel
import Glibc
import Testing

@testable import StudyFormats

/// The compact CSV of verdicts, whose rows are places in lists that are elsewhere.
@Suite struct FellowshipTableTests {
  let folder = TemporaryFolder()
  static let header = "dataset,agent_type,model,item,score_1,score_2,pick,verdict\n"

  private func read(
    _ rows: String, dataset: String? = nil, sources: Set<String> = [], beside: [String] = []
  ) throws -> RecordBatch {
    let file = folder.write("c.csv", Self.header + rows)
    var plan = ImportPlan(
      paths: [file] + beside, format: "fellowship", dataset: dataset,
      scale: StudyTask.pairwise.scale)
    plan.sources = sources
    return try readAll(plan)
  }

  /// Without a data set, the rows are read whose items the study has.
  @Test func theStudySaysWhichRowsAreMeant() throws {
    let rows =
      "fair-eval,debate,m,0,9,8,,model_a\npandalm-eval,multi-rater10,m,3,1,2,,model_b\n"
      + "alpaca-eval,judge,m,0,,,tie,tie\n"
    let fair = try read(rows, sources: ["faireval"])
    #expect(fair.verdicts.map(\.item) == ["faireval/1"])
    #expect(fair.remarks.contains { $0.contains("2 rows of other data sets") })
    let both = try read(rows, sources: ["faireval", "pandalm", "x"])
    #expect(both.verdicts.map(\.item) == ["faireval/1", "pandalm/3"])
    #expect(both.verdicts.map(\.rater) == ["debate/m", "judge/m"])
    #expect(both.problems.isEmpty)
    #expect(throws: FormatError.self) { try read(rows, sources: ["x"]) }
  }

  @Test func rawFilesOfOtherItemsAreLeftOut() throws {
    let row = #"[{"score_1":1,"score_2":2,"response":"r"}]"#
    let files = ["fair-eval", "pandalm-eval"].map { dataset in
      mkdir(folder.path + "/" + dataset, 0o700)
      return folder.write(dataset + "/m_none.json", row)
    }
    var plan = ImportPlan(paths: files, format: "fellowship", scale: StudyTask.pairwise.scale)
    #expect(try readAll(plan).verdicts.map(\.item) == ["faireval/1", "pandalm/0"])
    plan.sources = ["pandalm"]
    let batch = try readAll(plan)
    #expect(batch.verdicts.map(\.item) == ["pandalm/0"])
    #expect(batch.remarks.count == 1 && batch.remarks[0].contains("no items of fair-eval"))
  }

  /// MT-Bench's rows count distinct ordered pairs, sorted by turn, question and models as numbers
  /// and words; a pair in the other direction is the same item, shown the other way round.
  @Test func rowsOfMTBenchAreCountedAlongTheVotes() throws {
    func vote(_ question: Int, _ turn: Int, _ a: String, _ b: String) -> String {
      #"{"judge":"x","model_a":"\#(a)","model_b":"\#(b)","question_id":\#(question),"#
        + #""turn":\#(turn),"winner":"tie"}"# + "\n"
    }
    let votes = folder.write(
      "human.jsonl",
      vote(81, 2, "l", "m") + vote(100, 1, "l", "m") + vote(81, 1, "m", "l") + vote(81, 1, "l", "m")
        + vote(81, 1, "l", "m"))
    let rows = (0..<5).map { "mt-bench,multi-rater10,g,\($0),9,1,,model_a\n" }.joined()
    let batch = try read(rows, dataset: "mt-bench", beside: [votes])
    #expect(
      batch.verdicts.map(\.item) == [
        "mtbench/81/1/l/m", "mtbench/81/1/l/m", "mtbench/100/1/l/m", "mtbench/81/2/l/m",
      ])
    #expect(
      batch.verdicts.map(\.verdict.value) == [.prefer(0), .prefer(1), .prefer(0), .prefer(0)])
    #expect(batch.verdicts.map(\.verdict.presentation.letters) == ["ab", "ba", "ab", "ab"])
    #expect(batch.verdicts.map(\.verdict.scores)[1] == [1, 9])
    #expect(batch.problems.map(\.place.line) == [6])
    #expect(throws: FormatError.self) { try read(rows, dataset: "mt-bench") }
  }

  /// Alpaca-Eval was judged in five ways, each a rater of its own; its texts are not in the file.
  @Test func alpacaRowsBringPlaceholders() throws {
    let batch = try read(
      "alpaca-eval,judge,m,7,,,model_b,model_b\nalpaca-eval,rater10,m,7,8,8,,tie\n"
        + "alpaca-eval,multi-rater5,m,7,-1,4,,model_b\nalpaca-eval,multi-rater10,m,7,1,2,,model_b\n"
        + "alpaca-eval,multi-rater100,m,7,80,20,,model_a\nalpaca-eval,judge,m,8,,,,\n",
      dataset: "alpaca-eval")
    #expect(batch.items.map(\.key) == ["alpaca-eval/7"])
    #expect(batch.items.first?.source == "alpaca-eval")
    #expect(
      batch.verdicts.map(\.rater) == [
        "judge-direct/m", "judge-independent-10/m", "judge-combined-5/m", "judge/m",
        "judge-combined-100/m",
      ])
    #expect(
      batch.verdicts.map(\.verdict.value) == [
        .prefer(1), .tie, .abstention(.unparsed), .prefer(1), .prefer(0),
      ])
    #expect(batch.verdicts.map(\.verdict.recorded) == [nil, nil, .prefer(1), nil, nil])
    #expect(batch.problems.map(\.place.line) == [7])
  }
}
