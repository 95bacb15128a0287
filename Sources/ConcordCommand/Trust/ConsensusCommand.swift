import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord consensus`: one label for each item out of several raters'.
enum ConsensusCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let name = invocation.value("save")
    if let name, let fault = Rater.fault(inName: name) { throw CommandFailure.usage(fault) }
    let store = try AnnotationStore.open(
      at: invocation.operands[0], mode: name == nil ? .readOnly : .readWrite)
    do {
      try await run(invocation, store, savingAs: name, console)
    } catch {
      await store.close()
      throw error
    }
    await store.close()
  }

  private static func run(
    _ invocation: Invocation, _ store: AnnotationStore, savingAs name: String?, _ console: Console
  ) async throws {
    if let name, let found = try await store.rater(named: name) {
      throw CommandFailure.data(
        "\(store.path): \(name) is a rater already (\(found.kind.rawValue)); choose another name")
    }
    let choice = try await RaterChoice(invocation, store, fewest: 2)
    let tracker = try await AgreeCommand.tracker(
      store, AgreeCommand.policy(invocation), only: choice.names, isNarrow: true)
    try JudgedStudy.check(tracker, store)
    let method =
      invocation.value("method").flatMap(ConsensusMethod.init(rawValue:)) ?? .majority
    let ids = try choice.names.map { try tracker.knownStream(named: $0).id }
    guard
      let labels = tracker.consensus(
        of: ids, by: method, seed: UInt64(invocation.number("seed") ?? 1)
      ).value
    else {
      throw CommandFailure.data(
        "\(store.path): \(choice.names.joined(separator: ", ")) labelled nothing")
    }
    if let name { try await save(labels, as: name, store) }
    var keys: [ItemID: String] = [:]
    for (item, key) in zip(
      labels.labels.map(\.item), try await store.keys(of: labels.labels.map(\.item)))
    {
      keys[item] = key
    }
    let text = ConsensusText(
      labels: labels, keys: keys, policy: tracker.policy, savedAs: name,
      limit: invocation.number("limit"), listsAll: invocation.has("items"))
    if invocation.has("json") {
      try console.print(text.json)
    } else {
      try console.print(text.plain(heading: console.heading))
    }
  }

  private static func save(
    _ labels: ConsensusLabels, as name: String, _ store: AnnotationStore
  ) async throws {
    let names = labels.categories.names
    let answers = labels.labels.compactMap { label -> AnnotationStore.ConsensusAnswer? in
      guard let value = labels.answer(label) else { return nil }
      let winners = label.winners.map { names[$0] }.joined(separator: " or ")
      return .init(
        item: label.item, value: value,
        reasoning: "\(labels.method.rawValue): \(winners), "
          + "\(Figure.decimal(label.probability)) each of \(label.voteCount) labels")
    }
    let members = labels.members.map(\.name).joined(separator: ", ")
    try await store.keepConsensus(
      named: name, method: "\(labels.method.rawValue) of \(members)", answers: answers)
  }
}
