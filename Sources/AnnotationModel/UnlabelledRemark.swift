/// What a person remarked on an item without answering it: it is no rating, and is not lost.
public struct UnlabelledRemark: Hashable, Sendable {
  /// Where a reading of remarks stands.
  public struct Cursor: Hashable, Sendable {
    public var rater: Int64
    public var item: Int64

    public init(rater: Int64, item: Int64) {
      self.rater = rater
      self.item = item
    }
  }

  public var rater: String
  /// The item's key.
  public var item: String
  /// "" for a flag alone.
  public var note: String
  public var flagged: Bool
  /// Of the newer of the two.
  public var actedAtMilliseconds: Milliseconds

  public init(
    rater: String, item: String, note: String, flagged: Bool, actedAtMilliseconds: Milliseconds
  ) {
    self.rater = rater
    self.item = item
    self.note = note
    self.flagged = flagged
    self.actedAtMilliseconds = actedAtMilliseconds
  }
}
