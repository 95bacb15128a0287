import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

/// Nobody can learn from the label screen's state who wrote what, or what others said.
@Suite struct BlindnessTests {
  init() { _ = concord_set_locale() }

  /// All strings in a value, however deep.
  static func strings(in value: Any, depth: Int = 12) -> [String] {
    if let text = value as? String { return [text] }
    guard depth > 0 else { return [] }
    return Mirror(reflecting: value).children.flatMap {
      [$0.label ?? ""] + strings(in: $0.value, depth: depth - 1)
    }
  }

  private func revealed(_ item: ItemReading) -> RevealedItem {
    let judge = Rater(
      id: RaterID(2), name: "judge-hidden", kind: .judge, model: "model-hidden", family: "f-hidden")
    let verdict = Verdict(
      value: .prefer(1), presentation: .asStored(2), reasoning: "reason-hidden",
      rawReply: "reply-hidden")
    return RevealedItem(
      reading: item,
      origins: [CandidateOrigin(system: "one-hidden"), CandidateOrigin(system: "two-hidden")],
      ratings: [RevealedRating(rater: judge, value: verdict.value, verdict: verdict)])
  }

  @Test func noFieldHoldsASystemOrAVerdict() throws {
    var stage = LabelStage(120, 40)
    let item = try #require(stage.state.label.item)
    #expect(Self.strings(in: stage.state.label).contains("answer 0 of 1"))
    stage.type("1")
    stage.show(1)
    var work = OwnWork()
    work.blind = Label(value: .prefer(0))
    _ = stage.state.update(.itemLoaded(LoadedItem(reading: item, own: work)))
    stage.type("R")
    _ = stage.state.update(.revealLoaded(revealed(item)))
    #expect(stage.screen.contains("one-hidden"))
    #expect(!Self.strings(in: stage.state.label).contains { $0.contains("hidden") })
    stage.press(.escape)
    #expect(stage.state.screen == .label)
    #expect(!stage.screen.contains("hidden"))
    let change = RatingChange(
      before: nil, after: RatingRow(rater: RaterID(2), item: ItemID(1), code: 1))
    _ = stage.state.update(
      .othersChanged([change], raters: [Rater(id: RaterID(2), name: "x-hidden", kind: .judge)]))
    #expect(!Self.strings(in: stage.state.label).contains { $0.contains("hidden") })
    #expect(!Self.strings(in: stage.state.list).contains { $0.contains("hidden") })
  }

  /// The state's own declaration: what types its fields have, however deep.
  @Test func noFieldIsOfATypeThatCouldHoldThem() {
    var seen: Set<String> = []
    func walk(_ value: Any, _ depth: Int) {
      seen.insert(String(describing: type(of: value)))
      guard depth > 0 else { return }
      for child in Mirror(reflecting: value).children { walk(child.value, depth - 1) }
    }
    walk(LabelStage(references: ["r"]).state.label, 10)
    for forbidden in ["CandidateOrigin", "Verdict", "RevealedRating", "Rater", "Reference", "Item"]
    {
      #expect(!seen.contains(forbidden), "\(forbidden)")
    }
    #expect(seen.contains("ItemReading") && seen.contains("ReferenceText"))
  }

  @Test func revealIsRecordedAndWhatFollowsIsASecondLabel() throws {
    var stage = LabelStage()
    #expect(stage.type("R").isEmpty && stage.status.contains("first give your own answer"))
    stage.type("o1")
    let effects = stage.type("R")
    #expect(LabelStage.committed(effects)?.action == .reveal)
    stage.press(.escape)
    let second = try #require(LabelStage.committed(stage.type("2")))
    #expect(second.phase == .revealed)
    #expect(stage.state.label.own.blind?.value == .prefer(0))
    #expect(stage.state.label.own.revealed?.value == .prefer(1))
    #expect(stage.state.label.item?.id == ItemID(1))
  }

  /// Two people with sides of their own who always choose the same response agree wholly: the
  /// strongest peer gives them kappa 0.04. By keys, through the whole of the workbench.
  @Test func twoPeopleOfOneMindHaveKappaOne() throws {
    let task = StudyTask.pairwise
    let people = (1...2).map { Rater(id: RaterID($0), name: "p\($0)", kind: .human) }
    var tracker = AgreementTracker(scale: task.scale, itemCount: 60, raters: people)
    var leftShares: [Int] = []
    for person in people {
      var state = WorkbenchState(
        size: TerminalSize(columns: 80, rows: 24), seed: UInt64(person.id.value), now: 0)
      _ = state.update(
        .studyOpened(
          StudyOpening(
            path: "s", study: Study(title: "s", task: task, itemCount: 60), me: person,
            raters: people, progress: Progress(done: 0, total: 60, today: 0), order: .file,
            sideSeed: UInt64(person.id.value) &* 0x1234_5678_9ABC, isFirstTime: false)))
      var left = 0
      for number in 1...60 {
        _ = state.update(.itemLoaded(LabelStage.item(number)))
        let wanted = "answer \(number % 2) of \(number)"
        let item = try #require(state.label.item)
        let isLeft = item.candidates[state.label.presentation.candidate(inSlot: 0)].text == wanted
        left += isLeft ? 1 : 0
        let key: Key = .character(isLeft ? "1" : "2")
        let event = try #require(LabelStage.committed(state.update(.input(.key(key), at: 1))))
        guard case .label(let value, _, _) = event.action, let code = task.scale.code(of: value)
        else { continue }
        tracker.apply(
          RatingChange(
            before: nil, after: RatingRow(rater: person.id, item: event.item, code: code)))
      }
      leftShares.append(left)
    }
    #expect(leftShares.allSatisfy { (15...45).contains($0) } && Set(leftShares).count == 2)
    let table = tracker.pair(.rater(RaterID(1)), .rater(RaterID(2)))
    #expect(table.coefficient(.cohen).value == 1)
  }
}
