import TerminalCore
import Workbench

/// What a person has set once and for all.
public struct Settings: Hashable, Sendable {
  /// Nil leaves the choice to the program.
  public var theme: String?
  /// Where the theme was written, `line:column`.
  public var themePlace: String?
  public var colour = ColourChoice.auto
  /// Nil asks the locale: ASCII unless it is UTF-8.
  public var glyphs: Glyphs?
  public var mouse = true
  public var langmap = Langmap.standard
  public var keys: [KeyBinding] = []

  public init() {}
}
