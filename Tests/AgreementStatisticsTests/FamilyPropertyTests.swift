import Testing

@testable import AgreementStatistics

/// What holds of every coefficient of agreement: each property on 10,000 small tables, with one
/// coefficient after the other.
@Suite struct FamilyPropertyTests {
  static let trials = 10_000

  /// All that tell two raters' agreement, of their table.
  private static let ofTables: [(name: String, value: @Sendable (ConfusionTable) -> Estimate)] = [
    ("percent", { $0.percentAgreement() }), ("cohen", { $0.cohenKappa() }),
    ("cohen linear", { $0.cohenKappa(weights: .linear) }), ("pabak", { $0.pabak() }),
    ("scott", { $0.scottPi() }), ("ac1", { $0.gwetAC1() }), ("s", { $0.bennettS() }),
    ("ac2", { $0.gwetAC1(weights: .quadratic) }),
  ]

  private static func coefficient(_ number: Int, unweighted: Bool = false)
    -> (name: String, value: @Sendable (ConfusionTable) -> Estimate)
  {
    let all =
      unweighted ? ofTables.filter { !["cohen linear", "ac2"].contains($0.name) } : ofTables
    return all[number % all.count]
  }

  private static func table(_ random: inout ResampleStream, largest: UInt64 = 5) -> ConfusionTable {
    let size = 2 + Int(random.next() % 3)
    return ConfusionTable(
      rows: (0..<size).map { _ in (0..<size).map { _ in Int(random.next() % largest) } })
  }

  /// Rows of three raters and three categories; some ratings are missing.
  private static func rows(_ random: inout ResampleStream) -> [[Int?]] {
    (0..<(2 + Int(random.next() % 7))).map { _ in
      (0..<3).map { _ in
        let answer = Int(random.next() % 4)
        return answer == 3 ? nil : answer
      }
    }
  }

  private static func patterns(_ rows: [[Int?]]) -> RatingPatterns {
    RatingPatterns(RatingMatrix(categoryCount: 3, rows: rows))
  }

  private static func turned(_ table: ConfusionTable, by order: [Int]) -> ConfusionTable {
    ConfusionTable(rows: order.map { row in order.map { table[row, $0] } })
  }

  /// Equal values and errors, or the same reason.
  private static func isSame(_ one: Estimate, _ two: Estimate, errorFactor: Double = 1) -> Bool {
    switch (one, two) {
    case (.undefined(let first), .undefined(let second)): return first == second
    case (.defined(let first), .defined(let second)):
      let errors = ((first.standardError ?? 0) * errorFactor, second.standardError ?? 0)
      return abs(first.value - second.value) < 1e-11 && abs(errors.0 - errors.1) < 1e-9
    default: return false
    }
  }

  @Test func ratersMayBeExchanged() {
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 71, number: UInt64(number))
      let table = Self.table(&random)
      let (name, value) = Self.coefficient(number)
      guard Self.isSame(value(table), value(table.transposed)) else {
        Issue.record("\(name): \(table)")
        return
      }
    }
  }

  /// Unweighted coefficients do not know the order of categories.
  @Test func categoriesMayBeRelabelled() {
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 72, number: UInt64(number))
      let table = Self.table(&random)
      var order = Array(0..<table.categoryCount)
      for at in order.indices { order.swapAt(at, Int(random.next() % UInt64(order.count))) }
      let turned = Self.turned(table, by: order)
      let (name, value) = Self.coefficient(number, unweighted: true)
      guard Self.isSame(value(table), value(turned)) else {
        Issue.record("\(name): \(table)")
        return
      }
      // The other way round is the same order for weights.
      let reversed = Self.turned(table, by: Array(order.indices.reversed()))
      let any = Self.coefficient(number)
      guard Self.isSame(any.value(table), any.value(reversed)) else {
        Issue.record("\(any.name): \(table)")
        return
      }
    }
  }

  /// With each item twice the value stays, and formulas of divisor n have half the variance.
  @Test func doubledItemsHalveTheVariance() {
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 73, number: UInt64(number))
      let table = Self.table(&random)
      let doubled = ConfusionTable(
        rows: (0..<table.categoryCount).map { row in
          (0..<table.categoryCount).map { 2 * table[row, $0] }
        })
      let n = Double(table.total)
      let (name, value) = Self.coefficient(number)
      // Gwet's have the divisor n − 1, and no error of one item.
      let isGwets = ["scott", "ac1", "s", "ac2"].contains(name)
      let factor = isGwets ? (max(0, n - 1) / max(1, 2 * n - 1)).squareRoot() : 0.5.squareRoot()
      guard table.total == 1 || Self.isSame(value(table), value(doubled), errorFactor: factor)
      else {
        Issue.record("\(name): \(table)")
        return
      }
    }
  }

  /// Raters that always agree have 1, without an error, or are undefined.
  @Test func fullAgreementIsOne() {
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 74, number: UInt64(number))
      var table = ConfusionTable(categoryCount: 2 + number % 3)
      for k in 0..<table.categoryCount { table.add(Int(random.next() % 4), row: k, column: k) }
      let used = table.rowTotals.count { $0 > 0 }
      let (name, value) = Self.coefficient(number / 3)
      let found = value(table)
      let mayBeUndefined =
        used == 0 || (used == 1 && ["cohen", "cohen linear", "scott"].contains(name))
      let isOne = found.value == 1 && found.coefficient?.standardError ?? 0 == 0
      guard mayBeUndefined ? found.value == nil : isOne else {
        Issue.record("\(name): \(table) has \(found)")
        return
      }
    }
  }

  /// Raters that know nothing of each other agree no better than chance, in the mean. Of n items
  /// Scott's pi is −1/(n − 1) or so then; Cohen's kappa has 0 almost exactly.
  @Test func independentRatersHaveAboutNothing() {
    let each = Double(Self.trials / Self.ofTables.count)
    var sums = Array(repeating: (value: 0.0, squares: 0.0), count: Self.ofTables.count)
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 75, number: UInt64(number))
      var table = ConfusionTable(categoryCount: 3)
      for _ in 0..<60 {
        table.add(1, row: Int(random.next() % 3), column: Int(random.next() % 3))
      }
      let value = Self.coefficient(number).value(table).value ?? 9
      sums[number % sums.count].value += value / each
      sums[number % sums.count].squares += value * value / each
    }
    for (sum, coefficient) in zip(sums, Self.ofTables) where coefficient.name != "percent" {
      let error = (sum.squares / each).squareRoot()
      #expect(abs(sum.value) < 0.012 + 4 * error, "\(coefficient.name): \(sum.value)")
      #expect(sum.squares > 0)
    }
  }

  @Test func identityWeightsAreNoWeights() {
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 76, number: UInt64(number))
      let table = Self.table(&random)
      let k = table.categoryCount
      let identity = AgreementWeights.custom(
        (0..<k).map { row in (0..<k).map { row == $0 ? 1 : 0 } })
      let pairs = [
        (table.cohenKappa(), table.cohenKappa(weights: identity)),
        (table.scottPi(), table.scottPi(weights: identity)),
        (table.gwetAC1(), table.gwetAC1(weights: identity)),
        (table.bennettS(), table.bennettS(weights: identity)),
      ]
      for (at, pair) in pairs.enumerated() where !Self.isSame(pair.0, pair.1) {
        Issue.record("coefficient \(at): \(table)")
        return
      }
    }
  }

  /// Several raters: their order, the categories' order and the items' number do not matter.
  @Test func severalRatersMayBeExchangedRelabelledAndDoubled() {
    for number in 0..<Self.trials {
      var random = ResampleStream(seed: 77, number: UInt64(number))
      let rows = Self.rows(&random)
      let patterns = Self.patterns(rows)
      let coefficient = AgreementCoefficient.allCases[number % 6]
      func found(_ patterns: RatingPatterns) -> Estimate {
        switch patterns.linearised(coefficient) {
        case .defined(let parts): parts.estimate()
        case .undefined(let reason): .undefined(reason)
        }
      }
      let one = found(patterns)
      let isSame: Bool
      switch number / 6 % 3 {
      case 0: isSame = Self.isSame(one, found(Self.patterns(rows.map { [$0[2], $0[0], $0[1]] })))
      case 1:
        let relabelled = rows.map { $0.map { $0.map { ($0 + 1) % 3 } } }
        isSame = Self.isSame(one, found(Self.patterns(relabelled)))
      default:
        // Alpha's chance takes pairs of different ratings, of which there are more then.
        let n = Double(one.coefficient?.itemCount ?? 1)
        isSame =
          coefficient == .krippendorffAlpha || n == 1
          || Self.isSame(
            one, found(Self.patterns(rows + rows)),
            errorFactor: ((n - 1) / (2 * n - 1)).squareRoot())
      }
      guard isSame else {
        Issue.record("\(coefficient): \(rows)")
        return
      }
    }
  }
}
