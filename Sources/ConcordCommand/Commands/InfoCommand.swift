import AnnotationModel
import AnnotationStorage
import CTextWidth
import Glibc
import MarkdownText
import PersonalSettings
import TerminalCore
import TerminalNcurses
import WorkbenchRuntime
import YAMLText

/// `concord info`: what a bug report needs, or a study in brief.
enum InfoCommand {
  private typealias Line = (name: String, value: JSONValue)

  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let lines =
      if let path = invocation.operands.first {
        try await study(at: path)
      } else {
        program()
      }
    if invocation.has("json") {
      let members = lines.map { JSONValue.Member(name: $0.name, value: $0.value) }
      return try console.print(JSONValue.object(members))
    }
    var table = PlainTable(columns: [.init("what"), .init("is")])
    for line in lines { table.rows += rows(line) }
    try console.print(table.plain(heading: console.heading))
  }

  private static func rows(_ line: Line) -> [[String]] {
    switch line.value {
    case .string(let text): [[line.name, text]]
    case .array(let values): values.map { [line.name, plain($0)] }
    default: [[line.name, plain(line.value)]]
    }
  }

  private static func plain(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .object(let members): members.map { plain($0.value) }.joined(separator: ", ")
    default: value.text
    }
  }

  private static func program() -> [Line] {
    versions() + paths() + terminal()
      + [
        ("theme", .string(theme())), ("rater", .string(Environment.raterName(nil))),
        ("settings", settings()),
      ]
  }

  private static func versions() -> [Line] {
    [
      ("version", .string(CommandTable.version)),
      ("SQLite", .string(AnnotationStore.libraryVersion)),
      ("ncurses", .string(TerminalAbilities.libraryVersion)),
      ("libyaml", .string(YAMLDocument.libraryVersion)),
      ("cmark-gfm", .string(MarkdownText.libraryVersion)),
    ]
  }

  /// Each file with whether it is there: none of them need be.
  private static func paths() -> [Line] {
    let folder = SettingsFolder.ofPerson
    let places = [
      ("settings file", folder.settingsPath), ("key file", folder.keysPath),
      ("themes folder", folder.themesPath), ("endpoints file", folder.path + "/endpoints.yaml"),
      ("prompts folder", folder.path + "/prompts"), ("recent studies", RecentStudies.path ?? ""),
    ]
    return places.map { name, path in
      (name, .string(path + (access(path, F_OK) == 0 ? "" : " (not there)")))
    }
  }

  /// What the workbench would be drawn with, without an option.
  private static func theme() -> String {
    Environment.nonEmpty("CONCORD_THEME") ?? PersonalFiles(.ofPerson).theme.name
  }

  private static func settings() -> JSONValue {
    let problems = PersonalFiles(.ofPerson).problems
    return problems.isEmpty ? .string("nothing is wrong") : .strings(problems)
  }

  private static func terminal() -> [Line] {
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    // As the person has it, before the program falls back to UTF-8.
    setlocale(LC_ALL, "")
    defer { if concord_set_locale() == 0 { setlocale(LC_CTYPE, "C.UTF-8") } }
    let codeset = nl_langinfo(Int32(CODESET)).map { String(cString: $0) } ?? ""
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Environment.nonEmpty).first
    let abilities = TerminalAbilities.ofEnvironment()
    let known =
      abilities.isKnown ? "" : " (not known; \(TerminalAbilities.fallbackTerm) is assumed)"
    return [
      ("TERM", .string(abilities.term + known)),
      ("COLORTERM", .string(Environment.value("COLORTERM") ?? "")),
      ("size", .string(hasSize ? "\(size.ws_col)x\(size.ws_row)" : "no terminal")),
      ("locale", .string(locale ?? "none")), ("charset", .string(codeset)),
      ("glyphs", .string(codeset == "UTF-8" ? "unicode" : "ascii")),
      ("colours", .integer(abilities.colours)), ("colour", .string(colour(abilities.level))),
      ("NO_COLOR", .bool(Environment.nonEmpty("NO_COLOR") != nil)),
      ("can draw", .bool(abilities.canMoveCursor)), ("mouse", .bool(abilities.hasMouse)),
      ("italic", .bool(abilities.hasItalic)), ("dim", .bool(abilities.hasDim)),
      ("screen of its own", .bool(abilities.hasAlternateScreen)),
      ("escape delay", .string(Environment.nonEmpty("ESCDELAY").map { $0 + " ms" } ?? "automatic")),
    ]
  }

  /// The level that the workbench would draw with.
  private static func colour(_ available: ColourLevel) -> String {
    let choice =
      Environment.nonEmpty("CONCORD_COLOR").flatMap(ColourChoice.init)
      ?? SettingsFolder.ofPerson.settings().settings.colour
    return choice.level(
      available: available, refused: Environment.nonEmpty("NO_COLOR") != nil
    ).title
  }

  private static func study(at path: String) async throws -> [Line] {
    let store = try AnnotationStore.open(at: path, mode: .readOnly)
    let study = try await store.study()
    let index = try await store.searchIndexState()
    let raters = try await store.raters().map { summary in
      JSONValue.members([
        "name": .string(summary.rater.name), "kind": .string(summary.rater.kind.rawValue),
        "n": .integer(summary.ratings),
      ])
    }
    return [
      ("title", .string(study.title)), ("task", .string(study.task.name)),
      ("answers", .strings(study.task.scale.categories)),
      ("items", .integer(study.itemCount)), ("categories", .integer(study.categories.count)),
      ("searchable", .integer(index.indexed)), ("raters", .array(raters)),
    ]
  }
}
