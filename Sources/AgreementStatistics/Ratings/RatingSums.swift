/// The sums over items that the coefficients of any number of raters are made of. They are whole
/// numbers: what was added and taken away again leaves no trace, and order does not matter.
///
/// An item with m ratings, r_k of them in category k, adds 1, r_k and r_k·r_l; and for each kind
/// of distance δ its disagreement q = Σ_kl r_k·r_l·δ_kl, q² and q·r_k. A mean, and a variance by
/// linearisation, follow from these: deviations are linear in q and r_k. Adding is O(m²),
/// a coefficient O(m·K²), whatever the number of items and of distinct ratings.
struct RatingSums: Hashable, Sendable {
  /// The items with one number of ratings.
  struct Layer: Hashable, Sendable {
    var items = 0
    /// Σ r_k.
    var given: [Int]
    /// Σ r_k·r_l, row-major.
    var together: [Int]
    /// One for each kind of distance.
    var spreads: [Spread]
  }

  /// Sums of disagreements, in units of the layer's `unit`.
  struct Spread: Hashable, Sendable {
    var total: Int128 = 0
    var squares: Int128 = 0
    /// Σ q·r_k.
    var given: [Int128]
  }

  let categoryCount: Int
  let distances: [CategoryDistances]
  /// `layers[m]`: the items with m ratings. The last one is not empty.
  private(set) var layers: [Layer] = []

  init(categoryCount: Int, distances: [CategoryDistances]) {
    self.categoryCount = categoryCount
    self.distances = distances
  }

  /// Adds `times` items, which may be negative. Precondition: the categories ascend.
  mutating func add(ascending ratings: [Int], times: Int) {
    let m = ratings.count
    while layers.count <= m { layers.append(emptyLayer) }
    var runs: [(category: Int, count: Int)] = []
    for category in ratings {
      if runs.last?.category == category {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((category, 1))
      }
    }
    let unit = Self.unit(m)
    layers[m].items += times
    for one in runs {
      layers[m].given[one.category] += times * one.count
      for two in runs {
        layers[m].together[one.category * categoryCount + two.category] +=
          times * one.count * two.count
      }
    }
    for kind in distances.indices {
      let steps = Int64((disagreement(runs, distances[kind]) / unit).rounded())
      guard steps != 0 else { continue }
      let q = Int128(truncatingIfNeeded: steps)
      layers[m].spreads[kind].total += Int128(times) * q
      layers[m].spreads[kind].squares += Int128(times) * q * q
      for one in runs {
        layers[m].spreads[kind].given[one.category] += Int128(times * one.count) * q
      }
    }
    while let last = layers.last, last.items == 0 { layers.removeLast() }
  }

  private var emptyLayer: Layer {
    Layer(
      given: Array(repeating: 0, count: categoryCount),
      together: Array(repeating: 0, count: categoryCount * categoryCount),
      spreads: distances.map { _ in Spread(given: Array(repeating: 0, count: categoryCount)) })
  }

  private func disagreement(
    _ runs: [(category: Int, count: Int)], _ distances: CategoryDistances
  ) -> Double {
    var sum = 0.0
    for one in runs {
      for two in runs {
        sum +=
          Double(one.count * two.count)
          * distances.values[one.category * categoryCount + two.category]
      }
    }
    return sum
  }

  /// The step in which disagreements of m ratings are counted: a power of two, so fine that a
  /// hundred million squares of the largest one, m², still fit into 127 bits.
  static func unit(_ m: Int) -> Double {
    var bits = 0
    while 1 << bits < m { bits += 1 }
    return Double(sign: .plus, exponent: 2 * bits - 48, significand: 1)
  }

  // MARK: - What they say

  /// Items with two ratings or more.
  var pairableItemCount: Int { layers.dropFirst(2).reduce(0) { $0 + $1.items } }

  /// Ratings in each category, of items with two ratings or more.
  var pairableTotals: [Double] {
    (0..<categoryCount).map { k in
      Double(layers.dropFirst(2).reduce(0) { $0 + $1.given[k] })
    }
  }

  /// The sums as the formulas take them, with the distances of one kind.
  func moments(_ kind: Int) -> RatingMoments {
    var result = RatingMoments(distances: distances[kind])
    for (m, layer) in layers.enumerated().dropFirst() where layer.items > 0 {
      let (unit, spread) = (Self.unit(m), layer.spreads[kind])
      result.layers.append(
        RatingMoments.Layer(
          ratings: m, items: Double(layer.items), given: layer.given.map { Double($0) },
          together: layer.together.map { Double($0) },
          disagreement: spread.total.nearestDouble * unit,
          squares: spread.squares.nearestDouble * unit * unit,
          spread: spread.given.map { $0.nearestDouble * unit }))
    }
    return result
  }
}

extension Int128 {
  /// As `Double(self)`, many times faster.
  var nearestDouble: Double {
    let low = UInt64(truncatingIfNeeded: self)
    let high = Int64(truncatingIfNeeded: self >> 64)
    let small = Int64(bitPattern: low)
    return high == small >> 63 ? Double(small) : Double(high) * 0x1p64 + Double(low)
  }
}
