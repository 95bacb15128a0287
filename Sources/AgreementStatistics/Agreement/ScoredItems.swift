/// Numbers that raters gave to items, any of them missing: for each item those that are there.
public struct ScoredItems: Hashable, Sendable {
  /// All numbers, one item's after the other's.
  public let scores: [Double]
  /// Item i has `scores[starts[i] ..< starts[i + 1]]`.
  public let starts: [Int]

  /// Items with or without scores.
  public var itemCount: Int { starts.count - 1 }

  /// Of items × raters, nil where a score is missing; rows may differ in length. O(scores).
  public init(rows: [[Double?]]) {
    var (scores, starts) = ([Double](), [0])
    for row in rows {
      for case let score? in row { scores.append(score) }
      starts.append(scores.count)
    }
    (self.scores, self.starts) = (scores, starts)
  }

  /// Of `raters` scores for each item, one item's after the other's, and whether each is there.
  /// What a missing score holds does not matter. Precondition: as many of both, and a multiple of
  /// `raters`, which is positive. O(scores).
  public init(raters: Int, scores: [Double], isGiven: [Bool]) {
    precondition(raters > 0 && scores.count % raters == 0, "as many scores for every item")
    precondition(scores.count == isGiven.count, "every score is there or is not")
    var (given, starts) = ([Double](), [0])
    given.reserveCapacity(scores.count)
    starts.reserveCapacity(scores.count / raters + 1)
    for at in scores.indices {
      if isGiven[at] { given.append(scores[at]) }
      if (at + 1) % raters == 0 { starts.append(given.count) }
    }
    (self.scores, self.starts) = (given, starts)
  }

  /// Only items with two scores or more: what agreement can be told of.
  var pairable: ScoredItems {
    ScoredItems(
      rows: (0..<itemCount).lazy.map { scores[starts[$0]..<starts[$0 + 1]] }.filter {
        $0.count > 1
      })
  }

  private init(rows: some Sequence<ArraySlice<Double>>) {
    var (scores, starts) = ([Double](), [0])
    for row in rows {
      scores += row
      starts.append(scores.count)
    }
    (self.scores, self.starts) = (scores, starts)
  }

  /// The same items with other scores.
  func replacing(_ scores: [Double]) -> ScoredItems { ScoredItems(scores, starts) }

  private init(_ scores: [Double], _ starts: [Int]) {
    (self.scores, self.starts) = (scores, starts)
  }
}
