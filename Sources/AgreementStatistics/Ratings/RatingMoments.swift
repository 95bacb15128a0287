/// What coefficients of agreement are worked out from: sums over items, by the number of ratings
/// that an item has.
struct RatingMoments {
  /// The items with one number of ratings; r_k of an item's ratings are in category k, and
  /// q = Σ_kl r_k·r_l·δ_kl is its disagreement.
  struct Layer {
    var ratings: Int
    var items: Double
    /// Σ r_k.
    var given: [Double]
    /// Σ r_k·r_l, row-major.
    var together: [Double]
    /// Σ q.
    var disagreement: Double
    /// Σ q².
    var squares: Double
    /// Σ q·r_k.
    var spread: [Double]

    /// Σ of the items' agreeing ordered pairs, Σ_k r_k·(r*_k − 1) with weighted counts r*.
    var agreement: Double { items * Double(ratings * (ratings - 1)) - disagreement }
  }

  let distances: CategoryDistances
  /// Ascending, none without items.
  var layers: [Layer] = []

  var categoryCount: Int { distances.categoryCount }

  var itemCount: Double { layers.reduce(0) { $0 + $1.items } }

  /// Items with two ratings or more.
  var pairableItemCount: Double { layers.reduce(0) { $0 + ($1.ratings > 1 ? $1.items : 0) } }

  /// True when no two ratings differ, over all items.
  var isOneCategory: Bool {
    (0..<categoryCount).filter { k in layers.contains { $0.given[k] > 0 } }.count < 2
  }

  /// A deviation of one item from the mean: agreement·a + categories·Σ_k b_k·r_k + constant,
  /// where a is the item's number of agreeing ordered pairs.
  struct Deviation {
    var agreement: Double
    var categories: Double
    var constant: Double
  }

  /// The sum, over items with at least so many ratings, of their squared deviations; 0 where it is
  /// nothing but rounding.
  ///
  /// - Parameter base: the b_k; none where they are all 0.
  func squares(
    from least: Int = 1, categories base: [Double], _ deviation: (Int) -> Deviation
  ) -> Double {
    var sum = 0.0
    var size = 0.0
    for layer in layers where layer.ratings >= least {
      let d = deviation(layer.ratings)
      // In terms of disagreement: a = m(m − 1) − q.
      let q = -d.agreement
      let c = d.constant + d.agreement * Double(layer.ratings * (layer.ratings - 1))
      let b = d.categories
      var (given, together, spread) = (0.0, 0.0, 0.0)
      for k in base.indices {
        given += base[k] * layer.given[k]
        spread += base[k] * layer.spread[k]
        for l in base.indices {
          together += base[k] * base[l] * layer.together[k * categoryCount + l]
        }
      }
      let even = q * q * layer.squares + b * b * together + c * c * layer.items
      let odd = (q * b * spread, q * c * layer.disagreement, b * c * given)
      sum += even + 2 * (odd.0 + odd.1 + odd.2)
      size += even + 2 * (abs(odd.0) + abs(odd.1) + abs(odd.2))
    }
    return sum <= size * 1e-13 ? 0 : sum
  }
}

extension RatingMoments {
  /// Of two raters' table. O(K²).
  init(_ table: ConfusionTable, _ distances: CategoryDistances) {
    self.distances = distances
    guard table.total > 0 else { return }
    let k = table.categoryCount
    var layer = Layer(
      ratings: 2, items: Double(table.total), given: Array(repeating: 0, count: k),
      together: Array(repeating: 0, count: k * k), disagreement: 0, squares: 0,
      spread: Array(repeating: 0, count: k))
    for row in 0..<k {
      for column in 0..<k where table[row, column] > 0 {
        let count = Double(table[row, column])
        let (at, mirrored) = (row * k + column, column * k + row)
        layer.given[row] += count
        layer.given[column] += count
        layer.together[row * k + row] += count
        layer.together[column * k + column] += count
        layer.together[at] += count
        layer.together[mirrored] += count
        guard row != column else { continue }
        let q = distances.values[at] + distances.values[mirrored]
        layer.disagreement += count * q
        layer.squares += count * q * q
        layer.spread[row] += count * q
        layer.spread[column] += count * q
      }
    }
    layers = [layer]
  }
}
