/// Two raters' scores of several systems' answers to the same items.
public struct SystemScores: Hashable, Sendable {
  /// Items, numbered from 0.
  public let itemCount: Int
  /// Systems, numbered from 0.
  public let systemCount: Int
  private var first: [Double]
  private var second: [Double]
  /// How many scores of both raters there are, item-major.
  private(set) var counts: [Int]

  /// No scores yet.
  public init(itemCount: Int, systemCount: Int) {
    precondition(itemCount >= 0 && systemCount >= 0, "a number of items and of systems")
    self.itemCount = itemCount
    self.systemCount = systemCount
    first = Array(repeating: 0, count: itemCount * systemCount)
    second = first
    counts = Array(repeating: 0, count: itemCount * systemCount)
  }

  /// Adds what both raters say of one answer; several of one system to one item count each.
  /// Precondition: numbers, 1 and 0 for correct and incorrect.
  public mutating func add(item: Int, system: Int, first: Double, second: Double) {
    precondition(first.isFinite && second.isFinite, "a score is a number")
    let place = item * systemCount + system
    self.first[place] += first
    self.second[place] += second
    counts[place] += 1
  }

  /// The ranking by all items; systems without scores are left out of it. O(items × systems).
  public var ranking: SystemRanking {
    let all = means(times: Array(repeating: 1, count: itemCount))
    let scored = (0..<systemCount).filter { all.counts[$0] > 0 }
    return SystemRanking(first: scored.map { all.first[$0] }, second: scored.map { all.second[$0] })
  }

  /// Means of items that each count so many times; 0 where nothing counts.
  func means(times: [Int]) -> (first: [Double], second: [Double], counts: [Int]) {
    var sums = (
      first: Array(repeating: 0.0, count: systemCount),
      second: Array(repeating: 0.0, count: systemCount),
      counts: Array(repeating: 0, count: systemCount)
    )
    for item in 0..<itemCount where times[item] > 0 {
      let weight = Double(times[item])
      for system in 0..<systemCount {
        let place = item * systemCount + system
        sums.first[system] += weight * first[place]
        sums.second[system] += weight * second[place]
        sums.counts[system] += times[item] * counts[place]
      }
    }
    for system in 0..<systemCount where sums.counts[system] > 0 {
      sums.first[system] /= Double(sums.counts[system])
      sums.second[system] /= Double(sums.counts[system])
    }
    return sums
  }
}
