/// Lines in cells: braille dots, two by four in a cell, or one ASCII character a cell.
struct DotRaster {
  let columns: Int
  let rows: Int
  private var dots: [UInt8]

  init(columns: Int, rows: Int) {
    self.columns = max(0, columns)
    self.rows = max(0, rows)
    dots = Array(repeating: 0, count: self.columns * self.rows)
  }

  /// Dots across and down.
  var width: Int { columns * 2 }
  var height: Int { rows * 4 }

  mutating func set(_ x: Int, _ y: Int) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]
    dots[y / 4 * columns + x / 2] |= bits[y % 4 * 2 + x % 2]
  }

  /// A straight line, by the longer side; every `gap`th dot. O(length).
  mutating func line(from a: (x: Int, y: Int), to b: (x: Int, y: Int), gap: Int = 1) {
    let steps = max(abs(b.x - a.x), abs(b.y - a.y))
    guard steps > 0 else { return set(a.x, a.y) }
    for step in stride(from: 0, through: steps, by: gap) {
      let share = Double(step) / Double(steps)
      set(
        a.x + Int((Double(b.x - a.x) * share).rounded()),
        a.y + Int((Double(b.y - a.y) * share).rounded()))
    }
  }

  /// Puts the cells that have dots on the canvas, with the corner at `x`, `y`.
  func draw(
    on canvas: inout CharacterCanvas, _ x: Int, _ y: Int, _ tone: CharacterTone,
    ascii: Character
  ) {
    for row in 0..<rows {
      for column in 0..<columns {
        let bits = dots[row * columns + column]
        guard bits != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(bits)) else { continue }
        canvas.set(canvas.style.pick(Character(scalar), ascii), x + column, y + row, tone)
      }
    }
  }
}
