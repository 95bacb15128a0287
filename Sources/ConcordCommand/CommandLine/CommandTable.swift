import TerminalCore

/// Every command and option of the program, as data.
enum CommandTable {
  static let version = "0.1.0"
  /// When that version was made: the date of its manual pages.
  static let versionDate = "2026-11-25"

  static let help = OptionSpecification("help", short: "h", "Show this help and stop.")
  static let json = OptionSpecification("json", "Print one JSON document instead of text.")
  static let study = OperandSpecification("STUDY", "The study's file.")

  /// The program without a command: the workbench at its welcome screen.
  static let root = CommandSpecification(
    "", "label responses side by side and watch agreement with LLM judges",
    details: [
      "Without a command, concord opens its workbench at the welcome screen.",
      "Results go to standard output, messages to standard error. Nothing waits for a key "
        + "unless it runs on a terminal.",
      "Pipes and files get UTF-8, whatever the locale. On a terminal whose locale is not UTF-8, a "
        + "character beyond ASCII is written as \\uXXXX, in JSON too; the program's own signs have "
        + "plain twins.",
    ],
    options: workbenchOptions + [OptionSpecification("version", "Print the version and stop.")],
    examples: [
      .init("concord new study.concord --template pairwise", "begin a study"),
      .init("concord agree study.concord", "print the agreement of everyone who rated"),
    ])

  static let commands: [CommandSpecification] = [
    open, new, importing, label, run, runs, reparse, agree, stats, compare, consistency, validate,
    jury, trust, passrate, plan, consensus, alttest, drift, figure, rank, items, export, report,
    snapshot, check,
    backup, models, prompts, themes, keys, info, completions, man,
  ]

  static func command(named name: String) -> CommandSpecification? {
    commands.first { $0.name == name }
  }

  /// What opening the workbench takes.
  static let workbenchOptions: [OptionSpecification] = [
    OptionSpecification(
      "as", .text("NAME"), "Who labels; without it CONCORD_RATER, or else the login name."),
    OptionSpecification(
      "theme", .text("NAME"),
      "The colours; without it CONCORD_THEME, or else the setting. `concord themes` lists them."),
    color,
    OptionSpecification("ascii", "Draw with ASCII characters only."),
  ]

  static let color = OptionSpecification(
    "color", .choice(ColourChoice.allCases.map(\.rawValue)),
    "How much colour; without it CONCORD_COLOR, the setting, or what the terminal has, unless "
      + "NO_COLOR is set.")

  static let open = CommandSpecification(
    "open", "open a study in the workbench",
    details: ["Opens the study at the place where this person left it."],
    operands: [study], options: workbenchOptions,
    examples: [.init("concord open study.concord --as ann", "label as ann")])

  static let keys = CommandSpecification(
    "keys", "list the keys of every screen, or check your own",
    details: [
      "As they are now, your own included. They are changed in keys.yaml in your configuration "
        + "folder (concord info names it): a line `skip: S` or `skip: [S, F5]` for an action on "
        + "every screen that has it, the same under `label:` or another screen's name for one, "
        + "and `skip: []` for no key.",
      "A line with a mistake is left out and the rest holds. With --check, says every mistake in "
        + "keys.yaml, config.yaml and the theme that it chooses; status 1 when there is one.",
    ],
    options: [
      OptionSpecification("markdown", "Print Markdown tables."),
      OptionSpecification("check", "Look for mistakes in your own files, and print no keys."),
      json,
    ],
    examples: [.init("concord keys --check", "after a change in keys.yaml")])

  static let themes = CommandSpecification(
    "themes", "list the themes, show them, or look for mistakes in one",
    details: [
      "A theme is a base16 or base24 scheme file with a roles: block that may be left out. Yours "
        + "go to the folder themes in your configuration folder (concord info names it).",
      "With THEME, a name or a file: says what is wrong with it, each mistake with its line, and "
        + "what is hard to read. Status 1 when there is a mistake.",
      "A role is COLOUR [on COLOUR] [ATTRIBUTE...]: base00 to base0F, six hexadecimal digits, "
        + "terminal, black to bright-white; bold, dim, italic, underline, reverse. The roles are "
        + StyleRole.allCases.map(\.rawValue).joined(separator: ", ") + ".",
    ],
    operands: [OperandSpecification("THEME", .optional, "A theme's name or file.")],
    options: [
      OptionSpecification("preview", "Show what roles look like, of THEME or of all."),
      OptionSpecification("print", "Print the file of THEME, to begin one of your own."),
      color, json,
    ],
    examples: [
      .init("concord themes --preview", "see all of them"),
      .init("concord themes --print dark | tee mine.yaml", "begin a theme of your own"),
      .init("concord themes mine.yaml", "look for mistakes"),
    ])

  static let info = CommandSpecification(
    "info", "show versions, the terminal and who labels, or a study in brief",
    operands: [OperandSpecification("STUDY", .optional, "A study to describe.")],
    options: [json])

  static let completions = CommandSpecification(
    "completions", "print a shell's completion script",
    operands: [
      OperandSpecification("SHELL", choices: ["bash", "zsh", "fish"], "The shell.")
    ],
    examples: [.init("source <(concord completions bash)", "complete in this shell")])

  static let man = CommandSpecification(
    "man", "print the manual page, or write all of them",
    details: [
      "Without DIR, prints concord(1) as roff, with the keys as they are now; with DIR, writes "
        + "concord.1 and a page for each command there."
    ],
    operands: [OperandSpecification("DIR", .optional, "A folder; made if it is not there.")],
    examples: [.init("concord man | man -l -", "read the manual")])
}
