/// A typed row identifier: identifiers of different things cannot be mixed up.
///
/// The phantom `Tag` costs nothing at run time; the value is SQLite's row id, counted from 1.
public struct Identifier<Tag>: Hashable, Sendable, Comparable, Codable {
  public let value: Int64

  public init(_ value: Int64) { self.value = value }

  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }

  public init(from decoder: any Decoder) throws {
    value = try decoder.singleValueContainer().decode(Int64.self)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value)
  }
}

extension Identifier: CustomStringConvertible {
  public var description: String { String(value) }
}

public enum ItemTag: Sendable {}
public enum RaterTag: Sendable {}
public enum RunTag: Sendable {}
public enum SessionTag: Sendable {}
public enum VerdictTag: Sendable {}

/// An item of a study. Items are numbered densely from 1 in file order, so an array can be
/// indexed by `value - 1`.
public typealias ItemID = Identifier<ItemTag>
public typealias RaterID = Identifier<RaterTag>
public typealias RunID = Identifier<RunTag>
public typealias SessionID = Identifier<SessionTag>
public typealias VerdictID = Identifier<VerdictTag>
