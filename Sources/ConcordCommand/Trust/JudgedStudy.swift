import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// A study read for one judge and one reference.
struct JudgedStudy {
  let store: AnnotationStore
  let itemCount: Int
  let judge: RatingStream
  let reference: RatingStream
  var tracker: AgreementTracker

  /// The option --judge, and --reference or else the majority; with them also the raters of these
  /// other names.
  init(
    _ invocation: Invocation, _ store: AnnotationStore, besides others: [String] = []
  ) async throws {
    guard let name = invocation.value("judge") else {
      throw CommandFailure.usage("which judge? Say --judge NAME")
    }
    let reference = invocation.value("reference") ?? Rater.majorityName
    self.store = store
    let all = try await store.raters().map(\.rater)
    if let unknown = ([name, reference] + others).first(where: { wanted in
      wanted != Rater.majorityName
        && !all.contains { $0.name == wanted || $0.name + " (swapped)" == wanted }
    }) {
      throw UnknownRater(name: unknown, known: all.map(\.name) + [Rater.majorityName])
    }
    tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: [name, reference] + others, isNarrow: true)
    try Self.check(tracker, store)
    itemCount = tracker.itemCount
    judge = try tracker.knownStream(named: name)
    self.reference = try tracker.knownStream(named: reference)
    guard judge.id != self.reference.id else {
      throw CommandFailure.usage("\(name) is the reference as well: name another --reference")
    }
    if self.reference.id == .majority, judge.kind.isHuman {
      throw CommandFailure.usage(
        "\(name) is one of the majority: name another person as --reference")
    }
  }

  static func check(_ tracker: AgreementTracker, _ store: AnnotationStore) throws(CommandFailure) {
    guard tracker.scale.categoryCount > 0 else {
      throw .data("\(store.path): its answers are rankings, which have no categories to count")
    }
  }

  /// The items in the order in which the reference labelled them.
  func labelOrder() async throws -> [ItemID] {
    guard let rater = tracker.rater(of: reference.id) else { return try await store.labelOrder() }
    return rater.kind.isHuman
      ? try await store.labelOrder(of: rater.id) : try await store.verdictOrder(of: rater.id)
  }

  /// What the labels are held against, and under which policies.
  var title: String { "\(judge.name) against \(reference.name)" }

  var policies: String {
    "counted with "
      + tracker.policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
  }

  var policyJSON: JSONValue {
    .object(tracker.policy.parts.map { .init(name: $0.name, value: .string($0.value)) })
  }
}

extension Invocation {
  /// A number of an option, or what stands for it.
  func decimal(_ option: String, or standard: Double) throws(CommandFailure) -> Double {
    guard let text = value(option) else { return standard }
    guard let number = Double(text), number.isFinite else {
      throw .usage("--\(option) wants a number; '\(text)' is none")
    }
    return number
  }

  /// A share strictly between 0 and 1.
  func share(_ option: String, or standard: Double) throws(CommandFailure) -> Double {
    let number = try decimal(option, or: standard)
    guard number > 0, number < 1 else {
      throw .usage("--\(option) is a share above 0 and below 1, such as \(standard)")
    }
    return number
  }
}

extension Figure {
  /// `10 %`, `2.5 %`: a share that was asked for, without digits that say nothing.
  static func askedPercent(_ share: Double) -> String {
    let tenths = (share * 1000).rounded()
    return decimal(share * 100, digits: tenths.truncatingRemainder(dividingBy: 10) == 0 ? 0 : 1)
      + " %"
  }

  /// `1 item`, `2 items`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)" + (number == 1 ? "" : "s")
  }
}
