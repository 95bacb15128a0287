extension PatternAgreement {
  /// Krippendorff's alpha with Gwet's linearisation, over patterns of two ratings or more.
  var krippendorffAlpha: Finding<LinearisedCoefficient> {
    let counts = zip(rows, counts).map { $0.count > 1 ? $1 : 0 }
    let n = Double(counts.reduce(0, +))
    var totals = Array(repeating: 0.0, count: distances.categoryCount)
    for (row, count) in zip(rows, counts) {
      for rating in row { totals[rating.category] += Double(count) }
    }
    let ratings = totals.reduce(0, +)
    let mean = ratings / n
    let weighted = distances.weighted(totals.map { $0 / ratings })
    let chance = zip(totals, weighted).reduce(0) { $0 + $1.0 * $1.1 } / ratings
    guard chance < 1 - 1e-15 else { return .undefined(.certainChance) }
    // Per item: its agreement per rating of the mean item, and its stretch over that one.
    let own = zip(rows, agreeing).map { row, sum in
      row.count > 1 ? sum / (mean * Double(row.count - 1)) : 0
    }
    let observed = zip(own, counts).reduce(0) { $0 + $1.0 * Double($1.1) } / n
    let prime = (observed - chance) / (1 - chance)
    // Gwet's small-sample agreement: every item is taken to agree with itself once.
    let corrected = observed + (1 - observed) / ratings
    let shift = -2 * (1 - prime) / (1 - chance)
    let deviations = rows.indices.map { at -> Double in
      guard counts[at] > 0 else { return 0 }
      let size = Double(rows[at].count) / mean
      let agreement = (own[at] - corrected * (size - 1) - chance) / (1 - chance)
      return agreement + shift * (self.mean(weighted, at) * size - chance * size) - prime
    }
    return .defined(
      LinearisedCoefficient(
        value: (corrected - chance) / (1 - chance), observedAgreement: corrected,
        chanceAgreement: chance, deviations: deviations, counts: counts))
  }
}
