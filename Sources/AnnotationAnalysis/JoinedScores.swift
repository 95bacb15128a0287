import AnnotationModel

/// The mean or median of the seats' scores. Sums are shared between juries and made in the order of
/// the seats, so that they are to the last bit those of a live jury.
struct JoinedScores: JuryCounting {
  let seats: SeatVotes
  private let isMean: Bool
  private let quorum: Int
  /// Numbers that are joined for a row: one on a score scale, else one per candidate.
  private let width: Int
  private let isScore: Bool
  /// `numbers[seat][row * width + candidate]`, 0 where the seat has none.
  private var numbers: [[Double]]
  /// The seats that vote, and those of them that have numbers, as bits per row.
  private var voting: [UInt32]
  private var numbered: [UInt32]
  /// Rows whose seats have scores of different numbers of candidates.
  private var uneven: Set<Int> = []
  private var sums: [[Double]]
  /// For the median: seats by their number, `order[(row * width + candidate) * seats + place]`.
  private var order: [UInt8] = []
  private let lengths: [[Int]]

  /// - Parameter scores: one per seat, for scales of preferences.
  init(_ seats: SeatVotes, isMean: Bool, quorum: Int, scores: [SeatScores]) {
    self.seats = seats
    self.isMean = isMean
    self.quorum = max(1, quorum)
    if case .score = seats.scale { isScore = true } else { isScore = false }
    let isScore = isScore
    let found = seats.votes.indices.map { seat in
      seats.items.indices.map { row -> [Double] in
        let vote = seats.votes[seat][row]
        guard vote != SeatVotes.absent else { return [] }
        if isScore {
          guard case .score(let number)? = seats.scale.value(of: Int(vote)) else { return [] }
          return [number]
        }
        return scores[seat][ItemID(Int64(seats.items[row] + 1))]
      }
    }
    let width = max(1, found.flatMap { $0.map(\.count) }.max() ?? 1)
    self.width = width
    numbers = found.map { rows in
      rows.flatMap { $0 + Array(repeating: 0, count: width - $0.count) }
    }
    lengths = found.map { $0.map(\.count) }
    voting = Array(repeating: 0, count: seats.rowCount)
    numbered = voting
    sums = Array(
      repeating: Array(repeating: 0, count: isMean ? seats.rowCount * width : 0),
      count: seats.seatCount + 1)
    for row in 0..<seats.rowCount {
      for seat in 0..<seats.seatCount {
        if seats.votes[seat][row] != SeatVotes.absent { voting[row] |= 1 << UInt32(seat) }
        if !found[seat][row].isEmpty { numbered[row] |= 1 << UInt32(seat) }
      }
      if Set(lengths.map { $0[row] }.filter { $0 > 0 }).count > 1 { uneven.insert(row) }
    }
    if !isMean { sortSeats() }
  }

  private mutating func sortSeats() {
    for at in 0..<(seats.rowCount * width) {
      let sorted = (0..<seats.seatCount).sorted { numbers[$0][at] < numbers[$1][at] }
      order += sorted.map { UInt8($0) }
    }
  }

  mutating func take(_ seat: Int, depth: Int) {
    guard isMean else { return }
    var next = sums[depth + 1]
    sums[depth + 1] = []
    let (before, more) = (sums[depth], numbers[seat])
    for at in 0..<next.count { next[at] = before[at] + more[at] }
    sums[depth + 1] = next
  }

  func count(_ subset: UInt32, depth: Int, into counts: inout [Int32]) {
    for row in 0..<seats.rowCount {
      let base = seats.span.index(seats.references[row]) * seats.span.count
      counts[base + seats.span.index(answer(row, subset, depth))] += seats.times[row]
    }
  }

  /// As `PanelRule.decide` finds it.
  private func answer(_ row: Int, _ subset: UInt32, _ depth: Int) -> Int16 {
    let present = voting[row] & subset
    guard present != 0 else { return seats.nobody(row, subset) }
    let used = numbered[row] & subset
    guard present.nonzeroBitCount >= quorum, used != 0, isEven(row, used) else {
      return Int16(Abstention.unparsed.code)
    }
    let count = used.nonzeroBitCount
    if isScore { return code(.score(middle(row, 0, used, count, depth))) }
    var (best, winners, winner) = (-Double.infinity, 0, 0)
    let candidates = lengths[used.trailingZeroBitCount][row]
    for candidate in 0..<candidates {
      best = max(best, middle(row, candidate, used, count, depth))
    }
    for candidate in 0..<candidates
    where best - middle(row, candidate, used, count, depth) <= 1e-12 {
      winners += 1
      winner = candidate
    }
    return code(winners == 1 ? .prefer(winner) : .tie)
  }

  private func isEven(_ row: Int, _ used: UInt32) -> Bool {
    guard !uneven.isEmpty, uneven.contains(row) else { return true }
    let own = lengths.indices.filter { used & 1 << UInt32($0) != 0 }.map { lengths[$0][row] }
    return Set(own).count == 1
  }

  private func code(_ value: RatingValue) -> Int16 {
    let code = seats.scale.code(of: PanelRule.fitted(value, on: seats.scale))
    return Int16(code ?? Abstention.offMenu.code)
  }

  private func middle(
    _ row: Int, _ candidate: Int, _ used: UInt32, _ count: Int, _ depth: Int
  ) -> Double {
    let at = row * width + candidate
    if isMean { return sums[depth][at] / Double(count) }
    var (seen, lower) = (0, 0.0)
    for place in 0..<seats.seatCount {
      let seat = Int(order[at * seats.seatCount + place])
      guard used & 1 << UInt32(seat) != 0 else { continue }
      let number = numbers[seat][at]
      if seen == count / 2 { return count.isMultiple(of: 2) ? (lower + number) / 2 : number }
      (seen, lower) = (seen + 1, number)
    }
    return lower
  }
}
