/// A statistic as a picture, in characters for a terminal and in SVG for print, from the same data.
public protocol StatisticalFigure: Hashable, Sendable {
  /// The picture in exactly `height` rows of at most `width` columns. Where there is too little
  /// room, parts are left out whole, in an order that each figure states; nothing overlaps and no
  /// number is cut. O(width × height + data).
  func characters(width: Int, height: Int, style: CharacterStyle) -> CharacterPicture

  /// A standalone SVG picture for black and white print, in pixels; its bytes depend on the data
  /// and the size only. Sizes below 80 × 60 are drawn at 80 × 60. O(data).
  func svg(width: Int, height: Int) -> String
}
