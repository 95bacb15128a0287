import AnnotationModel
import JSONText

/// What several raters said of one item in one order.
public struct SeatAnswers: Hashable, Sendable {
  public struct Answer: Hashable, Sendable {
    public var value: RatingValue
    /// One per candidate in stored order; empty where there are none.
    public var scores: [Double]
  }

  public var item: ItemID
  public var presentation: Presentation
  /// In the raters' order; nil where one said nothing.
  public var answers: [Answer?]
}

extension AnnotationStore {
  /// The answers that hold now of each rater, on all items that one of them rated, in the order of
  /// items. O(ratings).
  public func seatAnswers(of raters: [RaterID]) throws(StorageError) -> [SeatAnswers] {
    var units: [Place: [SeatAnswers.Answer?]] = [:]
    for (at, rater) in raters.enumerated() {
      let query = try connection.make(
        """
        SELECT r.item, r.swapped, r.code, COALESCE(v.scores, '') FROM rating r
        LEFT JOIN verdict v ON v.seq = r.origin AND v.rater = r.rater
        WHERE r.rater = ? AND r.phase = 0
        """
      ).bind(1, rater)
      while try query.step() {
        guard let value = task.scale.value(of: query.int(2)) else { continue }
        let place = Place(item: query.int64(0), swapped: query.int(1) == 1)
        let scores = JSONNode(query.text(3))?.numbers ?? []
        var answers = units[place] ?? Array(repeating: nil, count: raters.count)
        answers[at] = SeatAnswers.Answer(value: value, scores: scores)
        units[place] = answers
      }
    }
    var result: [SeatAnswers] = []
    for (place, answers) in units.sorted(by: { $0.key < $1.key }) {
      let count = try candidates(of: place.item)
      let order = place.swapped ? Array((0..<count).reversed()) : Array(0..<count)
      result.append(
        SeatAnswers(
          item: ItemID(place.item), presentation: Presentation(order: order), answers: answers))
    }
    return result
  }

  private func candidates(of item: Int64) throws(StorageError) -> Int {
    let query = try connection.statement("SELECT candidates FROM item WHERE id = ?").bind(1, item)
    defer { query.reset() }
    return try query.step() ? query.int(0) : 0
  }

  private struct Place: Hashable, Comparable {
    var item: Int64
    var swapped: Bool

    static func < (left: Place, right: Place) -> Bool {
      (left.item, left.swapped ? 1 : 0) < (right.item, right.swapped ? 1 : 0)
    }
  }
}
