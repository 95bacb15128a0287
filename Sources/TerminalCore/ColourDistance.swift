import Glibc

/// Colours compared as eyes do: OKLab (Ottosson 2020), where equal distances look equally far.
public struct PerceivedColour: Hashable, Sendable {
  /// From 0 (black) to 1 (white).
  public let lightness: Double
  let greenRed: Double
  let blueYellow: Double

  public init(_ colour: RGB) {
    let (red, green, blue) = (
      colour.red.linearLight, colour.green.linearLight, colour.blue.linearLight
    )
    let long = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
    let middle = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
    let short = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
    lightness = 0.210_454_255_3 * long + 0.793_617_785 * middle - 0.004_072_046_8 * short
    greenRed = 1.977_998_495_1 * long - 2.428_592_205 * middle + 0.450_593_709_9 * short
    blueYellow = 0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766 * short
  }

  /// The square of how far two colours are apart.
  public func squaredDistance(to other: Self) -> Double {
    let (l, a, b) = (
      lightness - other.lightness, greenRed - other.greenRed, blueYellow - other.blueYellow
    )
    return l * l + a * a + b * b
  }
}

extension RGB {
  /// Relative luminance, 0 to 1 (WCAG 2.2).
  var luminance: Double {
    0.2126 * red.linearLight + 0.7152 * green.linearLight + 0.0722 * blue.linearLight
  }

  /// How well one reads on the other: 1 (not at all) to 21 (WCAG 2.2); 4.5 is asked of text.
  public func contrast(with other: RGB) -> Double {
    let (low, high) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (high + 0.05) / (low + 0.05)
  }

  /// The nearest of the fixed colours 16 to 255 of a terminal with 256: a cube of six steps and 24
  /// greys. The first sixteen are the person's own and cannot be relied on.
  public var nearestIndexed: Int {
    let wanted = PerceivedColour(self)
    var best = (index: 16, distance: Double.infinity)
    for (offset, candidate) in Self.indexed.enumerated() {
      let distance = wanted.squaredDistance(to: candidate)
      if distance < best.distance { best = (16 + offset, distance) }
    }
    return best.index
  }

  /// What a terminal with 256 colours shows for one of 16 to 255.
  public static func ofIndexed(_ index: Int) -> RGB {
    guard index < 232 else {
      let grey = UInt8(8 + 10 * (min(255, index) - 232))
      return RGB(grey, grey, grey)
    }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let at = max(0, index - 16)
    return RGB(steps[at / 36], steps[at / 6 % 6], steps[at % 6])
  }

  private static let indexed = (16..<256).map { PerceivedColour(ofIndexed($0)) }
}

extension UInt8 {
  /// The light of an sRGB component, 0 to 1.
  fileprivate var linearLight: Double {
    let part = Double(self) / 255
    return part <= 0.040_45 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
  }
}
