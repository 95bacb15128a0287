/// Names cut to a width so that they stay apart: what makes a name differ from its neighbours is
/// kept, and marks stand where something was left out.
public enum DistinctNames {
  /// The names in their order, each at most `columns` wide. A name that fits stays as it is. Of
  /// one that does not, the beginning is kept, and then the part from where it leaves the name
  /// most like it. Names that are equal stay equal. O(n log n) in the number of names.
  public static func shortened(_ names: [String], columns: Int, mark: String = "…") -> [String] {
    let safe = names.map { DisplayText.clusters($0).map(\.text).joined() }
    let sorted = Set(safe).sorted()
    var shared: [String: Int] = [:]
    for (before, after) in zip(sorted, sorted.dropFirst()) {
      let common = commonPrefix(before, after)
      shared[before] = max(shared[before] ?? 0, common)
      shared[after] = max(shared[after] ?? 0, common)
    }
    return safe.map { cut($0, shared: shared[$0] ?? 0, columns: columns, mark: mark) }
  }

  private static func commonPrefix(_ one: String, _ other: String) -> Int {
    zip(one, other).prefix { $0 == $1 }.count
  }

  /// - Parameter shared: how many characters the name has in common with the one most like it.
  private static func cut(_ name: String, shared: Int, columns: Int, mark: String) -> String {
    guard DisplayText.columns(name) > columns else { return name }
    let head = max(1, (columns - 2) / 3)
    // The plain cut at the end shows the difference already.
    guard shared + 1 > columns - 1, columns >= 8 else {
      return DisplayText.truncated(name, columns: columns, mark: mark)
    }
    let letters = Array(name)
    // A little of what is shared makes the difference readable.
    let from = min(max(head, shared - 2), letters.count - 1)
    let start = fitting(letters[..<head], columns: head)
    let room = columns - DisplayText.columns(start) - DisplayText.columns(mark)
    let rest = String(letters[min(from, max(head, lastStart(letters, room: room)))...])
    return start + mark + DisplayText.truncated(rest, columns: room, mark: mark)
  }

  /// Where the longest ending that fits begins: no room is left empty behind a late difference.
  private static func lastStart(_ letters: [Character], room: Int) -> Int {
    var (at, used) = (letters.count, 0)
    while at > 0 {
      used += DisplayText.columns(String(letters[at - 1]))
      if used > room { break }
      at -= 1
    }
    return at
  }

  private static func fitting(_ letters: ArraySlice<Character>, columns: Int) -> String {
    var text = ""
    var used = 0
    for letter in letters {
      used += DisplayText.columns(String(letter))
      if used > columns { break }
      text.append(letter)
    }
    return text
  }
}
