import Foundation
import Testing

@testable import AgreementStatistics

/// The oracle's cases whose statistic exists, against its values and tolerances.
@Suite struct OracleTests {
  static let folder: URL? = {
    let environment = ProcessInfo.processInfo.environment
    if let given = environment["CONCORD_ORACLE"] { return URL(fileURLWithPath: given) }
    var place = URL(fileURLWithPath: #filePath)
    while place.path != "/" {
      place.deleteLastPathComponent()
      let found = place.appendingPathComponent("shared/oracle")
      if FileManager.default.fileExists(atPath: found.path) { return found }
    }
    return nil
  }()

  static let known: Set<String> = [
    "cohen_kappa", "gwet_ac", "fleiss_kappa_general", "brennan_prediger", "percent_agreement",
    "krippendorff_alpha", "krippendorff_alpha_gwet", "fleiss_kappa", "pabak", "mcnemar",
  ]

  static let cases: [String] = {
    guard let folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }()

  struct Record {
    var statistic: String
    var options: [String: Any]
    var ratings: [[Any]]
    var expected: [String: Any]
    var tolerance: Double

    init(_ name: String) throws {
      let url = try #require(OracleTests.folder).appendingPathComponent(name)
      let json = try JSONSerialization.jsonObject(with: try Data(contentsOf: url))
      let record = try #require(json as? [String: Any])
      statistic = try #require(record["statistic"] as? String)
      options = record["options"] as? [String: Any] ?? [:]
      ratings = record["ratings"] as? [[Any]] ?? []
      expected = record["expected"] as? [String: Any] ?? [:]
      tolerance = (record["tolerance"] as? NSNumber)?.doubleValue ?? 1e-9
    }

    var categories: [String] { (options["categories"] as? [Any] ?? []).map { "\($0)" } }

    func code(_ value: Any) -> Int? {
      value is NSNull ? nil : categories.firstIndex(of: "\(value)")
    }

    var tally: RatingTally {
      var tally = RatingTally(categoryCount: categories.count)
      for row in ratings { tally.add(ratings: row.compactMap(code)) }
      return tally
    }

    var table: ConfusionTable {
      var table = ConfusionTable(categoryCount: categories.count)
      for row in ratings {
        if let one = code(row[0]), let two = code(row[1]) { table.add(1, row: one, column: two) }
      }
      return table
    }

    var scores: [Double]? {
      if let given = options["scores"] as? [NSNumber] { return given.map(\.doubleValue) }
      return options["weight_scale"] as? String == "value"
        ? categories.map { Double($0) ?? 0 } : nil
    }

    var weights: AgreementWeights {
      if let matrix = options["agreement_weights"] as? [[NSNumber]] {
        return .custom(matrix.map { $0.map(\.doubleValue) })
      }
      switch options["weights"] as? String {
      case "linear": return .linear
      case "quadratic": return .quadratic
      case "ordinal": return .ordinal
      default: return .identity
      }
    }
  }

  @Test(.enabled(if: folder != nil, "the oracle's folder is not there"))
  func namesCasesWithoutStatistic() throws {
    let missing = try Self.cases.filter { !Self.known.contains(try Record($0).statistic) }
    print("oracle cases whose statistic does not exist yet: \(missing.joined(separator: ", "))")
    #expect(Self.cases.count - missing.count >= 30)
  }

  @Test(.enabled(if: folder != nil, "the oracle's folder is not there"), arguments: cases)
  func agrees(_ name: String) throws {
    let record = try Record(name)
    let pairs = Self.fields(record)
    guard Self.known.contains(record.statistic) else { return }
    for (field, found) in pairs {
      guard let wanted = record.expected[field] else { continue }
      if wanted is NSNull {
        #expect(found == nil, "\(field) is undefined")
      } else if let number = wanted as? NSNumber {
        let value = try #require(found, "\(field) is defined")
        let limit = record.tolerance * max(1, abs(number.doubleValue))
        #expect(abs(value - number.doubleValue) <= limit, "\(field): \(value) is not \(number)")
      }
    }
  }

  private static func common(
    _ estimate: Estimate, _ name: String, clips: Bool
  ) -> [(String, Double?)] {
    let found = estimate.coefficient
    let high = found?.interval.map { clips ? min(1, $0.high) : $0.high }
    return [
      (name, found?.value), ("se", found?.standardError), ("ci_low", found?.interval?.low),
      ("ci_high", high), ("pe", found?.chanceAgreement),
    ]
  }

  /// The fields of a record and what we find for them.
  static func fields(_ record: Record) -> [(String, Double?)] {
    switch record.statistic {
    case "cohen_kappa":
      let kappa = record.table.cohenKappa(weights: record.weights, scores: record.scores)
      var fields = common(kappa, "kappa", clips: false)
      fields.removeAll { $0.0 == "pe" && kappa.coefficient == nil }
      fields.append(("se0", kappa.coefficient?.nullStandardError))
      if record.weights == .identity {
        fields.append(("kappa_max", record.table.cohenKappaMaximum().value))
      }
      return fields
    case "gwet_ac":
      return common(
        record.tally.gwetAC(weights: record.weights, scores: record.scores), "estimate", clips: true
      )
    case "fleiss_kappa_general":
      return common(
        record.tally.fleissKappaGeneral(weights: record.weights, scores: record.scores),
        "estimate", clips: true)
    case "brennan_prediger":
      return common(
        record.tally.brennanPrediger(weights: record.weights, scores: record.scores), "estimate",
        clips: true)
    case "percent_agreement":
      return common(record.tally.percentAgreement(), "estimate", clips: true)
        .filter { $0.0 != "pe" }
    case "krippendorff_alpha", "krippendorff_alpha_gwet":
      let metric = AlphaMetric(rawValue: record.options["metric"] as? String ?? "") ?? .nominal
      let numbers = record.categories.compactMap { Double($0) }
      let scores = numbers.count == record.categories.count ? numbers : nil
      let alpha = record.tally.krippendorffAlpha(metric: metric, scores: scores)
      if record.statistic == "krippendorff_alpha" { return [("alpha", alpha.value)] }
      return common(alpha, "estimate", clips: true).filter { $0.0 != "pe" }
    case "fleiss_kappa":
      let fleiss = record.tally.fleissKappa(raterCount: record.ratings.map(\.count).max())
      return [
        ("kappa", fleiss.estimate.value), ("se0", fleiss.estimate.coefficient?.nullStandardError),
      ]
    case "pabak":
      return [
        ("pabak", record.table.pabak().value), ("prevalence_index", record.table.prevalenceIndex),
        ("bias_index", record.table.biasIndex),
      ]
    case "mcnemar":
      let test = record.table.mcNemar()
      return [
        ("p_exact", test?.exactP), ("p_mid", test?.midP), ("chi2", test?.chiSquared),
        ("p", test?.chiSquaredP), ("chi2_cc", test?.correctedChiSquared),
        ("p_cc", test?.correctedP),
      ]
    default: return []
    }
  }
}
