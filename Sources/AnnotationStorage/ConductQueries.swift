import AnnotationModel
import JSONText

/// How raters came to what they say: order, second questions, time, scores.
extension AnnotationStore {
  /// How a rater came to its blind answers. Reads its ratings and what they come from once.
  ///
  /// `costPerItem` is nil for everyone: `conduct(of: [Rater])` adds what the calls took.
  public func conduct(of rater: Rater) throws(StorageError) -> RaterConduct {
    var conduct = try rater.kind.isHuman ? conductOfPerson(rater.id) : conductOfMachine(rater.id)
    conduct.abstentions = try abstentions(of: rater.id)
    return conduct
  }

  private func conductOfMachine(_ rater: RaterID) throws(StorageError) -> RaterConduct {
    let query = try connection.make(
      """
      SELECT v.presentation, r.code, COUNT(*), SUM(v.turnsToAnswer > 1)
      FROM rating r JOIN verdict v ON v.seq = r.origin
      WHERE r.rater = ? AND r.phase = 0 GROUP BY 1, 2
      """
    ).bind(1, rater)
    var conduct = RaterConduct()
    while try query.step() {
      count(query.int(2), of: query.int(1), shown: query.text(0), in: &conduct)
      conduct.askedAgain += query.int(3)
    }
    return conduct
  }

  private func conductOfPerson(_ rater: RaterID) throws(StorageError) -> RaterConduct {
    let query = try connection.make(
      """
      SELECT e.presentation, r.code, COUNT(*), SUM(e.activeTime)
      FROM rating r JOIN labelEvent e ON e.seq = r.origin
      WHERE r.rater = ? AND r.phase = 0 AND e.activeTime > 0 GROUP BY 1, 2
      """
    ).bind(1, rater)
    var conduct = RaterConduct()
    var (labels, milliseconds) = (0, 0.0)
    while try query.step() {
      count(query.int(2), of: query.int(1), shown: query.text(0), in: &conduct)
      labels += query.int(2)
      milliseconds += Double(query.int64(3))
    }
    if labels > 0 { conduct.secondsPerItem = milliseconds / Double(labels) / 1000 }
    return conduct
  }

  private func count(
    _ times: Int, of code: Int, shown letters: String, in conduct: inout RaterConduct
  ) {
    guard case .prefer(let chosen)? = task.scale.value(of: code), let first = letters.first else {
      return
    }
    if String(first) == RatingValue.letter(chosen) {
      conduct.firstShownChosen += times
    } else {
      conduct.otherChosen += times
    }
  }

  private func abstentions(of rater: RaterID) throws(StorageError) -> [Abstention: Int] {
    let query = try connection.make(
      """
      SELECT code, COUNT(*) FROM rating WHERE rater = ? AND phase = 0 AND code < 0 GROUP BY code
      """
    ).bind(1, rater)
    var result: [Abstention: Int] = [:]
    while try query.step() {
      if let reason = Abstention(code: query.int(0)) { result[reason] = query.int(1) }
    }
    return result
  }

  /// The scores behind a machine's held verdicts, one column for each order that has any.
  public func scoreColumns(of rater: RaterID) throws(StorageError) -> [ScoreColumn] {
    let query = try connection.make(
      """
      SELECT r.swapped, r.item, v.scores FROM rating r JOIN verdict v ON v.seq = r.origin
      WHERE r.rater = ? AND r.phase = 0 AND v.scores <> '[]' ORDER BY 1, 2
      """
    ).bind(1, rater)
    var result: [ScoreColumn] = []
    while try query.step() {
      let swapped = query.int(0) == 1
      guard let scores = JSONNode(query.text(2))?.numbers, !scores.isEmpty else { continue }
      if result.last?.swapped != swapped {
        result.append(ScoreColumn(rater: rater, swapped: swapped, items: [], scores: []))
      }
      result[result.count - 1].items.append(Int32(truncatingIfNeeded: query.int64(1)))
      result[result.count - 1].scores.append(scores)
    }
    return result
  }
}
