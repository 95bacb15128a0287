import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

/// What a tracker keeps per change is what a new one counts.
@Suite struct TrackerRecountTests {
  static let scale = Scale.score(low: 1, high: 5, step: 1)
  static let itemCount = 60
  static let raters = (1...6).map {
    Rater(id: RaterID(Int64($0)), name: "r\($0)", kind: $0 < 4 ? .human : .judge)
  }

  struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  /// Codes of all items by rater, some missing, some abstentions.
  static func ratings(_ dice: inout Dice) -> [[Int16?]] {
    ratings { _ in dice.next() % 5 == 0 ? nil : Int16.random(in: -3...4, using: &dice) }
  }

  static func ratings(_ code: (Int) -> Int16?) -> [[Int16?]] {
    raters.map { _ in (0..<itemCount).map(code) }
  }

  static func columns(_ ratings: [[Int16?]], _ items: Range<Int>) -> [RatingColumn] {
    zip(raters, ratings).map { rater, codes in
      let given = items.filter { codes[$0] != nil }
      return RatingColumn(
        rater: rater.id, phase: .blind, swapped: false, items: given.map { Int32($0 + 1) },
        codes: given.compactMap { codes[$0] })
    }
  }

  static func tracker(_ policy: AnalysisPolicy) -> AgreementTracker {
    AgreementTracker(scale: scale, itemCount: itemCount, raters: raters, policy: policy)
  }

  static func slices() -> SliceColumn {
    SliceColumn(
      property: .category, names: ["x", "y", "z"],
      values: (0..<itemCount).map { Int32($0 % 4) - 1 })
  }

  static let policies: [AnalysisPolicy] = [
    AnalysisPolicy(), AnalysisPolicy(unparsed: .own), AnalysisPolicy(unparsed: .wrong),
    AnalysisPolicy(consensus: .splitDrop),
  ]

  @Test(arguments: policies.indices, 0..<4 as Range<UInt64>)
  func editsLeaveWhatARecountGives(_ policy: Int, _ seed: UInt64) {
    var dice = Dice(state: seed &+ 77)
    var ratings = Self.ratings(&dice)
    var tracker = Self.tracker(Self.policies[policy])
    tracker.load(Self.columns(ratings, 0..<Self.itemCount))
    tracker.load(Self.slices())
    for _ in 0..<200 {
      ask(&tracker)
      let (rater, item) = (Int(dice.next() % 6), Int(dice.next() % UInt64(Self.itemCount)))
      let old = ratings[rater][item]
      var new: Int16? = dice.next() % 4 == 0 ? nil : Int16.random(in: -3...4, using: &dice)
      if old == nil, new == nil { new = 2 }
      func row(_ code: Int16?) -> RatingRow? {
        code.map {
          RatingRow(
            rater: Self.raters[rater].id, item: ItemID(Int64(item + 1)), code: Int($0))
        }
      }
      ratings[rater][item] = new
      tracker.apply(RatingChange(before: row(old), after: row(new)))
    }
    expectSame(&tracker, ratings, Self.policies[policy])
  }

  @Test func aChangedPolicyIsACountUnderIt() {
    var dice = Dice(state: 5)
    let ratings = Self.ratings(&dice)
    var tracker = Self.tracker(AnalysisPolicy())
    tracker.load(Self.columns(ratings, 0..<Self.itemCount))
    tracker.load(Self.slices())
    for policy in Self.policies {
      ask(&tracker)
      tracker.setPolicy(policy)
      expectSame(&tracker, ratings, policy)
    }
  }

  @Test func columnsMayComeInParts() {
    var dice = Dice(state: 9)
    let ratings = Self.ratings(&dice)
    var tracker = Self.tracker(AnalysisPolicy())
    tracker.load(Self.columns(ratings, 0..<25) + Self.columns(ratings, 25..<Self.itemCount))
    tracker.load(Self.slices())
    expectSame(&tracker, ratings, AnalysisPolicy())
  }

  /// Counting many items by their sets of answers, or (with a scale too long for that) by rows,
  /// gives what adding them one by one does.
  @Test(arguments: [5.0, 30])
  func aGroupIsTheSumOfItsItems(_ high: Double) {
    let scale = Scale.score(low: 1, high: high, step: 1)
    let empty = Self.ratings { _ in nil }
    var dice = Dice(state: 21)
    let ratings = Self.ratings { _ in
      dice.next() % 5 == 0 ? nil : Int16.random(in: -3...4, using: &dice)
    }
    func tracker(_ ratings: [[Int16?]]) -> AgreementTracker {
      var tracker = AgreementTracker(
        scale: scale, itemCount: Self.itemCount, raters: Self.raters, policy: .init())
      tracker.load(Self.columns(ratings, 0..<Self.itemCount))
      return tracker
    }
    var counted = tracker(ratings)
    var added = tracker(empty)
    let ids = Self.raters.map { StreamID.rater($0.id) }
    #expect(added.group(ids).itemCount == 0)
    for (at, codes) in ratings.enumerated() {
      for (item, code) in codes.enumerated() {
        guard let code else { continue }
        let row = RatingRow(
          rater: Self.raters[at].id, item: ItemID(Int64(item + 1)), code: Int(code))
        added.apply(RatingChange(before: nil, after: row))
      }
    }
    #expect(added.group(ids) == counted.group(ids))
    #expect(counted.group(ids).itemCount > 50)
  }

  /// Tables that a copy counts while labels come are, with these labels, what a recount gives;
  /// over more items than a page of a column has, and whatever the copy is used for.
  @Test func tablesCountedBesideLabelsAreARecountWithThem() {
    let count = 9000
    var dice = Dice(state: 3)
    var codes = Self.raters.map { _ in
      (0..<count).map { _ in Int16.random(in: -3...4, using: &dice) }
    }
    func loaded() -> AgreementTracker {
      var tracker = AgreementTracker(scale: Self.scale, itemCount: count, raters: Self.raters)
      tracker.load(
        zip(Self.raters, codes).map {
          RatingColumn(
            rater: $0.id, phase: .blind, swapped: false, items: (1...count).map { Int32($0) },
            codes: $1)
        })
      return tracker
    }
    var tracker = loaded()
    let (first, second, all) = (
      tracker.streams[0].id, tracker.streams[4].id, tracker.streams.map(\.id)
    )
    tracker.countsWhenAsked = false
    #expect(tracker.pair(first, second).itemCount == 0)
    #expect(tracker.group(all).itemCount == 0)
    #expect(tracker.pair(first, .rater(RaterID(99))).itemCount == 0)
    #expect(tracker.wanted == [.pair(first, second), .group(all)])
    var copy = tracker
    let untouched = loaded()
    for request in tracker.wanted { copy.count(request) }
    for _ in 0..<300 {
      let (rater, item) = (Int(dice.next() % 6), Int(dice.next() % UInt64(count)))
      func row(_ code: Int16) -> RatingRow {
        RatingRow(rater: Self.raters[rater].id, item: ItemID(Int64(item + 1)), code: Int(code))
      }
      let old = codes[rater][item]
      codes[rater][item] = Int16.random(in: -3...4, using: &dice)
      let change = RatingChange(before: row(old), after: row(codes[rater][item]))
      tracker.apply(change)
      if dice.next() % 9 == 0 { #expect(copy.streams.count == tracker.streams.count) }
      copy.apply(change)
    }
    var fresh = loaded()
    #expect(tracker.streams == fresh.streams && copy.streams == fresh.streams)
    #expect(untouched.streams != fresh.streams)
    #expect(copy.pair(first, second) == fresh.pair(first, second))
    #expect(copy.group(all) == fresh.group(all))
    #expect(copy.wanted.isEmpty)
  }

  /// Makes the tables that are then kept.
  private func ask(_ tracker: inout AgreementTracker) {
    let ids = tracker.streams.map(\.id)
    for id in ids {
      _ = tracker.pair(ids[0], id)
      _ = tracker.sliced(ids[0], id, by: .category)
    }
    _ = tracker.group(ids)
  }

  private func expectSame(
    _ tracker: inout AgreementTracker, _ ratings: [[Int16?]], _ policy: AnalysisPolicy
  ) {
    var fresh = Self.tracker(policy)
    fresh.load(Self.columns(ratings, 0..<Self.itemCount))
    fresh.load(Self.slices())
    let ids = tracker.streams.map(\.id)
    #expect(tracker.streams == fresh.streams)
    for id in ids {
      #expect(tracker.pair(ids[0], id) == fresh.pair(ids[0], id))
      let one = tracker.sliced(ids[0], id, by: .category).map(\.table)
      #expect(one == fresh.sliced(ids[0], id, by: .category).map(\.table))
      #expect(one.count == 3)
    }
    let (kept, counted) = (tracker.group(ids), fresh.group(ids))
    #expect(kept == counted)
    for name in GroupCoefficient.allCases {
      #expect(kept.coefficient(name) == counted.coefficient(name))
    }
  }
}
