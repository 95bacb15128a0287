import BuiltinThemes
import TerminalCore

/// All that a person has set in files of their own, as far as it is sound, and what was left out.
/// No mistake in them keeps the program from starting.
public struct PersonalFiles: Sendable {
  public let folder: SettingsFolder
  public let settings: Settings
  public let shelf: ThemeShelf
  /// The theme of the settings; the standard one where there is none or it has mistakes.
  public let theme: Theme
  /// One line each: file, line, what is wrong, what to do.
  public private(set) var problems: [String]

  public init(_ folder: SettingsFolder) {
    self.folder = folder
    shelf = ThemeShelf(folder)
    (settings, problems) = folder.settings()
    guard let name = settings.theme else {
      theme = ThemeShelf.standard
      return
    }
    let place = settings.themePlace.map { ":" + $0 } ?? ""
    do throws(SettingsError) {
      theme = try shelf.theme(named: name, from: folder.settingsPath + place)
    } catch {
      theme = ThemeShelf.standard
      problems += error.problems
    }
  }

  /// Adds what is wrong with the environment.
  public mutating func add(_ error: SettingsError) { problems += error.problems }

  /// In one line what was left out; nil where nothing was.
  public var leftOut: String? { Self.leftOut(problems) }

  /// The same for a line of the screen: the files by their names only.
  public var leftOutInBrief: String? {
    Self.leftOut(problems.map { $0.replacing(folder.path + "/", with: "") })
  }

  private static func leftOut(_ problems: [String]) -> String? {
    guard let first = problems.first else { return nil }
    return problems.count == 1
      ? "left out: \(first)"
      : "left out \(problems.count) mistakes (`concord keys --check` lists them): \(first)"
  }
}
