import AnnotationModel
import Glibc
import JSONText
import Testing

@testable import StudyFormats

/// The published data themselves, read and tabulated without a store. Skipped where they are not.
@Suite struct PublishedDataTests {
  static let data: String? = {
    if let given = getenv("CONCORD_SHARED") { return String(cString: given) + "/data" }
    var place = #filePath
    while place != "/" {
      place = parentFolder(place)
      if FolderContents.isFolder(place + "/shared/data") { return place + "/shared/data" }
    }
    return nil
  }()

  private func read(_ paths: [String], _ format: String, dataset: String? = nil) throws
    -> RecordBatch
  {
    let data = try #require(Self.data)
    return try readAll(
      ImportPlan(
        paths: paths.map { data + "/" + $0 }, format: format, dataset: dataset,
        scale: StudyTask.pairwise.scale))
  }

  /// Cohen's κ over a, b and tie of the items that both have.
  private func kappa(_ one: [String: RatingValue], _ two: [String: RatingValue]) -> Double {
    let scale = StudyTask.pairwise.scale
    var counts = [[Double]](repeating: [0, 0, 0], count: 3)
    for (item, first) in one {
      guard let second = two[item], let row = scale.code(of: first), row >= 0,
        let column = scale.code(of: second), column >= 0
      else { continue }
      counts[row][column] += 1
    }
    var (n, observed, expected) = (0.0, 0.0, 0.0)
    for row in counts { for count in row { n += count } }
    for index in 0..<3 {
      observed += counts[index][index] / n
      let row: Double = counts[index].reduce(0, +)
      let column: Double = counts.map { $0[index] }.reduce(0, +)
      expected += row * column / n / n
    }
    return (observed - expected) / (1 - expected)
  }

  private func labels(_ batch: RecordBatch, _ rater: String) -> [String: RatingValue] {
    Dictionary(
      batch.labels.filter { $0.rater == rater }.map { ($0.item, $0.value) },
      uniquingKeysWith: { $1 })
  }

  private func recorded(_ batch: RecordBatch, _ rater: String) -> [String: RatingValue] {
    Dictionary(
      batch.verdicts.filter { $0.rater == rater }.map {
        ($0.item, $0.verdict.recorded ?? $0.verdict.value)
      }, uniquingKeysWith: { $1 })
  }

  private func majority(_ batch: RecordBatch) -> [String: RatingValue] {
    Dictionary(grouping: batch.labels, by: \.item).compactMapValues { labels in
      labels.map(\.value).first { value in
        labels.count { $0.value == value } * 2 > labels.count
      }
    }
  }

  private func published(_ name: String) throws -> [(model: String, kappa: Double)] {
    let data = try #require(Self.data)
    let text = try FolderContents.text(of: "\(data)/fellowship-mapo/Kappa/\(name).json")
    let rows = try #require(try JSONReader.parse(Array(text.utf8)).get().elements)
    return rows.compactMap { row in
      guard let model = row.at("0.0")?.text, let kappa = row.at("1")?.number else { return nil }
      return (model, kappa)
    }
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func pandaLM() throws {
    let batch = try read(["pandalm"], "pandalm")
    #expect(batch.problems.isEmpty)
    #expect(batch.items.count == 999 && batch.labels.count == 2997 && batch.verdicts.count == 1998)
    let people = (1...3).map { labels(batch, "annotator\($0)") }
    #expect(abs(kappa(people[0], people[1]) - 0.852023) < 1e-6)
    #expect(abs(kappa(people[0], people[2]) - 0.878944) < 1e-6)
    #expect(abs(kappa(people[1], people[2]) - 0.861662) < 1e-6)
    #expect(abs(kappa(majority(batch), recorded(batch, "gpt-3.5-turbo")) - 0.492865) < 1e-6)
    #expect(abs(kappa(majority(batch), recorded(batch, "pandalm-7b")) - 0.435355) < 1e-6)
    #expect(batch.verdicts.count { $0.verdict.value == .abstention(.unparsed) } == 25)
    #expect(batch.items[157].candidates[0].text == "true")
    #expect(batch.items.flatMap(\.candidates).contains { $0.text.isEmpty })
    #expect(Set(batch.items.map(\.questionKey)).count < 200)
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func fellowshipFolderWithCSVAndRawFiles() throws {
    let human = labels(try read(["faireval/review"], "faireval"), "human")
    let batch = try read(["fellowship-mapo"], "fellowship", dataset: "fair-eval")
    #expect(batch.problems.isEmpty)
    #expect(batch.remarks.contains { $0.contains("were read from the raw files already") })
    for (kind, name) in [("judge", "llm-as-a-judge"), ("debate", "llm-debate")] {
      for (model, value) in try published("Fair-Eval/" + name) {
        #expect(abs(kappa(human, recorded(batch, "\(kind)/\(model)")) - value) < 1e-10)
      }
    }
    let debates = batch.verdicts.filter { $0.rater == "debate/gpt-4o" }
    #expect(debates.allSatisfy { $0.verdict.debate.count == 9 })
    #expect(debates.first?.verdict.debate.last?.scores == [9, 8])
    #expect(debates.first?.verdict.debate.last?.vote == .prefer(0))
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func fellowshipOnPandaLM() throws {
    let people = majority(try read(["pandalm/testset-v1.json"], "pandalm"))
    let batch = try read(
      ["fellowship-mapo/verdicts_compact.csv"], "fellowship", dataset: "pandalm-eval")
    for (model, value) in try published("PandaLM-Eval/llm-as-a-judge") {
      #expect(abs(kappa(people, recorded(batch, "judge/\(model)")) - value) < 1e-10, "\(model)")
    }
    let debate = try read(
      ["fellowship-mapo/outputs/evaluators/pandalm-eval/debate"], "fellowship")
    let published = try published("PandaLM-Eval/llm-debate").first { $0.model == "gemma-2-27b-it" }
    let found = kappa(people, recorded(debate, "debate/gemma-2-27b-it"))
    #expect(abs(found - (published?.kappa ?? 0)) < 1e-10)
    let sentinels = batch.verdicts.filter { $0.verdict.scores.contains(-1) }
    #expect(sentinels.allSatisfy { $0.verdict.value == .abstention(.unparsed) })
    #expect(sentinels.allSatisfy { $0.verdict.recorded != nil })
  }

  /// How the published figures joined several votes is not said, but rows that stood elsewhere
  /// would give a kappa near 0: these come within 0.03 of all six.
  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func rowsOfMTBenchStandWhereTheyBelong() throws {
    func key(_ item: String, _ order: Presentation) -> String { item + order.letters }
    let votes = try read(["mt-bench/judgelab/human.jsonl"], "mtbench")
    let people = Dictionary(
      votes.labels.map { (key($0.item, $0.presentation), $0.value) }, uniquingKeysWith: { $1 })
    #expect(people.count == 2396)
    let batch = try read(
      ["fellowship-mapo/verdicts_compact.csv"], "fellowship", dataset: "mt-bench")
    #expect(batch.problems.isEmpty && batch.verdicts.count == 14376)
    for (model, value) in try published("MT-Bench/llm-as-a-judge") {
      let own = batch.verdicts.filter { $0.rater == "judge/\(model)" }
      let machine = Dictionary(
        uniqueKeysWithValues: own.map {
          (key($0.item, $0.verdict.presentation), $0.verdict.recorded ?? $0.verdict.value)
        })
      #expect(machine.count == 2396 && Set(machine.keys) == Set(people.keys))
      #expect(abs(kappa(people, machine) - value) < 0.03, "\(model)")
    }
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func foldersAreKnownByWhatTheyHold() throws {
    let data = try #require(Self.data)
    for (folder, format) in [
      ("pandalm", "pandalm"), ("faireval", "faireval"), ("mt-bench/judgelab", "mtbench"),
      ("fellowship-mapo/outputs", "fellowship"),
      ("fellowship-mapo/verdicts_compact.csv", "fellowship"),
    ] {
      let plan = ImportPlan(paths: [data + "/" + folder], scale: StudyTask.pairwise.scale)
      #expect(plan.chosenFormat == format)
    }
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func mtBenchPairsAreOneItem() throws {
    let batch = try read(
      ["mt-bench/judgelab/human.jsonl", "mt-bench/judgelab/gpt4_pair.jsonl"], "mtbench")
    #expect(batch.problems.isEmpty)
    #expect(batch.verdicts.count == 2400)
    #expect(batch.remarks.count == 2)
    #expect(batch.items.allSatisfy { $0.origins[0].system < $0.origins[1].system })
    let second = try #require(batch.items.first { $0.kind == .dialogueTurn })
    #expect(second.prompt.count == 2)
    #expect(batch.items.contains { $0.references.first?.kind == .otherModel })
  }
}
