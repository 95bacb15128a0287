import AgreementStatistics

/// A reason for a low kappa, with the numbers that show it.
public enum AgreementReason: Hashable, Sendable {
  /// Nearly all answers are in one category, so much agreement is expected by chance.
  case prevalence(category: String, share: Double, observed: Double, chance: Double)
  /// The two give a category at different rates.
  case bias(category: String, firstShare: Double, secondShare: Double)
  case oneCategory(String)
  /// The interval is wide because there are few items.
  case fewItems(n: Int, halfWidth: Double)
  /// One rater never gives a category that the other gives.
  case unusedCategory(String, byFirst: Bool, otherShare: Double)
  /// Slices on which kappa is lower than elsewhere.
  case slices([FarSlice])
  /// The two presentations of the same item get different answers.
  case position(consistency: Double, n: Int)
  /// Nothing of the above: the two really differ in what they prefer.
  case realDisagreement(largest: String, count: Int)

  /// One plain sentence.
  public func sentence(first: String, second: String) -> String {
    switch self {
    case .prevalence(let category, let share, let observed, let chance):
      "Prevalence: \(Self.percent(share)) of all answers are \(category). They agree on "
        + "\(Self.percent(observed)), but \(Self.percent(chance)) would be expected by chance, so "
        + "there is little room for kappa. AC1 and PABAK suffer less from this."
    case .bias(let category, let one, let two):
      "Bias: \(first) answers \(category) in \(Self.percent(one)), \(second) in "
        + "\(Self.percent(two)) of the items."
    case .oneCategory(let category):
      "Every answer is \(category): agreement beyond chance cannot be told."
    case .fewItems(let n, let half):
      "Few items: with n = \(n) the interval reaches \(Self.hundredths(half)) to either side."
    case .unusedCategory(let category, let byFirst, let share):
      "\(byFirst ? first : second) never answers \(category); \(byFirst ? second : first) does in "
        + "\(Self.percent(share))."
    case .slices(let far):
      "\(far.count == 1 ? "A slice lies" : "\(far.count) slices lie") far below the rest: "
        + far.prefix(3).map(\.description).joined(separator: "; ")
        + (far.count > 3 ? " and \(far.count - 3) more" : "")
        + ". A slice this far off can also be a misaligned import."
    case .position(let consistency, let n):
      "Position: shown both ways round, the answer stays the same in "
        + "\(Self.percent(consistency)) of \(n) items."
    case .realDisagreement(let largest, let count):
      "They do differ: the most frequent disagreement is \(largest) (\(count) items)."
    }
  }

  fileprivate static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return "\(tenths / 10).\(abs(tenths % 10)) %"
  }

  fileprivate static func hundredths(_ value: Double) -> String {
    let rounded = Int((value * 100).rounded())
    let digits = abs(rounded) % 100
    return (rounded < 0 ? "-" : "") + "\(abs(rounded) / 100)." + (digits < 10 ? "0" : "")
      + "\(digits)"
  }
}

/// A slice whose kappa is lower than that of all other items together.
public struct FarSlice: Hashable, Sendable, CustomStringConvertible {
  public var property: String
  public var name: String
  public var kappa: Double
  public var rest: Double
  public var n: Int

  public init(property: String, name: String, kappa: Double, rest: Double, n: Int) {
    self.property = property
    self.name = name
    self.kappa = kappa
    self.rest = rest
    self.n = n
  }

  public var description: String {
    "\(property) \(name) (n \(n), kappa \(AgreementReason.hundredths(kappa)), elsewhere "
      + "\(AgreementReason.hundredths(rest)))"
  }
}

extension PairTable {
  /// Why kappa is as low as it is, the weightiest first. Empty where kappa is above 0.8 or there
  /// is no item. O(k²).
  ///
  /// - Parameter besides: reasons that other tables show; they come before the last one, the
  ///   plain fact of what the two disagree on most.
  public func reasonsForLowKappa(besides: [AgreementReason] = []) -> [AgreementReason] {
    guard itemCount > 0 else { return [] }
    let estimate = coefficient(.cohen)
    guard case .defined(let kappa) = estimate else {
      return mostFrequent.map { [.oneCategory(categories.names[$0])] } ?? []
    }
    guard kappa.value < 0.8 else { return [] }
    var reasons = prevalenceReason(kappa) + biasReasons() + unusedReasons()
    if let interval = kappa.interval, interval.high - interval.low > 0.3 {
      reasons.append(.fewItems(n: itemCount, halfWidth: (interval.high - interval.low) / 2))
    }
    return reasons + besides + disagreementReason()
  }

  private var shares: [Double] {
    zip(confusion.rowTotals, confusion.columnTotals).map {
      Double($0 + $1) / Double(2 * max(1, itemCount))
    }
  }

  private var mostFrequent: Int? {
    shares.indices.max { shares[$0] < shares[$1] }
  }

  private func prevalenceReason(_ kappa: Coefficient) -> [AgreementReason] {
    let observed = Double(confusion.diagonalTotal) / Double(itemCount)
    guard let top = mostFrequent, shares[top] > 0.7, let chance = kappa.chanceAgreement,
      observed - kappa.value > 0.25
    else { return [] }
    return [
      .prevalence(
        category: categories.names[top], share: shares[top], observed: observed, chance: chance)
    ]
  }

  private func biasReasons() -> [AgreementReason] {
    let n = Double(itemCount)
    let rates = zip(confusion.rowTotals, confusion.columnTotals).map {
      (Double($0) / n, Double($1) / n)
    }
    guard let worst = rates.indices.max(by: { gap(rates[$0]) < gap(rates[$1]) }),
      gap(rates[worst]) > 0.1, rates[worst].0 > 0, rates[worst].1 > 0
    else { return [] }
    return [
      .bias(
        category: categories.names[worst], firstShare: rates[worst].0,
        secondShare: rates[worst].1)
    ]
  }

  private func gap(_ rates: (Double, Double)) -> Double { abs(rates.0 - rates.1) }

  private func unusedReasons() -> [AgreementReason] {
    let (rows, columns) = (confusion.rowTotals, confusion.columnTotals)
    return categories.names.indices.compactMap { index in
      let (one, two) = (rows[index], columns[index])
      guard min(one, two) == 0, Double(max(one, two)) / Double(itemCount) > 0.05 else { return nil }
      return .unusedCategory(
        categories.names[index], byFirst: one == 0,
        otherShare: Double(max(one, two)) / Double(itemCount))
    }
  }

  private func disagreementReason() -> [AgreementReason] {
    var worst: (row: Int, column: Int, count: Int)?
    for row in categories.names.indices {
      for column in categories.names.indices where row != column {
        let count = confusion[row, column]
        if count > (worst?.count ?? 0) { worst = (row, column, count) }
      }
    }
    guard let worst else { return [] }
    let names = categories.names
    return [
      .realDisagreement(
        largest: "\(names[worst.row]) against \(names[worst.column])", count: worst.count)
    ]
  }
}
