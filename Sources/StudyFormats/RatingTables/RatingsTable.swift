/// Ratings read from a table that belongs to no study: units × raters of categories.
public struct RatingsTable: Sendable {
  /// A category's number in `categories`, or `missing`.
  public typealias Code = UInt16
  public static let missing = Code.max

  public var layout: RatingsLayout
  public var raters: [String]
  /// As they first came; bytes compared exactly.
  public var categories: [String]
  /// One for each rater, of as many codes as there are units.
  public var columns: [[Code]]
  /// The cluster of each unit, as numbers from 0; nil where no column says.
  public var clusters: [Int]?
  public var clusterCount: Int
  var units: InternedTexts?

  public var unitCount: Int { columns.first?.count ?? 0 }

  /// The unit's name, or its row from 1 where the table names none.
  public func unitName(_ unit: Int) -> String { units?[unit] ?? String(unit + 1) }
}
