import AgreementStatistics
import AnnotationModel

/// Two raters' rankings of the systems of a study, over the items that both answered.
public struct SystemComparison: Hashable, Sendable {
  /// The first rater's name.
  public var first: String
  /// The second rater's.
  public var second: String
  /// Of systems with answers of both, in the order of the study's systems.
  public var systems: [Ranked]
  /// Items that entered.
  public var itemCount: Int
  /// Rank correlations and gaps of the means.
  public var ranking: SystemRanking
  /// The scores themselves, for resampling.
  public var scores: SystemScores

  /// One system by both raters.
  public struct Ranked: Hashable, Sendable {
    /// The system's name.
    public var name: String
    /// Mean scores; of a preference the share of wins with the worth of ties.
    public var means: SystemMeans
    /// 1 is best; tied ones have their mean rank.
    public var firstRank: Double
    /// The same by the second rater.
    public var secondRank: Double
  }

  /// Kendall's tau-b of the systems' means; `itemCount` is the number of systems.
  public var tau: Estimate { estimate(ranking.kendall) }
  /// Spearman's rho of the same.
  public var rho: Estimate { estimate(ranking.spearman) }

  private func estimate(_ value: Double?) -> Estimate {
    guard systems.count > 1 else { return .undefined(.tooFewContestants) }
    return value.map { .defined(Coefficient(value: $0, itemCount: systems.count)) }
      ?? .undefined(.noVariation)
  }
}

extension AgreementTracker {
  /// Both raters' rankings; nil where a stream is not there. An item enters where both raters'
  /// answers say something of its systems. O(items × candidates² + items × systems).
  public func systemComparison(
    _ first: StreamID, _ second: StreamID, systems: CandidateSystems, worth: TieWorth = .half
  ) -> SystemComparison? {
    guard let one = stream(first), let two = stream(second) else { return nil }
    let verdicts = SystemVerdicts(self, systems)
    let entering = (0..<min(itemCount, systems.itemCount)).filter {
      verdicts.scores($0, one.codes[$0], worth) != nil
        && verdicts.scores($0, two.codes[$0], worth) != nil
    }
    var scores = SystemScores(itemCount: entering.count, systemCount: systems.names.count)
    for (item, index) in entering.enumerated() {
      let mine = verdicts.scores(index, one.codes[index], worth) ?? []
      // Winners of three or more candidates leave some systems without a match in common.
      let theirs = Dictionary(
        (verdicts.scores(index, two.codes[index], worth) ?? []).map { ($0.system, $0.value) }
      ) { first, _ in first }
      for (system, value) in mine {
        guard let other = theirs[system] else { continue }
        scores.add(item: item, system: Int(system), first: value, second: other)
      }
    }
    let means = scores.systemMeans
    let ranked = means.indices.filter { means[$0] != nil }
    let found = ranked.compactMap { means[$0] }
    return SystemComparison(
      first: one.name, second: two.name,
      systems: zip(ranked, found).map { system, mean in
        SystemComparison.Ranked(
          name: systems.names[system], means: mean,
          firstRank: Self.rank(mean.first, found.map(\.first)),
          secondRank: Self.rank(mean.second, found.map(\.second)))
      },
      itemCount: entering.count, ranking: scores.ranking, scores: scores)
  }

  /// The mid-rank of a value, the largest first.
  private static func rank(_ value: Double, _ all: [Double]) -> Double {
    let (above, alike) = (all.filter { $0 > value }.count, all.filter { $0 == value }.count)
    return Double(above) + Double(alike + 1) / 2
  }
}
