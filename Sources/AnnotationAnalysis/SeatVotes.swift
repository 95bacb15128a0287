import AnnotationModel

/// What each seat of a possible jury says of each item, under a policy.
///
/// A seat's missing answer is no vote, as in a live jury, unless the policy makes it one: `tie`
/// makes it a vote for the tie, and `recorded` has what the source counted. A jury in which nobody
/// votes is itself an unparsed verdict, and counts against the reference as the policy says.
struct SeatVotes {
  /// A seat's code at an item that is no vote.
  static let absent: Int16 = -1

  let scale: Scale
  let policy: AnalysisPolicy
  let span: CodeSpan
  /// The reference's codes, one per row.
  private(set) var references: [Int16] = []
  /// How many items each row stands for.
  private(set) var times: [Int32] = []
  /// Per seat its votes, one per row: a category's code, or `absent`.
  private(set) var votes: [[Int16]]
  /// Per row the seats whose machine gave no usable answer, and those absent for another reason
  /// though they rated the item.
  private(set) var unparsed: [UInt32] = []
  private(set) var abstaining: [UInt32] = []
  /// The item (index from 0) that a row was first met at.
  private(set) var items: [Int] = []

  var rowCount: Int { references.count }
  var seatCount: Int { votes.count }

  /// Items on which everybody says the same are one row, unless `isApart`, where each is its own.
  /// Items that the reference did not rate are left out. O(items × seats).
  init(
    _ columns: [CodeColumn], reference: CodeColumn, scale: Scale, policy: AnalysisPolicy,
    isApart: Bool
  ) {
    self.scale = scale
    self.policy = policy
    span = CodeSpan(categoryCount: scale.categoryCount)
    votes = Array(repeating: [], count: columns.count)
    var known: [[Int16]: Int] = [:]
    for item in reference.indices where reference[item] != CodeSpan.notRated {
      let row = [reference[item]] + columns.map { $0[item] }
      if !isApart, let place = known[row] {
        times[place] += 1
      } else {
        if !isApart { known[row] = rowCount }
        append(row, item)
      }
    }
  }

  private mutating func append(_ row: [Int16], _ item: Int) {
    references.append(row[0])
    times.append(1)
    items.append(item)
    var (unparsed, abstaining): (UInt32, UInt32) = (0, 0)
    for (seat, code) in row.dropFirst().enumerated() {
      let vote = Self.vote(code, scale, policy)
      votes[seat].append(vote)
      guard vote == Self.absent, code != CodeSpan.notRated else { continue }
      if Self.isUnparsed(code) { unparsed |= 1 << seat } else { abstaining |= 1 << seat }
    }
    self.unparsed.append(unparsed)
    self.abstaining.append(abstaining)
  }

  /// The jury's code where none of the seats in `subset` votes.
  func nobody(_ row: Int, _ subset: UInt32) -> Int16 {
    if unparsed[row] & subset != 0 { return Int16(Abstention.unparsed.code) }
    return abstaining[row] & subset != 0 ? Int16(Abstention.skipped.code) : CodeSpan.notRated
  }

  /// The vote that a code is under a policy, or `absent`.
  static func vote(_ code: Int16, _ scale: Scale, _ policy: AnalysisPolicy) -> Int16 {
    if code >= 0 { return code }
    guard policy.unparsed == .tie, isUnparsed(code), let tie = scale.tieCode else { return absent }
    return Int16(tie)
  }

  static func isUnparsed(_ code: Int16) -> Bool {
    if case .abstention(let reason)? = LeftOutReason(code: code) {
      reason.isMachines
    } else {
      false
    }
  }
}
