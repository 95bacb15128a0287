import PersonalSettings
import TerminalCore
import Testing
import Workbench

@Suite struct SettingsFileTests {
  func parse(_ text: String) -> (settings: Settings, problems: [String]) {
    SettingsFile.parse(text, file: "config.yaml")
  }

  @Test func everySettingIsRead() {
    let (settings, problems) = parse(
      """
      theme: dark   # my own
      colour: 256
      glyphs: ascii
      mouse: off
      langmap: [russian, greek]
      keys:
        skip: S
      """)
    #expect(problems.isEmpty)
    #expect(settings.theme == "dark" && settings.colour == .indexed)
    #expect(settings.glyphs == .ascii && !settings.mouse)
    #expect(settings.langmap.key(for: "ψ") == "c")
    #expect(settings.keys == [KeyBinding(.skip, in: .label, keys: [.character("S")])])
  }

  @Test func nothingIsNoMistake() {
    for text in ["", "# only a comment\n", "---\n"] {
      #expect(parse(text).problems.isEmpty && parse(text).settings == Settings())
    }
  }

  @Test(arguments: [
    (
      "mouse: true\nthem: dark\n",
      "config.yaml:2:1: there is no setting 'them'; did you mean 'theme'?"
    ),
    ("colour: 265\n", "config.yaml:1:9: 'colour' is one of auto, never"),
    ("glyphs: asci\n", "did you mean 'ascii'?"),
    ("mouse: maybe\n", "config.yaml:1:8: 'mouse' is true or false"),
    ("theme: []\n", "config.yaml:1:8: 'theme' is one word"),
    ("langmap: rusian\n", "config.yaml:1:10: there is no layout 'rusian'; did you mean 'russian'?"),
    ("langmap:\n  йц: q\n", "config.yaml:2:3: a line of a langmap"),
    ("- theme\n", "config.yaml:1:1: settings are a list"),
    ("theme: a\ntheme: b\n", "config.yaml:2:1: theme is there twice"),
    ("keys:\n  quitt: x\n", "config.yaml:2:3: there is no action 'quitt'; did you mean 'quit'?"),
  ])
  func aMistakeHasItsLineAndTheNearestName(_ text: String, _ expected: String) {
    let problems = parse(text).problems
    #expect(problems.count == 1 && problems[0].hasPrefix("config.yaml:"), "\(problems)")
    #expect(problems.first?.contains(expected) == true, "\(problems)")
  }

  @Test func theOtherSettingsHold() {
    let (settings, problems) = parse(
      "theme: 'dark\nmouse: off\nkeys:\n  skip: F5\n  note: [F6\ncolour: 265\nglyphs: ascii\n")
    #expect(problems.count == 3, "\(problems)")
    #expect(settings.theme == nil && !settings.mouse && settings.glyphs == .ascii)
    #expect(settings.keys.map(\.action) == [.skip])
  }

  @Test func aLangmapOfOnesOwn() {
    let (settings, problems) = parse("langmap:\n  é: u\n  \"2\": t\n")
    #expect(problems.isEmpty)
    #expect(settings.langmap.key(for: "é") == "u" && settings.langmap.key(for: "ф") == nil)
    #expect(parse("langmap: none\n").settings.langmap == Langmap())
  }

  @Test func keepingAThemeLeavesTheRestOfTheFile() {
    let old = "# mine\ntheme: dark # at night\nmouse: true"
    #expect(
      SettingsFile.setting("theme", to: "light", in: old)
        == "# mine\ntheme: light # at night\nmouse: true")
    #expect(SettingsFile.setting("theme", to: "light", in: "") == "theme: light\n")
    #expect(
      SettingsFile.setting("theme", to: "x", in: "mouse: on") == "mouse: on\ntheme: x\n")
  }
}
