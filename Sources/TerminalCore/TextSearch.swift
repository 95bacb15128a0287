/// Finds words in text, without regard to case.
public enum TextSearch {
  /// The places of a query as UTF-8 ranges, ascending, not overlapping. Where lower-casing changes
  /// the length of the text, only exact matches are found. O(text · query).
  public static func ranges(of query: String, in text: String) -> [Range<Int>] {
    guard !query.isEmpty else { return [] }
    let lower = text.lowercased()
    let isAligned = lower.utf8.count == text.utf8.count
    let haystack = Array((isAligned ? lower : text).utf8)
    let needle = Array((isAligned ? query.lowercased() : query).utf8)
    guard needle.count <= haystack.count else { return [] }
    var result: [Range<Int>] = []
    var at = 0
    while at + needle.count <= haystack.count {
      if haystack[at] == needle[0],
        haystack[at..<(at + needle.count)].elementsEqual(needle)
      {
        result.append(at..<(at + needle.count))
        at += needle.count
      } else {
        at += 1
      }
    }
    return result
  }
}
