/// One colour of red, green and blue, 0 to 255 each, in sRGB.
public struct RGB: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Six hexadecimal digits, with or without `#` before them; nil for anything else.
  public init?(hex: some StringProtocol) {
    let digits = hex.hasPrefix("#") ? hex.dropFirst() : hex[...]
    guard digits.utf8.count == 6, digits.allSatisfy(\.isHexDigit),
      let number = UInt32(digits, radix: 16)
    else { return nil }
    self.init(UInt8(number >> 16), UInt8(number >> 8 & 255), UInt8(number & 255))
  }
}

/// A colour as a theme names it.
public enum ThemeColour: Hashable, Sendable {
  /// Whatever the person's terminal writes with, or writes on.
  case terminal
  /// One of the terminal's own sixteen, 0 to 15: what it looks like is the person's choice.
  case palette(Int)
  case rgb(RGB)

  public var rgb: RGB? {
    if case .rgb(let colour) = self { colour } else { nil }
  }
}

/// How one role looks.
public struct RoleLook: Hashable, Sendable {
  public var foreground: ThemeColour
  public var background: ThemeColour
  public var attributes: TextAttributes

  public init(
    _ foreground: ThemeColour = .terminal, on background: ThemeColour = .terminal,
    _ attributes: TextAttributes = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// How much colour there is: each level has what those before it have.
public enum ColourLevel: Int, Hashable, Sendable, Comparable, CaseIterable {
  /// Attributes only: bold, underlined, reversed, dim.
  case none
  /// The terminal's own colours, eight or sixteen of them.
  case palette
  /// The 256 of most terminals.
  case indexed
  /// Any RGB value.
  case direct

  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  public var title: String {
    switch self {
    case .none: "no colour"
    case .palette: "16 colours"
    case .indexed: "256 colours"
    case .direct: "true colour"
    }
  }
}

/// What a person wants of colour: `--color`, CONCORD_COLOR or the setting `colour`.
public enum ColourChoice: String, Hashable, Sendable, CaseIterable {
  case auto, never, always, mono
  case palette = "16"
  case indexed = "256"
  case direct = "truecolor"

  /// The level to draw with on a terminal that has `available`.
  /// - Parameter refused: NO_COLOR is set; only `auto` heeds it.
  public func level(available: ColourLevel, refused: Bool) -> ColourLevel {
    switch self {
    case .auto: refused ? .none : available
    case .never, .mono: .none
    case .always: available
    case .palette: min(.palette, available)
    case .indexed: min(.indexed, available)
    case .direct: available
    }
  }
}

/// How every role looks. Screens name roles; a theme makes colours of them.
public struct Theme: Hashable, Sendable {
  /// What it is chosen by: the file's name without its ending.
  public var name: String
  /// What its author calls it.
  public var title: String
  /// `dark`, `light`, or "" where the terminal's own colours decide.
  public var variant: String
  private var looks: [StyleRole: RoleLook]

  public init(name: String, title: String, variant: String, looks: [StyleRole: RoleLook]) {
    self.name = name
    self.title = title
    self.variant = variant
    self.looks = looks
  }

  public subscript(role: StyleRole) -> RoleLook { looks[role] ?? RoleLook() }

  /// The level it was made for: with less, its colours would run together.
  public var level: ColourLevel {
    let colours = looks.values.flatMap { [$0.foreground, $0.background] }
    if colours.contains(where: { $0.rgb != nil }) { return .indexed }
    return colours.allSatisfy { $0 == .terminal } ? .none : .palette
  }
}
