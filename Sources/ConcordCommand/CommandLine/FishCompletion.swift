/// A completion script for fish, from the table.
enum FishCompletion {
  static var script: String {
    var lines = [
      "# fish completion for concord; save it as ~/.config/fish/completions/concord.fish",
      "complete -c concord -e",
    ]
    for command in CommandTable.commands {
      lines.append(
        "complete -c concord -n __fish_use_subcommand -f -a \(command.name) -d "
          + quote(command.summary))
      lines += options(of: command, when: quote("__fish_seen_subcommand_from " + command.name))
      for operand in command.operands where !operand.choices.isEmpty {
        lines.append(
          "complete -c concord -n " + quote("__fish_seen_subcommand_from " + command.name)
            + " -f -a " + quote(operand.choices.joined(separator: " ")))
      }
    }
    lines += options(of: CommandTable.root, when: "__fish_use_subcommand")
    return lines.joined(separator: "\n")
  }

  private static func options(of command: CommandSpecification, when: String) -> [String] {
    command.options.map { option in
      var words = ["complete -c concord -n", when, "-l", option.name]
      if let short = option.short { words += ["-s", String(short)] }
      switch option.value {
      case .flag: words.append("-f")
      case .file: words.append("-r -F")
      case .choice(let choices): words += ["-x -a", quote(choices.joined(separator: " "))]
      case .text, .number: words.append("-x")
      }
      return (words + ["-d", quote(option.help)]).joined(separator: " ")
    }
  }

  /// Inside fish's single quotes only the backslash and the quote are special.
  static func quote(_ text: String) -> String {
    "'" + text.map { "'\\".contains($0) ? "\\" + String($0) : String($0) }.joined() + "'"
  }
}
