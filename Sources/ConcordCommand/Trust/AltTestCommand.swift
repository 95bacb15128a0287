import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord alttest`: could a judge take an annotator's place?
enum AltTestCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    guard let name = invocation.value("judge") else {
      throw CommandFailure.usage("which judge? Say --judge NAME")
    }
    let margin = try invocation.decimal("epsilon", or: 0.2)
    guard (0...1).contains(margin) else {
      throw CommandFailure.usage("--epsilon is a share from 0 to 1, such as 0.2")
    }
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let choice = try await RaterChoice(invocation, store, fewest: 2)
    guard !choice.names.contains(name) else {
      throw CommandFailure.usage("\(name) is the judge: it cannot be one of --raters as well")
    }
    let raters = try await store.raters()
    guard raters.contains(where: { $0.rater.name == name }) else {
      throw UnknownRater(name: name, known: raters.map(\.rater.name))
    }
    let tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: choice.names + [name], isNarrow: true)
    try JudgedStudy.check(tracker, store)
    let found = tracker.replacement(
      by: try tracker.knownStream(named: name).id,
      of: try choice.names.map { try tracker.knownStream(named: $0).id }, margin: margin)
    let text = AltTestText(judge: name, found: found, policy: tracker.policy)
    if invocation.has("json") {
      try console.print(text.json)
    } else {
      try console.print(text.plain(heading: console.heading))
    }
  }
}
