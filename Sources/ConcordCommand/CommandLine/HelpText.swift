/// The text of `--help`.
enum HelpText {
  static func of(_ command: CommandSpecification, width: Int = 80) -> String {
    var parts = ["Usage: " + (command.name.isEmpty ? rootSynopsis : command.synopsis)]
    parts.append(wrap(sentence(command.summary), width: width))
    parts += command.details.map { wrap($0, width: width) }
    if command.name.isEmpty { parts.append(commandList(width: width)) }
    if !command.operands.isEmpty {
      parts.append(section("Arguments", command.operands.map { ($0.name, operandHelp($0)) }, width))
    }
    parts.append(section("Options", command.options.map { ($0.heading, $0.help) }, width))
    if !command.examples.isEmpty {
      let lines = command.examples.map { "  " + $0.line + "\n      " + $0.meaning }
      parts.append("Examples:\n" + lines.joined(separator: "\n"))
    }
    if command.name.isEmpty {
      parts.append(wrap(ofCommands, width: width))
      parts.append(exitStatuses)
    }
    return parts.joined(separator: "\n\n")
  }

  private static let ofCommands =
    "`concord COMMAND --help` shows a command's options; they may also stand before COMMAND."

  static let exitStatuses =
    "Exit status: 0 done; 1 a check or gate failed; 2 usage; 3 data; 130 interrupted."

  static let rootSynopsis = "concord [options] | concord COMMAND [arguments]"

  static func sentence(_ summary: String) -> String {
    summary.prefix(1).uppercased() + summary.dropFirst() + "."
  }

  static func operandHelp(_ operand: OperandSpecification) -> String {
    operand.choices.isEmpty
      ? operand.help : operand.help + " One of " + operand.choices.joined(separator: ", ") + "."
  }

  private static func commandList(width: Int) -> String {
    section("Commands", CommandTable.commands.map { ($0.name, $0.summary) }, width)
  }

  /// Names in a column, and their texts beside them; a long name stands on its own line.
  private static func section(
    _ title: String, _ entries: [(name: String, text: String)], _ width: Int
  ) -> String {
    let column = min(24, (entries.map { $0.name.count }.max() ?? 0) + 4)
    let indent = String(repeating: " ", count: column)
    let lines = entries.map { entry in
      let text = wrap(entry.text, width: width - column).split(separator: "\n")
        .map { indent + $0 }.joined(separator: "\n")
      if entry.name.count + 4 > column { return "  " + entry.name + "\n" + text }
      let gap = String(repeating: " ", count: column - 2 - entry.name.count)
      return "  " + entry.name + gap + text.dropFirst(column)
    }
    return title + ":\n" + lines.joined(separator: "\n")
  }

  /// Breaks at spaces so that no line is longer than `width`, unless one word is.
  static func wrap(_ text: String, width: Int) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.joined(separator: "\n")
  }
}
