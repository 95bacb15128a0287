import AnnotationModel
import AnnotationStorage
import Workbench

/// What effects read of items: one with the person's own work on it, its neighbours, the list.
extension EffectPerformer {
  func load(_ item: ItemID) async throws {
    guard let loaded = try await loaded(item) else {
      return mailbox.post(.itemFailed(reason: "item \(item) is not there"))
    }
    mailbox.post(.itemLoaded(loaded))
  }

  private func loaded(_ item: ItemID) async throws -> LoadedItem? {
    guard let store, let me, let reading = try await store.blindReading(item)
    else { return nil }
    let isContested = try await store.queueOrder(of: me.id) == .contested
    return LoadedItem(
      reading: reading, own: try await store.ownWork(rater: me.id, item: item),
      contest: isContested ? try await store.contest(of: item) : nil)
  }

  func resume() async throws {
    guard let store, let me else { return }
    guard let item = try await store.resumeItem(for: me.id) else {
      let isEmpty = try await store.itemCount() == 0
      return mailbox.post(.noItem(isEmpty ? .emptyStudy : .allDone))
    }
    try await load(item)
  }

  func neighbour(_ item: ItemID, _ forward: Bool, _ unlabelledOnly: Bool) async throws {
    guard let store, let me else { return }
    let next = try await store.nextItem(
      for: me.id, after: item, forward: forward, unlabelledOnly: unlabelledOnly)
    guard let next else {
      return mailbox.post(.noItem(unlabelledOnly ? .allDone : forward ? .end : .beginning))
    }
    try await load(next)
  }

  func readAhead(_ item: ItemID) async throws {
    guard let store, let me else { return }
    var items: [LoadedItem] = []
    var at = item
    for _ in 0..<3 {
      guard
        let next = try await store.nextItem(
          for: me.id, after: at, forward: true, unlabelledOnly: true),
        next != item, !items.contains(where: { $0.reading.id == next }),
        let one = try await loaded(next)
      else { break }
      items.append(one)
      at = next
    }
    mailbox.post(.itemsAhead(items, after: item))
  }

  func rows(
    _ filter: ItemFilter, _ sort: ItemSort, _ after: ItemRow?, _ forward: Bool, _ limit: Int
  ) async throws -> [ItemRow] {
    guard let store, let me else { return [] }
    if !filter.text.isEmpty { try await index(store) }
    return try await store.blindRows(
      matching: filter, sort: sort, for: me.id, after: after, limit: limit, forward: forward)
  }

  private func index(_ store: AnnotationStore) async throws {
    guard !store.isReadOnly else { return }
    while true {
      let left = try await store.buildSearchIndex()
      let state = try await store.searchIndexState()
      mailbox.post(.searchIndexed(done: state.indexed, total: state.total))
      if left == 0 { return }
    }
  }

  func recordSeen(_ items: [ItemID]) async throws {
    guard let store, let me else { return }
    try await store.recordSeen(items, by: me.id, at: Self.timeNow())
    mailbox.post(.seenRecorded(items))
  }

  func loadReveal(_ item: ItemID) async throws {
    guard let store, let me, let reading = try await store.reading(item) else { return }
    mailbox.post(
      .revealLoaded(
        RevealedItem(
          reading: reading, origins: try await store.origins(of: item),
          ratings: try await store.revealedRatings(of: item, excluding: me.id))))
  }
}

extension AnnotationStore {
  /// Keeps that a person has seen what others said of items: their labels of these from now on
  /// are no blind ones. What is kept already is not kept again.
  func recordSeen(_ items: [ItemID], by person: RaterID, at time: Milliseconds) throws(StorageError)
  {
    for item in items {
      guard try !ownWork(rater: person, item: item).hasRevealed,
        let reading = try blindReading(item)
      else { continue }
      let words = [UInt64.random(in: .min ... .max), .random(in: .min ... .max)]
      let id = words.map { word in
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
      _ = try commit(
        LabelEvent(
          eventID: id, rater: person, item: item, action: .reveal,
          presentation: .asStored(reading.candidates.count), shownAtMilliseconds: time,
          actedAtMilliseconds: time, activeMilliseconds: 0), cursor: nil)
    }
  }
}
