/// Five steps of shade from light to dark.
enum GreyLevel {
  /// 0 for the lowest fifth of 0...1 up to 4; the nearest end outside.
  static func index(_ share: Double) -> Int {
    guard share.isFinite else { return 0 }
    return Int(min(max(share, 0), 0.999) * 5)
  }

  static let fills = ["#ffffff", "#dddddd", "#b4b4b4", "#7d7d7d", "#404040"]

  /// Words on the shade that can be read.
  static let words = ["#000000", "#000000", "#000000", "#ffffff", "#ffffff"]
}
