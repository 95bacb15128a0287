import TerminalCore

/// The themes there are, and the one that is seen.
public struct ThemeChoice: Hashable, Sendable {
  public var all: [Theme]
  /// What is drawn with now: while the picker is open, the one under its mark.
  public var shown: Theme
  /// How much colour is drawn with here.
  public var level: ColourLevel

  public init(all: [Theme], shown: Theme, level: ColourLevel = .indexed) {
    self.all = all
    self.shown = shown
    self.level = level
  }

  func named(_ name: String) -> Theme? { all.first { $0.name == name } }
}

/// The list of themes, each seen as soon as it is marked.
public struct ThemePickerOverlay: Hashable, Sendable {
  public var selected: Int
  /// What Esc goes back to.
  public var before: Theme
}

extension WorkbenchState {
  mutating func pickTheme() -> [Effect] {
    guard let themes else { return refuse("there are no themes here") }
    let at = themes.all.firstIndex { $0.name == themes.shown.name } ?? 0
    overlay = .themes(ThemePickerOverlay(selected: at, before: themes.shown))
    return []
  }

  /// Draws with a theme from now on, and keeps it in the person's settings.
  mutating func useTheme(named name: String) -> [Effect] {
    guard let theme = themes?.named(name) else {
      return refuse("no theme is called '\(name)'; Tab shows what there is")
    }
    themes?.shown = theme
    return [.keepTheme(name: theme.name)]
  }

  mutating func themePickerKey(_ key: Key, _ old: ThemePickerOverlay) -> [Effect] {
    var picker = old
    let count = themes?.all.count ?? 0
    switch key {
    case .up, .character("k"): picker.selected = max(0, picker.selected - 1)
    case .down, .character("j"): picker.selected = min(count - 1, picker.selected + 1)
    case .home: picker.selected = 0
    case .end: picker.selected = count - 1
    case .enter:
      overlay = nil
      return themes.map { useTheme(named: $0.shown.name) } ?? []
    case .escape, .character("q"), .control("c"):
      overlay = nil
      themes?.shown = old.before
      return []
    default: return []
    }
    overlay = .themes(picker)
    if let chosen = themes?.all[picker.selected] { themes?.shown = chosen }
    return []
  }

  /// Why a theme does not look as it was made; "" where it does.
  private var shortfall: String {
    guard let themes, themes.shown.level > themes.level else { return "" }
    return "made for \(themes.shown.level.title); here there is \(themes.level.title)"
  }

  /// The themes that there is room for, the marked one among them.
  func themePickerRows(_ picker: ThemePickerOverlay) -> Range<Int> {
    let count = themes?.all.count ?? 0
    let room = max(1, min(count, size.rows - 8))
    let first = max(0, min(picker.selected - room / 2, count - room))
    return first..<min(count, first + room)
  }

  func themePickerLines(_ picker: ThemePickerOverlay) -> [[StyledSpan]] {
    let all = themes?.all ?? []
    let names = themePickerRows(picker).map { index in
      let theme = all[index]
      let isSelected = index == picker.selected
      let mark = isSelected ? pick("▸ ", "> ") : "  "
      return [
        StyledSpan(
          padded(mark + theme.name, 24), Style(isSelected ? .selection : .text)),
        StyledSpan(" " + shortened(theme.title, max(1, size.columns - 31)), Style(.dim)),
      ]
    }
    let sample = [
      StyledSpan("agree ", Style(.agree)), StyledSpan("differ ", Style(.disagree)),
      StyledSpan("human ", Style(.human)), StyledSpan("judge ", Style(.judge)),
      StyledSpan("jury ", Style(.jury)), StyledSpan("debate ", Style(.debate)),
      StyledSpan("hit", Style(.searchHit)),
    ]
    return names + [
      [], sample, [StyledSpan(shortfall, Style(.warning))],
      [StyledSpan("Enter keeps it, Esc goes back", Style(.dim))],
    ]
  }
}
