import Testing

@testable import AgreementStatistics

@Suite struct LabelWorthTests {
  /// A judge of two categories whose verdict 1 is rare and often wrong, its verdict 0 seldom: the
  /// columns are people, judge.
  static func study(_ number: Int, items: Int = 600) -> [[Int]] {
    var random = ResampleStream(seed: 51, number: UInt64(number))
    return (0..<items).map { _ in
      let verdict = random.uniform() < 0.12 ? 1 : 0
      let label = random.uniform() < (verdict == 1 ? 0.8 : 0.04) ? 1 : 0
      return [label, verdict]
    }
  }

  /// The kappa that the studies are drawn from.
  static let truth: Double = {
    let cells = [0.88 * 0.96, 0.12 * 0.2, 0.88 * 0.04, 0.12 * 0.8]
    return JointShares(cells, categoryCount: 2).kappa(.nominal(2))?.value ?? 0
  }()

  static func strata(_ items: [[Int]], labelled: Set<Int>, k: Int = 2) -> JudgedStrata {
    let rows = items.enumerated().map { at, row -> [Int?] in
      [labelled.contains(at) ? row[0] : nil] + row.dropFirst().map { Optional($0) }
    }
    let judges = Array(1..<(items.first?.count ?? 2))
    return JudgedStrata(RatingMatrix(categoryCount: k, rows: rows), human: 0, judges: judges)
  }

  /// The first 30 items, then batches of 30 chosen by worth, up to `count`.
  static func chosen(_ items: [[Int]], _ count: Int) -> Set<Int> {
    var labelled = Set(0..<30)
    while labelled.count < count {
      let strata = strata(items, labelled: labelled)
      labelled.formUnion(strata.labelOrder(min(30, count - labelled.count)))
    }
    return labelled
  }

  @Test(arguments: 0..<8)
  func withAllLabelsItIsCohensKappaAndItsError(_ number: Int) throws {
    var random = ResampleStream(seed: 52, number: UInt64(number))
    let items = (0..<80).map { _ in
      let truth = Int(random.next() % 3)
      return (0..<3).map { _ in random.uniform() < 0.6 ? truth : Int(random.next() % 3) }
    }
    let strata = Self.strata(items, labelled: Set(items.indices), k: 3)
    for (judge, weights) in [(0, AgreementWeights.identity), (1, .quadratic)] {
      var table = ConfusionTable(categoryCount: 3)
      for item in items { table.add(1, row: item[0], column: item[judge + 1]) }
      let expected = try #require(table.cohenKappa(weights: weights).coefficient)
      let found = try #require(
        strata.poststratifiedKappa(judge: judge, weights: weights).coefficient)
      #expect(abs(found.value - expected.value) < 1e-12 && found.itemCount == 80)
      let error = try #require(found.standardError)
      let known = try #require(expected.standardError)
      #expect(abs(error - known) < 1e-12)
      let census = strata.poststratifiedKappa(judge: judge, weights: weights, target: .theseItems)
      #expect(census.value == found.value && census.coefficient?.standardError == nil)
    }
  }

  /// Labels chosen by the judge's verdict leave the post-stratified kappa unbiased and its interval
  /// at its level, while kappa of the labelled items alone is far off.
  @Test func choosingByVerdictDoesNotBias() throws {
    let studies = 200
    var (sum, squares, naive, covered) = (0.0, 0.0, 0.0, 0)
    for number in 0..<studies {
      let items = Self.study(number)
      let labelled = Self.chosen(items, 240)
      let strata = Self.strata(items, labelled: labelled)
      let found = try #require(strata.poststratifiedKappa().coefficient)
      sum += found.value
      squares += (found.value - Self.truth) * (found.value - Self.truth)
      var table = ConfusionTable(categoryCount: 2)
      for at in labelled { table.add(1, row: items[at][0], column: items[at][1]) }
      naive += try #require(table.cohenKappa().value)
      let interval = try #require(found.interval)
      if interval.low <= Self.truth, Self.truth <= interval.high { covered += 1 }
    }
    let n = Double(studies)
    let bias = sum / n - Self.truth
    let spread = (squares / n).squareRoot()
    // A mean of 200 has an error of spread/√200; a ratio's own bias is of the order spread².
    #expect(abs(bias) < 3 * spread / n.squareRoot() + spread * spread, "\(bias), \(spread)")
    #expect(abs(naive / n - Self.truth) > 3 * abs(bias) + 0.02, "\(naive / n)")
    // 0.95 within four Monte Carlo errors, and 0.008 for a large-sample interval.
    #expect(Double(covered) / n > 0.88, "\(covered)")
  }

  @Test func theIntervalShrinksFasterThanInRandomOrder() throws {
    var (byWorth, atRandom, closer, further) = (0.0, 0.0, 0.0, 0.0)
    var count = 0
    for number in 0..<120 {
      let items = Self.study(number)
      let chosen = Self.strata(items, labelled: Self.chosen(items, 120)).poststratifiedKappa()
      // The items are drawn in random order already.
      let random = Self.strata(items, labelled: Set(0..<120)).poststratifiedKappa()
      guard let one = chosen.coefficient, let other = random.coefficient,
        let error = one.standardError, let otherError = other.standardError
      else { continue }
      count += 1
      byWorth += error
      atRandom += otherError
      closer += (one.value - Self.truth) * (one.value - Self.truth)
      further += (other.value - Self.truth) * (other.value - Self.truth)
    }
    #expect(count > 110)
    #expect(byWorth < atRandom * 0.92, "\(byWorth / atRandom)")
    #expect(closer < further, "\(closer / further)")
  }

  @Test func worthIsWhatTheVarianceIsExpectedToFallBy() throws {
    let items = Self.study(7)
    let strata = Self.strata(items, labelled: Set(0..<60))
    let worths = strata.labelWorths()
    #expect(worths.count == 2 && worths.allSatisfy { $0 > 0 })
    // The rare verdict, of which little is known.
    #expect(worths[1] > worths[0])
    let none = Self.strata(items, labelled: Set(items.indices))
    #expect(none.labelWorths() == [0, 0] && none.labelOrder(5).isEmpty)
  }

  @Test func theOrderIsFixedAndGoesThroughTheStrata() throws {
    let items = Self.study(9, items: 200)
    let strata = Self.strata(items, labelled: Set(0..<40))
    let order = strata.labelOrder(500)
    #expect(order.sorted() == Array(40..<200) && order == strata.labelOrder(500))
    for list in strata.unlabelled {
      let places = list.compactMap(order.firstIndex)
      #expect(places == places.sorted())
    }
    let firstVerdicts = Set(order.prefix(60).map { items[$0][1] })
    #expect(firstVerdicts == [0, 1])
    // Two strata that are mirror images take turns, in the items' order.
    let mirrored = (0..<40).map { [$0 % 2, $0 % 2] }
    let even = Self.strata(mirrored, labelled: Set(0..<8))
    #expect(even.labelOrder(6) == Array(8..<14))
  }

  /// Two verdicts equally often, one of them wrong more often: it gets more labels, but not all.
  @Test func moreLabelsGoWhereTheJudgeErrs() {
    var random = ResampleStream(seed: 53, number: 0)
    let items = (0..<800).map { at in
      let verdict = at % 2
      return [random.uniform() < (verdict == 1 ? 0.3 : 0.08) ? 1 - verdict : verdict, verdict]
    }
    let order = Self.strata(items, labelled: Set(0..<80)).labelOrder(240)
    let ofOne = order.count { items[$0][1] == 1 }
    #expect((130...200).contains(ofOne), "\(ofOne)")
    #expect(Set(order.prefix(100).map { items[$0][1] }) == [0, 1])
  }

  /// Labelled strata of the same verdict stand for those without labels, if one asks for it.
  @Test func strataWithoutLabelsAreStoodFor() throws {
    // People, judge, another judge: the pattern (1, 0) has no label, (1, 1) has four.
    var rows: [[Int?]] = (0..<4).map { [$0 == 0 ? 0 : 1, 1, 1] }
    rows += (0..<4).map { [$0 == 0 ? 1 : 0, 0, 0] }
    rows += [[nil, 1, 0], [nil, 1, 0], [nil, 0, 0], [nil, 0, 0]]
    let strata = JudgedStrata(RatingMatrix(categoryCount: 2, rows: rows), human: 0, judges: [1, 2])
    #expect(strata.uncoveredCount == 2)
    #expect(strata.poststratifiedKappa() == .undefined(.unlabelledVerdict))
    let found = try #require(strata.poststratifiedKappa(uncovered: .asSameVerdict).coefficient)
    // Three in four are right of either verdict, each of half the items.
    #expect(abs(found.value - 0.5) < 1e-12 && found.itemCount == 8)
    // The other judge's verdict 0, of 8 items in 12, has labels under the first one's 0 only:
    // agreement 3/4, by chance (7·8 + 5·4)/144.
    let other = strata.poststratifiedKappa(judge: 1, uncovered: .asSameVerdict)
    let value = try #require(other.value)
    #expect(abs(value - 8.0 / 17) < 1e-12)
    let bare = JudgedStrata(
      RatingMatrix(categoryCount: 2, rows: [[1, 1, 1], [nil, 0, 0]]), human: 0, judges: [1, 2])
    #expect(
      bare.poststratifiedKappa(uncovered: .asSameVerdict) == .undefined(.unlabelledVerdict))
  }

  @Test func whatIsMissingIsSaid() throws {
    func strata(_ rows: [[Int?]]) -> JudgedStrata {
      JudgedStrata(RatingMatrix(categoryCount: 2, rows: rows), human: 0, judges: [1])
    }
    let nothing = RatingMatrix(categoryCount: 2, columns: [[], []])
    let empty = JudgedStrata(nothing, human: 0, judges: [1])
    #expect(empty.poststratifiedKappa() == .undefined(.noItems) && empty.labelOrder(3).isEmpty)
    #expect(strata([[nil, 1], [nil, 0]]).poststratifiedKappa() == .undefined(.noItems))
    #expect(strata([[1, 1], [nil, 0]]).poststratifiedKappa() == .undefined(.unlabelledVerdict))
    #expect(strata([[1, 1], [nil, 1]]).poststratifiedKappa() == .undefined(.oneCategory))
    let single = strata([[1, 1], [0, 1], [0, 0], [nil, 0]])
    let found = try #require(single.poststratifiedKappa().coefficient)
    // One label does not make a stratum certain.
    let error = try #require(found.standardError)
    #expect(error > 0.1 && found.interval != nil)
    // A verdict that nobody looked at is worth the most.
    let worths = strata([[1, 1], [0, 1], [nil, 1], [nil, 0], [nil, 0], [nil, 0]]).labelWorths()
    #expect(worths[0] > worths[1])
    let unanswered = strata([[1, nil], [1, 1], [0, 0], [0, 0]])
    #expect(unanswered.excludedCount == 1 && unanswered.itemCount == 3)
  }
}
