import Foundation
import Testing

@testable import AgreementStatistics

/// One case of the oracle: input, options, expected values.
struct OracleRecord {
  var name: String
  var statistic: String
  var options: [String: Any]
  var ratings: [[Any]]
  var expected: [String: Any]
  var tolerance: Double

  init(_ file: URL) throws {
    let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: file))
    let record = try #require(json as? [String: Any])
    name = record["name"] as? String ?? file.lastPathComponent
    statistic = try #require(record["statistic"] as? String)
    options = record["options"] as? [String: Any] ?? [:]
    ratings = record["ratings"] as? [[Any]] ?? []
    expected = record["expected"] as? [String: Any] ?? [:]
    tolerance = (record["tolerance"] as? NSNumber)?.doubleValue ?? 1e-9
  }

  var level: Double { number("confidence") ?? 0.95 }

  func number(_ option: String) -> Double? { (options[option] as? NSNumber)?.doubleValue }

  func text(_ option: String) -> String? { options[option] as? String }

  func texts(_ option: String) -> [String] {
    (options[option] as? [Any] ?? []).map { "\($0)" }
  }

  /// The declared, ordered domain.
  var categories: [String] { texts("categories") }

  /// The category's place in the domain; nil for a missing rating.
  func code(_ value: Any) -> Int? {
    value is NSNull ? nil : categories.firstIndex(of: "\(value)")
  }

  /// Items × raters, as categories.
  var matrix: RatingMatrix {
    RatingMatrix(categoryCount: categories.count, rows: ratings.map { $0.map(code) })
  }

  var tally: RatingTally { RatingPatterns(matrix).tally }

  /// The first two raters.
  var table: ConfusionTable { RatingPatterns(matrix).table(of: 0, and: 1) }

  /// A rater's ratings as numbers, nil where missing.
  func numbers(of rater: Int) -> [Double?] {
    ratings.map { ($0[rater] as? NSNumber)?.doubleValue }
  }

  /// Nil for weights by rank.
  var scores: [Double]? {
    if let given = options["scores"] as? [NSNumber] { return given.map(\.doubleValue) }
    return text("weight_scale") == "value" ? categories.map { Double($0) ?? 0 } : nil
  }

  var weights: AgreementWeights {
    if let matrix = options["agreement_weights"] as? [[NSNumber]] {
      return .custom(matrix.map { $0.map(\.doubleValue) })
    }
    switch text("weights") {
    case "linear": return .linear
    case "quadratic": return .quadratic
    case "ordinal": return .ordinal
    default: return .identity
    }
  }
}
