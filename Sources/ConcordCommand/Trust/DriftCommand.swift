import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord drift`: did a rater change over time?
enum DriftCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    guard let name = invocation.value("rater") else {
      throw CommandFailure.usage("which rater? Say --rater NAME")
    }
    let reference = invocation.value("reference") ?? Rater.majorityName
    let (spacing, baseline) = (invocation.number("spacing") ?? 10, invocation.number("baseline"))
    guard spacing > 0, baseline ?? 1 > 0 else {
      throw CommandFailure.usage("--spacing and --baseline are numbers of answers, from 1")
    }
    let alpha = try invocation.share("alpha", or: 0.05)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let raters = try await store.raters()
    guard let rater = raters.first(where: { $0.rater.name == name })?.rater else {
      throw UnknownRater(name: name, known: raters.map(\.rater.name))
    }
    let tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: [name, reference], isNarrow: true)
    try JudgedStudy.check(tracker, store)
    let (id, truth) = (
      try tracker.knownStream(named: name).id, try tracker.knownStream(named: reference)
    )
    guard id != truth.id else {
      throw CommandFailure.usage("\(name) is the reference as well: name another --reference")
    }
    let order =
      rater.kind.isHuman
      ? try await store.labelOrder(of: rater.id) : try await store.verdictOrder(of: rater.id)
    let drift = tracker.drift(
      of: id, reference: truth.id, inOrder: order, spacing: spacing, baseline: baseline)
    let key = try await store.keys(of: [drift.changeItem].compactMap(\.self)).first
    let text = DriftText(
      rater: name, reference: reference, leavesOneOut: truth.id == .majority && rater.kind.isHuman,
      drift: drift, alpha: alpha, changeKey: key, policy: tracker.policy)
    if invocation.has("json") {
      try console.print(text.json)
    } else {
      try console.print(text.plain(heading: console.heading))
    }
  }
}
