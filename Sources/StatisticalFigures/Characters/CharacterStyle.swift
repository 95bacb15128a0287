/// How a picture of characters is written: its repertoire, and how wide the terminal shows names.
public struct CharacterStyle: Sendable {
  /// Only the 95 visible ASCII characters; other characters of names become question marks.
  public var isASCII: Bool
  let measure: @Sendable (String) -> Int
  let shorten: @Sendable (String, Int) -> String

  /// A style. `width` gives the columns of a text; `cut` its longest beginning within so many
  /// columns. By default every character has one column.
  public init(
    isASCII: Bool = false, width: @escaping @Sendable (String) -> Int = { $0.count },
    cut: @escaping @Sendable (String, Int) -> String = { String($0.prefix($1)) }
  ) {
    self.isASCII = isASCII
    measure = width
    shorten = cut
  }

  /// Box drawing, blocks and braille; every character in one column.
  public static let unicode = CharacterStyle()
  /// ASCII only.
  public static let ascii = CharacterStyle(isASCII: true)

  /// Text as this style can show it.
  func shown(_ text: String) -> String {
    isASCII ? SafeText.ascii(text) : SafeText.cleaned(text)
  }

  /// Columns of text that was made by `shown`.
  func width(_ text: String) -> Int {
    isASCII ? text.utf8.count : max(0, measure(text))
  }

  /// The text, or its beginning with a mark that something is missing.
  func fitted(_ text: String, to limit: Int) -> String {
    let text = shown(text)
    guard width(text) > limit else { return text }
    guard limit > 1 else { return "" }
    let start = isASCII ? String(text.prefix(limit - 1)) : shorten(text, limit - 1)
    return start + (isASCII ? "~" : "…")
  }

  func pick(_ unicode: Character, _ ascii: Character) -> Character { isASCII ? ascii : unicode }
}
