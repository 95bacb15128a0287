import BuiltinThemes
import PersonalSettings
import TerminalCore

/// `concord themes`.
enum ThemesCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws {
    let folder = SettingsFolder.ofPerson
    let shelf = ThemeShelf(folder)
    guard let word = invocation.operands.first else {
      if invocation.has("print") { throw CommandFailure.usage("--print needs a THEME") }
      if invocation.has("preview") { return try preview(shelf.themes, invocation, console) }
      return try list(shelf, folder, invocation, console)
    }
    let entry = try entry(word, shelf, folder)
    if invocation.has("print") { return try printFile(entry, folder, console) }
    if invocation.has("preview"), let theme = entry.theme {
      return try preview([theme], invocation, console)
    }
    try report(entry, invocation, console)
  }

  /// A theme's name, or a file where the word looks like one.
  private static func entry(_ word: String, _ shelf: ThemeShelf, _ folder: SettingsFolder) throws
    -> ThemeShelf.Entry
  {
    if let known = shelf.entries.first(where: { $0.name == word }) { return known }
    guard word.contains("/") || word.hasSuffix(".yaml") || word.hasSuffix(".yml") else {
      _ = try shelf.theme(named: word, from: "themes")
      throw CommandFailure.data("no theme is called '\(word)'")
    }
    return ThemeShelf.entry(at: word, folder)
  }

  // MARK: - List

  private static func list(
    _ shelf: ThemeShelf, _ folder: SettingsFolder, _ invocation: Invocation, _ console: Console
  ) throws {
    let chosen =
      Environment.nonEmpty("CONCORD_THEME")
      ?? folder.settings().settings.theme ?? BuiltinTheme.standardName
    if invocation.has("json") {
      let values = shelf.entries.map { entry in
        JSONValue.members([
          "name": .string(entry.name), "title": .string(entry.theme?.title ?? ""),
          "variant": .string(entry.theme?.variant ?? ""),
          "colours": .string(entry.theme?.level.title ?? ""),
          "file": entry.path.map { .string($0) } ?? .null, "chosen": .bool(entry.name == chosen),
          "problems": .strings(entry.problems),
        ])
      }
      return try console.print(JSONValue.array(values))
    }
    var table = PlainTable(
      columns: ["", "theme", "title", "for", "made for", "from"].map { .init($0) })
    table.rows = shelf.entries.map { entry in
      [
        entry.name == chosen ? "*" : "", entry.name, entry.theme?.title ?? "has mistakes",
        entry.theme?.variant ?? "", entry.theme?.level.title ?? "", entry.path ?? "concord",
      ]
    }
    try console.print(table.plain(heading: console.heading))
  }

  // MARK: - One

  private static func printFile(
    _ entry: ThemeShelf.Entry, _ folder: SettingsFolder, _ console: Console
  ) throws {
    if let path = entry.path {
      guard let text = try folder.contents(of: path) else {
        throw CommandFailure.data(entry.problems.joined(separator: "\n"))
      }
      return try console.write(DisplayText.safe(text), exactly: true)
    }
    try console.write(BuiltinTheme.files.first { $0.name == entry.name }?.text ?? "", exactly: true)
  }

  private static func report(
    _ entry: ThemeShelf.Entry, _ invocation: Invocation, _ console: Console
  ) throws {
    let name = SafeText.line(entry.path ?? entry.name)
    let faint = (entry.theme.map(ThemeFile.lowContrast) ?? []).map { role, contrast in
      "\(name): \(role.rawValue) has a contrast of "
        + "\((contrast * 10).rounded(.down) / 10) to 1; 4.5 can be read well"
    }
    if invocation.has("json") {
      try console.print(
        JSONValue.members([
          "name": .string(entry.name), "problems": .strings(entry.problems),
          "faint": .strings(faint), "ok": .bool(entry.problems.isEmpty),
        ]))
    } else {
      for line in entry.problems + faint { try console.print(SafeText.line(line)) }
      if entry.problems.isEmpty, faint.isEmpty { try console.print("\(name): nothing is wrong") }
    }
    if !entry.problems.isEmpty {
      let count = entry.problems.count
      throw CommandFailure.checkFailed("\(name): \(count) \(count == 1 ? "mistake" : "mistakes")")
    }
  }

  // MARK: - Preview

  private static func preview(
    _ themes: [Theme], _ invocation: Invocation, _ console: Console
  ) throws {
    let asked = invocation.value("color").flatMap(ColourChoice.init)
    let choice = asked ?? (console.usesColour ? .auto : .never)
    let isForced = choice != .auto && choice != .never && choice != .mono
    let available: ColourLevel =
      ["truecolor", "24bit"].contains(Environment.value("COLORTERM")) ? .direct : .indexed
    let level: ColourLevel =
      choice == .always || choice == .direct
      ? .direct : choice.level(available: available, refused: false)
    for theme in themes {
      try console.write(
        ThemePreview(
          theme: theme, level: level, mayEscape: isForced || console.outputIsTerminal
        ).text)
    }
  }
}
