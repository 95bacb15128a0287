import AnnotationModel

/// A way to say what every jury answers: seats are taken one by one, each onto the seats before it,
/// so that juries share the work of the seats that they share.
protocol JuryCounting {
  var seats: SeatVotes { get }

  /// Takes a seat onto the jury of `depth` seats.
  mutating func take(_ seat: Int, depth: Int)

  /// Adds to `counts[reference code × jury code]`, by `CodeSpan.index`, what the jury answers that
  /// was taken up to `depth` and has the seats of `subset`.
  func count(_ subset: UInt32, depth: Int, into counts: inout [Int32])
}

extension JuryCounting {
  /// Calls `visit` with every jury of at least `minSize` seats and its counts.
  mutating func eachJury(minSize: Int, _ visit: (UInt32, [Int32]) -> Void) {
    let size = seats.span.count * seats.span.count
    var counts = Array(repeating: Int32(0), count: size)
    descend(from: 0, subset: 0, depth: 0, minSize, &counts, visit)
  }

  private mutating func descend(
    from start: Int, subset: UInt32, depth: Int, _ minSize: Int, _ counts: inout [Int32],
    _ visit: (UInt32, [Int32]) -> Void
  ) {
    // Where too few seats are left, no jury is large enough.
    guard depth + seats.seatCount - start >= minSize else { return }
    for seat in start..<seats.seatCount {
      take(seat, depth: depth)
      let larger = subset | 1 << UInt32(seat)
      if depth + 1 >= minSize {
        for at in counts.indices { counts[at] = 0 }
        count(larger, depth: depth + 1, into: &counts)
        visit(larger, counts)
      }
      descend(from: seat + 1, subset: larger, depth: depth + 1, minSize, &counts, visit)
    }
  }
}

/// Votes counted in the digits of one number, and the answer to every number looked up in a table
/// that `PanelRule` itself has filled: about a nanosecond for an item and jury.
struct TabulatedVotes: JuryCounting {
  let seats: SeatVotes
  /// The index of the answer's code for every key that seats can make.
  private let answers: [Int16]
  /// What each seat adds to each row's key.
  private let steps: [[UInt32]]
  /// The keys of the juries on the way to the present one.
  private var keys: [[UInt32]]
  /// Where a row's reference begins in the counts.
  private let bases: [Int32]

  /// The most entries that a table may have.
  private static let largest = 1 << 21

  /// Nil where the rule does not only count votes, or the table would be too large.
  init?(_ seats: SeatVotes, rule: PanelRule, quorum: Int) {
    switch rule {
    case .plurality, .tieYields, .unanimous: break
    case .mean, .median, .weighted: return nil
    }
    let radix = seats.seatCount + 1
    var powers: [Int] = []
    var size = 1
    for _ in 0..<seats.scale.categoryCount {
      powers.append(size)
      size *= radix
      guard size <= Self.largest else { return nil }
    }
    self.seats = seats
    answers = Self.answers(seats, rule, quorum, powers, size)
    steps = seats.votes.map { votes in
      votes.map { $0 == SeatVotes.absent ? 0 : UInt32(powers[Int($0)]) }
    }
    keys = Array(
      repeating: Array(repeating: 0, count: seats.rowCount), count: seats.seatCount + 1)
    bases = seats.references.map { Int32(seats.span.index($0) * seats.span.count) }
  }

  /// The rule's answer to every count of votes that this many seats can cast.
  private static func answers(
    _ seats: SeatVotes, _ rule: PanelRule, _ quorum: Int, _ powers: [Int], _ size: Int
  ) -> [Int16] {
    var result = Array(repeating: Int16(0), count: size)
    func fill(_ category: Int, _ votes: [SeatVote], _ key: Int) {
      if category == powers.count {
        let code = seats.scale.code(of: rule.answer(votes, quorum: quorum, on: seats.scale))
        result[key] = Int16(seats.span.index(Int16(code ?? Abstention.offMenu.code)))
        return
      }
      guard let value = seats.scale.value(of: category) else { return }
      for more in 0...(seats.seatCount - votes.count) {
        let cast = votes + Array(repeating: SeatVote(value: value), count: more)
        fill(category + 1, cast, key + more * powers[category])
      }
    }
    fill(0, [], 0)
    return result
  }

  mutating func take(_ seat: Int, depth: Int) {
    let step = steps[seat]
    var next = keys[depth + 1]
    keys[depth + 1] = []
    let before = keys[depth]
    for row in 0..<next.count { next[row] = before[row] &+ step[row] }
    keys[depth + 1] = next
  }

  func count(_ subset: UInt32, depth: Int, into counts: inout [Int32]) {
    keys[depth].withUnsafeBufferPointer { keys in
      answers.withUnsafeBufferPointer { answers in
        seats.times.withUnsafeBufferPointer { times in
          bases.withUnsafeBufferPointer { bases in
            counts.withUnsafeMutableBufferPointer { counts in
              for row in 0..<keys.count {
                let key = Int(keys[row])
                let answer =
                  key == 0 ? seats.span.index(seats.nobody(row, subset)) : Int(answers[key])
                counts[Int(bases[row]) + answer] &+= times[row]
              }
            }
          }
        }
      }
    }
  }
}
