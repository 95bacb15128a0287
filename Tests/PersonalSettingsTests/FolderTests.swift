import BuiltinThemes
import Foundation
import PersonalSettings
import TerminalCore
import Testing
import Workbench

@Suite struct FolderTests {
  let folder: SettingsFolder

  init() throws {
    folder = SettingsFolder(
      path: FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString + "/concord")
  }

  func write(_ name: String, _ text: String) throws {
    let file = URL(fileURLWithPath: folder.path + "/" + name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func remove() {
    try? FileManager.default.removeItem(
      at: URL(fileURLWithPath: folder.path).deletingLastPathComponent())
  }

  @Test func noFolderIsNoMistake() {
    #expect(folder.settings().settings == Settings() && folder.settings().problems.isEmpty)
    #expect(ThemeShelf(folder).themes.map(\.name) == BuiltinTheme.all.map(\.name))
    #expect(PersonalFiles(folder).leftOut == nil)
  }

  @Test func keysOfBothFilesHoldAndMayNotClash() throws {
    defer { remove() }
    try write("config.yaml", "keys:\n  flag: Z\n")
    try write("keys.yaml", "note: F6\n")
    #expect(folder.settings().settings.keys.count == 2)
    try write("keys.yaml", "skip: F6\nnote: Z\n")
    let (settings, problems) = folder.settings()
    #expect(problems.count == 1 && problems[0].contains("the key Z would be both"), "\(problems)")
    #expect(problems[0].contains(".yaml:2:"))
    #expect(settings.keys.count == 2 && settings.keys.contains { $0.action == .skip })
  }

  @Test func mistakesOfAllFilesAreSaidTogetherAndTheRestHolds() throws {
    defer { remove() }
    try write("config.yaml", "them: x\nmouse: off\n")
    try write("keys.yaml", "quitt: x\nskip: F6\n")
    let (settings, problems) = folder.settings()
    #expect(problems.count == 2 && problems[1].contains(folder.keysPath + ":1:1:"))
    #expect(!settings.mouse && settings.keys.map(\.action) == [.skip])
    let files = PersonalFiles(folder)
    #expect(files.leftOut?.contains("`concord keys --check` lists them") == true)
    #expect(
      files.leftOutInBrief?.hasSuffix(
        "did you mean 'theme'? There are theme, colour, "
          + "glyphs, mouse, langmap, keys") == true, "\(files.leftOutInBrief ?? "")")
    #expect(files.leftOutInBrief?.contains("): config.yaml:1:1: ") == true)
  }

  @Test func aFileThatCannotBeReadIsOneMistake() throws {
    defer { remove() }
    try write("config.yaml/x", "")
    try write("keys.yaml", "skip: F6\n")
    let (settings, problems) = folder.settings()
    #expect(problems.count == 1 && problems[0].hasPrefix(folder.settingsPath + ": "))
    #expect(settings.keys.count == 1)
  }

  @Test func withABrokenThemeOfOnesOwnTheStandardOneIsShown() throws {
    defer { remove() }
    try write("config.yaml", "theme: mine\n")
    try write("themes/mine.yaml", "palette: 3\n")
    let files = PersonalFiles(folder)
    #expect(files.theme == ThemeShelf.standard)
    #expect(files.problems.count == 1 && files.problems[0].contains("mine.yaml:1:10:"))
  }

  @Test func aChosenThemeIsKept() throws {
    defer { remove() }
    #expect(try folder.keepTheme("light") == folder.settingsPath)
    #expect(folder.settings().settings.theme == "light")
    try write("config.yaml", "mouse: off\n# end\n")
    _ = try folder.keepTheme("dark")
    #expect(folder.settings().settings.theme == "dark")
    #expect(!folder.settings().settings.mouse)
  }

  @Test func aThemeOfOnesOwnIsFoundAndABrokenOneNamed() throws {
    defer { remove() }
    let dark = try #require(BuiltinTheme.files.first { $0.name == "dark" }).text
    try write("themes/mine.yaml", dark.replacing("Concord Dark", with: "Mine"))
    try write("themes/broken.yaml", "palette: 3\n")
    try write("themes/readme.txt", "not a theme")
    let shelf = ThemeShelf(folder)
    #expect(try shelf.theme(named: "mine", from: "--theme").title == "Mine")
    let broken = #expect(throws: SettingsError.self) {
      try shelf.theme(named: "broken", from: "--theme")
    }
    #expect(broken?.description.contains("broken.yaml:1:10:") == true)
    let unknown = #expect(throws: SettingsError.self) {
      try shelf.theme(named: "lihgt", from: "--theme")
    }
    #expect(unknown?.description.contains("did you mean 'light'?") == true)
    #expect(shelf.entries.count == BuiltinTheme.all.count + 2)
  }
}
