/// A grid of columns and rows to draw on. What lies outside is not drawn.
struct CharacterCanvas {
  let width: Int
  let height: Int
  let style: CharacterStyle
  /// nil: the second column of a wide character.
  private var cells: [CharacterCell?]

  init(width: Int, height: Int, style: CharacterStyle) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.style = style
    cells = Array(repeating: CharacterCell(" ", .plain), count: self.width * self.height)
  }

  func holds(_ x: Int, _ y: Int) -> Bool { x >= 0 && y >= 0 && x < width && y < height }

  mutating func set(_ character: Character, _ x: Int, _ y: Int, _ tone: CharacterTone) {
    guard holds(x, y) else { return }
    let index = y * width + x
    var head = index
    while cells[head] == nil, head > y * width { head -= 1 }
    if head != index { blank(from: head, y) }
    if x + 1 < width, cells[index + 1] == nil { blank(from: index, y) }
    cells[index] = CharacterCell(character, tone)
  }

  /// Half a wide character is none.
  private mutating func blank(from head: Int, _ y: Int) {
    cells[head] = CharacterCell(" ", .plain)
    var next = head + 1
    while next < (y + 1) * width, cells[next] == nil {
      cells[next] = CharacterCell(" ", .plain)
      next += 1
    }
  }

  /// Writes text from a column on, within `limit` columns.
  mutating func put(
    _ text: String, _ x: Int, _ y: Int, _ tone: CharacterTone = .plain, limit: Int? = nil
  ) {
    let end = min(width, x + (limit ?? width))
    var column = x
    for character in style.shown(text) {
      let columns = style.width(String(character))
      guard columns > 0 else { continue }
      guard column + columns <= end else { return }
      if holds(column, y) {
        set(character, column, y, tone)
        for other in column + 1..<column + columns where columns > 1 {
          set(" ", other, y, tone)
        }
        for other in column + 1..<column + columns where columns > 1 {
          cells[y * width + other] = nil
        }
      }
      column += columns
    }
  }

  func isBlank(_ x: Int, _ y: Int, columns: Int) -> Bool {
    guard columns > 0, holds(x, y), holds(x + columns - 1, y) else { return false }
    return (x..<x + columns).allSatisfy { cells[y * width + $0]?.character == " " }
  }

  var picture: CharacterPicture {
    CharacterPicture(
      rows: (0..<height).map { y in cells[y * width..<(y + 1) * width].compactMap { $0 } })
  }
}
