/// Letters of other keyboard layouts, read as the Latin key in the same place, so that one-letter
/// keys work without switching the layout. Text fields never use it.
public struct Langmap: Hashable, Sendable {
  private var keys: [Character: Character]

  public init(_ keys: [Character: Character] = [:]) { self.keys = keys }

  /// All layouts known here, only by letters that no Latin keyboard has: nothing typed on one
  /// changes its meaning.
  public static let standard = Langmap(
    layouts.keys.sorted().reduce(into: [:]) { all, name in
      for (from, to) in layouts[name]?.keys ?? [:] where !from.isASCII && all[from] == nil {
        all[from] = to
      }
    })

  /// The layout of a name, with all of its keys; nil for one that is not known.
  public static func named(_ name: String) -> Langmap? { layouts[name] }

  public static var names: [String] { layouts.keys.sorted() }

  public func key(for character: Character) -> Character? { keys[character] }

  /// Both together; where both know a letter, `other` counts.
  public func merging(_ other: Langmap) -> Langmap { Langmap(keys.merging(other.keys) { $1 }) }

  private static let layouts: [String: Langmap] = [
    "russian": pairs(
      "йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
      "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~"),
    "ukrainian": pairs(
      "йцукенгшщзхїфівапролджєячсмитьбю", "qwertyuiop[]asdfghjkl;'zxcvbnm,.",
      "ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄЯЧСМИТЬБЮ", "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>"),
    "greek": pairs(
      ";ςερτυθιοπασδφγηξκλζχψωβνμ", "qwertyuiopasdfghjklzxcvbnm",
      "ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜ", "ERTYUIOPASDFGHJKLZXCVBNM"),
    "hebrew": pairs("קראטוןםפשדגכעיחלךזסבהנמצתץ", "ertyuiopasdfghjklzxcvbnm,."),
    "korean": pairs("ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ", "qwertyuiopasdfghjklzxcvbnm"),
  ]

  private static func pairs(_ rows: String...) -> Langmap {
    var keys: [Character: Character] = [:]
    for at in stride(from: 0, to: rows.count - 1, by: 2) {
      for (from, to) in zip(rows[at], rows[at + 1]) { keys[from] = to }
    }
    return Langmap(keys)
  }
}
