import JSONText
import RunExecution
import StudyFormats
import YAMLText

/// A run's specification in a file, as `concord runs STUDY NAME --save FILE` writes it: JSON, or
/// YAML with the same fields.
enum SpecificationFile {
  /// - Throws: `CommandFailure` that names file, line and column of a field that is not known or
  ///   cannot be; `YAMLError` for what is neither JSON nor YAML.
  static func read(_ path: String) throws -> RunSpecification {
    let root = try YAMLDocument.parse(try FolderContents.text(of: path), name: path)
    let form = root["form"]?.text
    guard form == "concord-run-1" else {
      throw CommandFailure.data(
        "\(path): is no specification of a run: it needs `form: concord-run-1`; "
          + "`concord runs STUDY NAME --save FILE` writes one")
    }
    guard let read = RunSpecification(text: text(of: root)), let known = JSONNode(read.text) else {
      throw CommandFailure.data(
        "\(path): its settings or one of its prompts cannot be read; compare it with a file that "
          + "`concord runs STUDY NAME --save FILE` writes")
    }
    try check(root, known, path: "", file: path)
    if let mistake = read.settings.mistake { throw CommandFailure.data("\(path): \(mistake)") }
    return read
  }

  private static func text(of node: YAMLNode) -> String {
    var writer = JSONWriter()
    writer.node(json(of: node))
    return writer.text
  }

  private static func json(of node: YAMLNode) -> JSONNode {
    switch node.content {
    case .sequence(let elements): .array(elements.map(json))
    case .mapping(let entries):
      .object(entries.map { JSONNode.Member(name: $0.key, value: json(of: $0.value)) })
    case .scalar(let text, let isPlain):
      if node.isNull {
        .null
      } else if isPlain, ["true", "false"].contains(text.lowercased()) {
        .bool(text.lowercased() == "true")
      } else if isPlain, node.number != nil {
        .number(text)
      } else {
        .string(text)
      }
    }
  }

  // MARK: - What was not taken as it stands

  /// Every field of the file has to come back from what was read: one that does not is a slip.
  private static func check(
    _ node: YAMLNode, _ known: JSONNode?, path: String, file: String
  ) throws {
    switch node.content {
    case .mapping(let entries):
      for entry in entries where !isFree(entry.key, path) {
        let place = path.isEmpty ? entry.key : path + "." + entry.key
        guard let value = known?[entry.key] else {
          if isEmpty(entry.value) || entry.value.text == standards[entry.key] { continue }
          if path == "settings", numbers.contains(entry.key) {
            throw CommandFailure.data(
              "\(file):\(entry.value.place): "
                + "'\(SafeText.line(entry.value.text ?? ""))' cannot be `\(place)`: it is a number")
          }
          throw CommandFailure.data(
            "\(file):\(entry.keyPlace): '\(place)' is no field of a specification"
              + hint(entry.key, known?.members?.map(\.name) ?? []))
        }
        try check(entry.value, value, path: place, file: file)
      }
    case .sequence(let elements):
      let others = known?.elements ?? []
      let isNamed = ["endpoints", "prompts"].contains(path)
      for (index, element) in elements.enumerated() {
        let own =
          isNamed
          ? others.first { $0["name"]?.string == element["name"]?.text }
          : others.indices.contains(index) ? others[index] : nil
        try check(element, own, path: path, file: file)
      }
    case .scalar(let text, _):
      guard !isEmpty(node), !same(text, known) else { return }
      throw CommandFailure.data(
        "\(file):\(node.place): '\(SafeText.line(text))' cannot be `\(path)`"
          + (known?.text.map { "; it could be '\($0)'" } ?? ""))
    }
  }

  /// Settings that are a number, or not there.
  private static let numbers: Set = ["alternatives", "temperature", "top_p", "seed"]

  /// Settings that are not written where they are these.
  private static let standards = [
    "samples": "1", "weighted_scores": "false", "exemplars": "0",
  ]

  /// What is worked out anew, whatever the file says.
  private static func isFree(_ key: String, _ path: String) -> Bool {
    (path == "prompts" && key == "version") || (path.isEmpty && key == "parser")
  }

  private static func isEmpty(_ node: YAMLNode) -> Bool {
    node.isNull || node.text == "" || node.elements?.isEmpty == true
  }

  private static func same(_ text: String, _ known: JSONNode?) -> Bool {
    guard let other = known?.text else { return false }
    if text == other { return true }
    guard let (left, right) = Double(text).flatMap({ left in Double(other).map { (left, $0) } })
    else { return false }
    return left == right
  }

  private static func hint(_ word: String, _ known: [String]) -> String {
    let near = NearestWord.of(word, in: known)
    return near.isEmpty ? "; take it out" : " here; did you mean '\(near)'? Else take it out"
  }
}
