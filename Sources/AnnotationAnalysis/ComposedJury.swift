import AnnotationModel

/// A jury put together after the fact.
extension AgreementTracker {
  /// What a jury of these seats answers to each item, in file order, under the policy in force; nil
  /// where none of them rated it. O(items × seats), some microseconds an item.
  ///
  /// A seat's missing answer is no vote, unless the policy makes it one (`tie`, `recorded`).
  public func juryAnswers(
    of seats: [SweptSeat], rule: PanelRule = .plurality, quorum: Int = 1
  ) -> [RatingValue?] {
    let columns = seats.compactMap { stream($0.id)?.codes }
    guard columns.count == seats.count else { return [] }
    return (0..<itemCount).map { index in
      let codes = columns.map { $0[index] }
      guard codes.contains(where: { $0 != CodeSpan.notRated }) else { return nil }
      let votes = zip(seats, codes).map { seat, code -> SeatVote? in
        let vote = SeatVotes.vote(code, scale, policy)
        guard vote != SeatVotes.absent, let value = scale.value(of: Int(vote)) else { return nil }
        return SeatVote(value: value, scores: seat.scores[ItemID(Int64(index + 1))])
      }
      // Where people went past it and no machine failed, nothing is unparsed.
      if votes.allSatisfy({ $0 == nil }), !codes.contains(where: SeatVotes.isUnparsed) {
        return .abstention(.skipped)
      }
      return rule.answer(votes, quorum: quorum, on: scale)
    }
  }
}
