/// All votes that one debate gave in a study, turn by turn and without the texts.
public struct DebateVotes: Hashable, Sendable {
  public struct Vote: Hashable, Sendable {
    public var item: ItemID
    public var round: Int
    /// An index into `roles`.
    public var role: Int
    /// The scale's code.
    public var code: Int

    public init(item: ItemID, round: Int, role: Int, code: Int) {
      self.item = item
      self.round = round
      self.role = role
      self.code = code
    }
  }

  public var rater: RaterID
  /// In the order in which they first speak.
  public var roles: [String]
  public var votes: [Vote]

  public init(rater: RaterID, roles: [String], votes: [Vote]) {
    self.rater = rater
    self.roles = roles
    self.votes = votes
  }
}
