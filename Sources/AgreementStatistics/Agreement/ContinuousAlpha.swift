extension ScoredItems {
  /// Krippendorff's alpha of scores that are numbers of any kind, not a few categories: as
  /// `RatingTally.krippendorffAlpha` with every value a category, which needs neither a table of
  /// values nor one of pairs.
  ///
  /// - Returns: value ≤ 1, without an error: resample the items for one. `itemCount` is that of
  ///   items with two scores or more. Undefined without such an item; where all their scores are
  ///   equal; where one is not finite; and for a ratio of scores on both sides of zero.
  /// - Cost: O(n · log n) time for n scores, for interval O(n), and O(n) memory. The ratio metric
  ///   takes O(d²) time for d distinct values, and O(m²) for the m scores of an item: its distance
  ///   is a Cauchy kernel, for whose sums no exact and stable way below d² is known to us.
  /// - Source: Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"; ordinal distances
  ///   are those of mid-ranks.
  public func krippendorffAlpha(metric: AlphaMetric, level: Double = 0.95) -> Estimate {
    let items = pairable
    guard items.itemCount > 0 else { return .undefined(.noItems) }
    guard items.scores.allSatisfy(\.isFinite) else { return .undefined(.notNumeric) }
    guard items.scores.contains(where: { $0 != items.scores[0] }) else {
      return .undefined(.oneCategory)
    }
    let sums: (within: Double, between: Double)
    switch metric {
    case .nominal: sums = items.nominalSums(ValueRuns(items.scores))
    case .ordinal: sums = items.replacing(ValueRuns(items.scores).midRanks).intervalSums
    case .interval: sums = items.intervalSums
    case .ratio:
      let values = ValueRuns(items.scores)
      if values.distinct[0] < 0, values.distinct[values.count - 1] > 0 {
        return .undefined(.notNumeric)
      }
      sums = items.ratioSums(values)
    }
    guard sums.between > 0 else { return .undefined(.certainChance) }
    let value = 1 - Double(items.scores.count - 1) * sums.within / sums.between
    return .defined(Coefficient(value: value, level: level, itemCount: items.itemCount))
  }

  /// Σ over ordered pairs of the same item of δ², each divided by the item's scores less 1.
  private func within(_ pairs: (ArraySlice<Double>) -> Double) -> Double {
    (0..<itemCount).reduce(0) { sum, item in
      let own = scores[starts[item]..<starts[item + 1]]
      return sum + pairs(own) / Double(own.count - 1)
    }
  }

  /// Σ (x − y)² over ordered pairs is 2·m·Σ (x − x̄)².
  private var intervalSums: (within: Double, between: Double) {
    func pairs(_ scores: ArraySlice<Double>) -> Double {
      let m = Double(scores.count)
      let mean = scores.reduce(0, +) / m
      return 2 * m * scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }
    return (within(pairs), pairs(scores[...]))
  }

  /// Pairs that differ: all but the equal ones, which runs of sorted scores tell.
  private func nominalSums(_ values: ValueRuns) -> (within: Double, between: Double) {
    func differing(_ total: Int, _ runs: [Int]) -> Double {
      Double(total) * Double(total) - runs.reduce(0) { $0 + Double($1) * Double($1) }
    }
    return (
      within { differing($0.count, ValueRuns.lengths($0.sorted())) },
      differing(scores.count, values.lengths)
    )
  }

  /// ((x − y)/(x + y))², 0 for two zeros. Precondition: of one sign.
  private func ratioSums(_ values: ValueRuns) -> (within: Double, between: Double) {
    func distance(_ x: Double, _ y: Double) -> Double {
      // Halves: the sum of two large scores need not be finite.
      let share = (x / 2 - y / 2) / (x / 2 + y / 2)
      return x == y ? 0 : share * share
    }
    var between = 0.0
    for one in 0..<values.count {
      var sum = 0.0
      for two in 0..<one {
        sum += Double(values.lengths[two]) * distance(values.distinct[one], values.distinct[two])
      }
      between += 2 * Double(values.lengths[one]) * sum
    }
    let within = within { own in
      var sum = 0.0
      for one in own.indices {
        for two in own.startIndex..<one { sum += distance(own[one], own[two]) }
      }
      return 2 * sum
    }
    return (within, between)
  }
}

/// The distinct values of a list in ascending order, and how often each occurs.
private struct ValueRuns {
  private(set) var distinct: [Double] = []
  private(set) var lengths: [Int] = []
  /// Places of the list in ascending order of its values.
  private let order: [Int]

  var count: Int { distinct.count }

  init(_ values: [Double]) {
    order = values.indices.sorted { values[$0] < values[$1] }
    for place in order {
      if let last = distinct.last, last == values[place] {
        lengths[lengths.count - 1] += 1
      } else {
        distinct.append(values[place])
        lengths.append(1)
      }
    }
  }

  /// Lengths of the runs of equal values.
  static func lengths(_ sorted: [Double]) -> [Int] {
    var lengths: [Int] = []
    for at in sorted.indices {
      if at > 0, sorted[at] == sorted[at - 1] {
        lengths[lengths.count - 1] += 1
      } else {
        lengths.append(1)
      }
    }
    return lengths
  }

  /// Of each value of the list, in its order: the mean place of those equal to it, from 0.
  var midRanks: [Double] {
    var ranks = Array(repeating: 0.0, count: order.count)
    var before = 0
    for length in lengths {
      let rank = Double(before) + Double(length - 1) / 2
      for place in order[before..<before + length] { ranks[place] = rank }
      before += length
    }
    return ranks
  }
}
