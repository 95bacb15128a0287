import AnnotationModel

/// The numbers that a rule which joins scores has to join: one for a seat and item on a score
/// scale, else one per candidate.
struct SeatNumbers {
  struct Row {
    /// The seats that vote, and those of them that have numbers.
    var voting: UInt32 = 0
    var numbered: UInt32 = 0
    /// How many numbers each of them has; 0 where they differ in that.
    var candidates: Int32 = 0
    /// Where the row's reference begins in counts.
    var base: Int32
    var times: Int32
  }

  /// The most numbers that a seat has for an item, at least 1.
  let width: Int
  private(set) var rows: [Row] = []
  /// `values[seat][row * width + candidate]`, 0 where the seat has none.
  private(set) var values: [[Double]]
  /// The same as places in ascending order, and the numbers in that order:
  /// `sorted[(row * width + candidate) * seats + place]`.
  private(set) var rankBits: [[UInt32]] = []
  private(set) var sorted: [Double] = []
  private let lengths: [[Int]]

  init(_ seats: SeatVotes, _ scores: [SeatScores], isScore: Bool) {
    let found = seats.votes.indices.map { seat in
      seats.items.indices.map { row in
        Self.numbers(seats, seat, row, scores, isScore: isScore)
      }
    }
    let width = max(1, found.map { $0.map(\.count).max() ?? 1 }.max() ?? 1)
    self.width = width
    values = found.map { rows in
      rows.flatMap { $0 + Array(repeating: 0, count: width - $0.count) }
    }
    lengths = found.map { $0.map(\.count) }
    for row in 0..<seats.rowCount {
      var bits = Row(
        base: Int32(seats.span.index(seats.references[row]) * seats.span.count),
        times: seats.times[row])
      for seat in 0..<seats.seatCount {
        if seats.votes[seat][row] != SeatVotes.absent { bits.voting |= 1 << UInt32(seat) }
        if lengths[seat][row] > 0 { bits.numbered |= 1 << UInt32(seat) }
      }
      bits.candidates = Int32(commonCandidates(row, bits.numbered) ?? 0)
      rows.append(bits)
    }
    rank(seats)
  }

  private static func numbers(
    _ seats: SeatVotes, _ seat: Int, _ row: Int, _ scores: [SeatScores], isScore: Bool
  ) -> [Double] {
    let vote = seats.votes[seat][row]
    guard vote != SeatVotes.absent else { return [] }
    guard isScore else { return scores[seat][ItemID(Int64(seats.items[row] + 1))] }
    guard case .score(let number)? = seats.scale.value(of: Int(vote)) else { return [] }
    return [number]
  }

  private mutating func rank(_ seats: SeatVotes) {
    let size = seats.rowCount * width
    rankBits = Array(repeating: Array(repeating: 0, count: size), count: seats.seatCount)
    sorted.reserveCapacity(size * seats.seatCount)
    for at in 0..<size {
      let numbered = rows[at / width].numbered
      let order = (0..<seats.seatCount).sorted { values[$0][at] < values[$1][at] }
      for (place, seat) in order.enumerated() {
        sorted.append(values[seat][at])
        if numbered & 1 << UInt32(seat) != 0 { rankBits[seat][at] = 1 << UInt32(place) }
      }
    }
  }

  /// How many numbers each of these seats has for a row; nil where they differ in that.
  func commonCandidates(_ row: Int, _ used: UInt32) -> Int? {
    let own = Set(lengths.indices.filter { used & 1 << UInt32($0) != 0 }.map { lengths[$0][row] })
    return own.count == 1 ? own.first : nil
  }
}
