import Judging
import YAMLText

/// All templates that a run can use: the program's, and those of the person's folder, which are
/// used in the place of one of the same name.
public struct PromptShelf: Sendable {
  public struct Entry: Sendable {
    public var name: String
    /// The file of a template of one's own; nil for one of the program's.
    public var path: String?
    public var text: String
    /// Nil where it has mistakes.
    public var template: PromptTemplate?
    /// Each with its line; one with any is not used.
    public var problems: [String]

    /// The beginning of a hash of the text; the same text has the same version everywhere. Nil
    /// where there is no text.
    public var version: String? { text.isEmpty ? nil : PromptTemplate.version(of: text) }
  }

  public static let fileEnding = ".prompt"

  /// The program's in their order, a person's own in the place of each; then the other ones of
  /// the person, by name.
  public let entries: [Entry]
  public let folder: String

  /// - Parameter folder: the person's, `$XDG_CONFIG_HOME/concord`.
  public init(folder: String) {
    self.folder = folder + "/prompts"
    let place = self.folder
    let own = SettingsText.names(in: place, ending: Self.fileEnding)
      .map { Self.entry(at: place + "/" + $0) }
    let builtin = BuiltinPrompts.files.map { file in
      own.first { $0.name == file.name } ?? Self.builtin(file.name, file.text)
    }
    let names = Set(builtin.map(\.name))
    entries = builtin + own.filter { !names.contains($0.name) }
  }

  private static func builtin(_ name: String, _ text: String) -> Entry {
    Entry(
      name: name, path: nil, text: text, template: BuiltinPrompts.template(named: name),
      problems: [])
  }

  /// The template of a name, checked.
  /// - Throws: what is wrong with it; or that there is none, with the nearest name.
  public func template(named name: String) throws(ModelSettingsError) -> PromptTemplate {
    let entry = try entry(named: name)
    guard let template = entry.template else { throw ModelSettingsError(problems: entry.problems) }
    return template
  }

  /// - Throws: that there is none, with the nearest name.
  public func entry(named name: String) throws(ModelSettingsError) -> Entry {
    if let entry = entries.first(where: { $0.name == name }) { return entry }
    let names = entries.map(\.name)
    throw ModelSettingsError(problems: [
      "no prompt is called '\(name)'; did you mean '\(NearestWord.of(name, in: names))'? There are "
        + names.joined(separator: ", ")
    ])
  }

  /// One file; its template is called as the file is, without its ending.
  /// - Parameter use: the template in whose place it is used; without it known from its name.
  public static func entry(at path: String, use: String? = nil) -> Entry {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let name = file.hasSuffix(fileEnding) ? String(file.dropLast(fileEnding.count)) : file
    do throws(ModelSettingsError) {
      guard let text = try SettingsText.read(path) else {
        throw ModelSettingsError(problems: ["\(path): there is no such file"])
      }
      let problems = PromptCheck.problems(text, file: path, use: use ?? name)
      return Entry(
        name: name, path: path, text: text,
        template: problems.isEmpty ? try? PromptTemplate(name: name, text: text) : nil,
        problems: problems)
    } catch {
      return Entry(name: name, path: path, text: "", template: nil, problems: error.problems)
    }
  }
}
