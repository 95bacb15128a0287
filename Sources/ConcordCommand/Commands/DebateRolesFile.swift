import RunExecution
import StudyFormats
import YAMLText

/// The roles of a debate, in a file: a list of `name`, `persona` and perhaps `model`.
enum DebateRolesFile {
  static func read(_ path: String) throws -> [RunSeat] {
    let root = try YAMLDocument.parse(try FolderContents.text(of: path), name: path)
    guard let roles = root.elements ?? root["roles"]?.elements, !roles.isEmpty else {
      throw CommandFailure.data(
        "\(path): is a list of roles, each with name and persona, and perhaps a model")
    }
    return try roles.map { role in
      for entry in role.entries ?? [] where !["name", "persona", "model"].contains(entry.key) {
        throw CommandFailure.data(
          "\(path):\(entry.keyPlace): a role has name, persona and model; '\(entry.key)' is none")
      }
      guard let name = role["name"]?.text, !name.isEmpty else {
        throw CommandFailure.data("\(path):\(role.place): a role needs a name")
      }
      guard let persona = role["persona"]?.text, !persona.isEmpty else {
        throw CommandFailure.data("\(path):\(role.place): the role '\(name)' needs a persona")
      }
      return RunSeat(endpoint: role["model"]?.text ?? "", role: name, persona: persona)
    }
  }
}
