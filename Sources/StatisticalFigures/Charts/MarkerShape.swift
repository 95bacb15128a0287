/// Shapes that tell series apart without colour.
enum MarkerShape: Int, Hashable, Sendable, CaseIterable {
  case circle, square, diamond, triangle, cross

  /// The shape of the series of this number; they begin again after the last.
  static func ofSeries(_ index: Int) -> MarkerShape {
    allCases[index % allCases.count]
  }

  func character(isASCII: Bool) -> Character {
    switch self {
    case .circle: isASCII ? "o" : "●"
    case .square: isASCII ? "#" : "□"
    case .diamond: isASCII ? "*" : "◆"
    case .triangle: isASCII ? "^" : "△"
    case .cross: isASCII ? "x" : "×"
    }
  }
}
