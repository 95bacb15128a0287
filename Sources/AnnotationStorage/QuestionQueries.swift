import AnnotationModel
import CSQLite

/// Which items ask the same question.
extension AnnotationStore {
  /// A number for each item, equal for those that share a question, −1 for one without any; empty
  /// where no two items share one. One pass over the items.
  public func questionNumbers() throws(StorageError) -> [Int32] {
    var result = Array(repeating: Int32(-1), count: try itemCount())
    var seen: Set<Int32> = []
    var isShared = false
    let rows = try connection.make("SELECT id, question FROM item WHERE question IS NOT NULL")
    while try rows.step() {
      let (item, question) = (rows.int(0) - 1, Int32(rows.int(1)))
      guard result.indices.contains(item) else { continue }
      result[item] = question
      if !seen.insert(question).inserted { isShared = true }
    }
    return isShared ? result : []
  }
}
