/// A command line that cannot be meant.
enum UsageError: Error, Hashable, Sendable {
  case unknownCommand(String, hint: String?)
  case unknownOption(String, command: String, hint: String?)
  case missingValue(option: String, placeholder: String)
  case unexpectedValue(option: String)
  case badChoice(name: String, value: String, choices: [String], hint: String?)
  case badNumber(option: String, value: String)
  case repeated(option: String)
  case missingOperand(String, command: String)
  case extraOperand(String, command: String)
  /// A rule between options, in words.
  case rule(String)
}

extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .unknownCommand(let name, let hint):
      "there is no command ‘\(name)’" + Self.suggestion(hint) + "concord --help lists them"
    case .unknownOption(let name, let command, let hint):
      "there is no option ‘\(name)’ here" + Self.suggestion(hint) + Self.helpLine(command)
        + " lists them"
    case .missingValue(let option, let placeholder):
      "--\(option) needs a value: --\(option) \(placeholder)"
    case .unexpectedValue(let option): "--\(option) takes no value"
    case .badChoice(let name, let value, let choices, let hint):
      "\(name) cannot be ‘\(value)’" + Self.suggestion(hint) + "it is one of "
        + choices.joined(separator: ", ")
    case .badNumber(let option, let value):
      "--\(option) wants a whole number from 0, not ‘\(value)’"
    case .repeated(let option): "--\(option) was given twice"
    case .missingOperand(let name, let command):
      "\(name) is missing; " + Self.helpLine(command) + " shows how to write it"
    case .extraOperand(let value, let command):
      "‘\(value)’ is one argument too many; " + Self.helpLine(command) + " shows how to write it"
    case .rule(let words): words
    }
  }

  private static func suggestion(_ hint: String?) -> String {
    hint.map { "; did you mean ‘\($0)’? " } ?? "; "
  }

  private static func helpLine(_ command: String) -> String {
    ["concord", command, "--help"].filter { !$0.isEmpty }.joined(separator: " ")
  }
}
