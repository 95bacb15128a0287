import TerminalCore
import Workbench
import YAMLText

/// `keys.yaml`, or `keys:` among the settings: which key does what.
///
/// A line is `ACTION: KEY` or `ACTION: [KEY, KEY]`; `[]` takes the keys away. It holds on every
/// screen that has the action, or, under the name of a screen, on that one.
public enum KeyFile {
  /// Reads the lines that are sound, and says what is wrong with the others, each with its line:
  /// unknown names, keys that are none, and one key for two actions of a screen.
  public static func parse(_ text: String, file: String)
    -> (bindings: [KeyBinding], problems: [String])
  {
    let (placed, problems) = read(text, file: file)
    let (bindings, clashes) = withoutClashes(placed)
    return (bindings, problems + clashes)
  }

  /// As `parse`, but the bindings of one file may clash with one another.
  static func read(_ text: String, file: String) -> ([PlacedBinding], [String]) {
    let (root, errors) = YAMLDocument.salvage(text, name: file)
    let (placed, problems) = root.isNull ? ([], []) : read(root, file: file)
    return (placed, errors.map(\.description) + problems)
  }

  static func read(_ node: YAMLNode, file: String) -> ([PlacedBinding], [String]) {
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
    return (reading.bindings, reading.problems)
  }

  /// The bindings without the lines by which one key would do two things.
  static func withoutClashes(_ placed: [PlacedBinding]) -> ([KeyBinding], [String]) {
    var placed = placed
    var problems: [String] = []
    while true {
      let bindings = placed.map(\.binding)
      let conflicts = Keymap.with(bindings).conflicts
      if conflicts.isEmpty { return (bindings, problems) }
      // A binding in conflict is one of those given. Without any, the standard keys are left, and
      // those do not clash: this ends.
      let lines = conflicts.compactMap { conflict in
        placed.last { $0.binding == conflict.binding }.map { ($0, conflict) }
      }
      problems += lines.map { "\($0.file):\($0.place): \(clash($1))" }
      placed.removeAll { line in lines.contains { $0.0.isOnSameLine(as: line) } }
    }
  }

  private static func clash(_ conflict: KeyConflict) -> String {
    let there = conflict.otherContext == .everywhere ? "everywhere" : "on the same screen"
    return "\(conflict.binding.context.rawValue): the key \(conflict.key.name) would be both "
      + "\(conflict.binding.action.rawValue) and \(conflict.other.rawValue) (\(there)); "
      + "give one of them another key, or [] for none"
  }
}

/// A binding and the line that it was written on.
struct PlacedBinding {
  var binding: KeyBinding
  var file: String
  var place: YAMLPlace

  func isOnSameLine(as other: PlacedBinding) -> Bool {
    file == other.file && place == other.place
  }
}

private struct KeyReading {
  let file: String
  var bindings: [PlacedBinding] = []
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
      let binding = KeyBinding(id, in: action.context, keys: keys)
      bindings.append(PlacedBinding(binding: binding, file: file, place: entry.keyPlace))
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
}
