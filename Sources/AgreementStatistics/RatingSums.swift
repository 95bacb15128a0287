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
      let q = Int128((disagreement(runs, distances[kind]) / unit).rounded())
      guard q != 0 else { continue }
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

  // MARK: - Sums of several layers

  /// Items with a rating.
  var itemCount: Int { layers.reduce(0) { $0 + $1.items } }

  /// Items with two ratings or more.
  var pairableItemCount: Int { layers.dropFirst(2).reduce(0) { $0 + $1.items } }

  /// True when no two ratings differ, over all items.
  var isOneCategory: Bool {
    (0..<categoryCount).filter { k in layers.contains { $0.given[k] > 0 } }.count < 2
  }

  /// Σ q over the items with m ratings.
  func disagreement(_ m: Int, _ kind: Int) -> Double {
    Double(layers[m].spreads[kind].total) * Self.unit(m)
  }

  /// Σ over those items of their agreeing ordered pairs, Σ_k r_k·(r*_k − 1).
  func agreement(_ m: Int, _ kind: Int) -> Double {
    Double(layers[m].items * m * (m - 1)) - disagreement(m, kind)
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
  func squares(
    _ kind: Int, from least: Int = 1, categories base: [Double], _ deviation: (Int) -> Deviation
  ) -> Double {
    var sum = 0.0
    var size = 0.0
    for m in layers.indices.dropFirst(least) where layers[m].items > 0 {
      let d = deviation(m)
      let layer = layers[m]
      let unit = Self.unit(m)
      // In terms of disagreement: a = m(m − 1) − q.
      let (q, c) = (-d.agreement, d.constant + d.agreement * Double(m * (m - 1)))
      var given = 0.0
      var together = 0.0
      var spread = 0.0
      for k in base.indices {
        given += base[k] * Double(layer.given[k])
        spread += base[k] * Double(layer.spreads[kind].given[k])
        for l in base.indices {
          together += base[k] * base[l] * Double(layer.together[k * categoryCount + l])
        }
      }
      let b = d.categories
      for term in [
        q * q * Double(layer.spreads[kind].squares) * unit * unit, 2 * q * b * spread * unit,
        2 * q * c * Double(layer.spreads[kind].total) * unit, b * b * together, 2 * b * c * given,
        c * c * Double(layer.items),
      ] {
        sum += term
        size += abs(term)
      }
    }
    return sum <= size * 1e-13 ? 0 : sum
  }
}

extension RatingSums {
  /// The sums of two raters' table. O(K²).
  init(_ table: ConfusionTable, _ distances: CategoryDistances) {
    self.init(categoryCount: table.categoryCount, distances: [distances])
    guard table.total > 0 else { return }
    var layer = emptyLayer
    let unit = Self.unit(2)
    layer.items = table.total
    for row in 0..<categoryCount {
      for column in 0..<categoryCount {
        let count = table[row, column]
        guard count > 0 else { continue }
        layer.given[row] += count
        layer.given[column] += count
        for (k, l) in [(row, row), (row, column), (column, row), (column, column)] {
          layer.together[k * categoryCount + l] += count
        }
        let apart =
          distances.values[row * categoryCount + column]
          + distances.values[column * categoryCount + row]
        let q = Int128((row == column ? 0 : apart / unit).rounded())
        layer.spreads[0].total += Int128(count) * q
        layer.spreads[0].squares += Int128(count) * q * q
        layer.spreads[0].given[row] += Int128(count) * q
        layer.spreads[0].given[column] += Int128(count) * q
      }
    }
    layers = [emptyLayer, emptyLayer, layer]
  }
}
