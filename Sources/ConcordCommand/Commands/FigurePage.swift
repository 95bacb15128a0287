import Glibc
import StatisticalFigures
import StudyFigures
import TerminalCore
import Workbench

/// A picture as it is printed: as wide as the terminal, with colours where there are any.
struct FigurePage {
  private let columns: Int
  /// Rows of the terminal; nil for a pipe, which has no end.
  private let rows: Int?
  private let glyphs: Glyphs
  private let usesColour: Bool

  init(_ console: Console, isASCII: Bool) {
    var size = winsize()
    let hasSize =
      console.outputIsTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
      && size.ws_col > 0 && size.ws_row > 0
    columns = hasSize ? Int(size.ws_col) : 80
    rows = hasSize ? Int(size.ws_row) : nil
    glyphs = isASCII || console.outputIsPlain ? .ascii : .unicode
    usesColour = console.usesColour
  }

  /// The picture without a last line end.
  func text(_ figure: any StatisticalFigure, _ size: FigureSize) -> String {
    let natural = figure.naturalRows
    let height = size.height ?? rows.map { min(natural, max(8, $0 - 2)) } ?? natural
    let picture = figure.characters(
      width: size.width ?? columns, height: height, style: .terminal(glyphs))
    var lines = picture.runs.map { $0.map { painted($0.text, $0.tone) }.joined() }
    while lines.last == "" { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private func painted(_ text: String, _ tone: CharacterTone) -> String {
    guard usesColour, let code = code(tone) else { return text }
    return "\u{1B}[\(code)m\(text)\u{1B}[m"
  }

  /// Attributes and colours that every terminal with colours has.
  private func code(_ tone: CharacterTone) -> String? {
    switch tone {
    case .plain: nil
    case .strong: "1"
    case .dim: "2"
    case .accent: "36"
    case .warning: "33"
    case .gradient0: "34"
    case .gradient1: "36"
    case .gradient2: "32"
    case .gradient3: "33"
    case .gradient4: "31"
    }
  }
}
