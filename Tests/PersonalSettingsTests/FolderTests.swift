import BuiltinThemes
import Foundation
import PersonalSettings
import TerminalCore
import Testing

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

  @Test func noFolderIsNoMistake() throws {
    #expect(try folder.settings() == Settings())
    #expect(ThemeShelf(folder).themes.map(\.name) == BuiltinTheme.all.map(\.name))
  }

  @Test func keysOfBothFilesHoldAndMayNotClash() throws {
    defer { remove() }
    try write("config.yaml", "keys:\n  flag: Z\n")
    try write("keys.yaml", "note: F6\n")
    #expect(try folder.settings().keys.count == 2)
    try write("keys.yaml", "note: Z\n")
    #expect(throws: SettingsError.self) { try folder.settings() }
  }

  @Test func mistakesOfAllFilesAreSaidTogether() throws {
    defer { remove() }
    try write("config.yaml", "them: x\n")
    try write("keys.yaml", "quitt: x\n")
    let error = #expect(throws: SettingsError.self) { try folder.settings() }
    #expect(error?.problems.count == 2)
    #expect(error?.description.contains(folder.keysPath + ":1:1:") == true)
  }

  @Test func aChosenThemeIsKept() throws {
    defer { remove() }
    #expect(try folder.keepTheme("light") == folder.settingsPath)
    #expect(try folder.settings().theme == "light")
    try write("config.yaml", "mouse: off\n# end\n")
    _ = try folder.keepTheme("dark")
    #expect(try folder.settings().theme == "dark")
    #expect(try !folder.settings().mouse)
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
