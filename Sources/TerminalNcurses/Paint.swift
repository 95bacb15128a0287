import CNcurses
import TerminalCore

/// Makes ncurses attributes and colour pairs of styles, lazily: the pairs that a screen needs are
/// few.
struct Paint {
  /// How many colours the terminal has.
  private let colours: Int32
  private let usesColour: Bool
  /// Numbers beyond the first eight are RGB values.
  private let isDirect: Bool
  /// The terminal cannot underline what is coloured (the Linux console).
  private let underlineIsPlainOnly: Bool
  private(set) var theme: Theme?
  private var known: [Style: (attributes: attr_t, pair: Int32)] = [:]
  private var pairs: [Int64: Int32] = [:]
  private var numbers: [RGB: Int32] = [:]

  init(colours: Int32, usesColour: Bool, isDirect: Bool) {
    self.colours = colours
    self.usesColour = usesColour
    self.isDirect = isDirect
    underlineIsPlainOnly = concord_number("ncv") > 0 && concord_number("ncv") & 2 != 0
  }

  /// Forgets everything about the theme before.
  mutating func use(_ theme: Theme) {
    self.theme = theme
    known = [:]
    pairs = [:]
    if usesColour { reset_color_pairs() }
  }

  mutating func paint(_ style: Style) -> (attributes: attr_t, pair: Int32) {
    if let made = known[style] { return made }
    let look = theme?[style.role] ?? RoleLook()
    var wanted = look.attributes.union(style.attributes)
    let foreground = number(look.foreground, &wanted, isText: true)
    let background = number(look.background, &wanted, isText: false)
    let chosen = pair(foreground, background)
    if underlineIsPlainOnly, chosen != 0, wanted.contains(.underline) {
      // ncurses would drop the line and leave the colour alone to tell.
      wanted.remove(.underline)
      wanted.insert(.bold)
    }
    let made = (Self.bits(wanted), chosen)
    known[style] = made
    return made
  }

  private static func bits(_ attributes: TextAttributes) -> attr_t {
    var bits: attr_t = 0
    for (one, bit) in [
      (TextAttributes.bold, concord_bold), (.italic, concord_italic),
      (.underline, concord_underline), (.reverse, concord_reverse), (.dim, concord_dim),
    ] where attributes.contains(one) { bits |= bit }
    return bits
  }

  private mutating func pair(_ foreground: Int32, _ background: Int32) -> Int32 {
    guard usesColour, foreground >= 0 || background >= 0 else { return 0 }
    let key = Int64(foreground) << 32 | Int64(UInt32(bitPattern: background))
    if let made = pairs[key] { return made }
    let made = max(0, alloc_pair(foreground, background))
    pairs[key] = made
    return made
  }

  /// The terminal's number of a colour; −1 is its default.
  private mutating func number(
    _ colour: ThemeColour, _ attributes: inout TextAttributes, isText: Bool
  ) -> Int32 {
    switch colour {
    case .terminal: return -1
    case .palette(let index):
      // Eight colours, and direct colour too, have no bright ones: bold stands for them, and for
      // bright black, which would not be seen on black, dim.
      let isBright = index >= 8 && (colours < 16 || isDirect)
      guard isBright else { return Int32(index) }
      guard isText else { return Int32(index - 8) }
      if index == 8 {
        attributes.insert(.dim)
        return -1
      }
      attributes.insert(.bold)
      return Int32(index - 8)
    case .rgb(let rgb):
      guard !isDirect else {
        // 0 to 7 are the terminal's own colours there, also where they would be nearly black.
        let packed = Int32(rgb.red) << 16 | Int32(rgb.green) << 8 | Int32(rgb.blue)
        return packed < 8 ? 0x000808 : packed
      }
      if let number = numbers[rgb] { return number }
      let number = Int32(rgb.nearestIndexed)
      numbers[rgb] = number
      return number
    }
  }
}
