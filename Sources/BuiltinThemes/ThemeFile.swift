import TerminalCore
import YAMLText

/// A scheme file: base16 or base24 as YAML, in the older flat form or with `palette:`, and a
/// `roles:` block of our own that may be left out.
public enum ThemeFile {
  /// Reads a scheme, or says everything that is wrong with it, each with its line.
  /// - Parameters:
  ///   - name: what the theme is chosen by.
  ///   - file: what problems call the text.
  public static func parse(_ text: String, name: String, file: String)
    -> (theme: Theme?, problems: [String])
  {
    let root: YAMLNode
    do throws(YAMLError) {
      root = try YAMLDocument.parse(text, name: file)
    } catch {
      return (nil, [error.description])
    }
    guard root.entries != nil else {
      return (nil, ["\(file):1:1: a theme is a list of `key: value` lines"])
    }
    var reading = ThemeReading(root, file: file)
    let looks = reading.looks()
    guard reading.problems.isEmpty else { return (nil, reading.problems) }
    let title = root["name"]?.text ?? root["scheme"]?.text ?? name
    return (
      Theme(name: name, title: title, variant: variant(root, looks), looks: looks), []
    )
  }

  /// As the file says, else by which of text and background is lighter.
  private static func variant(_ root: YAMLNode, _ looks: [StyleRole: RoleLook]) -> String {
    if let said = root["variant"]?.text, ["dark", "light"].contains(said) { return said }
    guard let text = looks[.text], let ink = text.foreground.rgb, let paper = text.background.rgb
    else { return "" }
    return PerceivedColour(ink).lightness > PerceivedColour(paper).lightness ? "dark" : "light"
  }

  /// Texts that are hard to read: both colours known and less than 4.5 to 1 apart (WCAG 2.2, AA).
  public static func lowContrast(_ theme: Theme) -> [(role: StyleRole, contrast: Double)] {
    StyleRole.allCases.compactMap { role in
      let look = theme[role]
      // Lines are no text: they need less.
      let least = role == .border ? 1.5 : 4.5
      guard let ink = look.foreground.rgb, let paper = look.background.rgb else { return nil }
      let contrast = ink.contrast(with: paper)
      return contrast < least ? (role, contrast) : nil
    }
  }
}

/// One reading of a scheme file, and what was found wrong.
private struct ThemeReading {
  let root: YAMLNode
  let file: String
  var problems: [String] = []

  init(_ root: YAMLNode, file: String) {
    self.root = root
    self.file = file
  }

  private mutating func say(_ place: YAMLPlace, _ problem: String) {
    problems.append("\(file):\(place): \(problem)")
  }

  mutating func looks() -> [StyleRole: RoleLook] {
    let line = LookLine(palette: palette())
    var looks: [StyleRole: RoleLook] = [:]
    let written = roleLines()
    guard problems.isEmpty else { return [:] }
    // Text first: what names no background stands on its.
    for role in [.text] + StyleRole.allCases.filter({ $0 != .text }) {
      let (text, place) = written[role] ?? (RoleDefaults.lines[role] ?? "base05", root.place)
      do throws(LookLine.Mistake) {
        let look = try line.look(text, background: looks[.text]?.background ?? .terminal)
        looks[role] = written[role] == nil && role != .border ? line.legible(look) : look
      } catch {
        say(place, "\(role.rawValue): \(error.text)")
      }
    }
    return looks
  }

  /// `baseNN`, in lower case, with its colour.
  private mutating func palette() -> [String: ThemeColour] {
    let flat = root.entries ?? []
    var entries = flat.filter { Self.isSlot($0.key) }
    if let block = root["palette"] {
      guard let inner = block.entries else {
        say(block.place, "'palette' is a list of `base00: \"181818\"` lines")
        return [:]
      }
      entries += inner
    }
    var colours: [String: ThemeColour] = [:]
    for entry in entries {
      let key = entry.key.lowercased()
      guard Self.slots.contains(key) else {
        let near = NearestWord.of(key, in: Self.slots)
        say(entry.keyPlace, "there is no '\(entry.key)' in a palette; did you mean '\(near)'?")
        continue
      }
      guard let colour = entry.value.text.flatMap(LookLine.plainColour) else {
        say(entry.value.place, "'\(entry.key)' is six hexadecimal digits, such as \"7cafc2\"")
        continue
      }
      colours[key] = colour
    }
    let missing = Self.slots.prefix(16).filter { colours[$0] == nil }
    if !missing.isEmpty, problems.isEmpty {
      say(
        root["palette"]?.place ?? root.place,
        "the palette lacks \(missing.map(Self.asWritten).joined(separator: ", "))")
    }
    return colours
  }

  private mutating func roleLines() -> [StyleRole: (String, YAMLPlace)] {
    for entry in root.entries ?? [] where entry.value.text == nil {
      if !["palette", "roles"].contains(entry.key) {
        let near = NearestWord.of(entry.key, in: ["palette", "roles"])
        say(entry.keyPlace, "there is no block '\(entry.key)'; did you mean '\(near)'?")
      }
    }
    guard let block = root["roles"], !block.isNull else { return [:] }
    guard let entries = block.entries else {
      say(block.place, "'roles' is a list of `heading: base0D bold` lines")
      return [:]
    }
    var lines: [StyleRole: (String, YAMLPlace)] = [:]
    for entry in entries {
      guard let role = StyleRole(rawValue: entry.key) else {
        let near = NearestWord.of(entry.key, in: StyleRole.allCases.map(\.rawValue))
        say(entry.keyPlace, "there is no role '\(entry.key)'; did you mean '\(near)'?")
        continue
      }
      guard let text = entry.value.text else {
        say(entry.value.place, "'\(entry.key)' is one line, such as `base05 on base02 bold`")
        continue
      }
      lines[role] = (text, entry.value.place)
    }
    return lines
  }

  /// base00 to base0F, and base10 to base17 of base24.
  private static let slots: [String] =
    (0..<24).map { "base" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }

  private static func isSlot(_ key: String) -> Bool {
    key.lowercased().hasPrefix("base") && key.count == 6
  }

  private static func asWritten(_ slot: String) -> String {
    "base" + slot.dropFirst(4).uppercased()
  }
}
