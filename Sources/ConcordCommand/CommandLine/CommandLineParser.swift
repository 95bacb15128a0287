/// Reads arguments by the table: long and short options, `--name=value`, `-oVALUE`, clusters of
/// short flags, `--` and `-`.
struct CommandLineParser {
  private var rest: ArraySlice<String>
  private var invocation: Invocation

  /// Reads the arguments after the program's name. Options may stand before the command. With
  /// `--help` or `--version` nothing else is required.
  static func parse(_ arguments: [String]) throws(UsageError) -> Invocation {
    var arguments = arguments
    var command = CommandTable.root
    if let place = placeOfCommand(arguments) {
      if CommandTable.command(named: arguments[place]) == nil {
        try checkOptions(arguments[..<place])
      }
      command = try Self.command(named: arguments.remove(at: place))
    }
    var parser = CommandLineParser(rest: arguments[...], invocation: Invocation(command: command))
    try parser.readAll()
    return parser.invocation
  }

  /// The first word that is neither an option nor an option's value; nil where there is none.
  private static func placeOfCommand(_ arguments: [String]) -> Int? {
    var place = 0
    while place < arguments.count, arguments[place] != "--", arguments[place] != "-" {
      guard arguments[place].hasPrefix("-") else { return place }
      place += takesNextWord(arguments[place]) ? 2 : 1
    }
    return nil
  }

  /// An option that no command has may have had a value: what stands after it was not meant as a
  /// command then.
  private static func checkOptions(_ words: ArraySlice<String>) throws(UsageError) {
    let all = ([CommandTable.root] + CommandTable.commands).flatMap(\.options).map(\.name)
    for word in words where word.hasPrefix("--") {
      let name = String(word.dropFirst(2).prefix { $0 != "=" })
      guard !all.contains(name) else { continue }
      let hint = NearestName.of(name, among: all).map { "--" + $0 }
      throw .unknownOption(word, command: CommandTable.root.name, hint: hint)
    }
  }

  /// Whether an option, of whatever command, has its value in the word after it.
  private static func takesNextWord(_ word: String) -> Bool {
    let all = ([CommandTable.root] + CommandTable.commands).lazy
    if word.hasPrefix("--") {
      let option = all.compactMap { $0.option(named: String(word.dropFirst(2))) }.first
      return option.map { $0.value != .flag } ?? false
    }
    guard word.count == 2, let letter = word.last else { return false }
    let option = all.compactMap { $0.option(short: letter) }.first
    return option.map { $0.value != .flag } ?? false
  }

  private static func command(named name: String) throws(UsageError) -> CommandSpecification {
    if let command = CommandTable.command(named: name) { return command }
    let hint = NearestName.of(name, among: CommandTable.commands.map(\.name))
    throw .unknownCommand(name, hint: hint)
  }

  private mutating func readAll() throws(UsageError) {
    var optionsEnded = false
    while let argument = rest.popFirst() {
      if optionsEnded || argument == "-" || !argument.hasPrefix("-") {
        invocation.operands.append(argument)
      } else if argument == "--" {
        optionsEnded = true
      } else if argument.hasPrefix("--") {
        try readLong(argument.dropFirst(2))
      } else {
        try readShort(argument.dropFirst())
      }
    }
    guard !invocation.has("help"), invocation.values["version"] == nil else { return }
    try checkOperands()
  }

  private mutating func readLong(_ word: Substring) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    guard let option = invocation.command.option(named: name) else {
      let names = invocation.command.options.map(\.name)
      let hint = NearestName.of(name, among: names).map { "--" + $0 }
      throw .unknownOption("--" + name, command: invocation.command.name, hint: hint)
    }
    try read(option, attached: parts.count > 1 ? String(parts[1]) : nil)
  }

  private mutating func readShort(_ word: Substring) throws(UsageError) {
    var word = word
    while let letter = word.popFirst() {
      guard let option = invocation.command.option(short: letter) else {
        throw .unknownOption("-\(letter)", command: invocation.command.name, hint: nil)
      }
      if option.value == .flag {
        try read(option, attached: nil)
      } else {
        let attached = word.first == "=" ? word.dropFirst() : word
        try read(option, attached: word.isEmpty ? nil : String(attached))
        return
      }
    }
  }

  private mutating func read(
    _ option: OptionSpecification, attached: String?
  ) throws(UsageError) {
    if option.value == .flag {
      if attached != nil { throw .unexpectedValue(option: option.name) }
      invocation.values[option.name] = [""]
      return
    }
    guard let value = attached ?? rest.popFirst() else {
      throw .missingValue(option: option.name, placeholder: option.value.placeholder ?? "VALUE")
    }
    if !option.repeats, invocation.values[option.name] != nil {
      throw .repeated(option: option.name)
    }
    try Self.check(value, of: option)
    invocation.values[option.name, default: []].append(value)
  }

  private static func check(_ value: String, of option: OptionSpecification) throws(UsageError) {
    switch option.value {
    case .choice(let choices):
      try check(value, among: choices, name: "--" + option.name)
    case .number:
      let isNumber = !value.isEmpty && value.utf8.allSatisfy { (48...57).contains($0) }
      guard isNumber, Int(value) != nil else {
        throw .badNumber(option: option.name, value: value)
      }
    case .flag, .text, .file: return
    }
  }

  private static func check(
    _ value: String, among choices: [String], name: String
  ) throws(UsageError) {
    guard !choices.contains(value) else { return }
    let hint = NearestName.of(value, among: choices)
    throw .badChoice(name: name, value: value, choices: choices, hint: hint)
  }

  private func checkOperands() throws(UsageError) {
    let command = invocation.command
    let least = command.operands.count { $0.count.isNeeded }
    if invocation.operands.count < least {
      let missing = command.operands.filter { $0.count.isNeeded }[invocation.operands.count]
      throw .missingOperand(missing.name, command: command.name)
    }
    let isOpen = command.operands.last?.count.isOpen ?? false
    if !isOpen, invocation.operands.count > command.operands.count {
      throw .extraOperand(invocation.operands[command.operands.count], command: command.name)
    }
    for (value, operand) in zip(invocation.operands, command.operands)
    where !operand.choices.isEmpty {
      try Self.check(value, among: operand.choices, name: operand.name)
    }
  }
}
