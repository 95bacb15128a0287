import ModelCalls
import YAMLText

/// Where a key comes from, and what is done about one that stands in the file itself. No message
/// ever quotes a value.
enum KeyFields {
  private static let secrets: Set<String> = [
    "key", "apikey", "token", "accesstoken", "authtoken", "bearer", "bearertoken", "secret",
    "secretkey", "apisecret", "password", "auth", "authorization", "credentials", "header",
    "headers",
  ]

  /// Whether a field of this name would hold a key.
  static func isSecret(_ field: String) -> Bool {
    secrets.contains(field.lowercased().filter { !"-_ ".contains($0) })
  }

  static func refusal(_ field: String) -> String {
    "\(field): a key never stands in this file, since files are copied, committed and sent: take "
      + "it out, renew it if others may have seen it, put it into an environment variable, and "
      + "write `key-env: NAME`; or write `key-command: COMMAND` for a program that prints it"
  }

  /// Letters, digits and `_`, no digit first; and not what is far more likely a key.
  static func isVariable(_ name: String) -> Bool {
    guard let first = name.utf8.first, !(48...57).contains(first), name.utf8.count <= 100 else {
      return false
    }
    let isMixed = name.contains(where: \.isNumber) && name.contains(where: \.isLowercase)
    guard !(isMixed && name.utf8.count >= 20) else { return false }
    return name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) || $0 == 95
    }
  }

  /// Words as one line of the shell that means just them.
  static func line(_ words: [String]) -> String {
    words.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
  }

  /// Whether a command holds what it prints.
  static func printsItself(_ command: String) -> Bool {
    let first = command.split { $0.isWhitespace || $0 == "'" || $0 == "\"" }.first ?? ""
    let program = first.split(separator: "/").last ?? ""
    return ["echo", "printf"].contains(program) && !command.contains("$")
  }
}

extension EndpointFields {
  mutating func key() -> KeySource {
    let (environment, command) = (node("key-env"), node("key-command"))
    if environment != nil, let command {
      say(command.place, "key-command: there is `key-env` too: keep one of them")
    }
    if let environment { return variable(environment) }
    return command.map { self.command($0) } ?? .none
  }

  private mutating func variable(_ node: YAMLNode) -> KeySource {
    guard let name = node.text, KeyFields.isVariable(name) else {
      say(
        node.place,
        "key-env: is the name of an environment variable, such as OPENAI_API_KEY, and never the "
          + "key itself: if it was the key, take it out and renew it")
      return .none
    }
    return .environment(name)
  }

  private mutating func command(_ node: YAMLNode) -> KeySource {
    let words = node.elements?.map(\.text)
    guard let line = words.map({ KeyFields.line($0.compactMap { $0 }) }) ?? node.text,
      line.contains(where: { !$0.isWhitespace }), words?.contains(nil) != true
    else {
      say(
        node.place,
        "key-command: is a line of the shell or a list of words, such as [pass, show, openai], "
          + "whose first line of output is the key")
      return .none
    }
    if KeyFields.printsItself(line) {
      say(node.place, KeyFields.refusal("key-command"))
      return .none
    }
    return .command(line)
  }
}
