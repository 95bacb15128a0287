import AnnotationModel

/// Votes of any scale and any rule that compares how much weight an answer has: each row has the
/// seats of each of its answers as bits. Some nanoseconds for an answer, item and jury.
struct WeighedVotes: JuryCounting {
  private struct Answer {
    var code: Int16
    var seats: UInt32
  }

  let seats: SeatVotes
  private let quorum: Int
  private let tie: Int16?
  private let yields: Bool
  private let isUnanimous: Bool
  private let weights: [Double]?
  /// The answers of row r are `answers[starts[r]..<starts[r + 1]]`.
  private var answers: [Answer] = []
  private var starts = [0]

  /// Precondition: the rule does not join scores.
  init(_ seats: SeatVotes, rule: PanelRule, quorum: Int) {
    precondition(!rule.joinsScores, "scores are joined by JoinedScores")
    self.seats = seats
    self.quorum = max(1, quorum)
    yields = rule == .tieYields
    isUnanimous = rule == .unanimous
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
    answers.withUnsafeBufferPointer { answers in
      starts.withUnsafeBufferPointer { starts in
        counts.withUnsafeMutableBufferPointer { counts in
          for row in 0..<seats.rowCount {
            let own = answers[starts[row]..<starts[row + 1]]
            let code = leader(of: own, row, subset)
            let base = seats.span.index(seats.references[row]) * seats.span.count
            counts[base + seats.span.index(code)] &+= seats.times[row]
          }
        }
      }
    }
  }

  /// As `PanelRule.decide` finds it, on codes.
  private func leader(
    of answers: Slice<UnsafeBufferPointer<Answer>>, _ row: Int, _ subset: UInt32
  ) -> Int16 {
    let found = weights == nil ? counted(answers, subset) : weighed(answers, subset)
    guard found.present > 0 else { return seats.nobody(row, subset) }
    guard found.present >= quorum else { return Int16(Abstention.unparsed.code) }
    if isUnanimous {
      return found.most == found.present ? found.leader : Int16(Abstention.unparsed.code)
    }
    if found.leaders == 1 { return found.leader }
    if yields, found.leaders == 2, found.tieLeads { return found.other }
    return tie ?? Int16(Abstention.offMenu.code)
  }

  private struct Leaders {
    /// Seats that vote, and the most votes for one answer (where votes are counted).
    var present = 0
    var most = 0
    var leaders = 0
    var leader: Int16 = 0
    /// A leader that is no tie, and whether the tie is one.
    var other: Int16 = 0
    var tieLeads = false

    mutating func add(_ code: Int16, tie: Int16?) {
      leaders += 1
      leader = code
      if code == tie { tieLeads = true } else { other = code }
    }
  }

  @inline(__always)
  private func counted(_ answers: Slice<UnsafeBufferPointer<Answer>>, _ subset: UInt32) -> Leaders {
    var found = Leaders()
    for answer in answers {
      let votes = (answer.seats & subset).nonzeroBitCount
      if votes == 0 || votes < found.most {
        found.present += votes
        continue
      }
      if votes > found.most {
        (found.most, found.leaders, found.tieLeads) = (votes, 0, false)
      }
      found.present += votes
      found.add(answer.code, tie: tie)
    }
    return found
  }

  /// Weights are sums of reals: what differs by rounding alone has as many.
  private func weighed(_ answers: Slice<UnsafeBufferPointer<Answer>>, _ subset: UInt32) -> Leaders {
    var found = Leaders()
    var most = 0.0
    for answer in answers where answer.seats & subset != 0 {
      found.present += (answer.seats & subset).nonzeroBitCount
      most = max(most, weight(answer.seats & subset))
    }
    for answer in answers where answer.seats & subset != 0 {
      guard most - weight(answer.seats & subset) <= 1e-12 * max(1, most) else { continue }
      found.add(answer.code, tie: tie)
    }
    return found
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
