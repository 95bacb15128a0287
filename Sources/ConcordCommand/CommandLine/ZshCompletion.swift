/// A completion script for zsh, from the table.
enum ZshCompletion {
  static var script: String {
    """
    #compdef concord
    # zsh completion for concord; put it as _concord into a folder of $fpath.
    _concord() {
      local context state line
      local -i place=2
      local -a commands
      commands=(
    \(commandLines)
      )
      while (( place < CURRENT )); do
        case $words[place] in
          \(CommandTable.root.valuedNames.joined(separator: "|"))) (( place += 2 )) ;;
          -*) (( place += 1 )) ;;
          *) break ;;
        esac
      done
      if (( place < CURRENT )); then
        shift $(( place - 2 )) words
        (( CURRENT -= place - 2 ))
      elif (( place == CURRENT )) && [[ $words[place] != -* ]]; then
        _describe command commands
        return
      fi
      case $words[2] in
    \(cases)
      esac
    }
    compdef _concord concord
    """
  }

  private static var commandLines: String {
    CommandTable.commands.map { "    " + quote($0.name + ":" + $0.summary) }
      .joined(separator: "\n")
  }

  private static var cases: String {
    let named = CommandTable.commands.map { command in
      "    \(command.name)) shift words; (( CURRENT-- )); _arguments \(arguments(command)) ;;"
    }
    return (named + ["    *) _arguments \(arguments(CommandTable.root)) ;;"])
      .joined(separator: "\n")
  }

  private static func arguments(_ command: CommandSpecification) -> String {
    (command.options.flatMap(optionWords) + command.operands.enumerated().map(operandWord))
      .joined(separator: " ")
  }

  private static func optionWords(_ option: OptionSpecification) -> [String] {
    let names = ["--" + option.name] + (option.short.map { ["-\($0)"] } ?? [])
    let star = option.repeats ? "*" : ""
    return names.map { name in
      let tail = option.value == .flag ? "" : ":value:" + action(option.value)
      let equals = option.value != .flag && name.hasPrefix("--") ? "=" : ""
      return quote(star + name + equals + "[" + bracketed(option.help) + "]" + tail)
    }
  }

  private static func operandWord(_ index: Int, _ operand: OperandSpecification) -> String {
    let place = operand.count.isOpen ? "*" : String(index + 1)
    let action: String =
      if !operand.choices.isEmpty {
        "(" + operand.choices.joined(separator: " ") + ")"
      } else {
        operand.isFile ? "_files" : " "
      }
    return quote(place + ":" + operand.name + ":" + action)
  }

  private static func action(_ value: OptionValue) -> String {
    switch value {
    case .file: "_files"
    case .choice(let words): "(" + words.joined(separator: " ") + ")"
    case .flag, .text, .number: " "
    }
  }

  /// Brackets and colons mean something inside a specification.
  private static func bracketed(_ text: String) -> String {
    text.map { "[]:\\".contains($0) ? "\\" + String($0) : String($0) }.joined()
  }

  /// One word of the shell, in single quotes.
  static func quote(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "'\\''" : String($0) }.joined() + "'"
  }
}
