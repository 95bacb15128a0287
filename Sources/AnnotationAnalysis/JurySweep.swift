import AgreementStatistics
import AnnotationModel

/// How juries are put together from finished raters.
public struct JurySweep: Hashable, Sendable {
  /// The most seats of a sweep: 65,519 juries of two and more.
  public static let mostSeats = 16

  public var rule: PanelRule
  /// The least number of seats of a jury.
  public var minSize: Int
  /// The least number of seats that must have an answer to an item; fewer are no answer.
  public var quorum: Int

  public init(rule: PanelRule = .plurality, minSize: Int = 2, quorum: Int = 1) {
    self.rule = rule
    self.minSize = minSize
    self.quorum = quorum
  }

  /// How many juries of at least `minSize` there are of so many seats.
  public func juryCount(seats: Int) -> Int {
    var (result, ways) = (0, 1)
    for size in 0...max(0, seats) {
      if size >= max(1, minSize) { result += ways }
      ways = ways * (seats - size) / (size + 1)
    }
    return result
  }
}

/// One seat of a sweep.
public struct SweptSeat: Sendable {
  public var id: StreamID
  /// Mean price of its answer to an item; nil where nobody knows.
  public var costPerItem: Double?
  /// For rules that join scores, on scales of preferences.
  public var scores: SeatScores

  public init(_ id: StreamID, costPerItem: Double? = nil, scores: SeatScores = SeatScores()) {
    self.id = id
    self.costPerItem = costPerItem
    self.scores = scores
  }
}

/// One jury of a sweep against the reference.
public struct SweptJury: Hashable, Sendable {
  /// Bit s is the s-th seat of those given.
  public var members: UInt32
  /// Items in the table of jury and reference.
  public var n: Int
  /// Cohen's kappa with the interval of Fleiss, Cohen and Everitt.
  public var cohen: Estimate
  /// The sum of its seats' prices; nil where one of them is not known.
  public var costPerItem: Double?

  public init(members: UInt32, n: Int, cohen: Estimate, costPerItem: Double? = nil) {
    self.members = members
    self.n = n
    self.cohen = cohen
    self.costPerItem = costPerItem
  }

  public var size: Int { members.nonzeroBitCount }

  /// The numbers of its seats, ascending.
  public var seats: [Int] {
    (0..<JurySweep.mostSeats).filter { members & 1 << UInt32($0) != 0 }
  }
}

extension AgreementTracker {
  /// Every jury of the seats against a reference, under the policy in force: the best kappa first,
  /// what is undefined last; of equal ones the smaller jury, then in the order of the seats.
  ///
  /// A seat's missing answer is no vote, unless the policy makes it an answer (`tie`, `recorded`).
  /// What a jury answers is what a live jury of these votes would (`PanelRule.answer`); a jury
  /// without an answer counts as any unparsed verdict does.
  ///
  /// Precondition: at most `JurySweep.mostSeats` seats.
  /// - Returns: empty where a stream is not there.
  /// - Cost: about a nanosecond for each jury and distinct set of answers where votes are counted
  ///   on scales of few categories; some ten where scores are joined or there are many.
  public func sweep(
    _ seats: [SweptSeat], against reference: StreamID, _ settings: JurySweep = JurySweep()
  ) -> [SweptJury] {
    precondition(seats.count <= JurySweep.mostSeats, "a sweep has at most 16 seats")
    let columns = seats.compactMap { stream($0.id)?.codes }
    guard let truth = stream(reference)?.codes, columns.count == seats.count else { return [] }
    let (rule, quorum) = (settings.rule, settings.quorum)
    let votes = SeatVotes(
      columns, reference: truth, scale: scale, policy: policy, isApart: rule.joinsScores)
    let costs = seats.map(\.costPerItem)
    if rule.joinsScores {
      var engine = JoinedScores(
        votes, isMean: rule == .mean, quorum: quorum, scores: seats.map(\.scores))
      return ranked(&engine, settings, costs)
    }
    if var engine = TabulatedVotes(votes, rule: rule, quorum: quorum) {
      return ranked(&engine, settings, costs)
    }
    var engine = WeighedVotes(votes, rule: rule, quorum: quorum)
    return ranked(&engine, settings, costs)
  }

  private func ranked<Engine: JuryCounting>(
    _ engine: inout Engine, _ settings: JurySweep, _ costs: [Double?]
  ) -> [SweptJury] {
    let cells = landings(of: engine.seats)
    var result: [SweptJury] = []
    result.reserveCapacity(settings.juryCount(seats: costs.count))
    engine.eachJury(minSize: max(1, settings.minSize)) { members, counts in
      var table = ConfusionTable(categoryCount: categories.count)
      for cell in cells where counts[cell.place] > 0 {
        table.add(Int(counts[cell.place]), row: cell.row, column: cell.column)
      }
      var jury = SweptJury(members: members, n: table.total, cohen: table.cohenKappa())
      jury.costPerItem = Self.cost(members, costs)
      result.append(jury)
    }
    return Self.ranked(result)
  }

  private static func cost(_ members: UInt32, _ costs: [Double?]) -> Double? {
    var sum = 0.0
    for seat in costs.indices where members & 1 << UInt32(seat) != 0 {
      guard let cost = costs[seat] else { return nil }
      sum += cost
    }
    return sum
  }

  /// The places of the counts that enter a table, and where.
  private func landings(of seats: SeatVotes) -> [(place: Int, row: Int, column: Int)] {
    let span = seats.span
    return Set(seats.references).sorted().flatMap { reference in
      (0..<span.count).compactMap { index in
        guard case .cell(let row, let column) = categories.landing(reference, span.code(index))
        else { return nil }
        return (span.index(reference) * span.count + index, row, column)
      }
    }
  }

  private static func ranked(_ juries: [SweptJury]) -> [SweptJury] {
    let keys = juries.enumerated().map { at, jury in
      // Of equal size, the earlier seats are first where the mirrored bits are the larger number.
      (jury.cohen.value ?? -.infinity, jury.size, mirrored(jury.members), at)
    }
    return keys.sorted { one, two in
      if one.0 != two.0 { return one.0 > two.0 }
      return one.1 != two.1 ? one.1 < two.1 : one.2 > two.2
    }.map { juries[$0.3] }
  }

  private static func mirrored(_ members: UInt32) -> UInt32 {
    var (left, result) = (members, UInt32(0))
    while left != 0 {
      result |= 1 << UInt32(31 - left.trailingZeroBitCount)
      left &= left - 1
    }
    return result
  }
}

/// The juries that no other beats in both price and kappa, the cheapest first.
extension SweptJury {
  public static func frontier(of juries: [SweptJury]) -> [SweptJury] {
    let priced = juries.compactMap { jury in
      jury.costPerItem.flatMap { cost in jury.cohen.value.map { (jury, cost, $0) } }
    }
    let sorted = priced.sorted { ($0.1, $1.2, $0.0.size) < ($1.1, $0.2, $1.0.size) }
    var best = -Double.infinity
    return sorted.compactMap { jury, _, kappa in
      guard kappa > best else { return nil }
      best = kappa
      return jury
    }
  }
}
