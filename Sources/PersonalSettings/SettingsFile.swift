import TerminalCore
import Workbench
import YAMLText

/// `config.yaml` in the person's folder.
public enum SettingsFile {
  static let names = ["theme", "colour", "glyphs", "mouse", "langmap", "keys"]

  /// Reads the settings that are sound, and says what is wrong with the others, each with its line.
  /// - Parameter file: what problems call the text.
  public static func parse(_ text: String, file: String)
    -> (settings: Settings, problems: [String])
  {
    var (settings, keys, problems) = read(text, file: file)
    let (bindings, clashes) = KeyFile.withoutClashes(keys)
    settings.keys = bindings
    problems += clashes
    return (settings, problems)
  }

  /// As `parse`, with the keys apart, which may clash.
  static func read(_ text: String, file: String)
    -> (settings: Settings, keys: [PlacedBinding], problems: [String])
  {
    var reading = SettingsReading(file: file)
    let (root, errors) = YAMLDocument.salvage(text, name: file)
    reading.problems = errors.map(\.description)
    reading.take(root)
    return (reading.settings, reading.keys, reading.problems)
  }

  /// The text with one setting changed and everything else, comments too, as it was.
  /// - Parameter value: written as it is; a plain word or a quoted one.
  public static func setting(_ name: String, to value: String, in text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let line = "\(name): \(value)"
    if let at = lines.firstIndex(where: { $0.hasPrefix(name + ":") }) {
      let comment = lines[at].firstRange(of: " #").map { lines[at][$0.lowerBound...] } ?? ""
      lines[at] = line + comment
      return lines.joined(separator: "\n")
    }
    let rest = text.isEmpty || text.hasSuffix("\n") ? text : text + "\n"
    return rest + line + "\n"
  }
}

/// One reading of the settings, and what was found wrong.
private struct SettingsReading {
  let file: String
  var settings = Settings()
  var keys: [PlacedBinding] = []
  var problems: [String] = []

  init(file: String) { self.file = file }

  mutating func take(_ root: YAMLNode) {
    guard !root.isNull else { return }
    guard let entries = root.entries else {
      return say(root.place, "settings are a list of `key: value` lines")
    }
    for entry in entries {
      switch entry.key {
      case "theme":
        settings.theme = word(entry)
        settings.themePlace = entry.value.place.description
      case "colour", "color":
        settings.colour =
          choice(entry, ColourChoice.allCases.map(\.rawValue))
          .flatMap(ColourChoice.init) ?? .auto
      case "glyphs":
        settings.glyphs = choice(entry, ["auto", "unicode", "ascii"]).flatMap(Glyphs.init)
      case "mouse":
        guard let isOn = entry.value.boolean else {
          say(entry.value.place, "'mouse' is true or false")
          continue
        }
        settings.mouse = isOn
      case "langmap": takeLangmap(entry.value)
      case "keys":
        let (placed, found) = KeyFile.read(entry.value, file: file)
        keys = placed
        problems += found
      default:
        let near = NearestWord.of(entry.key, in: SettingsFile.names)
        say(
          entry.keyPlace,
          "there is no setting '\(entry.key)'; did you mean '\(near)'? There are "
            + SettingsFile.names.joined(separator: ", "))
      }
    }
  }

  private mutating func say(_ place: YAMLPlace, _ problem: String) {
    problems.append("\(file):\(place): \(problem)")
  }

  private mutating func word(_ entry: YAMLEntry) -> String? {
    guard let text = entry.value.text, !text.isEmpty else {
      say(entry.value.place, "'\(entry.key)' is one word")
      return nil
    }
    return text
  }

  private mutating func choice(_ entry: YAMLEntry, _ words: [String]) -> String? {
    guard let text = entry.value.text, words.contains(text) else {
      let near = NearestWord.of(entry.value.text ?? "", in: words)
      say(
        entry.value.place,
        "'\(entry.key)' is one of \(words.joined(separator: ", ")); did you mean '\(near)'?")
      return nil
    }
    return text
  }

  /// `none`, a layout, a list of layouts, or a list of `letter: key` lines.
  private mutating func takeLangmap(_ node: YAMLNode) {
    if node.text == "none" {
      settings.langmap = Langmap()
    } else if let entries = node.entries {
      settings.langmap = letters(entries)
    } else {
      settings.langmap = layouts(node.elements ?? [node])
    }
  }

  private mutating func layouts(_ nodes: [YAMLNode]) -> Langmap {
    nodes.reduce(Langmap()) { all, node in
      guard let name = node.text, let layout = Langmap.named(name) else {
        let near = NearestWord.of(node.text ?? "", in: Langmap.names)
        say(
          node.place,
          "there is no layout '\(node.text ?? "")'; did you mean '\(near)'? There are none, "
            + Langmap.names.joined(separator: ", ") + ", or `letter: key` lines")
        return all
      }
      return all.merging(layout)
    }
  }

  private mutating func letters(_ entries: [YAMLEntry]) -> Langmap {
    var keys: [Character: Character] = [:]
    for entry in entries {
      guard entry.key.count == 1, let from = entry.key.first, let text = entry.value.text,
        text.count == 1, let to = text.first
      else {
        say(entry.keyPlace, "a line of a langmap is one letter and one key, such as `й: q`")
        continue
      }
      keys[from] = to
    }
    return Langmap(keys)
  }
}
