/// How the votes of a panel become one answer.
public enum PanelRule: Hashable, Sendable {
  /// The answer with the most votes; a tie where several have as many. The rule of the published
  /// juries (The Fellowship of the LLMs, arXiv:2408.08688).
  case plurality
  /// As `plurality`, but where "tie" and exactly one other answer have as many, the other one.
  case tieYields
  /// The better mean, or median, of the seats' scores; equal ones are a tie.
  case mean, median
  /// Each seat's vote counts by its weight, such as its agreement with people on other items.
  case weighted([Double])
  /// What all seats say, or an abstention.
  case unanimous
}

/// What one seat of a panel said.
public struct SeatVote: Hashable, Sendable {
  public var value: RatingValue
  /// One per candidate in stored order; empty where the seat gives none.
  public var scores: [Double]

  public init(value: RatingValue, scores: [Double] = []) {
    self.value = value
    self.scores = scores
  }
}

extension PanelRule {
  /// The panel's answer. A seat that abstained is absent: it is no vote for anything.
  ///
  /// - Parameters:
  ///   - votes: one per seat; nil where the seat has said nothing.
  ///   - quorum: the least number of present seats; fewer make an abstention.
  /// - Returns: `abstention(.unparsed)` where too few seats, or no scores where scores are joined;
  ///   a tie that the scale may not have, for the caller to judge.
  public func decide(_ votes: [SeatVote?], quorum: Int = 1) -> RatingValue {
    let present = votes.enumerated().compactMap { seat, vote in
      vote.flatMap { $0.value.isAbstention ? nil : (seat: seat, vote: $0) }
    }
    guard present.count >= max(1, quorum) else { return .abstention(.unparsed) }
    switch self {
    case .plurality: return plurality(present.map { ($0.vote.value, 1) }, tieYields: false)
    case .tieYields: return plurality(present.map { ($0.vote.value, 1) }, tieYields: true)
    case .weighted(let weights):
      let weighed = present.map { seat, vote in
        (vote.value, seat < weights.count ? max(0, weights[seat]) : 0)
      }
      return plurality(weighed, tieYields: false)
    case .unanimous:
      let values = Set(present.map(\.vote.value))
      return values.count == 1 ? present[0].vote.value : .abstention(.unparsed)
    case .mean, .median: return joined(present.map(\.vote))
    }
  }

  private func plurality(_ votes: [(value: RatingValue, weight: Double)], tieYields: Bool)
    -> RatingValue
  {
    var sums: [RatingValue: Double] = [:]
    for vote in votes { sums[vote.value, default: 0] += vote.weight }
    let most = sums.values.max() ?? 0
    // Weights are sums of reals: what differs by rounding alone has as many.
    let leaders = sums.filter { most - $0.value <= 1e-12 * max(1, most) }.map(\.key)
    if leaders.count == 1 { return leaders[0] }
    if tieYields, leaders.count == 2, let other = leaders.first(where: { $0 != .tie }),
      leaders.contains(.tie)
    {
      return other
    }
    return .tie
  }

  private func joined(_ votes: [SeatVote]) -> RatingValue {
    let numbers = votes.compactMap { vote -> Double? in
      if case .score(let number) = vote.value { number } else { nil }
    }
    if numbers.count == votes.count { return .score(middle(numbers)) }
    let scored = votes.map(\.scores).filter { !$0.isEmpty }
    guard let candidates = scored.first?.count, scored.allSatisfy({ $0.count == candidates }) else {
      return .abstention(.unparsed)
    }
    let means = (0..<candidates).map { candidate in middle(scored.map { $0[candidate] }) }
    let best = means.max() ?? 0
    let winners = means.indices.filter { best - means[$0] <= 1e-12 }
    return winners.count == 1 ? .prefer(winners[0]) : .tie
  }

  private func middle(_ values: [Double]) -> Double {
    if case .mean = self { return values.reduce(0, +) / Double(values.count) }
    let sorted = values.sorted()
    let half = sorted.count / 2
    return sorted.count.isMultiple(of: 2) ? (sorted[half - 1] + sorted[half]) / 2 : sorted[half]
  }
}
