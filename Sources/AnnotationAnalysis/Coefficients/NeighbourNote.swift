import AgreementStatistics

/// Another coefficient of the same table, and why it is not the same.
public struct NeighbourNote: Hashable, Sendable {
  public var name: PairCoefficient
  public var estimate: Estimate
  /// With the table's own counts.
  public var why: String
}

extension ConfusionTable {
  /// The other coefficients of a table with what sets each apart from kappa, in numbers. Empty
  /// without items. O(K²) for each.
  public func neighbours(
    of name: PairCoefficient, names: [String], scores: [Double]?, level: Double = 0.95
  ) -> [NeighbourNote] {
    guard total > 0 else { return [] }
    let others = PairCoefficient.allCases.filter { other in
      other != name && (scores != nil || !other.needsOrder)
    }
    let kappa = coefficient(.cohen, scores: scores, level: level).coefficient
    return others.map { other in
      let estimate = coefficient(other, scores: scores, level: level)
      return NeighbourNote(
        name: other, estimate: estimate,
        why: why(other, estimate.coefficient, kappa, names, nearMisses(scores)))
    }
  }

  private func why(
    _ other: PairCoefficient, _ found: Coefficient?, _ kappa: Coefficient?, _ names: [String],
    _ nearMisses: String
  ) -> String {
    let chance = found?.chanceAgreement.map { Figure.decimal($0) } ?? "n/a"
    let kappasChance = kappa?.chanceAgreement.map { Figure.decimal($0) } ?? "n/a"
    switch other {
    case .percent: return "takes nothing away; \(kappasChance) of it is chance by kappa's count"
    case .cohen: return "chance \(chance), of each rater's own margins"
    case .cohenLinear, .cohenQuadratic: return nearMisses
    case .scott:
      return "chance \(chance) of the mean margins, kappa's \(kappasChance): " + widestGap(names)
    case .ac1: return "chance \(chance) against kappa's \(kappasChance): " + commonest(names)
    case .ac2: return "AC1 with weights: " + nearMisses
    case .alpha: return "pi with a correction of the order 1/n for few items"
    case .alphaOrdinal, .alphaInterval: return "alpha with distances: " + nearMisses
    case .pearson, .spearman, .kendall: return "the order counts, not the same answer"
    case .concordance: return "the numbers count, with their means and spreads"
    case .matthews: return "kappa's product over the geometric mean of both margins' room"
    case .balancedAccuracy: return "the first rater is the truth, each category as weighty"
    case .macroF1: return "the first rater is the truth; chance is not taken away"
    case .pabak:
      return "chance is 1 in \(categoryCount), whatever the margins: " + commonest(names)
    }
  }

  /// How many disagreements are between categories next to each other in the order of their
  /// numbers, which need not be that of the table: a tie lies between the two candidates.
  private func nearMisses(_ scores: [Double]?) -> String {
    guard let scores else { return "" }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var near = 0
    for (one, two) in zip(order, order.dropFirst()) { near += self[one, two] + self[two, one] }
    let all = total - diagonalTotal
    return all == 0
      ? "no answers differ, so weights have nothing to forgive"
      : "\(near) of \(all) disagreements are one step wide; weights forgive these in part"
  }

  private func widestGap(_ names: [String]) -> String {
    let gaps = zip(rowTotals, columnTotals).map { abs($0 - $1) }
    guard let widest = gaps.indices.max(by: { gaps[$0] < gaps[$1] }), gaps[widest] > 0,
      names.indices.contains(widest)
    else { return "the margins are equal, so the two are" }
    return "'\(names[widest])' was given \(rowTotals[widest]) and \(columnTotals[widest]) times"
  }

  private func commonest(_ names: [String]) -> String {
    let sums = zip(rowTotals, columnTotals).map { $0 + $1 }
    guard let top = sums.indices.max(by: { sums[$0] < sums[$1] }), names.indices.contains(top)
    else { return "" }
    return "'\(names[top])' is "
      + Figure.wholePercent(Double(sums[top]) / Double(max(1, 2 * total))) + " of all answers"
  }
}
