/// The confidence that the file keeps beside a machine's held verdict.
public struct VerdictConfidence: Hashable, Sendable {
  public var item: ItemID
  /// Whether the candidates stood in another order than the stored one.
  public var swapped: Bool
  /// 0 to 1.
  public var share: Double
  /// The share of several samples that say what the verdict says. Otherwise the probability that
  /// the model itself gave to its answer.
  public var isOfSamples: Bool

  public init(item: ItemID, swapped: Bool, share: Double, isOfSamples: Bool) {
    self.item = item
    self.swapped = swapped
    self.share = share
    self.isOfSamples = isOfSamples
  }
}
