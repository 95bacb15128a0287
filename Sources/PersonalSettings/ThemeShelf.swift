import BuiltinThemes
import TerminalCore
import YAMLText

/// All themes that a person can choose: the bundled ones and those of their own folder, which come
/// first where a name is the same.
public struct ThemeShelf: Sendable {
  public struct Entry: Sendable {
    public var name: String
    /// The file of a theme of one's own; nil for a bundled one.
    public var path: String?
    public var theme: Theme?
    /// Why there is no theme.
    public var problems: [String]
  }

  public let entries: [Entry]

  public init(_ folder: SettingsFolder) {
    let own = folder.names(in: folder.themesPath, ending: ".yaml")
      .map { Self.entry(at: folder.themesPath + "/" + $0, folder) }
    let names = Set(own.map(\.name))
    let bundled = BuiltinTheme.all.filter { !names.contains($0.name) }
      .map { Entry(name: $0.name, path: nil, theme: $0, problems: []) }
    entries = bundled + own
  }

  /// The bundled theme that there is without any choice.
  public static let standard: Theme =
    BuiltinTheme.all.first { $0.name == BuiltinTheme.standardName } ?? BuiltinTheme.all[0]

  /// Those that can be used.
  public var themes: [Theme] { entries.compactMap(\.theme) }

  /// The theme of a name.
  /// - Parameter source: where the name was written, for the message.
  public func theme(named name: String, from source: String) throws(SettingsError) -> Theme {
    guard let entry = entries.first(where: { $0.name == name }) else {
      let names = entries.map(\.name)
      throw SettingsError(problems: [
        "\(source): no theme is called '\(name)'; did you mean "
          + "'\(NearestWord.of(name, in: names))'? There are \(names.joined(separator: ", "))"
      ])
    }
    guard let theme = entry.theme else { throw SettingsError(problems: entry.problems) }
    return theme
  }

  /// One scheme file; its theme is called as the file is.
  public static func entry(at path: String, _ folder: SettingsFolder) -> Entry {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.hasSuffix(".yaml") ? String(file.dropLast(5)) : file
    do throws(SettingsError) {
      guard let text = try folder.text(path) else {
        return Entry(name: name, path: path, theme: nil, problems: ["\(path): there is no file"])
      }
      let (theme, problems) = ThemeFile.parse(text, name: name, file: path)
      return Entry(name: name, path: path, theme: theme, problems: problems)
    } catch {
      return Entry(name: name, path: path, theme: nil, problems: error.problems)
    }
  }
}
