/// What is known of the two candidates of each item besides what anybody said of them: parallel
/// arrays by item number less 1. An item that has not two candidates has none of it.
public struct CandidatePairs: Hashable, Sendable {
  /// Words of the judged answers; −1 where the item is no pair.
  public var firstWords: [Int32]
  public var secondWords: [Int32]
  /// Indices into `families`; −1 where the family is not known.
  public var firstFamily: [Int32]
  public var secondFamily: [Int32]
  /// Families of models, in the order of the items that they first wrote.
  public var families: [String]

  /// Of items of which nothing is known yet.
  public init(itemCount: Int) {
    firstWords = Array(repeating: -1, count: itemCount)
    (secondWords, firstFamily, secondFamily) = (firstWords, firstWords, firstWords)
    families = []
  }
}
