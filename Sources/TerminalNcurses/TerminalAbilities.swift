import CNcurses
import Glibc
import TerminalCore

/// What a terminal's description says that it can do.
public struct TerminalAbilities: Hashable, Sendable {
  /// The name that is asked for; "" where TERM is not set.
  public var term: String
  /// False where terminfo has no such terminal: then xterm-256color is assumed.
  public var isKnown: Bool
  public var canMoveCursor: Bool
  public var colours: Int
  public var hasDirectColour: Bool
  public var hasItalic: Bool
  public var hasDim: Bool
  public var hasMouse: Bool
  public var hasAlternateScreen: Bool

  /// Of the terminal that TERM names, without touching it.
  public static func ofEnvironment() -> TerminalAbilities {
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    let isKnown = !term.isEmpty && concord_describe(term) == 1
    if !isKnown { _ = concord_describe(fallbackTerm) }
    return TerminalAbilities(
      term: term, isKnown: isKnown, canMoveCursor: concord_can_move() == 1,
      colours: max(0, Int(concord_number("colors"))), hasDirectColour: hasDirectColourNow,
      hasItalic: concord_has("sitm") == 1, hasDim: concord_has("dim") == 1,
      hasMouse: concord_has("kmous") == 1, hasAlternateScreen: concord_has("smcup") == 1)
  }

  public static let fallbackTerm = "xterm-256color"

  public var level: ColourLevel {
    Self.level(colours: colours, hasDirectColour: hasDirectColour)
  }

  /// Of the terminal that is described now.
  static var hasDirectColourNow: Bool { concord_has("RGB") == 1 }

  static func level(colours: Int, hasDirectColour: Bool) -> ColourLevel {
    switch colours {
    case ..<8: .none
    case 8..<256: .palette
    default: hasDirectColour ? .direct : .indexed
    }
  }

  /// Where TERM is one of 256 colours, the name of its kin with direct colour, which need not be
  /// installed.
  static func directKin(of term: String) -> [String] {
    let family = term.split(separator: "-").first.map(String.init) ?? term
    return family == "xterm" ? ["xterm-direct"] : [family + "-direct", "xterm-direct"]
  }

  public static var libraryVersion: String { String(cString: concord_ncurses_version()) }
}
