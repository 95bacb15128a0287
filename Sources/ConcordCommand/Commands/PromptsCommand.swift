import Glibc
import Judging
import ModelSettings
import PersonalSettings
import StudyFormats
import TerminalCore

/// `concord prompts`.
enum PromptsCommand {
  static func run(_ invocation: Invocation, _ console: Console) throws {
    let shelf = PromptShelf(folder: SettingsFolder.ofPerson.path)
    let action = invocation.operands.first ?? "list"
    let words = Array(invocation.operands.dropFirst())
    if invocation.has("for"), action != "check" { throw UsageError.rule("--for goes with check") }
    if invocation.has("force"), action != "copy" { throw UsageError.rule("--force goes with copy") }
    switch action {
    case "show": try show(words, shelf, invocation, console)
    case "copy": try copy(words, shelf, invocation, console)
    case "check": try check(words, shelf, invocation, console)
    default:
      if let word = words.first { throw UsageError.extraOperand(word, command: "prompts") }
      try list(shelf, invocation, console)
    }
  }

  // MARK: - List

  private static func list(
    _ shelf: PromptShelf, _ invocation: Invocation, _ console: Console
  ) throws {
    let wrong = shelf.entries.flatMap(\.problems)
    for problem in wrong { console.message("left out: " + problem) }
    if invocation.has("json") {
      return try console.print(.array(shelf.entries.map { json($0) }))
    }
    var table = PlainTable(
      columns: ["name", "used where", "version", "from", "places"].map { .init($0) })
    table.rows = shelf.entries.map { entry in
      [
        entry.name, BuiltinPrompts.use(of: entry.name), entry.version ?? "",
        entry.path ?? "concord",
        entry.template.map { $0.variables.sorted().joined(separator: " ") } ?? "has mistakes",
      ]
    }
    try console.print(table.plain(heading: console.heading))
  }

  private static func json(_ entry: PromptShelf.Entry, withText: Bool = false) -> JSONValue {
    let purpose = PromptPurpose(ofTemplate: entry.name)
    return .members([
      "name": .string(entry.name), "for": .string(BuiltinPrompts.use(of: entry.name)),
      "version": entry.version.map { .string($0) } ?? .null,
      "file": entry.path.map { .string($0) } ?? .null,
      "places": .strings((entry.template?.variables ?? []).sorted()),
      "needed": .strings(purpose.required.sorted()),
      "known": .strings(purpose.variables.sorted()),
      "problems": .strings(entry.problems), "text": withText ? .string(entry.text) : nil,
    ])
  }

  // MARK: - One

  private static func show(
    _ words: [String], _ shelf: PromptShelf, _ invocation: Invocation, _ console: Console
  ) throws {
    guard words.count == 1 else {
      throw CommandFailure.usage("one name is shown: concord prompts show NAME")
    }
    let entry = try shelf.entry(named: words[0])
    for problem in entry.problems { console.message(problem) }
    if invocation.has("json") { return try console.print(json(entry, withText: true)) }
    let text = console.outputIsTerminal ? DisplayText.safe(entry.text) : entry.text
    try console.write(text, exactly: true)
  }

  private static func copy(
    _ words: [String], _ shelf: PromptShelf, _ invocation: Invocation, _ console: Console
  ) throws {
    guard words.count == 2 else {
      throw CommandFailure.usage("a name and a file: concord prompts copy NAME FILE")
    }
    let entry = try shelf.entry(named: words[0])
    guard !entry.text.isEmpty else {
      throw CommandFailure.data(entry.problems.joined(separator: "\n"))
    }
    let isFolder = FolderContents.isFolder(words[1])
    let file = isFolder ? words[1] + "/" + entry.name + PromptShelf.fileEnding : words[1]
    guard file == "-" || invocation.has("force") || !FolderContents.exists(file) else {
      throw CommandFailure.data("\(file): is there already; --force replaces it")
    }
    if file.hasPrefix(shelf.folder + "/") { makeFolder(shelf.folder) }
    try TextFile.write(entry.text, to: file)
    if file != "-" {
      console.message(
        "wrote \(file), version \(entry.version ?? ""); in \(shelf.folder) it is found by its name")
    }
  }

  /// The person's own folder need not be there before the first template; where it cannot be made,
  /// the writing says why.
  private static func makeFolder(_ path: String) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o755)
    }
  }

  private static func check(
    _ words: [String], _ shelf: PromptShelf, _ invocation: Invocation, _ console: Console
  ) throws {
    guard !words.isEmpty else {
      throw CommandFailure.usage("what is checked is missing: concord prompts check FILE...")
    }
    let use = invocation.value("for")
    let entries = words.map { word in
      let known = shelf.entries.first { $0.name == word }
      guard let known, !FolderContents.exists(word) else {
        return PromptShelf.entry(at: word, use: use)
      }
      return known.path.map { PromptShelf.entry(at: $0, use: use) } ?? known
    }
    if invocation.has("json") {
      try console.print(.array(entries.map { json($0) }))
    } else {
      for entry in entries {
        for problem in entry.problems { try console.print(SafeText.line(problem)) }
        if entry.problems.isEmpty {
          let used = use ?? entry.name
          try console.print(
            SafeText.line(
              "\(entry.path ?? entry.name): nothing is wrong; used where "
                + "\(BuiltinPrompts.use(of: used)); version \(entry.version ?? "")"))
        }
      }
    }
    let count = entries.reduce(0) { $0 + $1.problems.count }
    guard count > 0 else { return }
    throw CommandFailure.checkFailed("\(count) \(count == 1 ? "mistake" : "mistakes")")
  }
}
