/// How far apart categories are, from 0 to 1: what agreement of a weight w lacks, 1 − w.
struct CategoryDistances: Hashable, Sendable {
  let categoryCount: Int
  /// Row-major, the largest of them 1, or all 0.
  let values: [Double]
  /// What `values` were divided by.
  let widest: Double

  /// Equal or not.
  static func nominal(_ categoryCount: Int) -> CategoryDistances {
    CategoryDistances(categoryCount) { $0 == $1 ? 0 : 1 }
  }

  init(_ categoryCount: Int, _ distance: (Int, Int) -> Double) {
    self.categoryCount = categoryCount
    var raw: [Double] = []
    raw.reserveCapacity(categoryCount * categoryCount)
    for row in 0..<categoryCount {
      for column in 0..<categoryCount { raw.append(distance(row, column)) }
    }
    let widest = raw.max() ?? 0
    self.widest = widest
    values = widest == 0 || widest == 1 ? raw : raw.map { $0 / widest }
  }

  init(_ weights: AgreementWeights, categoryCount: Int, scores: [Double]?) {
    guard weights != .identity else {
      self = .nominal(categoryCount)
      return
    }
    let matrix = weights.matrix(categoryCount: categoryCount, scores: scores)
    // As they are: weights need not reach down to 0.
    self.categoryCount = categoryCount
    values = matrix.flatMap { row in row.map { 1 - $0 } }
    widest = 1
  }

  /// The weight of two categories, 1 for equal ones.
  func weight(_ row: Int, _ column: Int) -> Double { 1 - values[row * categoryCount + column] }

  /// Σ_l (w_kl + w_lk)/2 · x_l for each category k.
  func weighted(_ x: [Double]) -> [Double] {
    (0..<categoryCount).map { row in
      var sum = 0.0
      for column in 0..<categoryCount {
        sum += (weight(row, column) + weight(column, row)) / 2 * x[column]
      }
      return sum
    }
  }
}
