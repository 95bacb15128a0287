import BuiltinThemes
import PersonalSettings
import TerminalCore
import WorkbenchRuntime

extension WorkbenchRequest {
  /// What `concord` alone, `concord open`, and on a terminal `concord label` ask for; nil for every
  /// other command line, and for one that asks for help or is mistaken.
  /// - Throws: what is wrong with the person's settings, keys or theme.
  init?(_ arguments: [String]) throws(SettingsError) {
    guard let invocation = try? CommandLineParser.parse(arguments),
      ["", "open", "label"].contains(invocation.command.name), !invocation.has("help"),
      invocation.command.name != "label" || LabelCommand.wantsScreen(invocation)
    else { return nil }
    let isRoot = invocation.command.name.isEmpty
    if isRoot, invocation.has("version") { return nil }
    self.init(
      studyPath: invocation.operands.first,
      raterName: Environment.raterName(invocation.value("as")), isASCII: invocation.has("ascii"),
      look: try WorkbenchLook(invocation))
  }
}

extension WorkbenchLook {
  /// The command line counts before the environment, and that before the settings.
  init(_ invocation: Invocation) throws(SettingsError) {
    let folder = SettingsFolder.ofPerson
    let settings = try folder.settings()
    let shelf = ThemeShelf(folder)
    let theme: Theme
    if let name = invocation.value("theme") {
      theme = try shelf.theme(named: name, from: "--theme")
    } else if let name = Environment.nonEmpty("CONCORD_THEME") {
      theme = try shelf.theme(named: name, from: "CONCORD_THEME")
    } else {
      let place = settings.themePlace.map { ":" + $0 } ?? ""
      theme = try shelf.theme(
        named: settings.theme ?? BuiltinTheme.standardName, from: folder.settingsPath + place)
    }
    self.init(
      folder: folder, settings: settings, themes: shelf.themes, theme: theme,
      colour: try Self.colour(invocation, settings),
      colourRefused: Environment.nonEmpty("NO_COLOR") != nil)
  }

  /// `--color`, else CONCORD_COLOR, else the setting.
  static func colour(_ invocation: Invocation, _ settings: Settings) throws(SettingsError)
    -> ColourChoice
  {
    if let word = invocation.value("color"), let choice = ColourChoice(rawValue: word) {
      return choice
    }
    guard let word = Environment.nonEmpty("CONCORD_COLOR") else { return settings.colour }
    guard let choice = ColourChoice(rawValue: word) else {
      let words = ColourChoice.allCases.map(\.rawValue).joined(separator: ", ")
      throw SettingsError(problems: ["CONCORD_COLOR: '\(word)' is not one of \(words)"])
    }
    return choice
  }
}
