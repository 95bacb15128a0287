/// How contested one item is among machines.
public struct ItemContest: Hashable, Sendable {
  /// The share of machines' answers, each order for itself, that are not the most frequent one;
  /// 0 to 1.
  public var split: Double
  /// Balanced position diversity entropy (FairEval, arXiv:2305.17926): −Σ p·ln p of a judge's
  /// answers over its repeats, samples and both orders, in nats; the mean of those judges that gave
  /// several. Nil where none did.
  public var entropy: Double?

  public init(split: Double, entropy: Double? = nil) {
    self.split = split
    self.entropy = entropy
  }
}
