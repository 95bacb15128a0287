import Glibc

/// The probability of each category to be an item's true one, as a model of the raters has it.
///
/// Items are those of the rating matrix, or the patterns where the model was made of patterns.
public struct LabelPosteriors: Hashable, Sendable {
  /// Declared categories, used or not.
  public let categoryCount: Int
  /// Row-major, units × K.
  private let values: [Double]
  private let unitOfItem: [Int?]

  init(_ latent: LatentLabels) {
    categoryCount = latent.units.categoryCount
    values = latent.posteriors
    unitOfItem = latent.units.unitOfItem
  }

  /// Items, rated or not.
  public var itemCount: Int { unitOfItem.count }

  /// One probability for each category, which sum to 1; nil for an item without ratings. O(K).
  public subscript(item: Int) -> [Double]? {
    unitOfItem[item].map { Array(values[$0 * categoryCount..<($0 + 1) * categoryCount]) }
  }

  /// The most probable categories, ascending: several where equal, none without ratings. O(K).
  public func mostProbable(_ item: Int) -> [Int] {
    guard let row = self[item], let most = row.max() else { return [] }
    return row.indices.filter { row[$0] == most }
  }

  /// How unsure the model is: −Σ p ln p, from 0 to ln K; nil without ratings. O(K).
  public func entropy(of item: Int) -> Double? {
    self[item]?.reduce(0) { $1 > 0 ? $0 - $1 * log($1) : $0 }
  }
}
