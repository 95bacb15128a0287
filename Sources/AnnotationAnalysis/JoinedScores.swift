import AnnotationModel

/// The mean or median of the seats' scores. Sums are shared between juries and made in the order of
/// the seats, so that they are to the last bit those of a live jury; for the median each score is a
/// bit in the order of their size.
struct JoinedScores: JuryCounting {
  let seats: SeatVotes
  private let isMean: Bool
  private let quorum: Int
  private let isScore: Bool
  private let numbers: SeatNumbers
  private var width: Int { numbers.width }
  /// By depth: the sums of each row's candidates, or the bits of their scores.
  private var sums: [[Double]] = []
  private var ranked: [[UInt32]] = []
  /// The codes of each candidate as the best one, and of several that are.
  private let codesOfBest: [Int16]
  private let codeOfTie: Int16

  /// - Parameter scores: one per seat, for scales of preferences.
  init(_ seats: SeatVotes, isMean: Bool, quorum: Int, scores: [SeatScores]) {
    self.seats = seats
    self.isMean = isMean
    self.quorum = max(1, quorum)
    if case .score = seats.scale { isScore = true } else { isScore = false }
    numbers = SeatNumbers(seats, scores, isScore: isScore)
    codesOfBest = (0..<numbers.width).map { Self.code(.prefer($0), seats.scale) }
    codeOfTie = Self.code(.tie, seats.scale)
    let size = seats.rowCount * numbers.width
    for _ in 0...seats.seatCount {
      if isMean { sums.append(Array(repeating: 0, count: size)) }
      if !isMean { ranked.append(Array(repeating: 0, count: size)) }
    }
  }

  private static func code(_ value: RatingValue, _ scale: Scale) -> Int16 {
    Int16(scale.code(of: PanelRule.fitted(value, on: scale)) ?? Abstention.offMenu.code)
  }

  mutating func take(_ seat: Int, depth: Int) {
    if isMean {
      var next = sums[depth + 1]
      sums[depth + 1] = []
      let (before, more) = (sums[depth], numbers.values[seat])
      for at in 0..<next.count { next[at] = before[at] + more[at] }
      sums[depth + 1] = next
    } else {
      var next = ranked[depth + 1]
      ranked[depth + 1] = []
      let (before, more) = (ranked[depth], numbers.rankBits[seat])
      for at in 0..<next.count { next[at] = before[at] | more[at] }
      ranked[depth + 1] = next
    }
  }

  func count(_ subset: UInt32, depth: Int, into counts: inout [Int32]) {
    if isMean {
      sums[depth].withUnsafeBufferPointer { sums in
        count(subset, &counts) { at, count in sums[at] / Double(count) }
      }
    } else {
      ranked[depth].withUnsafeBufferPointer { ranked in
        numbers.sorted.withUnsafeBufferPointer { sorted in
          let seatCount = seats.seatCount
          count(subset, &counts) { at, count in
            var (left, skipped) = (ranked[at], (count - 1) / 2)
            while skipped > 0 {
              left &= left - 1
              skipped -= 1
            }
            let number = sorted[at * seatCount + left.trailingZeroBitCount]
            guard count.isMultiple(of: 2) else { return number }
            left &= left - 1
            return (number + sorted[at * seatCount + left.trailingZeroBitCount]) / 2
          }
        }
      }
    }
  }

  /// As `PanelRule.decide` finds it.
  @inline(__always)
  private func count(
    _ subset: UInt32, _ counts: inout [Int32], middle: (_ at: Int, _ count: Int) -> Double
  ) {
    counts.withUnsafeMutableBufferPointer { counts in
      numbers.rows.withUnsafeBufferPointer { rows in
        for row in 0..<rows.count {
          let code = answer(row, rows[row], subset, middle)
          counts[Int(rows[row].base) + seats.span.index(code)] &+= rows[row].times
        }
      }
    }
  }

  @inline(__always)
  private func answer(
    _ row: Int, _ bits: SeatNumbers.Row, _ subset: UInt32, _ middle: (Int, Int) -> Double
  ) -> Int16 {
    let present = bits.voting & subset
    guard present != 0 else { return seats.nobody(row, subset) }
    let used = bits.numbered & subset
    let count = used.nonzeroBitCount
    guard used != 0, quorum == 1 || present.nonzeroBitCount >= quorum else {
      return Int16(Abstention.unparsed.code)
    }
    if isScore { return Self.code(.score(middle(row, count)), seats.scale) }
    var candidates = Int(bits.candidates)
    if candidates == 0 {
      guard let common = numbers.commonCandidates(row, used) else {
        return Int16(Abstention.unparsed.code)
      }
      candidates = common
    }
    if candidates == 2 {
      let (one, two) = (middle(row * width, count), middle(row * width + 1, count))
      if abs(one - two) <= 1e-12 { return codeOfTie }
      return one > two ? codesOfBest[0] : codesOfBest[1]
    }
    let middles = (0..<candidates).map { middle(row * width + $0, count) }
    let best = middles.max() ?? 0
    let winners = middles.indices.filter { best - middles[$0] <= 1e-12 }
    return winners.count == 1 ? codesOfBest[winners[0]] : codeOfTie
  }
}
