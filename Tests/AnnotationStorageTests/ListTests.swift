import AnnotationModel
import Testing

@testable import AnnotationStorage

@Suite struct ListTests {
  /// Sixty items; some have no category; lengths and keys are not in file order.
  func study(_ workshop: Workshop) async throws -> (AnnotationStore, [Item]) {
    var random = SplitMix64(seed: 4)
    let items = (1...60).map { number in
      Item(
        key: "k\(random.next() % 1000)-\(number)", category: ["", "b", "a"][number % 3],
        prompt: [Turn(role: .user, text: "ask\nline \(number)")],
        candidates: [
          CandidateText(String(repeating: "w ", count: Int(random.next() % 9))),
          CandidateText("\u{1B}]0;x"),
        ])
    }
    let store = try AnnotationStore.create(
      at: workshop.path, study: Study(title: "t", task: .pairwise))
    try await store.beginImport(ImportSource(name: "f", format: "t"))
    #expect(try await store.add(items.map { Events.placed(.item($0)) }).isEmpty)
    _ = try await store.finishImport()
    return (store, items)
  }

  func all(
    _ store: AnnotationStore, _ filter: ItemFilter, _ sort: ItemSort, _ rater: RaterID,
    page: Int, forward: Bool
  ) async throws -> [Int64] {
    var found: [Int64] = []
    var after: ItemRow?
    while true {
      let rows = try await store.rows(
        matching: filter, sort: sort, for: rater, after: after, limit: page, forward: forward)
      guard let edge = forward ? rows.last : rows.first else { return found }
      after = edge
      found = forward ? found + rows.map(\.id.value) : rows.map(\.id.value) + found
    }
  }

  @Test(arguments: ItemSort.allCases) func everyPageOfEveryFilterIsThere(_ sort: ItemSort)
    async throws
  {
    let workshop = try Workshop()
    let (store, items) = try await study(workshop)
    let me = try await store.rater(named: "me", kind: .human)
    let other = try await store.rater(named: "other", kind: .human)
    var mine: [Int64: Int] = [:]
    var flags: Set<Int64> = []
    for item in stride(from: 1, through: 60, by: 2) {
      let value: RatingValue = item % 5 == 0 ? .abstention(.skipped) : .prefer(item % 4 / 2)
      _ = try await store.commit(Events.label(me.id, item, value, "m\(item)"), cursor: nil)
      _ = try await store.commit(Events.label(other.id, item, .prefer(0), "o\(item)"), cursor: nil)
      mine[Int64(item)] = item % 5 == 0 ? -6 : item % 4 / 2
      if item % 7 == 0 {
        _ = try await store.commit(Events.of(me.id, item, .flag(true), "f\(item)"), cursor: nil)
        flags.insert(Int64(item))
      }
    }
    let pair = ItemFilter.Disagreement(first: me.id, second: other.id)
    let cell = ItemFilter.Disagreement(first: other.id, second: me.id, codes: [0, 1])
    let cases: [(ItemFilter, (Int64) -> Bool)] = [
      (ItemFilter(), { _ in true }),
      (ItemFilter(state: .labelled), { mine[$0, default: -6] != -6 }),
      (ItemFilter(state: .skipped), { mine[$0] == -6 }),
      (ItemFilter(state: .unlabelled), { mine[$0] == nil }),
      (ItemFilter(flaggedOnly: true), { flags.contains($0) }),
      (ItemFilter(state: .labelled, category: "a"), { $0 % 3 == 2 && mine[$0, default: -6] != -6 }),
      (ItemFilter(disagreement: pair), { mine[$0] == 1 }),
      (ItemFilter(disagreement: cell), { mine[$0] == 1 }),
      (ItemFilter(category: "none of these"), { _ in false }),
    ]
    func key(_ id: Int64) -> (Int, String, Int64) {
      let item = items[Int(id) - 1]
      return switch sort {
      case .file: (0, "", id)
      case .key: (0, item.key, id)
      // In the order of first appearance, without a category first.
      case .category: (["": 0, "b": 1, "a": 2][item.category] ?? 0, "", id)
      case .length:
        (item.candidates.map { PreparedItem.wordCount($0.text) }.max() ?? 0, "", id)
      }
    }
    for (filter, matches) in cases {
      let expected = (1...60).map(Int64.init).filter(matches).sorted { key($0) < key($1) }
      for page in [1, 7, 100] {
        for forward in [true, false] {
          let found = try await all(store, filter, sort, me.id, page: page, forward: forward)
          #expect(found == expected, "\(filter) by \(sort), \(page) a page, forward \(forward)")
        }
      }
    }
  }

  @Test func searchFindsTheFirstWordOfALineAndNoneOfOurs() async throws {
    let workshop = try Workshop()
    let (store, _) = try await study(workshop)
    let me = try await store.rater(named: "me", kind: .human)
    while try await store.buildSearchIndex(maximumItems: 7) > 0 {}
    func count(_ text: String) async throws -> Int {
      try await store.rows(
        matching: ItemFilter(text: text), sort: .file, for: me.id, after: nil, limit: 100,
        forward: true
      ).count
    }
    #expect(try await count("line") == 60)
    #expect(try await count("LINE 17") == 1)
    #expect(try await count("li") == 60)
    #expect(try await count("li 17") == 0)
    for ours in ["role", "user", "nline"] { #expect(try await count(ours) == 0) }
    for odd in ["\"", "*", "a AND", "NEAR(", "text:x", "\u{0}", "(", "-x", "^"] {
      _ = try await count(odd)
    }
  }

  @Test(arguments: [QueueOrder.file, .random(seed: 3), .balanced, .contested])
  func theNextOpenItemIsTheNearestInTheOrder(_ order: QueueOrder) async throws {
    let workshop = try Workshop()
    let (store, _) = try await study(workshop)
    let me = try await store.rater(named: "me", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 1)
    try await store.setQueueOrder(order, of: me.id)
    var way: [ItemID] = []
    while let next = try await store.nextItem(
      for: me.id, after: way.last, forward: true, unlabelledOnly: false)
    {
      way.append(next)
    }
    #expect(Set(way).count == 60)
    var random = SplitMix64(seed: 8)
    var open = Set(way)
    var skipped: Set<ItemID> = []
    for step in 0..<60 {
      let from = Int(random.next() % 60)
      for forward in [true, false] {
        let around = (1..<60).map { way[(from + (forward ? $0 : 120 - $0)) % 60] }
        let expected = around.first { open.contains($0) } ?? around.first { skipped.contains($0) }
        let found = try await store.nextItem(
          for: me.id, after: way[from], forward: forward, unlabelledOnly: true)
        #expect(found == expected)
      }
      let item = way[Int(random.next() % 60)]
      let isSkip = step % 9 == 0
      _ = try await store.commit(
        Events.label(me.id, Int(item.value), isSkip ? .abstention(.skipped) : .tie, "e\(step)"),
        cursor: nil)
      open.remove(item)
      if isSkip { skipped.insert(item) } else { skipped.remove(item) }
    }
  }

  @Test func anotherProcesssLabelsAreSeenOnTheWay() async throws {
    let workshop = try Workshop()
    let (store, _) = try await study(workshop)
    let me = try await store.rater(named: "me", kind: .human)
    _ = try await store.enrol(me.id, sideSeed: 1)
    #expect(try await store.resumeItem(for: me.id) == ItemID(1))
    let other = try AnnotationStore.open(at: workshop.path)
    _ = try await other.commit(Events.label(me.id, 1, .tie, "a"), cursor: nil)
    _ = try await other.commit(Events.label(me.id, 2, .tie, "b"), cursor: nil)
    #expect(try await store.resumeItem(for: me.id) == ItemID(3))
    _ = try await other.undo(rater: me.id, eventID: "u", at: 1)
    #expect(try await store.resumeItem(for: me.id) == ItemID(2))
  }
}
