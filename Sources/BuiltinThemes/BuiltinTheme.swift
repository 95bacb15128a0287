import CThemes
import TerminalCore

/// The scheme files of the folder `Themes`, which the program carries in itself.
public enum BuiltinTheme {
  /// The theme of who has chosen none: the terminal's own colours.
  public static let standardName = "terminal"

  /// Name and text of each, in the order in which they are offered.
  public static let files: [(name: String, text: String)] =
    (0..<concord_theme_count()).map { index in
      let file = concord_theme_at(index)
      return (String(cString: file.name), String(cString: file.text))
    }

  /// All of them. Tests hold them to be free of mistakes.
  public static let all: [Theme] = files.compactMap { file in
    ThemeFile.parse(file.text, name: file.name, file: file.name + ".yaml").theme
  }

  public static func named(_ name: String) -> Theme? { all.first { $0.name == name } }

  /// The theme that is drawn where `wanted` was chosen and there is `level` of colour: one that
  /// was made for more gives way to the bundled one of that level.
  public static func fitting(_ wanted: Theme, level: ColourLevel) -> Theme {
    guard wanted.level > level else { return wanted }
    return named(level == .none ? "monochrome" : "terminal") ?? wanted
  }
}
