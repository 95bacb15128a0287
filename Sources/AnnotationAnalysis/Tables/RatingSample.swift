import AgreementStatistics

/// Ratings of a table that belongs to no study, ready for statistics: its categories in their
/// order, and what kind of answers they are.
public struct RatingSample: Sendable {
  /// What may be done with the categories.
  public enum Level: String, Sendable, CaseIterable {
    /// Equal or not.
    case nominal
    /// In an order.
    case ordinal
    /// Numbers whose differences mean something.
    case interval
    /// Numbers with a zero of their own.
    case ratio
    /// Numbers measured, not chosen from a list: no coefficient of categories is formed of them.
    case score

    /// Alpha's distances for this level.
    public var metric: AlphaMetric {
      switch self {
      case .nominal: .nominal
      case .ordinal: .ordinal
      case .interval, .score: .interval
      case .ratio: .ratio
      }
    }
  }

  public var raters: [String]
  /// In the order of the declared domain; used or not.
  public var categories: [String]
  /// The categories' numbers; nil where they are no numbers and have no order.
  public var scores: [Double]?
  public var level: Level
  public var matrix: RatingMatrix
  /// The cluster of each unit, from 0; nil where units stand alone.
  public var clusters: [Int]?
  public let patterns: RatingPatterns

  public init(
    raters: [String], categories: [String], scores: [Double]?, level: Level, matrix: RatingMatrix,
    clusters: [Int]? = nil
  ) {
    self.raters = raters
    self.categories = categories
    self.scores = scores
    self.level = level
    self.matrix = matrix
    self.clusters = clusters
    patterns = RatingPatterns(matrix, keepingItems: clusters != nil)
  }

  /// Whether answers come from a list, so that chance agreement can be told.
  public var isCategorical: Bool { level != .score }

  /// Ratings that are missing.
  public var missingCount: Int {
    matrix.columns.reduce(0) { $0 + $1.count { $0 == RatingMatrix.missing } }
  }

  /// A rater's ratings as numbers; nil where there is none. Precondition: categories are numbers.
  public func numbers(of rater: Int) -> [Double?] {
    guard let scores else { preconditionFailure("categories are numbers") }
    return matrix.columns[rater].map { $0 == RatingMatrix.missing ? nil : scores[Int($0)] }
  }

  /// Ratings of one rater.
  public func ratingCount(of rater: Int) -> Int {
    matrix.columns[rater].count { $0 != RatingMatrix.missing }
  }
}
