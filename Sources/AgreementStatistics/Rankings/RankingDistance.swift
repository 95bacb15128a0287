/// Distances of two rankings, given as sequences from best to worst.
public enum RankingDistance {
  /// Levenshtein's distance (insertions, deletions, exchanges of one element) by the longer length:
  /// 0 to 1, 0 for equal sequences. Nil for two empty ones.
  ///
  /// Of any sequences, not only rankings of the same elements. Levenshtein 1966. O(m × n).
  public static func normalisedLevenshtein<Element: Equatable>(
    _ one: [Element], _ other: [Element]
  ) -> Double? {
    let longer = max(one.count, other.count)
    guard longer > 0 else { return nil }
    var row = Array(0...other.count)
    for (i, element) in one.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, against) in other.enumerated() {
        let exchanged = diagonal + (element == against ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(exchanged, row[j] + 1, diagonal + 1)
      }
    }
    return Double(row[other.count]) / Double(longer)
  }

  /// Kendall's distance: the share of pairs that are in another order, 0 to 1. Nil unless both rank
  /// the same elements, two or more, each once.
  ///
  /// Kendall 1938, doi:10.1093/biomet/30.1-2.81. O(n²).
  public static func kendall<Element: Hashable>(_ one: [Element], _ other: [Element]) -> Double? {
    guard let places = places(one, in: other), places.count > 1 else { return nil }
    var discordant = 0
    for i in places.indices {
      for j in i + 1..<places.count where places[i] > places[j] { discordant += 1 }
    }
    return Double(discordant) / Double(places.count * (places.count - 1) / 2)
  }

  /// Spearman's footrule: by how many places the elements are displaced in all, by the most that is
  /// possible, ⌊n²/2⌋: 0 to 1. Nil unless both rank the same elements, two or more, each once.
  ///
  /// Diaconis & Graham 1977, doi:10.1111/j.2517-6161.1977.tb01624.x. O(n).
  public static func footrule<Element: Hashable>(_ one: [Element], _ other: [Element]) -> Double? {
    guard let places = places(one, in: other), places.count > 1 else { return nil }
    let moved = places.enumerated().reduce(0) { $0 + abs($1.offset - $1.element) }
    return Double(moved) / Double(places.count * places.count / 2)
  }

  /// Whether both begin with the same element; nil where one is empty.
  public static func hasSameTop<Element: Equatable>(_ one: [Element], _ other: [Element]) -> Bool? {
    guard let first = one.first, let second = other.first else { return nil }
    return first == second
  }

  /// Each element's place in the other ranking; nil unless they rank the same elements.
  private static func places<Element: Hashable>(
    _ one: [Element], in other: [Element]
  ) -> [Int]? {
    guard one.count == other.count else { return nil }
    var place: [Element: Int] = [:]
    for (at, element) in other.enumerated() {
      guard place.updateValue(at, forKey: element) == nil else { return nil }
    }
    let places = one.compactMap { place[$0] }
    return places.count == one.count && Set(places).count == places.count ? places : nil
  }
}
