/// A completion script for bash, from the table.
enum BashCompletion {
  static var script: String {
    """
    # bash completion for concord; load it with: source <(concord completions bash)
    _concord() {
      local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}"
      local command="" index words=""
      COMPREPLY=()
      if [[ $previous == "=" && COMP_CWORD -gt 1 ]]; then previous="${COMP_WORDS[COMP_CWORD-2]}"; fi
      if [[ $current == "=" ]]; then current=""; fi
      for (( index = 1; index < COMP_CWORD; index++ )); do
        case "${COMP_WORDS[index]}" in
          \(CommandTable.root.valuedNames.joined(separator: "|")))
            if [[ ${COMP_WORDS[++index]-} == "=" ]]; then (( index += 1 )); fi ;;
          -*) ;;
          *) command="${COMP_WORDS[index]}"; break ;;
        esac
      done
      case "$command $previous" in
    \(valueCases)
      esac
      if [[ $current == -* ]]; then
        case "$command" in
    \(optionCases)
        esac
      else
        case "$command" in
    \(operandCases)
        esac
      fi
      if [[ -n $words ]]; then
        COMPREPLY=($(compgen -W "$words" -- "$current"))
      fi
    }
    complete -o bashdefault -o default -F _concord concord
    """
  }

  private static var allCommands: [CommandSpecification] {
    [CommandTable.root] + CommandTable.commands
  }

  /// What may follow an option: its choices, or files, or nothing.
  private static var valueCases: String {
    allCommands.flatMap { command in
      command.options.compactMap { option -> String? in
        guard option.value != .flag else { return nil }
        let names = (["--" + option.name] + (option.short.map { ["-\($0)"] } ?? []))
          .map { "\"\(command.name) \($0)\"" }.joined(separator: "|")
        return "    \(names)) \(action(option)) ;;"
      }
    }.joined(separator: "\n")
  }

  private static func action(_ option: OptionSpecification) -> String {
    if case .file = option.value {
      return "COMPREPLY=($(compgen -f -- \"$current\")); return"
    }
    let words = option.value.choices.joined(separator: " ")
    return "COMPREPLY=($(compgen -W \"\(words)\" -- \"$current\")); return"
  }

  private static var optionCases: String {
    allCommands.map { command in
      let names = command.options.flatMap { option in
        (option.short.map { ["-\($0)"] } ?? []) + ["--" + option.name]
      }
      return "      \"\(command.name)\") words=\"\(names.joined(separator: " "))\" ;;"
    }.joined(separator: "\n")
  }

  private static var operandCases: String {
    let names = CommandTable.commands.map(\.name).joined(separator: " ")
    let closed = CommandTable.commands.compactMap { command -> String? in
      let choices = command.operands.flatMap(\.choices)
      guard !choices.isEmpty else { return nil }
      return "      \"\(command.name)\") words=\"\(choices.joined(separator: " "))\" ;;"
    }
    return (["      \"\") words=\"\(names)\" ;;"] + closed).joined(separator: "\n")
  }
}
