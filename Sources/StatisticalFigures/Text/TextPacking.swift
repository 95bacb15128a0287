/// Puts whole pieces of text side by side in lines: a piece is never broken, and left out when it
/// is longer than a line.
enum TextPacking {
  /// O(pieces). `width` measures a piece; `gap` is what stands between two.
  static func lines(
    _ widths: [Double], limit: Double, gap: Double
  ) -> [[Int]] {
    var lines: [[Int]] = []
    var used = 0.0
    for (index, width) in widths.enumerated() where width <= limit {
      if lines.isEmpty || used + gap + width > limit {
        lines.append([index])
        used = width
      } else {
        lines[lines.count - 1].append(index)
        used += gap + width
      }
    }
    return lines
  }
}
