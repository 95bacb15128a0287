import AnnotationModel

/// Items as someone may see them who does not know who wrote what. An item's key comes from its
/// source, and some sources write the systems' names into it: such a key is not shown.
extension AnnotationStore {
  /// As `reading`, with the item's number in place of a key that names a system.
  public func blindReading(_ item: ItemID) throws(StorageError) -> ItemReading? {
    guard var reading = try reading(item) else { return nil }
    reading.key = Self.blindKey(reading.key, item, try systemNames())
    return reading
  }

  /// As `rows`, with item numbers in place of keys that name a system.
  public func blindRows(
    matching filter: ItemFilter, sort: ItemSort, for rater: RaterID, after: ItemRow?, limit: Int,
    forward: Bool
  ) throws(StorageError) -> [ItemRow] {
    let names = try systemNames()
    return try rows(
      matching: filter, sort: sort, for: rater, after: after, limit: limit, forward: forward
    ).map { row in
      var row = row
      row.key = Self.blindKey(row.key, row.id, names)
      return row
    }
  }

  /// The item of a key, or of a number as `blindReading` shows it (`#12`).
  public func item(named name: String) throws(StorageError) -> ItemID? {
    if let item = try item(withKey: name) { return item }
    guard name.hasPrefix("#"), let number = Int64(name.dropFirst()) else { return nil }
    let count = try itemCount()
    return (1...max(1, count)).contains(Int(number)) && count > 0 ? ItemID(number) : nil
  }

  private func systemNames() throws(StorageError) -> [String] {
    let query = try connection.statement("SELECT DISTINCT name FROM system WHERE name <> ''")
    var names: [String] = []
    while try query.step() { names.append(query.text(0)) }
    return names
  }

  /// The key, or `#12` where a system's name stands in it as a word, in whichever case.
  static func blindKey(_ key: String, _ item: ItemID, _ names: [String]) -> String {
    let text = Array(key.lowercased().utf8)
    return names.contains { isWord(Array($0.lowercased().utf8), in: text) } ? "#\(item)" : key
  }

  private static func isWord(_ word: [UInt8], in text: [UInt8]) -> Bool {
    guard !word.isEmpty, word.count <= text.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      let end = start + word.count
      guard text[start..<end].elementsEqual(word) else { return false }
      let isBegun = start > 0 && isLetter(text[start - 1]) && isLetter(word[0])
      let goesOn = end < text.count && isLetter(text[end]) && isLetter(word[word.count - 1])
      return !isBegun && !goesOn
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (48...57).contains(byte) || (97...122).contains(byte)
  }
}
