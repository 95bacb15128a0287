import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

/// Each jury of a sweep against the same jury put together item by item and loaded as a rater.
@Suite struct JurySweepTests {
  static let pair = Scale.preference(candidates: 2, tie: true, bothBad: false)
  static let rules: [PanelRule] = [
    .plurality, .tieYields, .unanimous, .mean, .median, .weighted([0.3, 0.1, 0.4, 0.1, 0.3]),
  ]
  static let scales: [Scale] = [
    pair, .preference(candidates: 2, tie: false, bothBad: false),
    .preference(candidates: 3, tie: true, bothBad: true), .correctness,
    .score(low: 1, high: 5, step: 1), .score(low: 1, high: 30, step: 1),
  ]

  /// A person and five judges who leave out, skip and garble some items; with scores.
  struct Panel {
    var scale: Scale
    var columns: [RatingColumn]
    var scores: [ScoreColumn] = []
    let itemCount = 60

    init(_ scale: Scale, seed: UInt64 = 4) {
      self.scale = scale
      var random = SplitMix64(seed: seed)
      let missing = [Abstention.unparsed, .failed, .skipped].map { Int16($0.code) }
      columns = (1...6).map { rater in
        var column = RatingColumn(
          rater: RaterID(Int64(rater)), phase: .blind, swapped: false, items: [], codes: [])
        for item in 1...Int32(60) {
          let dice = random.next() % 20
          if dice == 0 { continue }
          let code = Int16(random.next() % UInt64(scale.categoryCount))
          let isMissing = rater > 1 && dice < 4
          column.items.append(item)
          column.codes.append(isMissing ? missing[Int(dice % 3)] : code)
          column.recorded.append(isMissing && dice == 1 ? code : column.codes.last ?? code)
        }
        return column
      }
      for rater in 2...6 {
        var column = ScoreColumn(
          rater: RaterID(Int64(rater)), swapped: false, items: [], scores: [])
        for item in 1...Int32(60) where random.next() % 9 > 0 {
          let width = random.next() % 30 == 0 ? 3 : 2
          column.items.append(item)
          column.scores.append((0..<width).map { _ in Double(random.next() % 4) })
        }
        scores.append(column)
      }
    }

    /// Raters 1 to 6, an empty one, and from 8 on the juries.
    func tracker(_ policy: AnalysisPolicy, adding juries: [RatingColumn] = []) -> AgreementTracker {
      let raters = (1...(7 + juries.count)).map {
        AnalysisFixture.rater($0, "r\($0)", $0 == 1 ? .human : $0 < 7 ? .judge : .jury)
      }
      var tracker = AgreementTracker(
        scale: scale, itemCount: itemCount, raters: raters, policy: policy)
      tracker.load(columns + juries)
      return tracker
    }

    func seats(_ policy: AnalysisPolicy) -> [SweptSeat] {
      scores.map { column in
        let id = StreamID.rater(column.rater)
        return SweptSeat(id, scores: SeatScores([column], of: id, policy: policy))
      }
    }
  }

  /// A jury as a rater that has its answers.
  private func column(_ rater: Int, _ answers: [RatingValue?], _ scale: Scale) throws
    -> RatingColumn
  {
    var column = RatingColumn(
      rater: RaterID(Int64(rater)), phase: .blind, swapped: false, items: [], codes: [])
    for (index, answer) in answers.enumerated() {
      guard let answer else { continue }
      column.items.append(Int32(index + 1))
      column.codes.append(Int16(try #require(scale.code(of: answer))))
    }
    return column
  }

  @Test(arguments: scales, rules)
  func everyJuryIsTheOnePutTogetherItemByItem(_ scale: Scale, _ rule: PanelRule) throws {
    let panel = Panel(scale)
    for (number, unparsed) in AnalysisPolicy.Unparsed.allCases.enumerated() {
      let (ties, quorum) = number % 2 == 0 ? (AnalysisPolicy.Ties.keep, 1) : (.exclude, 2)
      let policy = AnalysisPolicy(unparsed: unparsed, ties: ties)
      let (tracker, seats) = (panel.tracker(policy), panel.seats(policy))
      let settings = JurySweep(rule: rule, minSize: 1, quorum: quorum)
      let juries = tracker.sweep(seats, against: .rater(RaterID(1)), settings)
      #expect(juries.count == 31)
      let columns = try juries.enumerated().map { number, jury in
        // The seats that are not in it say nothing, so that weights stay with their seats.
        let members = seats.enumerated().map { at, seat in
          jury.seats.contains(at) ? seat : SweptSeat(.rater(RaterID(7)))
        }
        let answers = tracker.juryAnswers(of: members, rule: rule, quorum: quorum)
        return try column(8 + number, answers, scale)
      }
      var whole = panel.tracker(policy, adding: columns)
      for (number, jury) in juries.enumerated() {
        let table = whole.pair(.rater(RaterID(1)), AnalysisFixture.id(8 + number))
        #expect(jury.n == table.itemCount, "\(policy) \(jury.seats)")
        #expect(jury.cohen == table.coefficient(.cohen), "\(policy) \(jury.seats)")
      }
    }
  }

  @Test func aSeatsMissingAnswerIsNoVoteUnlessThePolicySaysSo() {
    func answers(_ unparsed: AnalysisPolicy.Unparsed) -> [RatingValue?] {
      let tracker = AnalysisFixture.tracker(
        [("j/1", "a?a?."), ("j/2", "?ab?.")], policy: AnalysisPolicy(unparsed: unparsed))
      return tracker.juryAnswers(of: [1, 2].map { SweptSeat(AnalysisFixture.id($0)) })
    }
    for policy in [AnalysisPolicy.Unparsed.drop, .own, .wrong, .recorded] {
      #expect(
        answers(policy) == [.prefer(0), .prefer(0), .tie, .abstention(.unparsed), nil])
    }
    #expect(answers(.tie) == [.tie, .tie, .tie, .tie, nil])
  }

  @Test func thereAreAsManyJuriesAsSubsets() {
    #expect(JurySweep().juryCount(seats: 6) == 57)
    #expect(JurySweep().juryCount(seats: 16) == 65_519)
    #expect(JurySweep(minSize: 1).juryCount(seats: 16) == 65_535)
    #expect(JurySweep(minSize: 3).juryCount(seats: 2) == 0)
    let panel = Panel(Self.pair)
    let tracker = panel.tracker(.init())
    for size in 1...6 {
      let juries = tracker.sweep(
        panel.seats(.init()), against: AnalysisFixture.id(1), JurySweep(minSize: size))
      #expect(juries.count == JurySweep(minSize: size).juryCount(seats: 5))
      #expect(Set(juries.map(\.members)).count == juries.count)
      #expect(juries.allSatisfy { $0.size >= size && $0.seats.count == $0.size })
    }
  }

  @Test func theBestIsFirstAndOfEqualsTheSmaller() {
    let tracker = AnalysisFixture.tracker([
      ("ann", "aabb=ab"), ("j/1", "aabb=ab"), ("j/2", "aabb=ab"), ("j/3", "bbaa=ba"),
    ])
    let seats = (2...4).map { SweptSeat(AnalysisFixture.id($0)) }
    let juries = tracker.sweep(seats, against: AnalysisFixture.id(1), JurySweep(minSize: 1))
    #expect(juries.map(\.seats).prefix(4) == [[0], [1], [0, 1], [0, 1, 2]])
    #expect(juries.last?.seats == [2])
  }

  @Test func aPriceIsTheSumOfTheSeatsWhereAllAreKnown() {
    let tracker = AnalysisFixture.tracker([
      ("ann", "aabb=ab"), ("j/1", "aabb=aa"), ("j/2", "aabbaab"), ("j/3", "abaa=ba"),
    ])
    let seats = [(2, 0.25), (3, 0.5), (4, nil)].map { number, cost in
      SweptSeat(AnalysisFixture.id(number), costPerItem: cost)
    }
    let juries = tracker.sweep(seats, against: AnalysisFixture.id(1), JurySweep(minSize: 1))
    let costs = Dictionary(uniqueKeysWithValues: juries.map { ($0.seats, $0.costPerItem) })
    #expect(costs[[0]] == 0.25 && costs[[0, 1]] == 0.75)
    #expect(costs[[2]] == .some(nil) && costs[[0, 2]] == .some(nil))
  }

  @Test func theFrontierIsWhatNobodyBeats() {
    func jury(_ members: UInt32, _ cost: Double?, _ kappa: Double?) -> SweptJury {
      SweptJury(
        members: members, n: 9,
        cohen: kappa.map { .defined(Coefficient(value: $0, itemCount: 9)) }
          ?? .undefined(.oneCategory), costPerItem: cost)
    }
    let juries = [
      jury(1, 1, 0.2), jury(2, 2, 0.1), jury(3, 3, 0.5), jury(4, 3, 0.4), jury(5, 4, 0.5),
      jury(6, nil, 0.9), jury(7, 0.5, nil),
    ]
    #expect(SweptJury.frontier(of: juries).map(\.members) == [1, 3])
    #expect(SweptJury.frontier(of: [jury(6, nil, 0.9)]).isEmpty)
  }

  /// Asked both ways round and merged, a seat's scores are the mean of the two.
  @Test func scoresOfBothOrdersAreOne() {
    func scored(_ swapped: Bool, _ scores: [Double]) -> ScoreColumn {
      ScoreColumn(rater: RaterID(1), swapped: swapped, items: [3], scores: [scores])
    }
    let columns = [scored(false, [4, 8]), scored(true, [6, 2])]
    func scores(_ orders: AnalysisPolicy.Orders, _ id: StreamID) -> [Double] {
      SeatScores(columns, of: id, policy: AnalysisPolicy(orders: orders))[ItemID(3)]
    }
    #expect(scores(.merge, .rater(RaterID(1))) == [5, 5])
    #expect(scores(.separate, .rater(RaterID(1))) == [4, 8])
    #expect(scores(.separate, .swapped(RaterID(1))) == [6, 2])
  }
}
