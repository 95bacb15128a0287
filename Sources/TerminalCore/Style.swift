/// What a piece of text is, from which a theme makes its colours.
///
/// Screens speak of roles only: a theme file gives each its foreground, background, attributes.
public enum StyleRole: String, Sendable, CaseIterable, Codable {
  case text, dim, strong, title, heading, key, link, quote, code
  case codeKeyword = "code-keyword"
  case codeString = "code-string"
  case codeComment = "code-comment"
  case codeNumber = "code-number"
  case border
  case borderFocus = "border-focus"
  case selection, footer
  /// A key in the footer, where `key` stands in running text.
  case footerKey = "footer-key"
  case status
  case human, judge, jury, debate, lexical, imported, consensus
  case agree, disagree, tie, saved, pending, warning, error
  case differenceAdded = "difference-added"
  case differenceRemoved = "difference-removed"
  case searchHit = "search-hit"
  /// A control or invisible character made visible.
  case escaped
  case gradient0, gradient1, gradient2, gradient3, gradient4
}

/// Attributes that hold without colour too.
public struct TextAttributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let bold = TextAttributes(rawValue: 1)
  public static let italic = TextAttributes(rawValue: 2)
  public static let underline = TextAttributes(rawValue: 4)
  public static let reverse = TextAttributes(rawValue: 8)
  public static let dim = TextAttributes(rawValue: 16)
}

/// A cell's style: a role, and attributes added to those that the theme gives the role.
public struct Style: Hashable, Sendable {
  public var role: StyleRole
  public var attributes: TextAttributes

  public init(_ role: StyleRole, _ attributes: TextAttributes = []) {
    self.role = role
    self.attributes = attributes
  }

  public static let text = Style(.text)
  public static let dim = Style(.dim)
}

/// Text of one style, on one line, already harmless to draw.
public struct StyledSpan: Hashable, Sendable {
  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}
