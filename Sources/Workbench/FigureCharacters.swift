import StatisticalFigures
import TerminalCore

extension CharacterStyle {
  /// A style that measures names as the terminal shows them.
  public static func terminal(_ glyphs: Glyphs) -> CharacterStyle {
    CharacterStyle(
      isASCII: glyphs == .ascii, width: { DisplayText.columns($0) },
      cut: { text, limit in
        var used = 0
        return DisplayText.clusters(text).prefix { cluster in
          used += cluster.columns
          return used <= limit
        }.map(\.text).joined()
      })
  }
}

extension CharacterTone {
  /// The role of a theme that shows it.
  public var role: StyleRole {
    switch self {
    case .plain: .text
    case .strong: .heading
    case .dim: .dim
    case .accent: .strong
    case .warning: .warning
    case .gradient0: .gradient0
    case .gradient1: .gradient1
    case .gradient2: .gradient2
    case .gradient3: .gradient3
    case .gradient4: .gradient4
    }
  }
}

extension CharacterPicture {
  /// Runs of one tone, row by row; spaces at the ends of rows are left out.
  public var runs: [[(text: String, tone: CharacterTone)]] {
    rows.map { row in
      var result: [(text: String, tone: CharacterTone)] = []
      let end = (row.lastIndex { $0.character != " " } ?? -1) + 1
      for cell in row[..<end] {
        if let last = result.last, last.tone == cell.tone {
          result[result.count - 1].text.append(cell.character)
        } else {
          result.append((String(cell.character), cell.tone))
        }
      }
      return result
    }
  }
}
