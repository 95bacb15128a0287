/// A line of text being typed, with its cursor between characters.
public struct LineEditor: Hashable, Sendable {
  public private(set) var text: String
  /// Characters before the cursor, 0...text.count.
  public private(set) var cursor: Int

  public init(text: String = "") {
    self.text = text
    cursor = text.count
  }

  public mutating func insert(_ new: String) {
    text.insert(contentsOf: new, at: text.index(text.startIndex, offsetBy: cursor))
    cursor = min(text.count, cursor + new.count)
  }

  /// Takes a key; false where it means nothing to an editor.
  @discardableResult
  public mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .backspace, .control("h"): remove(from: cursor - 1, to: cursor)
    case .delete, .control("d"): remove(from: cursor, to: cursor + 1)
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: text.count)
    case .control("w"): remove(from: wordStart, to: cursor)
    default: return false
    }
    return true
  }

  private var wordStart: Int {
    let before = Array(text.prefix(cursor))
    var at = before.count
    while at > 0, before[at - 1].isWhitespace { at -= 1 }
    while at > 0, !before[at - 1].isWhitespace { at -= 1 }
    return at
  }

  private mutating func remove(from: Int, to: Int) {
    let (low, high) = (max(0, from), min(text.count, to))
    guard low < high else { return }
    let start = text.index(text.startIndex, offsetBy: low)
    text.removeSubrange(start..<text.index(start, offsetBy: high - low))
    cursor = low
  }
}
