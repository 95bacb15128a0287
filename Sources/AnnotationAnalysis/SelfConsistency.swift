/// How far a rater agrees with itself where it was asked more than once, its orders apart: an
/// item's two orders are not independent of each other.
public struct SelfConsistency: Hashable, Sendable {
  /// In the stored order of candidates; nil where nothing was asked twice.
  public var stored: RepeatConsistency?
  /// In another order.
  public var exchanged: RepeatConsistency?
  /// Of verdicts that were made of several samples.
  public var samples: SampleConsistency

  /// - Parameters:
  ///   - stored, exchanged: per item the answers' codes in the order of repeats; a negative one is
  ///     no answer.
  ///   - sampleShares: per verdict, the share of its samples that say what it says.
  ///   - categoryCount: of the scale; codes are below it.
  /// - Complexity: O(answers).
  public init(
    stored: [[Int]], exchanged: [[Int]], sampleShares: [Double], categoryCount: Int
  ) {
    func repeats(_ units: [[Int]]) -> RepeatConsistency? {
      let found = RepeatConsistency(units, categoryCount: categoryCount)
      return found.n > 0 ? found : nil
    }
    self.stored = repeats(stored)
    self.exchanged = repeats(exchanged)
    samples = SampleConsistency(sampleShares)
  }
}
