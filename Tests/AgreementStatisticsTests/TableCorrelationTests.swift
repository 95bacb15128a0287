import Testing

@testable import AgreementStatistics

@Suite struct TableCorrelationTests {
  /// A table's correlations are those of its items.
  @Test(arguments: 0..<200)
  func theyAreThoseOfTheItems(_ seed: Int) throws {
    var random = ResampleStream(seed: UInt64(seed), number: 9)
    let k = 2 + Int(random.next() % 4)
    let scores = (0..<k).map { _ in Double(random.next() % 7) }
    var table = ConfusionTable(categoryCount: k)
    var (first, second) = ([Double?](), [Double?]())
    for _ in 0..<(4 + Int(random.next() % 40)) {
      let row = Int(random.next() % UInt64(k))
      let column = random.uniform() < 0.5 ? row : Int(random.next() % UInt64(k))
      table.add(1, row: row, column: column)
      first.append(scores[row])
      second.append(scores[column])
    }
    let numbers = PairedNumbers(first, second)
    expectSame(table.pearson(scores: scores), numbers.pearson().map { Ends($0.value, $0.interval) })
    expectSame(
      table.spearman(scores: scores), numbers.spearman().map { Ends($0.value, $0.interval) })
    let tau = numbers.kendall()
    #expect(near(table.kendallTauB(scores: scores).value, tau.value?.tauB))
    if numbers.obstacle == nil {
      expectSame(
        table.linConcordance(scores: scores),
        numbers.linConcordance().map { Ends($0.value, $0.interval) })
    }
  }

  private func expectSame(_ found: Estimate, _ wanted: Finding<Ends>) {
    #expect(near(found.value, wanted.value?.value))
    #expect(near(found.coefficient?.interval?.low, wanted.value?.interval?.low))
    #expect(near(found.coefficient?.interval?.high, wanted.value?.interval?.high))
  }

  private struct Ends: Hashable {
    var value: Double
    var interval: Interval?

    init(_ value: Double, _ interval: Interval?) {
      self.value = value
      self.interval = interval
    }
  }

  private func near(_ one: Double?, _ two: Double?) -> Bool {
    switch (one, two) {
    case (nil, nil): true
    case (let one?, let two?): abs(one - two) < 1e-10
    default: false
    }
  }

  /// The error by the formula is near that of the jackknife.
  @Test func kendallsErrorIsThatOfTheJackknife() throws {
    let table = ConfusionTable(rows: [[40, 12, 3], [10, 35, 14], [2, 9, 50]])
    let scores = [1.0, 2, 3]
    let found = try #require(table.kendallTauB(scores: scores).coefficient)
    var left: [(Double, Double)] = []
    for row in 0..<3 {
      for column in 0..<3 {
        var without = table
        without.add(-1, row: row, column: column)
        let value = try #require(without.kendallTauB(scores: scores).value)
        left.append((value, Double(table[row, column])))
      }
    }
    let n = Double(table.total)
    let mean = left.reduce(0) { $0 + $1.0 * $1.1 } / n
    let squares = left.reduce(0) { $0 + $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    let jackknife = ((n - 1) / n * squares).squareRoot()
    #expect(abs(try #require(found.standardError) / jackknife - 1) < 0.02)
  }

  @Test func oneValueOnlyIsUndefined() {
    let table = ConfusionTable(rows: [[3, 4], [0, 0]])
    for found in [
      table.pearson(scores: [0, 1]), table.spearman(scores: [0, 1]),
      table.kendallTauB(scores: [0, 1]), table.linConcordance(scores: [0, 1]),
    ] {
      #expect(found == .undefined(.noVariation))
    }
    #expect(ConfusionTable(categoryCount: 2).pearson(scores: [0, 1]) == .undefined(.noItems))
  }
}
