import AnnotationModel

/// The systems behind the candidates, for analyses.
extension AnnotationStore {
  /// Which system wrote each candidate of each item: its name, or its family's where it has none.
  /// One pass over numbers. O(candidates).
  public func candidateSystems() throws(StorageError) -> CandidateSystems {
    var names: [Int64: String] = [:]
    let systems = try connection.make("SELECT id, name, family FROM system")
    while try systems.step() {
      names[systems.int64(0)] = systems.text(1).isEmpty ? systems.text(2) : systems.text(1)
    }
    var result = CandidateSystems(itemCount: try itemCount())
    guard !names.isEmpty else { return result }
    var item = 1
    var candidates: [String] = []
    let rows = try connection.make(
      "SELECT item, ordinal, system FROM candidateOrigin ORDER BY item, ordinal")
    while try rows.step() {
      while item < rows.int(0) {
        result.add(candidates)
        candidates.removeAll(keepingCapacity: true)
        item += 1
      }
      while candidates.count < rows.int(1) { candidates.append("") }
      candidates.append(names[rows.int64(2)] ?? "")
    }
    if item <= result.itemCount { result.add(candidates) }
    return result
  }
}
