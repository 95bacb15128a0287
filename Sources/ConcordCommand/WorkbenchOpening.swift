import PersonalSettings
import TerminalCore
import WorkbenchRuntime

extension WorkbenchRequest {
  /// What `concord` alone, `concord open`, and on a terminal `concord label` ask for; nil for every
  /// other command line, and for one that asks for help or is mistaken.
  /// - Throws: that there is no such theme.
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
  /// The command line counts before the environment, and that before the settings. What is wrong
  /// with the latter two is left out and said.
  /// - Throws: what is wrong with the command line.
  init(_ invocation: Invocation) throws(SettingsError) {
    var files = PersonalFiles(.ofPerson)
    var theme = files.theme
    if let name = invocation.value("theme") {
      theme = try files.shelf.theme(named: name, from: "--theme")
    } else if let name = Environment.nonEmpty("CONCORD_THEME") {
      do throws(SettingsError) {
        theme = try files.shelf.theme(named: name, from: "CONCORD_THEME")
      } catch {
        files.add(error)
      }
    }
    var colour = files.settings.colour
    do throws(SettingsError) {
      colour = try Self.colour(invocation, files.settings)
    } catch {
      files.add(error)
    }
    if let leftOut = files.leftOut { Console.ofProcess().message(leftOut) }
    self.init(
      folder: files.folder, settings: files.settings, themes: files.shelf.themes, theme: theme,
      colour: colour, colourRefused: Environment.nonEmpty("NO_COLOR") != nil,
      leftOut: files.leftOutInBrief)
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
