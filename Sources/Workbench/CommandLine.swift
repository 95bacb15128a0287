import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// The words that the command line knows besides the names of actions.
enum CommandWord: String, CaseIterable {
  case goto, order, reference, category, `import`, open, theme, quit

  var usage: String {
    switch self {
    case .goto: "goto ITEM (its key, or its number in the file)"
    case .order: "order file|random [SEED]|balanced|contested"
    case .reference: "reference RATER"
    case .category: "category NAME (in the work list)"
    case .import: "import FILE"
    case .open: "open STUDY"
    case .theme: "theme NAME"
    case .quit: "quit"
    }
  }
}

extension WorkbenchState {
  /// What can complete a command line; sorted, whole lines.
  func completions(of line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard let first = words.first, words.count > 1, let command = CommandWord(rawValue: first)
    else {
      let names = CommandWord.allCases.map(\.rawValue) + ActionID.allCases.map(\.rawValue)
      return Array(Set(names)).filter { $0.hasPrefix(line) }.sorted()
    }
    let rest = words.dropFirst().joined(separator: " ")
    return arguments(of: command).filter { $0.hasPrefix(rest) }.map { first + " " + $0 }
  }

  private func arguments(of command: CommandWord) -> [String] {
    switch command {
    case .order: ["file", "random", "balanced", "contested"]
    case .reference: agreement.tracker?.streams.map(\.name) ?? session?.raters.map(\.name) ?? []
    case .category: session?.study.categories ?? []
    case .goto: list.rows.map(\.key)
    case .theme: themes?.all.map(\.name) ?? []
    // Paths are looked for on the disk.
    case .open, .import, .quit: []
    }
  }

  /// Does what a line says.
  mutating func runCommand(_ line: String) -> [Effect] {
    let words = line.split(separator: " ").map(String.init)
    guard let first = words.first else { return [] }
    let rest = words.dropFirst().joined(separator: " ")
    if let command = CommandWord(rawValue: first) { return run(command, rest) }
    guard let action = ActionID(rawValue: first) else {
      // On the screens of items a line can be an item's key or number.
      if [.label, .list].contains(screen) || Int(line) != nil { return run(.goto, line) }
      return refuse("there is no command '\(first)'; Tab shows what there is")
    }
    return perform(action)
  }

  private mutating func run(_ command: CommandWord, _ argument: String) -> [Effect] {
    if command == .theme, argument.isEmpty { return pickTheme() }
    if argument.isEmpty, command != .quit { return refuse("usage: \(command.usage)") }
    switch command {
    case .quit: return perform(.quit)
    case .goto:
      guard session != nil else { return refuse("open a study first") }
      show(.label)
      label.isMovingOn = true
      return [.loadItemWithKey(argument)]
    case .order: return setOrder(argument.split(separator: " ").map(String.init))
    case .reference: return setReference(named: argument)
    case .category:
      list.filter.category = argument
      show(.list)
      return reloadList()
    case .import: return importFile(argument)
    case .open: return [.openStudy(path: argument)]
    case .theme: return useTheme(named: argument)
    }
  }

  private mutating func setOrder(_ words: [String]) -> [Effect] {
    guard let session else { return refuse("open a study first") }
    switch words.first {
    case "file": return [.setOrder(.file)]
    case "random":
      let seed = words.dropFirst().first.map { UInt64($0) } ?? session.sideSeed
      guard let seed else { return refuse("a seed is a whole number") }
      return [.setOrder(.random(seed: seed))]
    case "balanced": return [.setOrder(.balanced)]
    case "contested": return [.setOrder(.contested)]
    default: return refuse("usage: \(CommandWord.order.usage)")
    }
  }

  private mutating func setReference(named name: String) -> [Effect] {
    // Before the figures are there, the study says who rates.
    let known = session?.raters.first { $0.name == name }.map { StreamID.rater($0.id) }
    guard
      let reference = agreement.tracker?.stream(named: name)?.id
        ?? (agreement.tracker == nil ? known ?? (name == "majority" ? .majority : nil) : nil)
    else { return refuse("no rater is called '\(name)'") }
    agreement.reference = reference
    agreement.refresh()
    return []
  }
}
