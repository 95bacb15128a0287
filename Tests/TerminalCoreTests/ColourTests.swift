import TerminalCore
import Testing

@Suite struct ColourTests {
  @Test func contrastIsAsWCAGSays() {
    let (black, white) = (RGB(0, 0, 0), RGB(255, 255, 255))
    #expect(abs(black.contrast(with: white) - 21) < 1e-9)
    #expect(abs(white.contrast(with: black) - 21) < 1e-9)
    #expect(white.contrast(with: white) == 1)
    // The grey that is just enough on white (WebAIM's checker: 4.54).
    #expect(abs(RGB(0x76, 0x76, 0x76).contrast(with: white) - 4.54) < 0.01)
  }

  @Test func everyColourOfTheCubeIsItsOwnNearest() {
    for index in 16..<256 {
      let colour = RGB.ofIndexed(index)
      #expect(RGB.ofIndexed(colour.nearestIndexed) == colour, "\(index)")
    }
  }

  /// Figures of the article that made OKLab.
  @Test func lightnessIsOKLab() {
    #expect(abs(PerceivedColour(RGB(255, 255, 255)).lightness - 1) < 1e-4)
    #expect(PerceivedColour(RGB(0, 0, 0)).lightness == 0)
    #expect(abs(PerceivedColour(RGB(255, 0, 0)).lightness - 0.62796) < 1e-4)
    #expect(abs(PerceivedColour(RGB(0, 0, 255)).lightness - 0.45201) < 1e-4)
  }

  /// Where plain RGB distance picks a wrong hue, eyes do not.
  @Test func theNearestIsNearToTheEye() {
    for (red, green, blue) in [(21, 24, 30), (127, 178, 245), (240, 163, 94), (86, 180, 233)] {
      let colour = RGB(UInt8(red), UInt8(green), UInt8(blue))
      let shown = RGB.ofIndexed(colour.nearestIndexed)
      let distance = PerceivedColour(colour).squaredDistance(to: PerceivedColour(shown))
      #expect(distance < 0.006, "\(colour) is shown as \(shown)")
    }
  }

  @Test func hexadecimalDigitsAreRead() {
    #expect(RGB(hex: "#0a0B0c") == RGB(10, 11, 12))
    #expect(RGB(hex: "ffffff") == RGB(255, 255, 255))
    for text in ["", "#", "fff", "#fffffff", "gggggg", "+12345", "０１２３４５"] {
      #expect(RGB(hex: text) == nil, "\(text)")
    }
  }

  @Test func onlyAutomaticColourHeedsNoColor() {
    #expect(ColourChoice.auto.level(available: .direct, refused: true) == .none)
    #expect(ColourChoice.auto.level(available: .palette, refused: false) == .palette)
    #expect(ColourChoice.always.level(available: .indexed, refused: true) == .indexed)
    #expect(ColourChoice.indexed.level(available: .palette, refused: false) == .palette)
    #expect(ColourChoice.palette.level(available: .direct, refused: true) == .palette)
    #expect(ColourChoice.never.level(available: .direct, refused: false) == .none)
  }
}
