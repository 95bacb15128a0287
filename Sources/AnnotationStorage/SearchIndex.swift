import AnnotationModel

extension AnnotationStore {
  public func searchIndexState() throws(StorageError) -> SearchIndexState {
    SearchIndexState(
      indexed: Int(try connection.integer("SELECT indexed FROM searchProgress WHERE id = 1")),
      total: try itemCount())
  }

  /// Indexes the texts of some more items, in one transaction; a stop in between loses nothing.
  /// Returns how many are left.
  public func buildSearchIndex(maximumItems: Int = 2000) throws(StorageError) -> Int {
    let state = try searchIndexState()
    guard !state.isComplete else { return 0 }
    return try writable().transaction { () throws(StorageError) -> Int in
      let first = Int(try connection.integer("SELECT indexed FROM searchProgress WHERE id = 1"))
      let last = min(state.total, first + max(1, maximumItems))
      guard last > first else { return 0 }
      let insert = try connection.statement("INSERT INTO itemSearch (rowid, text) VALUES (?, ?)")
      for item in first + 1...last {
        try insert.bind(1, item).bind(2, try searchText(ItemID(Int64(item)))).run()
      }
      try connection.statement("UPDATE searchProgress SET indexed = ? WHERE id = 1").bind(1, last)
        .run()
      return state.total - last
    }
  }

  /// The words a person can read of an item, and its key.
  private func searchText(_ item: ItemID) throws(StorageError) -> String {
    guard let reading = try reading(item) else { return "" }
    var texts = [reading.key]
    texts += reading.prompt.map(\.text)
    texts += reading.candidates.flatMap(\.turns)
    texts += reading.references.map(\.text)
    return texts.joined(separator: "\n")
  }
}
