import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Foundation
import StudyFormats
import Testing

/// Published figures from the published data, through import, store and tracker. Skipped where the
/// data are not there.
@Suite struct PublishedFigureTests {
  static let data: String? = {
    if let given = ProcessInfo.processInfo.environment["CONCORD_SHARED"] { return given + "/data" }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let found = place.appendingPathComponent("shared/data").path
      if FileManager.default.fileExists(atPath: found) { return found }
    }
    return nil
  }()

  func study(
    _ imports: [(paths: [String], format: String)], dataset: String? = nil
  ) async throws -> (store: AnnotationStore, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let store = try AnnotationStore.create(
      at: folder.path + "/s.concord", study: Study(title: "s", task: .pairwise))
    for (paths, format) in imports {
      try await store.beginImport(ImportSource(name: format, format: format))
      let plan = ImportPlan(
        paths: paths.map { Self.data! + "/" + $0 },  // The tests are skipped where it is nil.
        format: format, dataset: dataset, scale: StudyTask.pairwise.scale)
      for reader in try plan.readers() {
        while let batch = try reader.next() {
          #expect(batch.problems.isEmpty)
          #expect(try await store.add(batch.records).isEmpty)
        }
      }
      _ = try await store.finishImport()
    }
    #expect(try await store.check().isEmpty)
    return (store, folder)
  }

  func tracker(_ store: AnnotationStore, _ policy: AnalysisPolicy = .init()) async throws
    -> AgreementTracker
  {
    var columns: [RatingColumn] = []
    for summary in try await store.ratingColumns() {
      columns.append(try await store.ratingColumn(summary))
    }
    let study = try await store.study()
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: study.itemCount,
      raters: try await store.raters().map(\.rater), policy: policy)
    tracker.load(columns)
    return tracker
  }

  func kappa(_ tracker: inout AgreementTracker, _ one: String, _ two: String) throws -> Coefficient
  {
    let first = try #require(tracker.stream(named: one)).id
    let second = try #require(tracker.stream(named: two)).id
    return try #require(tracker.pair(first, second).coefficient(.cohen).coefficient)
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func pandaLM() async throws {
    let (store, folder) = try await study([(["pandalm"], "pandalm")])
    defer { try? FileManager.default.removeItem(at: folder) }
    var tracker = try await tracker(store)
    #expect(abs(try kappa(&tracker, "annotator1", "annotator2").value - 0.852023) < 1e-6)
    #expect(abs(try kappa(&tracker, "annotator1", "annotator3").value - 0.878944) < 1e-6)
    let group = tracker.group(tracker.humans)
    #expect(abs(try #require(group.coefficient(.fleiss).value) - 0.864175) < 1e-6)
    #expect(abs(try #require(group.coefficient(.alphaNominal).value) - 0.864221) < 1e-6)
    for (unparsed, value) in [
      (AnalysisPolicy.Unparsed.drop, 0.492865), (.tie, 0.495784), (.own, 0.475508),
    ] {
      tracker.setPolicy(AnalysisPolicy(unparsed: unparsed))
      #expect(abs(try kappa(&tracker, "majority", "gpt-3.5-turbo").value - value) < 1e-6)
    }
    tracker.setPolicy(AnalysisPolicy())
    let dropped = try kappa(&tracker, "majority", "gpt-3.5-turbo")
    #expect(abs(try #require(dropped.interval).low - 0.4463) < 1e-4)
    #expect(abs(try #require(dropped.interval).high - 0.5394) < 1e-4)
    #expect(abs(try kappa(&tracker, "majority", "pandalm-7b").value - 0.435355) < 1e-6)
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func fellowshipOnFairEval() async throws {
    let outputs = "fellowship-mapo/outputs/evaluators/fair-eval/"
    let (store, folder) = try await study([
      (["faireval"], "faireval"), ([outputs + "multi-rater10", outputs + "debate"], "fellowship"),
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    var tracker = try await tracker(store, AnalysisPolicy(unparsed: .recorded))
    for (kind, file) in [("judge", "llm-as-a-judge"), ("debate", "llm-debate")] {
      let path = try #require(Self.data) + "/fellowship-mapo/Kappa/Fair-Eval/\(file).json"
      let json = try JSONSerialization.jsonObject(
        with: try Data(contentsOf: URL(fileURLWithPath: path)))
      let rows = try #require(json as? [[Any]])
      #expect(rows.count == 6)
      for row in rows {
        let model = try #require((row[0] as? [String])?.first ?? row[0] as? String)
        let published = try #require(row[1] as? Double)
        let found = try kappa(&tracker, "human", "\(kind)/\(model)").value
        #expect(abs(found - published) < 1e-10, "\(kind)/\(model)")
      }
    }
  }

  @Test(.enabled(if: data != nil, "the data's folder is not there"))
  func mtBench() async throws {
    let (store, folder) = try await study([
      (["mt-bench/judgelab/human.jsonl", "mt-bench/judgelab/gpt4_pair.jsonl"], "mtbench")
    ])
    defer { try? FileManager.default.removeItem(at: folder) }
    var tracker = try await tracker(store)
    let kept = try kappa(&tracker, "majority", "gpt4_pair")
    #expect(abs(kept.value - 0.504656) < 1e-6 && kept.itemCount == 1814)
    tracker.setPolicy(AnalysisPolicy(ties: .exclude))
    let excluded = try kappa(&tracker, "majority", "gpt4_pair")
    #expect(abs(excluded.value - 0.767022) < 1e-6 && excluded.itemCount == 1078)
  }
}
