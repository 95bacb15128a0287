/// How often one of two contestants won, lost and tied.
public struct WinRecord: Hashable, Sendable {
  /// Matches won.
  public var wins: Int
  /// Matches lost.
  public var losses: Int
  /// Matches that nobody won.
  public var ties: Int

  /// Precondition: no count negative.
  public init(wins: Int, losses: Int, ties: Int = 0) {
    precondition(wins >= 0 && losses >= 0 && ties >= 0, "a count is not negative")
    self.wins = wins
    self.losses = losses
    self.ties = ties
  }

  /// All matches.
  public var total: Int { wins + losses + ties }
}

/// What a tie is worth in a win rate.
public enum TieWorth: String, CaseIterable, Hashable, Sendable {
  /// Nothing: wins of all, W/N.
  case strict
  /// Half a win: (W + T/2)/N.
  case half
  /// It is left out: W/(W + L).
  case decisive
}

extension WinRecord {
  /// The share of wins, 0 to 1, with Wilson's interval (1927, doi:10.1080/01621459.1927.10502953).
  ///
  /// With half ties the interval is that of a share of 0-1 outcomes and so rather too wide.
  /// Undefined without matches, or without decisive ones where only they count. O(1).
  public func winRate(_ worth: TieWorth = .half, level: Double = 0.95) -> Estimate {
    switch worth {
    case .strict: return .share(wins, of: total, level: level)
    case .half:
      guard total > 0 else { return .undefined(.noItems) }
      let share = Double(2 * wins + ties) / Double(2 * total)
      return .defined(.proportion(share, of: total, level: level))
    case .decisive:
      return .share(
        wins, of: wins + losses, undefined: total > 0 ? .nothingDecided : .noItems, level: level)
    }
  }

  /// Two-sided exact p of the sign test: wins and losses equally likely, ties left out. Nil where
  /// nothing was decided. O(√n).
  public var signTestP: Double? {
    ConfusionTable(rows: [[0, wins], [losses, 0]]).mcNemar()?.exactP
  }
}
