import BuiltinThemes
import TerminalCore
import Testing

/// The themes that the program carries are whole and can be read.
@Suite struct BundledThemeTests {
  static let names = BuiltinTheme.files.map(\.name)

  @Test(arguments: names)
  func hasNoMistake(_ name: String) throws {
    let file = try #require(BuiltinTheme.files.first { $0.name == name })
    let (theme, problems) = ThemeFile.parse(file.text, name: name, file: name + ".yaml")
    #expect(problems.isEmpty)
    #expect(theme?.name == name && theme?.title.isEmpty == false)
  }

  @Test func areThoseThatWerePromised() {
    #expect(Self.names.count >= 6 && BuiltinTheme.all.count == Self.names.count)
    #expect(
      Set(Self.names).isSuperset(of: [
        "dark", "light", "terminal", "high-contrast", "colour-blind", "monochrome",
      ]))
    #expect(BuiltinTheme.named("monochrome")?.level == ColourLevel.none)
    #expect(BuiltinTheme.named("terminal")?.level == .palette)
    #expect(BuiltinTheme.named("dark")?.level == .indexed)
  }

  @Test(arguments: names)
  func everyTextCanBeRead(_ name: String) throws {
    let theme = try #require(BuiltinTheme.named(name))
    for (role, contrast) in ThemeFile.lowContrast(theme) {
      Issue.record("\(theme.name): \(role.rawValue) has a contrast of \(contrast)")
    }
  }

  /// 256 colours are what most terminals have: the nearest of them must read as well.
  @Test(arguments: names)
  func everyTextCanBeReadInTwoHundredAndFiftySixColours(_ name: String) throws {
    let theme = try #require(BuiltinTheme.named(name))
    for role in StyleRole.allCases where role != .border {
      guard let ink = theme[role].foreground.rgb, let paper = theme[role].background.rgb
      else { continue }
      let contrast = RGB.ofIndexed(ink.nearestIndexed)
        .contrast(with: RGB.ofIndexed(paper.nearestIndexed))
      #expect(contrast >= 4.5, "\(theme.name): \(role.rawValue)")
    }
  }

  @Test func highContrastIsSevenToOne() throws {
    let theme = try #require(BuiltinTheme.named("high-contrast"))
    for role in StyleRole.allCases {
      guard let ink = theme[role].foreground.rgb, let paper = theme[role].background.rgb
      else { continue }
      #expect(ink.contrast(with: paper) >= 7, "\(role.rawValue)")
    }
  }

  /// What must be told apart is so by more than its colour.
  @Test(arguments: names)
  func whatIsMarkedStandsOut(_ name: String) throws {
    let theme = try #require(BuiltinTheme.named(name))
    for role in [StyleRole.selection, .searchHit, .error] {
      #expect(theme[role] != theme[.text], "\(theme.name): \(role.rawValue)")
    }
    #expect(theme[.agree] != theme[.disagree])
    #expect(
      theme[.selection].background != theme[.text].background
        || theme[.selection].attributes.contains(.reverse))
  }

  /// Agreement and difference stay apart for people who see no red or no green: their lightness or
  /// their blue part differs.
  @Test(arguments: ["colour-blind", "colour-blind-light"])
  func blueAgreesAndOrangeDiffers(_ name: String) throws {
    let theme = try #require(BuiltinTheme.named(name))
    let agree = try #require(theme[.agree].foreground.rgb)
    let disagree = try #require(theme[.disagree].foreground.rgb)
    #expect(agree.blue > agree.red && disagree.red > disagree.blue)
    #expect(abs(Int(agree.blue) - Int(disagree.blue)) > 100)
  }

  @Test func fewerColoursTakeTheThemeMadeForThem() throws {
    let dark = try #require(BuiltinTheme.named("dark"))
    #expect(BuiltinTheme.fitting(dark, level: .direct).name == "dark")
    #expect(BuiltinTheme.fitting(dark, level: .indexed).name == "dark")
    #expect(BuiltinTheme.fitting(dark, level: .palette).name == "terminal")
    #expect(BuiltinTheme.fitting(dark, level: .none).name == "monochrome")
    let mono = try #require(BuiltinTheme.named("monochrome"))
    for role in StyleRole.allCases {
      #expect(mono[role].foreground == .terminal && mono[role].background == .terminal)
    }
  }
}
