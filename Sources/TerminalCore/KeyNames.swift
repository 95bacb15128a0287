extension Key {
  /// The key as key files and the screens write it: `1`, `C-r`, `M-x`, `Enter`, `PgDn`, `F5`.
  public var name: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let character): "C-" + String(character)
    case .alt(let character): "M-" + String(character)
    case .function(let number): "F\(number)"
    default: Self.named.first { $0.key == self }?.name ?? "?"
    }
  }

  /// Reads `name` back, without regard to the case of named keys. Nil for what is no key.
  public init?(name: String) {
    if name.count == 1, let character = name.first {
      self = .character(character)
      return
    }
    if name.count == 3, let last = name.last {
      if name.hasPrefix("C-") {
        guard let key = Self.withControl(last) else { return nil }
        self = key
        return
      }
      if name.hasPrefix("M-") {
        // The beginnings of what terminals send for arrows and function keys.
        guard last.isASCII, last != "[", last != "O" else { return nil }
        self = .alt(last)
        return
      }
    }
    let lower = name.lowercased()
    if lower == "space" {
      self = .character(" ")
    } else if lower.hasPrefix("f"), let number = Int(lower.dropFirst()), (1...12).contains(number) {
      self = .function(number)
    } else if let found = Self.named.first(where: { $0.name.lowercased() == lower }) {
      self = found.key
    } else {
      return nil
    }
  }

  /// What a terminal sends for a letter with control: five of them are other keys, and for digits
  /// and most signs there is nothing to send.
  private static func withControl(_ character: Character) -> Key? {
    switch character.lowercased() {
    case "i": .tab
    case "m", "j": .enter
    case "h": .backspace
    case "[": .escape
    case let letter:
      ("a"..."z").contains(letter) || ["\\", "]", "^", "_"].contains(letter)
        ? .control(Character(letter)) : nil
    }
  }

  /// Names that are longer than a character, as key files write them.
  public static var allNames: [String] {
    named.map(\.name) + ["Space"] + (1...12).map { "F\($0)" }
  }

  private static let named: [(key: Key, name: String)] = [
    (.enter, "Enter"), (.tab, "Tab"), (.backTab, "S-Tab"), (.escape, "Esc"),
    (.backspace, "BSpace"), (.delete, "Del"), (.insert, "Ins"), (.up, "Up"), (.down, "Down"),
    (.left, "Left"), (.right, "Right"), (.home, "Home"), (.end, "End"), (.pageUp, "PgUp"),
    (.pageDown, "PgDn"), (.shiftUp, "S-Up"), (.shiftDown, "S-Down"), (.shiftLeft, "S-Left"),
    (.shiftRight, "S-Right"), (.controlUp, "C-Up"), (.controlDown, "C-Down"),
    (.controlLeft, "C-Left"), (.controlRight, "C-Right"),
  ]
}
