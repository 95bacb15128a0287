import AnnotationModel
import AnnotationStorage
import Foundation
import Testing

/// A study file of forty pairs with two people, a judge that is sometimes unparsed, a judge that
/// was asked both ways round, and a debate; it goes away with the test.
final class LiveStudy {
  static let itemCount = 40
  let folder: URL
  let count: Int
  let store: AnnotationStore
  let me: Rater
  let other: Rater

  init() async throws {
    count = Self.itemCount
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try AnnotationStore.create(
      at: folder.appendingPathComponent("s.concord").path,
      study: Study(title: "live", task: .pairwise))
    try await store.beginImport(ImportSource(name: "test", format: "test"))
    let problems = try await store.add(Self.records)
    precondition(problems.isEmpty, "the fixture is clean")
    _ = try await store.finishImport()
    me = try await store.rater(named: "me", kind: .human)
    other = try await store.rater(named: "olga", kind: .human)
    for person in [me, other] { _ = try await store.enrol(person.id, sideSeed: 77) }
  }

  /// FairEval's items with people's labels, and the Fellowship's judges on them.
  static func published(as name: String) async throws -> LiveStudy {
    let data = try #require(BuiltProgram.data)
    let study = try await LiveStudy(
      importing: [data + "/faireval", "--format", "faireval"], into: "pairwise", as: name)
    _ = try BuiltProgram.run([
      "import", study.path,
      data + "/fellowship-mapo/outputs/evaluators/fair-eval/multi-rater10", "--format",
      "fellowship",
    ])
    return study
  }

  /// A study that the built program imports from files.
  init(importing arguments: [String], into template: String? = nil, as name: String) async throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appendingPathComponent("s.concord").path
    if let template { _ = try BuiltProgram.run(["new", path, "--template", template]) }
    _ = try BuiltProgram.run(["import", path] + arguments)
    store = try AnnotationStore.open(at: path)
    count = try await store.itemCount()
    me = try await store.rater(named: name, kind: .human)
    other = me
    _ = try await store.enrol(me.id, sideSeed: 77)
  }

  var path: String { folder.appendingPathComponent("s.concord").path }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static var records: [PlacedRecord] {
    var result: [ImportRecord] = (1...itemCount).map { number in
      .item(
        Item(
          key: "i\(number)", category: ["code", "maths", "letters"][number % 3],
          prompt: [Turn(role: .user, text: "question \(number)")],
          candidates: [CandidateText("one \(number)"), CandidateText("two \(number)")]))
    }
    result += [
      .rater(ImportedRater(name: "judge/plain", kind: .judge)),
      .rater(ImportedRater(name: "judge/both", kind: .judge)),
      .rater(ImportedRater(name: "debate/d", kind: .debate)),
    ]
    var random = SplitMix64(seed: 4)
    let answers: [RatingValue] = [.prefer(0), .prefer(1), .tie]
    func answer() -> RatingValue { answers[Int(random.next() % 3)] }
    for number in 1...itemCount {
      func verdict(_ rater: String, _ verdict: Verdict) {
        result.append(
          .verdict(ImportedVerdict(rater: rater, item: "i\(number)", verdict: verdict)))
      }
      let isParsed = number % 7 != 0
      verdict(
        "judge/plain",
        Verdict(
          value: isParsed ? answer() : .abstention(.unparsed),
          recorded: isParsed ? nil : .prefer(1), presentation: .asStored(2)))
      verdict("judge/both", Verdict(value: answer(), presentation: .asStored(2)))
      if number % 2 == 0 {
        verdict("judge/both", Verdict(value: answer(), presentation: Presentation(order: [1, 0])))
      }
      if number % 5 != 0 {
        let turn = DebateTurn(round: 1, role: "critic", text: "so", vote: answer())
        verdict("debate/d", Verdict(value: answer(), presentation: .asStored(2), debate: [turn]))
      }
      if number % 4 != 0 {
        result.append(.label(ImportedLabel(rater: "olga", item: "i\(number)", value: answer())))
      }
    }
    return result.enumerated().map {
      PlacedRecord(record: $0.element, place: SourcePlace(file: "test", line: $0.offset + 1))
    }
  }
}
