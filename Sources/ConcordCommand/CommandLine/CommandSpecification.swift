/// What an option takes after its name.
enum OptionValue: Hashable, Sendable {
  /// Nothing: it is there or not.
  case flag
  /// Free text, shown in help under this placeholder.
  case text(String)
  /// A whole number of at least 0, shown under this placeholder.
  case number(String)
  /// A path; shells complete files.
  case file(String)
  /// One of these words.
  case choice([String])

  /// What stands for the value in help and manual; nil for a flag.
  var placeholder: String? {
    switch self {
    case .flag: nil
    case .text(let name), .number(let name), .file(let name): name
    case .choice(let words): words.joined(separator: "|")
    }
  }

  var choices: [String] {
    if case .choice(let words) = self { words } else { [] }
  }
}

/// One option of a command, as the parser, the help, the completions and the manual see it.
struct OptionSpecification: Hashable, Sendable {
  let name: String
  let short: Character?
  let value: OptionValue
  /// May be given several times; the values add up.
  let repeats: Bool
  let help: String

  init(
    _ name: String, short: Character? = nil, _ value: OptionValue, repeats: Bool = false,
    _ help: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.repeats = repeats
    self.help = help
  }

  /// A flag.
  init(_ name: String, short: Character? = nil, _ help: String) {
    self.init(name, short: short, .flag, help)
  }

  /// `-o, --output FILE`.
  var heading: String {
    let names = (short.map { "-\($0), " } ?? "    ") + "--" + name
    return names + (value.placeholder.map { " " + $0 } ?? "")
  }
}

/// A place for an argument that is not an option.
struct OperandSpecification: Hashable, Sendable {
  enum Count: Hashable, Sendable {
    case one, optional, oneOrMore, zeroOrMore

    /// Whether a command line without it is not understood.
    var isNeeded: Bool { self == .one || self == .oneOrMore }
    /// Whether there can be any number.
    var isOpen: Bool { self == .oneOrMore || self == .zeroOrMore }
  }

  let name: String
  let count: Count
  let isFile: Bool
  let help: String
  let choices: [String]

  init(
    _ name: String, _ count: Count, isFile: Bool = true, choices: [String] = [],
    _ help: String
  ) {
    self.name = name
    self.count = count
    self.isFile = isFile && choices.isEmpty
    self.help = help
    self.choices = choices
  }

  /// One file.
  init(_ name: String, choices: [String] = [], _ help: String) {
    self.init(name, .one, choices: choices, help)
  }

  /// `STUDY`, `[DIR]` or `FILE...`.
  var synopsis: String {
    switch count {
    case .one: name
    case .optional: "[" + name + "]"
    case .oneOrMore: name + "..."
    case .zeroOrMore: "[" + name + "...]"
    }
  }
}

/// One command: the single source of its parsing, help, completions and manual page.
struct CommandSpecification: Hashable, Sendable {
  let name: String
  /// One line without a full stop.
  let summary: String
  /// Paragraphs of plain text, each wrapped when shown.
  let details: [String]
  let operands: [OperandSpecification]
  let options: [OptionSpecification]
  /// Command lines that work, each with what it does.
  let examples: [Example]

  struct Example: Hashable, Sendable {
    let line: String
    let meaning: String

    init(_ line: String, _ meaning: String) {
      self.line = line
      self.meaning = meaning
    }
  }

  init(
    _ name: String, _ summary: String, details: [String] = [],
    operands: [OperandSpecification] = [], options: [OptionSpecification] = [],
    examples: [Example] = []
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.operands = operands
    self.options = options + [CommandTable.help]
    self.examples = examples
  }

  /// `concord import STUDY FILE... [options]`; the bare program's name for the root.
  var synopsis: String {
    let words = ["concord", name].filter { !$0.isEmpty } + operands.map(\.synopsis)
    return (words + ["[options]"]).joined(separator: " ")
  }

  /// `--as`, `-o`: the options that take the word after them.
  var valuedNames: [String] {
    options.filter { $0.value != .flag }.flatMap { option in
      ["--" + option.name] + (option.short.map { ["-\($0)"] } ?? [])
    }
  }

  func option(named name: String) -> OptionSpecification? {
    options.first { $0.name == name }
  }

  func option(short: Character) -> OptionSpecification? {
    options.first { $0.short == short }
  }
}
