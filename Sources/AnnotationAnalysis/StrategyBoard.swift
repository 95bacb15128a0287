import AgreementStatistics
import AnnotationModel

/// Ways of asking judges side by side against one reference: which of them agrees best, and
/// whether that can be told.
public struct StrategyBoard: Sendable {
  /// One judge that asks in one way.
  public struct Row: Sendable {
    public var id: StreamID
    public var name: String
    public var model: String
    /// Such as `combined-10`.
    public var strategy: String
    /// Reference (rows) against this judge.
    public var table: PairTable
    /// Nil where the scale has no tie, or ties are excluded.
    public var ties: TieShares?
    public var conduct: RaterConduct?
    /// Whether it is the best of its model's rows.
    public var isBestOfModel = false
    /// The winner's kappa less this one's, on the items that both have with the reference; nil for
    /// the winner, and where a kappa is undefined there.
    public var behind: KappaDifferenceTest?
  }

  /// Shares of ties on the items that judge and reference have in common. Judges that score each
  /// answer alone tie far more often than people do, and judges that compare far less: kappa alone
  /// does not tell one from the other (The Fellowship of the LLMs, arXiv:2408.08688).
  public struct TieShares: Hashable, Sendable {
    /// 0 to 1, as is `reference`.
    public var judge: Double
    public var reference: Double

    public init(judge: Double, reference: Double) {
      self.judge = judge
      self.reference = reference
    }
  }

  public var reference: String
  public var policy: AnalysisPolicy
  /// In the order given.
  public var rows: [Row]
  /// The best row; nil where no kappa is defined.
  public var winner: Int?
  /// The best of the others.
  public var next: Int?

  /// Whether the winner is told from the next: the 95 % interval of the paired difference of their
  /// kappas leaves 0 out on the winner's side. Nil where there is no next one, or no difference.
  public var isTold: Bool? {
    guard let next else { return nil }
    return rows[next].behind.map { $0.interval.low > 0 }
  }
}

/// What decides which of two judges is the better: the larger kappa; of equal ones the fewer
/// verdicts without an answer; then the lower price of an item, where both are known; then the
/// place in the order given.
public struct StrategyMerit: Hashable, Sendable {
  /// Nil where it is undefined, which is behind all others.
  public var kappa: Double?
  public var unparsed: Int
  public var costPerItem: Double?
  public var place: Int

  public init(kappa: Double?, unparsed: Int = 0, costPerItem: Double? = nil, place: Int = 0) {
    self.kappa = kappa
    self.unparsed = unparsed
    self.costPerItem = costPerItem
    self.place = place
  }

  /// Kappas that differ by rounding alone are equal.
  public func isBetter(than other: StrategyMerit) -> Bool {
    let (own, theirs) = (kappa ?? -.infinity, other.kappa ?? -.infinity)
    if own != theirs, !(abs(own - theirs) <= 1e-12) { return own > theirs }
    if unparsed != other.unparsed { return unparsed < other.unparsed }
    if let cost = costPerItem, let price = other.costPerItem, cost != price { return cost < price }
    return place < other.place
  }
}

extension StrategyBoard.Row {
  func merit(_ place: Int) -> StrategyMerit {
    StrategyMerit(
      kappa: table.coefficient(.cohen).value, unparsed: conduct?.unparsed ?? 0,
      costPerItem: conduct?.costPerItem, place: place)
  }
}

extension AgreementTracker {
  /// The board of some judges, in the order given.
  ///
  /// - Parameters:
  ///   - judges: streams by name, with the model and the way of asking behind each.
  ///   - conduct: what the file knows of how each came to its answers.
  /// - Throws: `UnknownRater`.
  /// - Cost: two passes over the items for each judge, and a paired bootstrap of each.
  public mutating func strategies(
    _ judges: [(name: String, model: String, strategy: String)], against reference: String,
    conduct: [RaterID: RaterConduct] = [:], resamples: Int = 10_000, seed: UInt64 = 1
  ) throws(UnknownRater) -> StrategyBoard {
    let truth = try knownStream(named: reference)
    var board = StrategyBoard(reference: truth.name, policy: policy, rows: [])
    for judge in judges {
      let found = try knownStream(named: judge.name)
      let table = pair(truth.id, found.id)
      board.rows.append(
        StrategyBoard.Row(
          id: found.id, name: judge.name, model: judge.model, strategy: judge.strategy,
          table: table, ties: table.tieShares,
          conduct: rater(of: found.id).flatMap { conduct[$0.id] }))
    }
    board.rank()
    guard let winner = board.winner else { return board }
    for at in board.rows.indices where at != winner {
      board.rows[at].behind = pairedKappas(
        board.rows[at].id, board.rows[winner].id, with: truth.id
      ).test(resamples: resamples, seed: seed)
    }
    return board
  }
}

extension StrategyBoard {
  /// Finds the winner, the next and the best row of each model; rows without a kappa are none.
  mutating func rank() {
    let merits = rows.enumerated().map { $1.merit($0) }
    let order = rows.indices.filter { merits[$0].kappa != nil }
      .sorted { merits[$0].isBetter(than: merits[$1]) }
    winner = order.first
    next = order.dropFirst().first
    var seen: Set<String> = []
    for at in order where seen.insert(rows[at].model).inserted { rows[at].isBestOfModel = true }
  }
}

extension PairTable {
  /// Of the items in the table: the share that each of the two calls a tie. Nil where there are
  /// none, or no category of ties.
  var tieShares: StrategyBoard.TieShares? {
    guard itemCount > 0, let code = categories.scale.tieCode,
      let tie = categories.index(ofCode: code)
    else { return nil }
    let (rows, columns) = (0..<categories.count).reduce((0, 0)) { sums, at in
      (sums.0 + confusion[tie, at], sums.1 + confusion[at, tie])
    }
    return StrategyBoard.TieShares(
      judge: Double(columns) / Double(itemCount), reference: Double(rows) / Double(itemCount))
  }
}
