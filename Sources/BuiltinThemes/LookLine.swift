import TerminalCore
import YAMLText

/// Reads what a scheme file says of one role: `COLOUR [on COLOUR] [ATTRIBUTE…]`, such as
/// `base0D`, `base05 on base02 bold`, `ff8800 underline`, `bright-blue on terminal`.
struct LookLine {
  /// What `baseNN` means in this file.
  let palette: [String: ThemeColour]

  static let paletteNames = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black",
    "bright-red", "bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan",
    "bright-white",
  ]

  private static let attributes: [(name: String, value: TextAttributes)] = [
    ("bold", .bold), ("dim", .dim), ("italic", .italic), ("underline", .underline),
    ("reverse", .reverse),
  ]

  struct Mistake: Error { var text: String }

  /// The look, with `background` where the line names none.
  func look(_ line: String, background: ThemeColour) throws(Mistake) -> RoleLook {
    var words = line.split(separator: " ").map(String.init)
    var look = RoleLook(.terminal, on: background)
    if let first = words.first, Self.attribute(first) == nil {
      look.foreground = try colour(first)
      words.removeFirst()
    }
    if words.first == "on" {
      guard words.count > 1 else {
        throw Mistake(text: "a colour is missing after 'on'; one with # needs quotes")
      }
      look.background = try colour(words[1])
      words.removeFirst(2)
    }
    for word in words {
      guard let attribute = Self.attribute(word) else {
        let names = Self.attributes.map(\.name)
        throw Mistake(
          text: "'\(word)' is no attribute; did you mean '\(NearestWord.of(word, in: names))'? "
            + "There are \(names.joined(separator: ", "))")
      }
      look.attributes.formUnion(attribute)
    }
    return look
  }

  /// A look that nobody wrote, with the scheme's best text colour where its own could hardly be
  /// read: schemes use their colours in their own ways.
  func legible(_ look: RoleLook) -> RoleLook {
    guard let paper = look.background.rgb, let ink = look.foreground.rgb,
      ink.contrast(with: paper) < 3
    else { return look }
    let inks = ["base05", "base07", "base00"].compactMap { palette[$0]?.rgb }
    guard let best = inks.max(by: { $0.contrast(with: paper) < $1.contrast(with: paper) })
    else { return look }
    return RoleLook(.rgb(best), on: look.background, look.attributes)
  }

  /// A colour by its name in this file, six hexadecimal digits, or one of the terminal's own.
  func colour(_ word: String) throws(Mistake) -> ThemeColour {
    if let own = palette[word.lowercased()] ?? Self.plainColour(word) { return own }
    let known = palette.keys.sorted() + ["terminal"] + Self.paletteNames
    throw Mistake(
      text: "'\(word)' is no colour; did you mean '\(NearestWord.of(word, in: known))'? "
        + "A colour is base00 to base0F, six hexadecimal digits, terminal, or black to "
        + "bright-white")
  }

  /// A colour that needs no palette.
  static func plainColour(_ word: String) -> ThemeColour? {
    if word == "terminal" { return .terminal }
    if let index = paletteNames.firstIndex(of: word) { return .palette(index) }
    return RGB(hex: word).map(ThemeColour.rgb)
  }

  private static func attribute(_ word: String) -> TextAttributes? {
    attributes.first { $0.name == word }?.value
  }
}
