import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord validate`: what is to be known of a judge before it stands in for people.
enum ValidateCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let thresholds = try thresholds(invocation)
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let all = try await store.raters()
    let judges = try judges(invocation.list("judge"), of: all, in: store.path)
    var tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation),
      only: judges.map(\.name) + ["majority", invocation.value("reference") ?? "majority"],
      isNarrow: true)
    guard tracker.scale.categoryCount > 0 else {
      throw CommandFailure.data(
        "\(store.path): its answers are rankings, which have no kappa: nothing to validate")
    }
    let reference = try reference(invocation, tracker, store.path)
    for property in SliceColumn.Property.allCases {
      tracker.load(try await store.sliceColumn(property))
    }
    var table = ValidationTable(
      study: store.path, isOverview: invocation.list("judge").isEmpty)
    let pairs = try await store.candidatePairs()
    for judge in judges where reference.id != .rater(judge.id) {
      let evidence = try await evidence(of: judge, pairs, store, tracker.scale)
      let found = tracker.validation(
        of: .rater(judge.id), against: reference.id, evidence: evidence, thresholds: thresholds)
      if let found { table.lists.append(found) }
    }
    guard !table.lists.isEmpty else {
      throw CommandFailure.usage("\(reference.name) is the reference: name another --judge")
    }
    if invocation.has("json") {
      try console.print(table.json)
    } else {
      try console.print(table.text(heading: console.heading))
    }
    let failures = table.failures(countingUnknown: invocation.has("gate-unknown"))
    if invocation.has("gate") || invocation.has("gate-unknown"), !failures.isEmpty {
      throw CommandFailure.checkFailed(failures.joined(separator: "\n"))
    }
  }

  /// The named ones; all that are no people where none is named.
  private static func judges(
    _ names: [String], of all: [RaterSummary], in path: String
  ) throws -> [Rater] {
    if names.isEmpty {
      let found = all.filter {
        !$0.rater.kind.isHuman && $0.rater.kind != .consensus && $0.ratings > 0
      }.map(\.rater)
      guard found.isEmpty else { return found }
      throw CommandFailure.data("\(path): no judge, jury or debate has rated anything")
    }
    return try names.map { name in
      guard let found = all.first(where: { $0.rater.name == name })?.rater else {
        throw UnknownRater(
          name: name, known: all.filter { !$0.rater.kind.isHuman }.map(\.rater.name))
      }
      guard !found.kind.isHuman else {
        throw CommandFailure.usage(
          "\(name) is a person; --judge names a judge, a jury or a debate. How far people agree: "
            + "concord agree \(path)")
      }
      return found
    }
  }

  private static func reference(
    _ invocation: Invocation, _ tracker: AgreementTracker, _ path: String
  ) throws -> RatingStream {
    let people = tracker.streams.filter { $0.kind.isHuman && $0.ratingCount > 0 }
    let only = people.count == 1 ? people[0].name : Rater.majorityName
    let name = invocation.value("reference") ?? only
    if invocation.value("reference") == nil, people.isEmpty {
      throw CommandFailure.usage(
        "\(path): no person has labelled yet; --reference names whom to hold it against")
    }
    return try tracker.knownStream(named: name)
  }

  static func evidence(
    of judge: Rater, _ pairs: CandidatePairs, _ store: AnnotationStore, _ scale: Scale
  ) async throws -> ValidationEvidence {
    let repeats = try await store.repeatedAnswers(of: judge.id)
    return ValidationEvidence(
      consistency: SelfConsistency(
        stored: repeats.filter { !$0.swapped }.map(\.codes),
        exchanged: repeats.filter(\.swapped).map(\.codes),
        sampleShares: try await store.sampleShares(of: judge.id),
        categoryCount: scale.categoryCount),
      pairs: pairs, isRun: try await store.isRun(judge.id))
  }

  private static func thresholds(_ invocation: Invocation) throws -> ValidationThresholds {
    var result = ValidationThresholds()
    func number(_ option: String, _ range: ClosedRange<Double>, _ place: inout Double) throws {
      guard let text = invocation.value(option) else { return }
      guard let value = Double(text), range.contains(value) else {
        throw CommandFailure.usage(
          "--\(option) is a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
      }
      place = value
    }
    try number("kappa", -1...1, &result.kappa)
    try number("margin", 0...1, &result.margin)
    try number("bias", 0.001...1, &result.bias)
    try number("half-width", 0.001...1, &result.halfWidth)
    try number("unparsed-share", 0...1, &result.unparsed)
    result.perClass = max(1, invocation.number("per-class") ?? result.perClass)
    result.repeats = max(2, invocation.number("repeats") ?? result.repeats)
    return result
  }
}
