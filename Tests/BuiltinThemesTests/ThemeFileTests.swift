import BuiltinThemes
import TerminalCore
import Testing

/// Reading scheme files of others, and one's own mistakes.
@Suite struct ThemeFileTests {
  static let colours = [
    "181818", "282828", "383838", "585858", "b8b8b8", "d8d8d8", "e8e8e8", "f8f8f8", "ab4642",
    "dc9656", "f7ca88", "a1b56c", "86c1b9", "7cafc2", "ba8baf", "a16946",
  ]

  static func slot(_ index: Int) -> String {
    "base" + (index < 16 ? "0" : "") + String(index, radix: 16, uppercase: true)
  }

  static var flat: String {
    colours.enumerated().reduce("scheme: \"A\"\nauthor: \"b\"\n") {
      $0 + "\(slot($1.offset)): \"\($1.element)\"\n"
    }
  }

  static var nested: String {
    colours.enumerated().reduce(
      "system: \"base16\"\nname: \"A\"\nauthor: \"b\"\nvariant: \"dark\"\npalette:\n"
    ) { $0 + "  \(slot($1.offset)): \"#\($1.element)\"\n" }
  }

  func parse(_ text: String) -> (theme: Theme?, problems: [String]) {
    ThemeFile.parse(text, name: "a", file: "a.yaml")
  }

  @Test func bothFormsOfBase16AreTheSameTheme() {
    let (old, new) = (parse(Self.flat), parse(Self.nested))
    #expect(old.problems.isEmpty && new.problems.isEmpty)
    #expect(old.theme == new.theme)
    #expect(new.theme?.title == "A" && old.theme?.variant == "dark")
    #expect(new.theme?[.text] == RoleLook(.rgb(RGB(0xD8, 0xD8, 0xD8)), on: .rgb(RGB(24, 24, 24))))
    #expect(new.theme?[.agree].foreground == .rgb(RGB(0x7C, 0xAF, 0xC2)))
  }

  @Test func base24AndUnquotedAndUpperCaseAreRead() {
    var text = Self.nested.replacing("base24", with: "base16").replacing("#ab4642", with: "AB4642")
    for index in 16..<24 { text += "  base\(String(index, radix: 16)): \"010203\"\n" }
    text += "roles:\n  agree: base12 on base17 bold italic\n"
    let (theme, problems) = parse(text)
    #expect(problems.isEmpty)
    #expect(theme?[.agree].attributes == [.bold, .italic])
    #expect(theme?[.agree].background == .rgb(RGB(1, 2, 3)))
  }

  @Test func rolesStandOnTheBackgroundOfText() {
    let (theme, problems) = parse(
      Self.nested + "roles:\n  text: base05 on terminal\n  judge: bright-cyan\n  dim: dim\n")
    #expect(problems.isEmpty)
    #expect(theme?[.judge] == RoleLook(.palette(14), on: .terminal))
    #expect(theme?[.dim] == RoleLook(.terminal, on: .terminal, .dim))
    #expect(theme?[.human].background == .terminal)
  }

  /// A scheme whose quiet colour is nearly its background, as some are.
  @Test func whatAForeignSchemeLeavesUnreadableIsMended() throws {
    let odd = Self.nested.replacing("#b8b8b8", with: "#202020")
      .replacing("#282828", with: "#c8c8c8")
    let theme = try #require(parse(odd).theme)
    for role in StyleRole.allCases where role != .border {
      let (ink, paper) = (theme[role].foreground.rgb, theme[role].background.rgb)
      #expect(try #require(ink).contrast(with: try #require(paper)) >= 3, "\(role.rawValue)")
    }
    // What its author wrote is left as it is.
    let written = try #require(parse(odd + "roles:\n  dim: base04\n").theme)
    #expect(written[.dim].foreground == .rgb(RGB(0x20, 0x20, 0x20)))
  }

  @Test(arguments: [
    ("roles:\n  agre: base0D\n", "a.yaml:23:3: there is no role 'agre'; did you mean 'agree'?"),
    ("roles:\n  agree: base0D blod\n", "'blod' is no attribute; did you mean 'bold'?"),
    ("roles:\n  agree: base1G\n", "a.yaml:23:10: agree: 'base1G' is no colour; did you mean"),
    ("roles:\n  agree: base05 on #112233\n", "a colour is missing after 'on'"),
    ("roles:\n  agree: [base05]\n", "a.yaml:23:10: 'agree' is one line"),
    ("rolls:\n  agree: base05\n", "a.yaml:22:1: there is no block 'rolls'; did you mean 'roles'?"),
    ("roles: base05\n", "'roles' is a list of"),
  ])
  func aMistakeIsNamedWithLineAndNearestName(_ lines: String, _ expected: String) {
    let (theme, problems) = parse(Self.nested + lines)
    #expect(theme == nil)
    #expect(problems.contains { $0.contains(expected) }, "\(problems)")
  }

  @Test func aPaletteMustBeWhole() {
    let text = Self.nested.replacing("  base0B: \"#a1b56c\"\n", with: "")
    #expect(parse(text).problems == ["a.yaml:6:3: the palette lacks base0B"])
    let odd = Self.nested.replacing("\"#a1b56c\"", with: "\"#a1b56\"")
    #expect(parse(odd).problems.first?.contains("a.yaml:17:11: 'base0B' is six") == true)
    let slot = Self.nested.replacing("base0B", with: "base0H")
    #expect(parse(slot).problems.first?.contains("there is no 'base0H' in a palette") == true)
  }

  @Test(arguments: ["", "- a\n", "a: [\n", "just words", "base00: \"181818\"\n"])
  func whatIsNoSchemeIsNoTheme(_ text: String) {
    let (theme, problems) = parse(text)
    #expect(theme == nil && !problems.isEmpty)
    #expect(problems.allSatisfy { $0.hasPrefix("a.yaml:") }, "\(problems)")
  }
}
