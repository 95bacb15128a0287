import AnnotationModel

/// All that a study knows of how sure a judge was of its answer to each item, by source.
///
/// Where the answers to the two orders of an item differ, and count as one rating, whatever was
/// said of each is no confidence in their common answer: it is 0 in all sources but `votes` and
/// `scores`, which are those of the common answer.
public struct JudgeConfidences: Hashable, Sendable {
  /// Only sources that have something.
  public private(set) var values: [ConfidenceSource: [ItemID: Double]] = [:]
  /// Items of which the two orders, as one rating, were answered differently.
  private var conflicts: Set<ItemID>

  /// - Parameter conflicts: see above; empty where orders count apart.
  public init(conflicts: Set<ItemID> = []) { self.conflicts = conflicts }

  /// Values of one source; several of an item are averaged.
  public mutating func add(
    _ source: ConfidenceSource, _ found: some Sequence<(item: ItemID, value: Double)>
  ) {
    var sums: [ItemID: (sum: Double, count: Double)] = [:]
    for (item, value) in found {
      let known = sums[item] ?? (0, 0)
      sums[item] = (known.sum + value, known.count + 1)
    }
    guard !sums.isEmpty else { return }
    let isOfOneOrder = source != .votes && source != .scores
    values[source] = Dictionary(
      uniqueKeysWithValues: sums.map { item, found in
        let mean = found.sum / found.count
        // Equal confidences stay equal, however they were added up.
        let rounded = (mean * 1e9).rounded() / 1e9
        return (item, isOfOneOrder && conflicts.contains(item) ? 0 : rounded)
      })
  }

  /// What repeats of a question say: each item's answers, the first of which is the one that holds.
  public mutating func add(repeats: [(item: ItemID, codes: [Int])]) {
    add(
      .repeats,
      repeats.filter { ($0.codes.first ?? -1) >= 0 && $0.codes.count > 1 }.map { repeated in
        let alike = repeated.codes.count { $0 == repeated.codes[0] }
        return (repeated.item, Double(alike) / Double(repeated.codes.count))
      })
  }

  /// The best score less the next one, of items that have two scores or more.
  public mutating func add(scores: [(item: ItemID, scores: [Double])]) {
    add(
      .scores,
      scores.filter { $0.scores.count > 1 }.map { scored in
        let sorted = scored.scores.sorted(by: >)
        return (scored.item, sorted[0] - sorted[1])
      })
  }

  /// How many of these items a source says something of.
  public func count(_ source: ConfidenceSource, of items: [ItemID]) -> Int {
    guard let known = values[source] else { return 0 }
    return items.count { known[$0] != nil }
  }

  /// The first source, in their order, that knows at least half of the items and does not say the
  /// same of all of them; `none` where there is none. O(items × sources).
  public func best(for items: [ItemID]) -> ConfidenceSource {
    for source in ConfidenceSource.allCases {
      guard let known = values[source] else { continue }
      let found = items.compactMap { known[$0] }
      if 2 * found.count >= items.count, Set(found).count > 1 { return source }
    }
    return .none
  }

  /// The confidence in one item; where nothing is known of it, less than of any other. The same for
  /// all items without a source.
  public func value(_ source: ConfidenceSource, of item: ItemID) -> Double {
    source == .none ? 0 : values[source]?[item] ?? -Double.greatestFiniteMagnitude
  }
}

extension AgreementTracker {
  /// Items that a rater answered in both orders, which count as one rating: 1 where alike, else 0.
  /// Empty where orders count apart. O(items).
  public func orderAgreement(of judge: StreamID) -> [(item: ItemID, value: Double)] {
    guard policy.orders == .merge, let rater = rater(of: judge),
      let (stored, exchanged) = bothOrders(of: rater.id)
    else { return [] }
    return stored.indices.compactMap { index in
      guard stored[index] >= 0, exchanged[index] >= 0 else { return nil }
      return (ItemID(Int64(index + 1)), stored[index] == exchanged[index] ? 1 : 0)
    }
  }

  /// The margin of a jury's seats for its answers, under the policy in force. O(items × seats).
  public func voteMargins(
    of jury: StreamID, seats: [StreamID]
  ) -> [(item: ItemID, value: Double)] {
    let columns = seats.compactMap { stream($0)?.codes }
    guard !columns.isEmpty, let verdicts = stream(jury)?.codes else { return [] }
    return verdicts.indices.compactMap { index in
      let votes = columns.map { SeatVotes.vote($0[index], scale, policy) }
      return VoteMargin.of(votes.map(Int.init), for: Int(verdicts[index])).map {
        (ItemID(Int64(index + 1)), $0)
      }
    }
  }

  /// The margin of the votes in the last round of a debate for its answers. O(votes).
  public func voteMargins(
    of debate: StreamID, _ votes: DebateVotes
  ) -> [(item: ItemID, value: Double)] {
    guard let verdicts = stream(debate)?.codes else { return [] }
    var last: [ItemID: (round: Int, codes: [Int])] = [:]
    for vote in votes.votes {
      let known = last[vote.item] ?? (vote.round, [])
      guard vote.round >= known.round else { continue }
      last[vote.item] = (vote.round, (vote.round > known.round ? [] : known.codes) + [vote.code])
    }
    return last.sorted { $0.key.value < $1.key.value }.compactMap { item, found in
      let index = Int(item.value) - 1
      guard verdicts.indices.contains(index) else { return nil }
      return VoteMargin.of(found.codes, for: Int(verdicts[index])).map { (item, $0) }
    }
  }
}

/// How far votes are for an answer.
enum VoteMargin {
  /// (votes for the answer − votes for the strongest other)/votes, −1 to 1; nil without votes or an
  /// answer. Codes below 0 are no votes.
  static func of(_ codes: [Int], for answer: Int) -> Double? {
    guard answer >= 0 else { return nil }
    var counts: [Int: Int] = [:]
    for code in codes where code >= 0 { counts[code, default: 0] += 1 }
    let all = counts.values.reduce(0, +)
    guard all > 0 else { return nil }
    let own = counts.removeValue(forKey: answer) ?? 0
    return Double(own - (counts.values.max() ?? 0)) / Double(all)
  }
}
