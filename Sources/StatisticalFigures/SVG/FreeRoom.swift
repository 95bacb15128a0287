/// Rectangles that are taken, for labels that must not meet.
struct FreeRoom {
  let left: Double
  let right: Double
  let top: Double
  let bottom: Double
  private var taken: [(x: Double, y: Double, width: Double, height: Double)] = []

  init(left: Double, right: Double, top: Double, bottom: Double) {
    self.left = left
    self.right = right
    self.top = top
    self.bottom = bottom
  }

  mutating func take(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
    taken.append((x, y, width, height))
  }

  /// Small squares along a line of straight pieces.
  mutating func take(along points: [(x: Double, y: Double)]) {
    for (a, b) in zip(points, points.dropFirst()) {
      let steps = max(1, Int(max(abs(b.x - a.x), abs(b.y - a.y)) / 4))
      for step in 0...steps {
        let share = Double(step) / Double(steps)
        take(a.x + share * (b.x - a.x) - 1, a.y + share * (b.y - a.y) - 1, 2, 2)
      }
    }
  }

  /// The upper left corner of a label beside a mark: right, left, above, beneath, or aslant. The
  /// place is taken then. O(places taken).
  mutating func place(
    _ width: Double, _ height: Double, beside at: (x: Double, y: Double)
  ) -> (x: Double, y: Double)? {
    let (up, down) = (at.y - height - 5, at.y + 5)
    let corners = [
      (at.x + 7, at.y - height / 2), (at.x - width - 7, at.y - height / 2),
      (at.x - width / 2, up), (at.x - width / 2, down), (at.x + 5, up + 2), (at.x + 5, down - 2),
      (at.x - width - 5, up + 2), (at.x - width - 5, down - 2),
      (at.x + 7, at.y + 2), (at.x + 7, at.y - height - 2), (at.x - width - 7, at.y + 2),
      (at.x - width - 7, at.y - height - 2),
    ]
    for (x, y) in corners where isFree(x, y, width, height) {
      take(x, y, width, height)
      return (x, y)
    }
    return nil
  }

  private func isFree(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Bool {
    guard x >= left, y >= top, x + width <= right, y + height <= bottom else { return false }
    return taken.allSatisfy {
      x + width <= $0.x || $0.x + $0.width <= x || y + height <= $0.y || $0.y + $0.height <= y
    }
  }
}
