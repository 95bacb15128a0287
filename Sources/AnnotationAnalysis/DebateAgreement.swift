import AgreementStatistics
import AnnotationModel

/// One role of a debate in one round, as if it were a rater of its own.
public struct DebateSeat: Hashable, Sendable {
  public var round: Int
  public var role: String
  /// Against the reference, over the items where this role voted in this round.
  public var table: PairTable
  /// Items on which the role's vote is another than in its round before.
  public var changed: Int
  /// Items on which it voted in both rounds.
  public var comparable: Int
}

extension AgreementTracker {
  /// How far each role in each round agrees with a stream; rounds ascending, roles in the order in
  /// which they speak. Empty where no turn says a vote. O(votes).
  public func debateSeats(_ votes: DebateVotes, with reference: StreamID) -> [DebateSeat] {
    guard let codes = stream(reference)?.codes else { return [] }
    struct Place: Hashable {
      var round: Int
      var role: Int
    }
    var seats: [Place: DebateSeat] = [:]
    var last: [Int: [ItemID: Int]] = [:]
    for vote in votes.votes.sorted(by: { $0.round < $1.round }) {
      guard (1...Int64(max(1, codes.count))).contains(vote.item.value), !codes.isEmpty,
        votes.roles.indices.contains(vote.role)
      else { continue }
      let place = Place(round: vote.round, role: vote.role)
      var seat =
        seats[place]
        ?? DebateSeat(
          round: vote.round, role: votes.roles[vote.role],
          table: PairTable(categories: TabulatedCategories(scale: scale, policy: policy)),
          changed: 0, comparable: 0)
      seat.table.add(1, codes[Int(vote.item.value) - 1], Int16(vote.code))
      if let before = last[vote.role]?[vote.item] {
        seat.comparable += 1
        if before != vote.code { seat.changed += 1 }
      }
      last[vote.role, default: [:]][vote.item] = vote.code
      seats[place] = seat
    }
    return seats.sorted { ($0.key.round, $0.key.role) < ($1.key.round, $1.key.role) }.map(\.value)
  }
}
