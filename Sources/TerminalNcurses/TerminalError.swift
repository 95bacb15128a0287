/// Why there is no terminal to draw on.
public enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  case notATerminal
  case unknown(term: String)
  /// It is known, but its cursor cannot be moved.
  case cannotDraw(term: String)

  /// Another terminal, or another TERM, is needed.
  public var isRetryable: Bool { false }

  public var description: String {
    switch self {
    case .notATerminal:
      "standard input and output are no terminal; the workbench needs one (commands do not)"
    case .cannotDraw(let term):
      "nothing can be drawn on the terminal '\(term)'; try TERM=xterm-256color"
    case .unknown(let term):
      "the terminal '\(term)' is not known here, and neither is xterm-256color; install the "
        + "package ncurses-base or ncurses-term, or set TERM to a terminal that `infocmp` knows"
    }
  }
}
