import AnnotationModel

/// What the analysis wants to know of debates, and of the order in which people labelled.
extension AnnotationStore {
  /// Every vote of a debate's turns, of the newest verdict on each item. Reads all its turns.
  public func debateVotes(of rater: RaterID) throws(StorageError) -> DebateVotes {
    let query = try connection.make(
      """
      SELECT v.item, t.round, t.role, t.vote FROM debateTurn t JOIN
        (SELECT item, MAX(seq) AS seq FROM verdict WHERE rater = ? AND repetition = 0 GROUP BY item)
        v ON v.seq = t.verdict
      ORDER BY v.item, t.ordinal
      """
    ).bind(1, rater)
    var result = DebateVotes(rater: rater, roles: [], votes: [])
    while try query.step() {
      let role = query.text(2)
      let known = result.roles.firstIndex(of: role)
      if known == nil { result.roles.append(role) }
      guard !query.isNull(3), let value = RatingValue(query.text(3)),
        let code = task.scale.code(of: value)
      else { continue }
      result.votes.append(
        DebateVotes.Vote(
          item: ItemID(query.int64(0)), round: query.int(1), role: known ?? result.roles.count - 1,
          code: code))
    }
    return result
  }

  /// The items in the order in which anyone labelled them first.
  public func labelOrder() throws(StorageError) -> [ItemID] {
    let query = try connection.make(
      "SELECT item FROM labelEvent WHERE action = 'label' GROUP BY item ORDER BY MIN(seq)")
    var result: [ItemID] = []
    while try query.step() { result.append(ItemID(query.int64(0))) }
    return result
  }
}
