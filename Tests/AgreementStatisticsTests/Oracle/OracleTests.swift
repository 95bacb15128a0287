import Foundation
import Testing

@testable import AgreementStatistics

/// Every case of the oracle, against its values and tolerances. The folder is the one that
/// `CONCORD_ORACLE` names, or `shared/oracle` beside the project; it may hold cases never seen.
@Suite struct OracleTests {
  /// A statistic's fields, by the names that the oracle gives them.
  typealias Reader = @Sendable (OracleRecord) throws -> [String: OracleValue]

  /// By the oracle's name of the statistic.
  static let readers: [String: Reader] = {
    var all: [String: Reader] = [:]
    for group in [
      OracleAgreement.readers,
      OracleBootstrap.readers,
      OracleSeveralRaters.readers,
      OraclePairedTests.readers,
      OracleConsensus.readers,
      OracleJudges.readers,
      OracleRanking.readers,
      OracleNumbers.readers,
      OraclePlanning.readers,
      OraclePassRate.readers,
    ] {
      all.merge(group) { _, _ in preconditionFailure("one reader for each statistic") }
    }
    return all
  }()

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

  static let cases: [String] = {
    guard let folder else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted()
  }()

  @Test(.enabled(if: folder != nil, "the oracle's folder is not there"))
  func theFolderHasCases() { #expect(!Self.cases.isEmpty) }

  @Test(.enabled(if: folder != nil, "the oracle's folder is not there"), arguments: cases)
  func agrees(_ file: String) throws {
    let record = try OracleRecord(try #require(Self.folder).appendingPathComponent(file))
    guard let reader = Self.readers[record.statistic] else {
      Issue.record("\(file): there is no statistic '\(record.statistic)'")
      return
    }
    OracleValue.expectFields(
      try reader(record), record.expected, tolerance: record.tolerance, record.name)
  }
}
