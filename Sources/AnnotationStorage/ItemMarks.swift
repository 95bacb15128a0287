import AnnotationModel

/// Which items a person has answered, one byte each: so that the next open one of a million is
/// found without asking the file about each.
struct ItemMarks {
  /// As in `labelState.state`.
  enum Mark: UInt8 {
    case none, answered, skipped
  }

  private var marks: [UInt8]
  private var counts = [0, 0, 0]
  /// The newest label event that is counted in.
  var sequence: Int64

  init(count: Int, sequence: Int64) {
    marks = Array(repeating: 0, count: count)
    counts[0] = count
    self.sequence = sequence
  }

  var itemCount: Int { marks.count }

  func count(_ mark: Mark) -> Int { counts[Int(mark.rawValue)] }

  mutating func set(_ mark: UInt8, _ item: Int64) {
    guard marks.indices.contains(Int(item) - 1), mark < 3 else { return }
    counts[Int(marks[Int(item) - 1])] -= 1
    counts[Int(mark)] += 1
    marks[Int(item) - 1] = mark
  }

  /// All items of a mark, ascending.
  func items(_ mark: Mark) -> [Int64] {
    var result: [Int64] = []
    result.reserveCapacity(count(mark))
    for index in marks.indices where marks[index] == mark.rawValue {
      result.append(Int64(index + 1))
    }
    return result
  }

  /// The first item of a mark that is met from a position on, around the end. Costs as many steps
  /// as items are passed, or one look at each item where few are left.
  func nearest(
    _ mark: Mark, in order: WalkOrder, from start: Int, forward: Bool, except item: ItemID?
  ) -> ItemID? {
    guard count(mark) > 0 else { return nil }
    let count = marks.count
    if self.count(mark) < 4096 {
      let candidates = items(mark).lazy.map { ItemID($0) }.filter { $0 != item }
      return candidates.min { left, right in
        distance(order.position(of: left), start, forward)
          < distance(order.position(of: right), start, forward)
      }
    }
    for step in 1...count {
      let found = order.item(at: (start + (forward ? step : -step) + 2 * count) % count)
      if found != item, marks[Int(found.value) - 1] == mark.rawValue { return found }
    }
    return nil
  }

  /// Steps from `start` to a position, from 1 to the number of items.
  private func distance(_ position: Int, _ start: Int, _ forward: Bool) -> Int {
    let steps = (forward ? position - start : start - position) % marks.count
    return steps > 0 ? steps : steps + marks.count
  }
}

extension AnnotationStore {
  /// A person's marks, brought up to what this and other processes have committed.
  func marks(of rater: RaterID, count: Int) throws(StorageError) -> ItemMarks {
    let newest = try currentSequence()
    guard let known = marks[rater], known.itemCount == count, newest - known.sequence < 10_000
    else {
      var fresh = ItemMarks(count: count, sequence: newest)
      let rows = try connection.statement(
        "SELECT item, state FROM labelState WHERE rater = ? AND state > 0"
      ).bind(1, rater)
      while try rows.step() { fresh.set(UInt8(truncatingIfNeeded: rows.int64(1)), rows.int64(0)) }
      marks[rater] = fresh
      return fresh
    }
    guard newest > known.sequence else { return known }
    // Taken out meanwhile: two holders would copy a million bytes at the first change.
    marks[rater] = nil
    var current = known
    let rows = try connection.statement(
      """
      SELECT e.item, l.state FROM labelEvent e JOIN labelState l
        ON l.rater = e.rater AND l.item = e.item WHERE e.seq > ? AND e.rater = ?
      """
    ).bind(1, known.sequence).bind(2, rater)
    while try rows.step() { current.set(UInt8(truncatingIfNeeded: rows.int64(1)), rows.int64(0)) }
    current.sequence = newest
    marks[rater] = current
    return current
  }
}
