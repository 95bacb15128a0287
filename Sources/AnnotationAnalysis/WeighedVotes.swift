import AnnotationModel

/// Votes of any scale and any rule that compares how much weight an answer has: each row has the
/// seats of each of its answers as bits. Some nanoseconds for an answer, item and jury.
struct WeighedVotes: JuryCounting {
  private struct Answer {
    var code: Int16
    var seats: UInt32
  }

  let seats: SeatVotes
  private let rule: PanelRule
  private let quorum: Int
  private let tie: Int16?
  private let weights: [Double]?
  /// The answers of row r are `answers[starts[r]..<starts[r + 1]]`.
  private var answers: [Answer] = []
  private var starts = [0]

  /// Precondition: the rule does not join scores.
  init(_ seats: SeatVotes, rule: PanelRule, quorum: Int) {
    precondition(!rule.joinsScores, "scores are joined by JoinedScores")
    self.seats = seats
    self.rule = rule
    self.quorum = max(1, quorum)
    tie = seats.scale.tieCode.map { Int16($0) }
    if case .weighted(let given) = rule {
      weights = (0..<seats.seatCount).map { $0 < given.count ? max(0, given[$0]) : 0 }
    } else {
      weights = nil
    }
    for row in 0..<seats.rowCount {
      var own: [Answer] = []
      for seat in 0..<seats.seatCount where seats.votes[seat][row] != SeatVotes.absent {
        let code = seats.votes[seat][row]
        if let place = own.firstIndex(where: { $0.code == code }) {
          own[place].seats |= 1 << UInt32(seat)
        } else {
          own.append(Answer(code: code, seats: 1 << UInt32(seat)))
        }
      }
      answers += own
      starts.append(answers.count)
    }
  }

  mutating func take(_ seat: Int, depth: Int) {}

  func count(_ subset: UInt32, depth: Int, into counts: inout [Int32]) {
    for row in 0..<seats.rowCount {
      let code = answer(row, subset)
      let base = seats.span.index(seats.references[row]) * seats.span.count
      counts[base + seats.span.index(code)] += seats.times[row]
    }
  }

  /// As `PanelRule.decide` finds it, on codes.
  private func answer(_ row: Int, _ subset: UInt32) -> Int16 {
    var (present, kinds) = (0, 0)
    var (most, leaders) = (0.0, 0)
    var leader: Int16 = 0
    var (other, tieLeads) = (Int16(0), false)
    let own = starts[row]..<starts[row + 1]
    for at in own {
      let voters = answers[at].seats & subset
      if voters == 0 { continue }
      present += voters.nonzeroBitCount
      kinds += 1
      most = max(most, weight(voters))
    }
    guard present > 0 else { return seats.nobody(row, subset) }
    guard present >= quorum else { return Int16(Abstention.unparsed.code) }
    let bound = 1e-12 * max(1, most)
    for at in own {
      let voters = answers[at].seats & subset
      guard voters != 0, most - weight(voters) <= bound else { continue }
      leaders += 1
      leader = answers[at].code
      if leader == tie { tieLeads = true } else { other = leader }
    }
    if rule == .unanimous {
      return kinds == 1 ? leader : Int16(Abstention.unparsed.code)
    }
    if leaders == 1 { return leader }
    if rule == .tieYields, leaders == 2, tieLeads { return other }
    return tie ?? Int16(Abstention.offMenu.code)
  }

  private func weight(_ voters: UInt32) -> Double {
    guard let weights else { return Double(voters.nonzeroBitCount) }
    var (left, sum) = (voters, 0.0)
    while left != 0 {
      sum += weights[left.trailingZeroBitCount]
      left &= left - 1
    }
    return sum
  }
}
