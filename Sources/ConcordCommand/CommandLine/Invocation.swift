/// A command line as understood: a command, its options' values, its operands.
struct Invocation: Sendable {
  let command: CommandSpecification
  /// By the option's long name; a flag has one empty value.
  var values: [String: [String]] = [:]
  var operands: [String] = []

  init(command: CommandSpecification) { self.command = command }

  func has(_ option: String) -> Bool { all(option).isEmpty == false }

  /// The option's only value.
  func value(_ option: String) -> String? { all(option).last }

  /// All values of an option that repeats.
  func all(_ option: String) -> [String] {
    precondition(command.option(named: option) != nil, "\(option) is not in the table")
    return values[option] ?? []
  }

  /// A number's value. The parser has made sure that it is one.
  func number(_ option: String) -> Int? { value(option).flatMap { Int($0) } }

  /// A list's values, split at commas, without empty ones; `\,` is a comma of a value.
  func list(_ option: String) -> [String] {
    var values: [Substring] = [""]
    var isEscaped = false
    for character in value(option) ?? "" {
      if character == ",", !isEscaped {
        values.append("")
      } else if character == ",", isEscaped {
        values[values.count - 1].removeLast()
        values[values.count - 1].append(character)
      } else {
        values[values.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return values.map(Self.trimmed).filter { !$0.isEmpty }
  }

  private static func trimmed(_ word: Substring) -> String {
    var word = word
    while word.first == " " { word.removeFirst() }
    while word.last == " " { word.removeLast() }
    return String(word)
  }
}
