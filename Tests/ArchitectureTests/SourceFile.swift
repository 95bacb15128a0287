import Foundation

/// A Swift file of the repository, as lines.
struct SourceFile {
  /// Its path in the repository.
  var place: String
  var lines: [String]

  /// The module: the folder under `Sources` or `Tests`.
  var room: String { String(place.split(separator: "/")[1]) }

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static let all = files(under: "Sources")
  static let tests = files(under: "Tests")

  private static func files(under folder: String) -> [SourceFile] {
    let root = repository + "/" + folder
    let names = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".swift") }.sorted().compactMap { name in
      guard let text = try? String(contentsOfFile: root + "/" + name, encoding: .utf8) else {
        return nil
      }
      return SourceFile(
        place: folder + "/" + name,
        lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    }
  }

  /// Modules that the file imports, attributes and kinds (`import func`) included.
  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(of: "import"),
        words[..<at].allSatisfy({ $0.hasPrefix("@") || Self.levels.contains($0) })
      else { return nil }
      let kinds: Set = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
      let name = words.dropFirst(at + 1).first { !kinds.contains($0) }
      return name.map { String($0.split(separator: ".")[0]) }
    }
  }

  private static let levels: Set = ["public", "internal", "package", "private", "fileprivate"]

  /// The lines without comments.
  var code: [String] {
    lines.map { line in
      let trimmed = line.drop { $0 == " " }
      return trimmed.hasPrefix("//") ? "" : line
    }
  }

  /// Functions with their first line and their length, by indentation: the formatter makes a
  /// function end at a brace in the column where it began.
  var functions: [(name: String, line: Int, length: Int)] {
    var found: [(String, Int, Int)] = []
    for (start, line) in lines.enumerated() {
      let body = line.drop { $0 == " " }
      let words = body.split(separator: " ")
      let isFunction =
        words.contains("func") || body.hasPrefix("init") || body.hasPrefix("public init")
        || body.hasPrefix("@Test")
      guard isFunction, !body.hasPrefix("//"), !body.hasSuffix("}") else { continue }
      let indent = String(repeating: " ", count: line.count - body.count)
      guard let end = lines[start...].firstIndex(where: { $0 == indent + "}" }) else { continue }
      found.append((String(body.prefix(60)), start + 1, end - start + 1))
    }
    return found
  }
}
