import PersonalSettings
import TerminalCore
import Workbench

/// One line of the live table: an action on a screen, and the keys it has now.
struct KeyLine {
  let action: Action
  let keys: [Key]

  var names: String { keys.map(\.name).joined(separator: " ") }

  /// Every action, with the person's own keys; those without a key too, since the palette and the
  /// command line reach them.
  static func all(_ keymap: Keymap) -> [KeyLine] {
    Action.all.map { KeyLine(action: $0, keys: keymap.keys(for: $0.id, in: $0.context)) }
  }
}

/// `concord keys`: the keys as they are now, the person's own included.
enum KeysCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws {
    let files = PersonalFiles(.ofPerson)
    if invocation.has("check") { return try check(files, invocation, console) }
    if let leftOut = files.leftOut { console.message(leftOut) }
    let keymap = Keymap.with(files.settings.keys).map
    let lines = KeyLine.all(keymap)
    if invocation.has("json") { return try console.print(json(lines)) }
    if invocation.has("markdown") { return try console.write(markdown(lines), exactly: true) }
    var table = PlainTable(columns: ["screen", "keys", "action", "does"].map { .init($0) })
    table.rows = lines.map { line in
      [line.action.context.rawValue, line.names, line.action.id.rawValue, line.action.title]
    }
    try console.print(table.plain(heading: console.heading))
  }

  /// Every mistake in the person's own files.
  private static func check(
    _ files: PersonalFiles, _ invocation: Invocation, _ console: Console
  ) throws {
    let problems = files.problems
    if invocation.has("json") {
      try console.print(
        JSONValue.members(["problems": .strings(problems), "ok": .bool(problems.isEmpty)]))
    } else {
      for problem in problems { try console.print(SafeText.line(problem)) }
      if problems.isEmpty {
        try console.print("\(SafeText.line(files.folder.path)): nothing is wrong")
      }
    }
    guard !problems.isEmpty else { return }
    throw CommandFailure.checkFailed(
      "\(files.folder.path): \(problems.count) \(problems.count == 1 ? "mistake" : "mistakes")")
  }

  private static func json(_ lines: [KeyLine]) -> JSONValue {
    .array(
      lines.map { line in
        .members([
          "screen": .string(line.action.context.rawValue),
          "keys": .strings(line.keys.map(\.name)), "action": .string(line.action.id.rawValue),
          "does": .string(line.action.title),
        ])
      })
  }

  /// A heading and a table for each screen.
  private static func markdown(_ lines: [KeyLine]) -> String {
    ActionContext.allCases.map { context in
      let rows = lines.filter { $0.action.context == context }.map { line in
        let keys = line.keys.map { "`" + $0.name.replacing("|", with: "\\|") + "`" }
        return "| \(keys.joined(separator: " ")) | \(line.action.title) | "
          + "`\(line.action.id.rawValue)` |\n"
      }
      return "## \(context.title)\n\n| keys | what it does | action |\n| --- | --- | --- |\n"
        + rows.joined()
    }.joined(separator: "\n")
  }
}
