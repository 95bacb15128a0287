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
      var isRated = false
      let votes = zip(seats, columns).map { seat, column -> SeatVote? in
        isRated = isRated || column[index] != CodeSpan.notRated
        let vote = SeatVotes.vote(column[index], scale, policy)
        guard let value = scale.value(of: Int(vote)), !value.isAbstention else { return nil }
        return SeatVote(value: value, scores: seat.scores[ItemID(Int64(index + 1))])
      }
      return isRated ? rule.answer(votes, quorum: quorum, on: scale) : nil
    }
  }
}
