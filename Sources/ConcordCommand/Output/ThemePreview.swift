import BuiltinThemes
import TerminalCore

/// What a theme's roles look like, as text with escape sequences, or without where there is no
/// colour.
struct ThemePreview {
  private let name: String
  private let title: String
  private let theme: Theme
  private let level: ColourLevel
  private let mayEscape: Bool

  /// - Parameter mayEscape: whether escape sequences may be written at all.
  init(theme: Theme, level: ColourLevel, mayEscape: Bool) {
    name = theme.name
    title = theme.title
    self.theme = BuiltinTheme.fitting(theme, level: level)
    self.level = level
    self.mayEscape = mayEscape
  }

  private static let sample: [[(text: String, role: StyleRole)]] = [
    [(" A title ", .title), (" a heading ", .heading), (" text ", .text), (" quiet ", .dim)],
    [
      (" > the selected row ", .selection), (" key ", .key), (" a hit ", .searchHit),
      (" an error ", .error),
    ],
    [
      (" human ", .human), (" judge ", .judge), (" jury ", .jury), (" debate ", .debate),
      (" agree ", .agree), (" differ ", .disagree), (" tie ", .tie),
    ],
    [
      (" saved ", .saved), (" saving ", .pending), (" a warning ", .warning),
      (" a difference ", .differenceAdded), (" code ", .code), (" \"text\" ", .codeString),
    ],
    [
      (" 0 ", .gradient0), (" 1 ", .gradient1), (" 2 ", .gradient2), (" 3 ", .gradient3),
      (" 4 ", .gradient4), (" -- ", .border), (" S ", .footerKey), (" footer ", .footer),
    ],
  ]

  var text: String {
    "\(name): \(title)\n"
      + Self.sample.map { line in
        "  " + line.map { painted($0.text, theme[$0.role]) }.joined() + "\n"
      }.joined() + "\n"
  }

  private func painted(_ text: String, _ look: RoleLook) -> String {
    var codes: [String] = []
    for (attribute, code) in [
      (TextAttributes.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ] where look.attributes.contains(attribute) { codes.append(code) }
    codes += self.codes(look.foreground, base: 30) + self.codes(look.background, base: 40)
    return codes.isEmpty || !mayEscape
      ? text : "\u{1B}[\(codes.joined(separator: ";"))m\(text)\u{1B}[m"
  }

  private func codes(_ colour: ThemeColour, base: Int) -> [String] {
    switch colour {
    case .terminal: []
    case .palette(let index): ["\(index < 8 ? base + index : base + 52 + index)"]
    case .rgb(let rgb):
      level == .direct
        ? ["\(base + 8)", "2", "\(rgb.red)", "\(rgb.green)", "\(rgb.blue)"]
        : ["\(base + 8)", "5", "\(rgb.nearestIndexed)"]
    }
  }
}
