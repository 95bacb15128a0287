import TerminalCore
import Workbench
import YAMLText

/// `keys.yaml`, or `keys:` among the settings: which key does what.
///
/// A line is `ACTION: KEY` or `ACTION: [KEY, KEY]`; `[]` takes the keys away. It holds on every
/// screen that has the action, or, under the name of a screen, on that one.
public enum KeyFile {
  /// Reads bindings, or says everything that is wrong, each with its line: unknown names, keys
  /// that are none, and one key for two actions of a screen.
  public static func parse(_ text: String, file: String)
    -> (bindings: [KeyBinding], problems: [String])
  {
    do throws(YAMLError) {
      let root = try YAMLDocument.parse(text, name: file)
      return root.isNull ? ([], []) : bindings(root, file: file)
    } catch {
      return ([], [error.description])
    }
  }

  static func bindings(_ node: YAMLNode, file: String) -> ([KeyBinding], [String]) {
    var reading = KeyReading(file: file)
    guard let entries = node.entries else {
      return ([], ["\(file):\(node.place): keys are a list of `action: key` lines"])
    }
    for entry in entries {
      if let inner = entry.value.entries {
        guard let context = reading.context(entry) else { continue }
        for line in inner { reading.take(line, in: context) }
      } else {
        reading.take(entry, in: nil)
      }
    }
    reading.findConflicts()
    return (reading.bindings.map(\.binding), reading.problems)
  }
}

private struct KeyReading {
  let file: String
  var bindings: [(binding: KeyBinding, place: YAMLPlace)] = []
  var problems: [String] = []

  init(file: String) { self.file = file }

  private mutating func say(_ place: YAMLPlace, _ problem: String) {
    problems.append("\(file):\(place): \(problem)")
  }

  mutating func context(_ entry: YAMLEntry) -> ActionContext? {
    if let context = ActionContext(rawValue: entry.key) { return context }
    let names = ActionContext.allCases.map(\.rawValue)
    let near = NearestWord.of(entry.key, in: names)
    say(
      entry.keyPlace,
      "there is no screen '\(entry.key)'; did you mean '\(near)'? There are "
        + names.joined(separator: ", "))
    return nil
  }

  mutating func take(_ entry: YAMLEntry, in context: ActionContext?) {
    let known = Action.all.filter { context == nil || $0.context == context }
    guard let id = ActionID(rawValue: entry.key), known.contains(where: { $0.id == id }) else {
      let near = NearestWord.of(entry.key, in: Array(Set(known.map(\.id.rawValue))).sorted())
      let place = context.map { " on the screen '\($0.rawValue)'" } ?? ""
      say(
        entry.keyPlace,
        "there is no action '\(entry.key)'\(place); did you mean '\(near)'? "
          + "`concord keys` lists all")
      return
    }
    guard let keys = keys(entry.value) else { return }
    for action in known where action.id == id {
      bindings.append((KeyBinding(id, in: action.context, keys: keys), entry.keyPlace))
    }
  }

  private mutating func keys(_ node: YAMLNode) -> [Key]? {
    if node.isNull { return [] }
    guard let nodes = node.elements ?? (node.text == nil ? nil : [node]) else {
      say(node.place, "a key or a list of keys is written here")
      return nil
    }
    var keys: [Key] = []
    for node in nodes {
      guard let text = node.text, let key = Key(name: text) else {
        let near = NearestWord.of(node.text ?? "", in: Key.allNames)
        say(
          node.place,
          "'\(node.text ?? "")' is no key; did you mean '\(near)'? A key is one character, C-x, "
            + "M-x, F1, or a name such as Enter, Space, PgDn")
        return nil
      }
      keys.append(key)
    }
    return keys
  }

  mutating func findConflicts() {
    for conflict in Keymap.with(bindings.map(\.binding)).conflicts {
      let place = bindings.last { $0.binding == conflict.binding }?.place
      let there = conflict.otherContext == .everywhere ? "everywhere" : "on the same screen"
      say(
        place ?? YAMLPlace(line: 1, column: 1),
        "\(conflict.binding.context.rawValue): the key \(conflict.key.name) would be both "
          + "\(conflict.binding.action.rawValue) and \(conflict.other.rawValue) (\(there)); "
          + "give one of them another key, or [] for none")
    }
  }
}
