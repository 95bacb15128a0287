/// The word of a list that a mistyped one most likely meant.
public enum NearestWord {
  /// The known word that three letters or more begin; else the one with the fewest edits
  /// (Levenshtein 1966); "" for an empty list.
  public static func of(_ word: String, in known: [String]) -> String {
    let start = word.lowercased()
    if start.count >= 3, let whole = known.first(where: { $0.hasPrefix(start) }) { return whole }
    return known.min { edits(word, $0) < edits(word, $1) } ?? ""
  }

  private static func edits(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first.lowercased().prefix(40)), Array(second))
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let cost = left == right ? diagonal : 1 + min(diagonal, row[j], row[j + 1])
        diagonal = row[j + 1]
        row[j + 1] = cost
      }
    }
    return row[b.count]
  }
}
