/// What the study remembers of earlier imports, for the next one.
extension AnnotationStore {
  /// The mappings of columns that imports used, the newest first, each once.
  public func usedMappings() throws(StorageError) -> [String] {
    let query = try connection.make(
      "SELECT mapping FROM importRun WHERE mapping <> '' GROUP BY mapping ORDER BY MAX(id) DESC")
    var result: [String] = []
    while try query.step() { result.append(query.text(0)) }
    return result
  }

  /// The sources that items of the study came from.
  public func sources() throws(StorageError) -> [String] {
    let query = try connection.make("SELECT name FROM source ORDER BY id")
    var result: [String] = []
    while try query.step() { result.append(query.text(0)) }
    return result
  }
}
