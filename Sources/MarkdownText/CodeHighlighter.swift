import TerminalCore

/// Simple highlighting of code, line by line: keywords, strings, comments, numbers.
struct CodeHighlighter {
  private let lineComments: [String]
  private let hasBlockComments: Bool
  private var isInBlockComment = false

  init(language: String) {
    let name =
      language.split(whereSeparator: { $0 == " " || $0 == "{" }).first.map { $0.lowercased() } ?? ""
    switch name {
    case "python", "py", "ruby", "rb", "sh", "bash", "shell", "zsh", "yaml", "yml", "toml", "r",
      "perl":
      lineComments = ["#"]
      hasBlockComments = false
    case "sql", "haskell", "hs", "lua", "ada":
      lineComments = ["--"]
      hasBlockComments = name == "sql"
    case "", "text", "txt", "json", "markdown", "md", "diff", "html", "xml":
      lineComments = []
      hasBlockComments = false
    default:
      lineComments = ["//"]
      hasBlockComments = true
    }
  }

  private static let keywords: Set<String> = [
    "and", "as", "async", "await", "break", "case", "catch", "class", "const", "continue", "def",
    "default", "defer", "do", "elif", "else", "enum", "except", "export", "extends", "extension",
    "false", "final", "finally", "fn", "for", "from", "func", "function", "guard", "if", "impl",
    "import", "in", "init", "interface", "is", "lambda", "let", "match", "mut", "new", "nil",
    "none",
    "not", "null", "or", "package", "pass", "private", "protocol", "pub", "public", "raise",
    "return",
    "select", "self", "static", "struct", "super", "switch", "then", "this", "throw", "throws",
    "trait",
    "true", "try", "type", "use", "var", "void", "where", "while", "with", "yield", "insert",
    "update",
    "delete", "create", "table", "join", "group", "order", "by", "fi", "done", "esac", "echo",
  ]

  mutating func spans(_ line: String) -> [StyledSpan] {
    let text = Array(line)
    var result: [StyledSpan] = []
    var at = 0
    func emit(_ end: Int, _ role: StyleRole) {
      guard end > at else { return }
      let piece = String(text[at..<end])
      if result.last?.style.role == role {
        result[result.count - 1].text += piece
      } else {
        result.append(StyledSpan(piece, Style(role)))
      }
      at = end
    }
    while at < text.count {
      if isInBlockComment {
        let end = Self.find("*/", in: text, from: at)
        isInBlockComment = end == nil
        emit(end.map { $0 + 2 } ?? text.count, .codeComment)
      } else if lineComments.contains(where: { Self.starts(text, at, $0) }) {
        emit(text.count, .codeComment)
      } else if hasBlockComments, Self.starts(text, at, "/*") {
        isInBlockComment = true
      } else if text[at] == "\"" || text[at] == "'" || text[at] == "`" {
        emit(Self.endOfString(text, at), .codeString)
      } else if text[at].isNumber {
        emit(
          Self.run(text, at) { $0.isHexDigit || $0 == "." || $0 == "_" || $0 == "x" }, .codeNumber)
      } else if text[at].isLetter || text[at] == "_" {
        let end = Self.run(text, at) { $0.isLetter || $0.isNumber || $0 == "_" }
        let word = String(text[at..<end])
        emit(end, Self.keywords.contains(word.lowercased()) ? .codeKeyword : .code)
      } else {
        emit(at + 1, .code)
      }
    }
    return result.isEmpty ? [StyledSpan("", Style(.code))] : result
  }

  private static func starts(_ text: [Character], _ at: Int, _ word: String) -> Bool {
    text[at...].starts(with: word)
  }

  private static func find(_ word: String, in text: [Character], from: Int) -> Int? {
    (from..<text.count).first { starts(text, $0, word) }
  }

  private static func run(_ text: [Character], _ at: Int, _ belongs: (Character) -> Bool) -> Int {
    text[at...].firstIndex { !belongs($0) } ?? text.count
  }

  private static func endOfString(_ text: [Character], _ at: Int) -> Int {
    var index = at + 1
    while index < text.count {
      if text[index] == "\\" {
        index += 2
      } else if text[index] == text[at] {
        return index + 1
      } else {
        index += 1
      }
    }
    return text.count
  }
}
