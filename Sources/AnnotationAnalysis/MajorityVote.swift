import AnnotationModel

/// The most frequent answer to an item; abstentions do not vote.
struct MajorityVote {
  private let tie: Int?
  private let consensus: AnalysisPolicy.Consensus
  private var counts: [Int]

  init(scale: Scale, consensus: AnalysisPolicy.Consensus) {
    tie = scale.tieCode
    self.consensus = consensus
    counts = Array(repeating: 0, count: scale.categoryCount)
  }

  /// The winner's code; where the first place is shared, a tie or `split`, as the policy says;
  /// `notRated` where nobody voted. O(columns + categories).
  mutating func winner(_ columns: [[Int16]], _ index: Int) -> Int16 {
    var votes = 0
    for column in columns where column[index] >= 0 {
      counts[Int(column[index])] += 1
      votes += 1
    }
    guard votes > 0 else { return CodeSpan.notRated }
    var best = 0
    var isShared = false
    for category in 1..<max(1, counts.count) {
      if counts[category] > counts[best] {
        best = category
        isShared = false
      } else if counts[category] == counts[best] {
        isShared = true
      }
    }
    for category in counts.indices { counts[category] = 0 }
    guard isShared else { return Int16(best) }
    if consensus == .splitTie, let tie { return Int16(tie) }
    return CodeSpan.split
  }
}
