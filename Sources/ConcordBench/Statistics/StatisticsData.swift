import AgreementStatistics

/// Seeded data of the shapes whose times packages are known by.
struct StatisticsData: Sendable {
  var seed: UInt64

  /// SplitMix64, one stream for each kind of data.
  struct Dice {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }

    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
    mutating func share() -> Double { Double(next() >> 11) * 0x1p-53 }
  }

  private func dice(_ stream: UInt64) -> Dice { Dice(state: seed &* 1_000_003 &+ stream) }

  /// Two raters who agree on about three quarters, three categories.
  func pairs(_ items: Int) -> [[UInt16]] {
    var dice = dice(1)
    var columns = [[UInt16]](repeating: [], count: 2)
    for _ in 0..<items {
      let truth = dice.below(3)
      for rater in 0..<2 {
        columns[rater].append(UInt16(dice.share() < 0.8 ? truth : dice.below(3)))
      }
    }
    return columns
  }

  /// Five raters, four categories, a third of the ratings missing.
  var ratings: [[UInt16]] {
    var dice = dice(2)
    var columns = [[UInt16]](repeating: [], count: 5)
    for _ in 0..<100_000 {
      let truth = dice.below(4)
      for rater in 0..<5 {
        let isMissing = dice.share() < 0.3
        let own = dice.share() < 0.8 ? truth : dice.below(4)
        columns[rater].append(isMissing ? RatingMatrix.missing : UInt16(own))
      }
    }
    return columns
  }

  /// Scores of three decimals about each item's own.
  func scores(items: Int, raters: Int) -> [[Double?]] {
    var dice = dice(3)
    return (0..<items).map { _ in
      let truth = 10 * dice.share()
      return (0..<raters).map { _ in
        ((truth + 2 * dice.share()) * 1000).rounded() / 1000
      }
    }
  }

  var numbers: PairedNumbers {
    let rows = scores(items: 100_000, raters: 2)
    return PairedNumbers(rows.map { $0[0] }, rows.map { $0[1] })
  }

  /// 20,000 tasks of five labels each, by 100 workers of differing skill, four categories.
  private var labels: [(task: Int, worker: Int, label: Int)] {
    var dice = dice(4)
    var result: [(Int, Int, Int)] = []
    for task in 0..<20_000 {
      let truth = dice.below(4)
      let first = dice.below(100)
      for step in 0..<5 {
        let worker = (first + step * 19) % 100
        let skill = 0.5 + Double(worker) / 220
        result.append((task, worker, dice.share() < skill ? truth : dice.below(4)))
      }
    }
    return result
  }

  var labelMatrix: RatingMatrix {
    var columns = Array(
      repeating: Array(repeating: RatingMatrix.missing, count: 20_000), count: 100)
    for (task, worker, label) in labels { columns[worker][task] = UInt16(label) }
    return RatingMatrix(categoryCount: 4, columns: columns)
  }

  var labelsCSV: String {
    "task,worker,label\n" + labels.map { "\($0.task),\($0.worker),\($0.label)\n" }.joined()
  }

  /// Winner and loser among twenty players whose strength falls with their number.
  var matches: [(Int, Int)] {
    var dice = dice(5)
    return (0..<100_000).map { _ in
      let one = dice.below(20)
      let two = (one + 1 + dice.below(19)) % 20
      let share = 0.5 + Double(two - one) / 60
      return dice.share() < share ? (one, two) : (two, one)
    }
  }

  var matchesCSV: String {
    "winner,loser\n" + matches.map { "\($0.0),\($0.1)\n" }.joined()
  }

  /// Columns of codes, a missing one as `nan`, which all packages take for missing.
  static func csv(_ columns: [[UInt16]]) -> String {
    var text = columns.indices.map { "r\($0)" }.joined(separator: ",") + "\n"
    for item in columns[0].indices {
      text +=
        columns.map { $0[item] == RatingMatrix.missing ? "nan" : String($0[item]) }
        .joined(separator: ",") + "\n"
    }
    return text
  }

  static func csv(_ rows: [[Double?]]) -> String {
    let head = (rows.first ?? []).indices.map { "r\($0)" }.joined(separator: ",") + "\n"
    return head
      + rows.map { row in row.map { $0.map { "\($0)" } ?? "nan" }.joined(separator: ",") + "\n" }
      .joined()
  }
}
