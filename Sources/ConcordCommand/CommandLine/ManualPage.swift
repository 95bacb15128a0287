import Workbench

/// Manual pages in roff's `man` macros, from the same table as everything else.
enum ManualPage {
  /// File name and text of every page: `concord.1`, and `concord-NAME.1` for each command.
  static func all(_ keymap: Keymap) -> [(fileName: String, text: String)] {
    [("concord.1", overview(keymap))]
      + CommandTable.commands.map { ("concord-" + $0.name + ".1", page(of: $0)) }
  }

  /// concord(1): every command in brief with its options, the keys of every screen, and the files.
  static func overview(_ keymap: Keymap) -> String {
    let root = CommandTable.root
    var lines = head("concord", root.summary)
    lines += [".SH SYNOPSIS", ".B concord", escape("[options]"), ".br", ".B concord"]
    lines += [escape("COMMAND [arguments] [options]"), ".SH DESCRIPTION"]
    lines += paragraphs(root.details) + [".SH OPTIONS"] + options(root.options)
    lines.append(".SH COMMANDS")
    for command in CommandTable.commands {
      lines += [".SS " + escape(command.synopsis)] + text(HelpText.sentence(command.summary))
      lines += command.details.flatMap { [".PP"] + text($0) }
      lines += options(command.options)
    }
    lines += keys(keymap) + files()
    return (lines + foot(root.examples)).joined(separator: "\n") + "\n"
  }

  private static func keys(_ keymap: Keymap) -> [String] {
    var lines = [".SH KEYS"]
    for context in ActionContext.allCases {
      lines.append(".SS " + escape(context.title))
      for line in KeyLine.all(keymap) where line.action.context == context && !line.keys.isEmpty {
        let meaning = HelpText.sentence(line.action.title) + " (\(line.action.id.rawValue))"
        lines += [".TP", ".B " + escape(line.names)] + text(meaning)
      }
    }
    return lines
  }

  private static func files() -> [String] {
    [".SH FILES"]
      + SettingsHelp.files.flatMap { [".TP", ".I " + escape($0.path)] + text($0.meaning) }
  }

  static func page(of command: CommandSpecification) -> String {
    var lines = head("concord-" + command.name, command.summary)
    lines += [".SH SYNOPSIS", ".B " + escape("concord " + command.name)]
    lines.append(escape((command.operands.map(\.synopsis) + ["[options]"]).joined(separator: " ")))
    lines += [".SH DESCRIPTION"] + text(HelpText.sentence(command.summary))
    lines += command.details.flatMap { [".PP"] + text($0) }
    if !command.operands.isEmpty {
      lines.append(".SH ARGUMENTS")
      for operand in command.operands {
        lines += [".TP", ".I " + escape(operand.name)] + text(HelpText.operandHelp(operand))
      }
    }
    lines += [".SH OPTIONS"] + options(command.options) + foot(command.examples)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func head(_ name: String, _ summary: String) -> [String] {
    [
      ".TH \(escape(name).uppercased()) 1 \(CommandTable.versionDate) \"concord "
        + CommandTable.version + "\"",
      ".SH NAME", escape(name) + " \\- " + escape(summary),
    ]
  }

  private static func foot(_ examples: [CommandSpecification.Example]) -> [String] {
    var lines: [String] = []
    if !examples.isEmpty { lines.append(".SH EXAMPLES") }
    for example in examples {
      lines += [".TP", ".B " + escape(example.line)] + text(HelpText.sentence(example.meaning))
    }
    lines += [".SH EXIT STATUS"]
    for (code, meaning) in statuses { lines += [".TP", ".B " + code, meaning] }
    return lines
  }

  private static let statuses = [
    ("0", "Done."), ("1", "A check or gate failed."), ("2", "The command line cannot be meant."),
    ("3", "Bad data, or a file that cannot be read or written."), ("130", "Interrupted."),
  ]

  private static func paragraphs(_ texts: [String]) -> [String] {
    texts.enumerated().flatMap { ($0 == 0 ? [] : [".PP"]) + text($1) }
  }

  private static func options(_ options: [OptionSpecification]) -> [String] {
    options.flatMap { option in
      let names = (option.short.map { "-\($0), " } ?? "") + "--" + option.name
      let value = option.value.placeholder.map { " \\fI" + escape($0) + "\\fR" } ?? ""
      return [".TP", "\\fB" + escape(names) + "\\fR" + value] + text(option.help)
    }
  }

  /// Lines of the page's source are kept this short, as its checkers want.
  private static let width = 72

  /// A paragraph's text.
  private static func text(_ text: String) -> [String] {
    HelpText.wrap(text, width: width).split(separator: "\n").map { escape(String($0)) }
  }

  /// Text that roff prints as it is: no escapes, no requests at a line's start, real hyphens.
  static func escape(_ text: String) -> String {
    var out = ""
    for character in text {
      switch character {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      default: out.append(character)
      }
    }
    return out.hasPrefix(".") || out.hasPrefix("'") ? "\\&" + out : out
  }
}
