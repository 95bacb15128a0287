/// Where a node begins: line and column, both from 1; columns count characters.
public struct YAMLPlace: Hashable, Sendable, Comparable, CustomStringConvertible {
  public var line: Int
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public var description: String { "\(line):\(column)" }

  public static func < (left: Self, right: Self) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// One value of a YAML document with its place.
public struct YAMLNode: Hashable, Sendable {
  public indirect enum Content: Hashable, Sendable {
    /// `isPlain` is false for quoted and block texts, which are never numbers, booleans or null.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    /// Entries in the order of the text; keys are distinct.
    case mapping([YAMLEntry])
  }

  public var content: Content
  public var place: YAMLPlace

  public init(_ content: Content, at place: YAMLPlace) {
    self.content = content
    self.place = place
  }
}

/// A key of a mapping and its value.
public struct YAMLEntry: Hashable, Sendable {
  public var key: String
  public var keyPlace: YAMLPlace
  public var value: YAMLNode

  public init(key: String, keyPlace: YAMLPlace, value: YAMLNode) {
    self.key = key
    self.keyPlace = keyPlace
    self.value = value
  }
}

extension YAMLNode {
  /// The scalar's text as written; nil for a sequence or mapping.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// Whether this is nothing at all, `~` or `null`.
  public var isNull: Bool {
    if case .scalar(let text, true) = content {
      ["", "~", "null", "Null", "NULL"].contains(text)
    } else {
      false
    }
  }

  /// A plain decimal integer.
  public var integer: Int? { plainText.flatMap { Int($0) } }

  /// A plain finite number.
  public var number: Double? {
    plainText.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
  }

  /// Plain `true`/`yes`/`on` or `false`/`no`/`off`, in any case.
  public var boolean: Bool? {
    switch plainText?.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  public var elements: [YAMLNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  public var entries: [YAMLEntry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The value of a mapping's key; nil where there is none or this is no mapping. Linear.
  public subscript(key: String) -> YAMLNode? { entries?.first { $0.key == key }?.value }

  private var plainText: String? {
    if case .scalar(let text, true) = content { text } else { nil }
  }
}
