/// Light's kappa with the pairwise kappas that it is the mean of.
public struct LightKappa: Hashable, Sendable {
  /// The mean of the defined pairwise kappas; its error is that of the delete-one jackknife over
  /// items, its interval Student's with n − 1 degrees. `itemCount` is the items of two ratings.
  public var estimate: Estimate
  /// Cohen's kappa of each pair: (0, 1), (0, 2), …, (1, 2), …; nil where undefined.
  public var pairwise: [Double?]
  /// How many of them are defined.
  public var usedPairCount: Int { pairwise.count { $0 != nil } }
  public var pairCount: Int { pairwise.count }
}

extension RatingPatterns {
  /// Light's kappa: the mean of Cohen's kappas of all pairs of raters, each over the items that
  /// both rated. Pairs without a kappa are left out and counted.
  ///
  /// - Returns: undefined with fewer than two raters, and where no pair has a kappa: for want of
  ///   common items, or since both raters of each pair use one and the same category. There is no
  ///   standard error with one item, or where a pair has a kappa only because of a single item.
  /// - Cost: O(patterns × raters² + raters² × K²).
  /// - Source: Light 1971, doi:10.1037/h0031643. The mean's usual z takes the pairs for
  ///   independent; the jackknife does not.
  public func lightKappa(level: Double = 0.95) -> LightKappa {
    let pairs = RaterPair.all(of: self)
    let pairwise = pairs.map(\.kappa)
    guard raterCount > 1 else {
      return LightKappa(estimate: .undefined(.tooFewRaters), pairwise: [])
    }
    let used = pairs.filter { $0.kappa != nil }
    guard !used.isEmpty else {
      let reason = pairs.contains { $0.total > 0 } ? UndefinedReason.oneCategory : .noItems
      return LightKappa(estimate: .undefined(reason), pairwise: pairwise)
    }
    let value = used.reduce(0) { $0 + ($1.kappa ?? 0) } / Double(used.count)
    let pairable = (0..<count).filter { ratings(of: $0).count > 1 }
    let n = pairable.reduce(0) { $0 + counts[$1] }
    var result = Coefficient(value: value, level: level, itemCount: n)
    if n > 1, let variance = jackknifeVariance(used, pairable, n) {
      let error = variance < 1e-24 ? 0 : variance.squareRoot()
      let half = StudentDistribution.critical(level, degrees: n - 1) * error
      result.standardError = error
      result.degrees = Double(n - 1)
      result.interval = Interval(low: value - half, high: value + half)
    }
    return LightKappa(estimate: .defined(result), pairwise: pairwise)
  }

  /// (n − 1)/n · Σ(θ₍ᵢ₎ − θ̄)²: equal items are left out once. Nil where a pair's kappa is then
  /// undefined.
  private func jackknifeVariance(_ pairs: [RaterPair], _ pairable: [Int], _ n: Int) -> Double? {
    var left: [(value: Double, count: Double)] = []
    for pattern in pairable {
      var sum = 0.0
      for pair in pairs {
        guard let kappa = pair.kappa(without: pattern, of: self) else { return nil }
        sum += kappa
      }
      left.append((sum / Double(pairs.count), Double(counts[pattern])))
    }
    let n = Double(n)
    let mean = left.reduce(0) { $0 + $1.value * $1.count } / n
    let squares = left.reduce(0) { $0 + $1.count * ($1.value - mean) * ($1.value - mean) }
    return squares * (n - 1) / n
  }
}

/// Two raters' margins: all that Cohen's kappa needs, with or without one item.
private struct RaterPair {
  let first: Int
  let second: Int
  let total: Int
  private let diagonal: Int
  private let rows: [Int]
  private let columns: [Int]
  /// Σ of the products of the margins.
  private let chance: Int

  static func all(of patterns: RatingPatterns) -> [RaterPair] {
    (0..<patterns.raterCount).flatMap { first in
      (first + 1..<max(first + 1, patterns.raterCount)).map { second in
        RaterPair(patterns, first, second)
      }
    }
  }

  private init(_ patterns: RatingPatterns, _ first: Int, _ second: Int) {
    self.first = first
    self.second = second
    let table = patterns.table(of: first, and: second)
    total = table.total
    diagonal = table.diagonalTotal
    rows = table.rowTotals
    columns = table.columnTotals
    chance = zip(rows, columns).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// (n·d − Σrc)/(n² − Σrc), nil where the denominator is 0.
  private static func kappa(_ n: Int, _ diagonal: Int, _ chance: Int) -> Double? {
    n * n == chance ? nil : Double(n * diagonal - chance) / Double(n * n - chance)
  }

  var kappa: Double? { Self.kappa(total, diagonal, chance) }

  func kappa(without pattern: Int, of patterns: RatingPatterns) -> Double? {
    let (row, column) = (patterns[pattern, first], patterns[pattern, second])
    guard row != RatingMatrix.missing, column != RatingMatrix.missing else { return kappa }
    let same = row == column ? 1 : 0
    let less = columns[Int(row)] + rows[Int(column)] - same
    return Self.kappa(total - 1, diagonal - same, chance - less)
  }
}
