import AnnotationModel
import JSONText

/// What an item and its question are called.
public struct ItemPlace: Hashable, Sendable {
  public var key: String
  public var question: String
}

/// The items of a run.
extension AnnotationStore {
  /// Items of a selection, in the file's order, with how many responses each has; those without
  /// any are left out. One pass over the items.
  public func items(of selection: ItemSelection) throws(StorageError) -> [(
    id: ItemID, candidates: Int
  )] {
    var conditions = ["i.candidates > 0"]
    if selection.category != nil { conditions.append("c.name = ?1") }
    if selection.source != nil { conditions.append("s.name = ?2") }
    if selection.key != nil { conditions.append("i.key = ?3") }
    if selection.isLabelled {
      conditions.append(
        """
        EXISTS (SELECT 1 FROM rating r JOIN rater p ON p.id = r.rater
          WHERE r.item = i.id AND p.kind = 'human' AND r.code >= 0)
        """)
    }
    if !selection.without.isEmpty {
      conditions.append("i.id NOT IN (\(Self.ratedItems("?4")))")
    }
    let query = try connection.make(
      """
      SELECT i.id, i.candidates FROM item i LEFT JOIN category c ON c.id = i.category
      LEFT JOIN source s ON s.id = i.source WHERE \(conditions.joined(separator: " AND "))
        AND COALESCE(?1, ?2, ?3, ?4, '') IS NOT NULL ORDER BY i.id
      """
    ).bind(1, selection.category).bind(2, selection.source).bind(3, selection.key)
      .bind(4, Self.list(selection.without))
    var result: [(id: ItemID, candidates: Int)] = []
    while try query.step() { result.append((ItemID(query.int64(0)), query.int(1))) }
    return selection.taken(from: result)
  }

  /// The hashes of the texts of items that one of these raters has said something of. One pass over
  /// their ratings.
  public func contentHashes(ratedBy names: [String]) throws(StorageError) -> Set<Int64> {
    let query = try connection.make(
      "SELECT contentHash FROM item WHERE id IN (\(Self.ratedItems("?1")))"
    ).bind(1, Self.list(names))
    var result: Set<Int64> = []
    while try query.step() { result.insert(query.int64(0)) }
    return result
  }

  /// The hash of each item's texts, which is the same in every study that has the same texts.
  public func contentHashes(of items: [ItemID]) throws(StorageError) -> [Int64] {
    var result: [Int64] = []
    for item in items {
      let query = try connection.statement("SELECT contentHash FROM item WHERE id = ?")
        .bind(1, item)
      defer { query.reset() }
      if try query.step() { result.append(query.int64(0)) }
    }
    return result
  }

  /// The key of each item, and that of its question: its own where it has none. One pass over the
  /// items.
  public func itemPlaces() throws(StorageError) -> [ItemID: ItemPlace] {
    let query = try connection.make(
      """
      SELECT i.id, i.key, COALESCE(q.key, i.key) FROM item i
      LEFT JOIN question q ON q.id = i.question
      """)
    var result: [ItemID: ItemPlace] = [:]
    while try query.step() {
      result[ItemID(query.int64(0))] = ItemPlace(key: query.text(1), question: query.text(2))
    }
    return result
  }

  private static func ratedItems(_ names: String) -> String {
    """
    SELECT item FROM rating WHERE rater IN (SELECT id FROM rater
      WHERE name IN (SELECT value FROM json_each(\(names))))
    """
  }

  /// As a JSON array, so that any number of names is one parameter.
  private static func list(_ names: [String]) -> String {
    var out = JSONWriter()
    out.array(names) { $0.string($1) }
    return out.text
  }
}
