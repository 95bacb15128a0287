@testable import AgreementStatistics

/// Gwet's coefficients as the handbook writes them, item by item: slow, and without any sums kept.
struct ItemwiseGwet {
  private let rows: [[Double]]
  private let w: [[Double]]

  /// - Parameter w: weights, 1 for equal categories.
  init(_ items: [[Int]], _ w: [[Double]]) {
    self.w = w
    rows = items.map { item in
      w.indices.map { k in Double(item.filter { $0 == k }.count) }
    }
  }

  var percent: (value: Double, error: Double)? { common(0) { _ in 0 } }

  var fleiss: (value: Double, error: Double)? {
    guard used > 1 else { return nil }
    let mean = w.indices.map { k in
      w.indices.reduce(0) { $0 + (w[k][$1] + w[$1][k]) / 2 * shares[$1] }
    }
    return common(zip(mean, shares).reduce(0) { $0 + $1.0 * $1.1 }) { row in
      zip(row, mean).reduce(0) { $0 + $1.0 * $1.1 } / row.reduce(0, +)
    }
  }

  var ac: (value: Double, error: Double)? {
    let k = Double(w.count)
    let factor = w.joined().reduce(0, +) / (k * (k - 1))
    let shares = shares
    return common(factor * shares.reduce(0) { $0 + $1 * (1 - $1) }) { row in
      factor * zip(row, shares).reduce(0) { $0 + $1.0 * (1 - $1.1) } / row.reduce(0, +)
    }
  }

  var brennanPrediger: (value: Double, error: Double)? {
    let chance = w.joined().reduce(0, +) / Double(w.count * w.count)
    return common(chance) { _ in chance }
  }

  private var used: Int { w.indices.filter { k in rows.contains { $0[k] > 0 } }.count }

  private var shares: [Double] {
    w.indices.map { k in
      rows.reduce(0) { $0 + $1[k] / $1.reduce(0, +) } / Double(rows.count)
    }
  }

  /// Σ_k r_k (r*_k − 1).
  private func agreeing(_ row: [Double]) -> Double {
    w.indices.reduce(0) { sum, k in
      let weighted = w.indices.reduce(0) { $0 + w[k][$1] * row[$1] }
      return sum + row[k] * (weighted - 1)
    }
  }

  private func common(_ chance: Double, _ ofItem: ([Double]) -> Double)
    -> (value: Double, error: Double)?
  {
    let n = Double(rows.count)
    let pairable = Double(rows.filter { $0.reduce(0, +) > 1 }.count)
    guard pairable > 0 else { return nil }
    func share(_ row: [Double]) -> Double {
      let m = row.reduce(0, +)
      return m > 1 ? agreeing(row) / (m * (m - 1)) : 0
    }
    let observed = rows.reduce(0) { $0 + share($1) } / pairable
    let value = (observed - chance) / (1 - chance)
    let squares = rows.reduce(0) { sum, row in
      let isPair = row.reduce(0, +) > 1
      let own = isPair ? n / pairable * (share(row) - chance) / (1 - chance) : 0
      let deviation = own - 2 * (1 - value) * (ofItem(row) - chance) / (1 - chance) - value
      return sum + deviation * deviation
    }
    return (value, (squares / (n * (n - 1))).squareRoot())
  }

  /// The standard error of Krippendorff's alpha by linearisation, of items with two ratings and
  /// more.
  var alphaError: Double? {
    guard used > 1 else { return nil }
    let n = Double(rows.count)
    let mean = rows.joined().reduce(0, +) / n
    let shares = w.indices.map { k in rows.reduce(0) { $0 + $1[k] } / (n * mean) }
    let weighted = w.indices.map { k in w.indices.reduce(0) { $0 + w[k][$1] * shares[$1] } }
    let chance = zip(shares, weighted).reduce(0) { $0 + $1.0 * $1.1 }
    func own(_ row: [Double]) -> Double { agreeing(row) / (mean * (row.reduce(0, +) - 1)) }
    let observed = rows.reduce(0) { $0 + own($1) } / n
    let prime = (observed - chance) / (1 - chance)
    let corrected = observed + (1 - observed) / (n * mean)
    let squares = rows.reduce(0) { sum, row in
      let stretch = (row.reduce(0, +) - mean) / mean
      let agreement = own(row) - corrected * stretch
      let expected = zip(row, weighted).reduce(0) { $0 + $1.0 * $1.1 } / mean - chance * stretch
      let deviation =
        (agreement - chance) / (1 - chance) - 2 * (1 - prime) * (expected - chance) / (1 - chance)
        - prime
      return sum + deviation * deviation
    }
    return (squares / (n * (n - 1))).squareRoot()
  }
}

extension CategoryDistances {
  /// As weights.
  var matrix: [[Double]] {
    (0..<categoryCount).map { row in (0..<categoryCount).map { weight(row, $0) } }
  }
}
