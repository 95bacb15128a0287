import ModelCalls

/// A prompt in a file: messages with places for what differs from item to item.
///
/// The form is a part of Mustache: `{{name}}` is replaced; what stands between `{{#name}}` and
/// `{{/name}}` is kept where `name` has a text, between `{{^name}}` and `{{/name}}` where it has
/// none. A line `=== system`, `=== user` or `=== assistant` begins a message; a line that holds
/// nothing but tags that print nothing leaves no empty line behind.
public struct PromptTemplate: Hashable, Sendable {
  /// The name that commands and runs use.
  public var name: String
  /// The file's text, as it was read.
  public var text: String
  let messages: [Message]

  struct Message: Hashable, Sendable {
    var role: ChatMessage.Role
    var pieces: [Piece]
  }

  indirect enum Piece: Hashable, Sendable {
    case text(String)
    case variable(String)
    case section(String, inverted: Bool, [Piece])
  }

  /// What is wrong with a template, and in which line.
  public struct Mistake: Error, Hashable, Sendable, CustomStringConvertible {
    public var name: String
    public var line: Int
    public var text: String

    public var description: String { "\(name), line \(line): \(text)" }
  }

  /// The version of a template is its content: two templates are the same where their digests are.
  public var digest: String { Self.version(of: text) }

  /// The version of a text, whether it is a sound template or not: 12 hexadecimal digits.
  public static func version(of text: String) -> String {
    String(ContentDigest.hexadecimal(of: Array(text.utf8)).prefix(12))
  }

  /// The names of all places in it.
  public var variables: Set<String> {
    messages.reduce(into: []) { names, message in
      for piece in message.pieces { Self.collect(piece, into: &names) }
    }
  }

  private static func collect(_ piece: Piece, into names: inout Set<String>) {
    switch piece {
    case .text: break
    case .variable(let name): names.insert(name)
    case .section(let name, _, let pieces):
      names.insert(name)
      for piece in pieces { collect(piece, into: &names) }
    }
  }

  /// The messages with the values in their places. A name that has no value is empty: check
  /// `variables` before a run. Values are not read again: braces in them stay as they are.
  public func messages(_ values: [String: String]) -> [ChatMessage] {
    messages.map { message in
      var text = ""
      for piece in message.pieces { Self.render(piece, values, into: &text) }
      return ChatMessage(message.role, Self.trimmed(text))
    }.filter { !$0.text.isEmpty }
  }

  private static func render(_ piece: Piece, _ values: [String: String], into text: inout String) {
    switch piece {
    case .text(let part): text += part
    case .variable(let name): text += values[name] ?? ""
    case .section(let name, let inverted, let pieces):
      guard (values[name] ?? "").isEmpty == inverted else { return }
      for piece in pieces { render(piece, values, into: &text) }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var rest = Substring(text)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    while rest.first?.isNewline == true { rest.removeFirst() }
    return String(rest)
  }
}

extension PromptTemplate {
  /// Reads a template.
  ///
  /// - Throws: the first `Mistake`: text before the first message, a role that is none, a section
  ///   that does not close or closes another.
  public init(name: String, text: String) throws(Mistake) {
    var reader = PromptTemplateReader(name: name, text: text)
    self.init(name: name, text: text, messages: try reader.read())
  }
}

/// Reads the lines of a template.
struct PromptTemplateReader {
  let name: String
  let text: String
  private var line = 0
  /// Sections that are open, the outermost first, with the line of their beginning.
  private var open: [(name: String, inverted: Bool, line: Int, pieces: [PromptTemplate.Piece])] = []
  private var messages: [PromptTemplate.Message] = []

  init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  mutating func read() throws(PromptTemplate.Mistake) -> [PromptTemplate.Message] {
    for content in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line += 1
      if content.hasPrefix("=== ") {
        try begin(String(content.dropFirst(4)))
      } else {
        try readLine(content)
      }
    }
    try close()
    guard !messages.isEmpty else { throw mistake("there is no message: begin with '=== user'") }
    return messages
  }

  private mutating func begin(_ word: String) throws(PromptTemplate.Mistake) {
    try close()
    guard let role = ChatMessage.Role(rawValue: word.filter { !$0.isWhitespace }) else {
      throw mistake("'\(word)' is no role; the roles are system, user, assistant")
    }
    messages.append(PromptTemplate.Message(role: role, pieces: []))
  }

  private func close() throws(PromptTemplate.Mistake) {
    guard let section = open.last else { return }
    throw PromptTemplate.Mistake(
      name: name, line: section.line, text: "{{#\(section.name)}} is not closed in its message")
  }

  /// One line of a message, its line end included.
  private mutating func readLine(_ content: Substring) throws(PromptTemplate.Mistake) {
    if messages.isEmpty {
      guard content.allSatisfy(\.isWhitespace) else {
        throw mistake("text before the first message: begin with '=== system' or '=== user'")
      }
      return
    }
    var rest = content
    var printed = false
    var tagged = false
    while let start = rest.firstRange(of: "{{") {
      let before = rest[..<start.lowerBound]
      guard let end = rest[start.upperBound...].firstRange(of: "}}") else {
        throw mistake("'{{' without '}}'")
      }
      if !before.isEmpty { add(.text(String(before))) }
      printed = printed || !before.allSatisfy(\.isWhitespace)
      tagged = true
      let isPrinted = try readTag(rest[start.upperBound..<end.lowerBound])
      printed = printed || isPrinted
      rest = rest[end.upperBound...]
    }
    printed = printed || !rest.allSatisfy(\.isWhitespace)
    let isLeftOut = tagged && !printed
    if !isLeftOut { add(.text(rest + "\n")) }
  }

  /// Returns whether the tag prints.
  private mutating func readTag(_ tag: Substring) throws(PromptTemplate.Mistake) -> Bool {
    let name = tag.drop { "#^/".contains($0) }.filter { !$0.isWhitespace }
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) else {
      throw mistake("'{{\(tag)}}' is no name: letters, digits and _ only")
    }
    switch tag.first {
    case "#", "^": open.append((name, tag.first == "^", line, []))
    case "/":
      guard let section = open.popLast(), section.name == name else {
        throw mistake("{{/\(name)}} closes nothing that is open")
      }
      add(.section(name, inverted: section.inverted, section.pieces))
    default:
      add(.variable(name))
      return true
    }
    return false
  }

  private mutating func add(_ piece: PromptTemplate.Piece) {
    if open.isEmpty {
      messages[messages.count - 1].pieces.append(piece)
    } else {
      open[open.count - 1].pieces.append(piece)
    }
  }

  private func mistake(_ text: String) -> PromptTemplate.Mistake {
    PromptTemplate.Mistake(name: name, line: line, text: text)
  }
}
