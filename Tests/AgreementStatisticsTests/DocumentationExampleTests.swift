import AgreementStatistics
import Foundation
import Testing

/// The examples of the documentation, compiled: each stands here as it stands there, and its
/// comments are checked.
@Suite struct DocumentationExampleTests {
  @Test func kappaOfATable() throws {
    let table = ConfusionTable(rows: [[20, 5], [10, 15]])
    let kappa = table.cohenKappa().coefficient
    // kappa?.value is 0.4, kappa?.interval from 0.1511 to 0.6489
    let found = try #require(kappa)
    #expect(abs(found.value - 0.4) < 1e-12)
    let interval = try #require(found.interval)
    #expect(abs(interval.low - 0.1511) < 5e-5 && abs(interval.high - 0.6489) < 5e-5)
  }

  @Test func ratingsOfSeveralRaters() throws {
    let matrix = RatingMatrix(
      categoryCount: 3, rows: [[0, 0, nil], [1, 1, 1], [2, 1, 2], [0, 0, 0]])
    let patterns = RatingPatterns(matrix)
    let alpha = patterns.krippendorffAlpha(metric: .nominal)
    // alpha.value is 0.7368 over the 4 items, although a rating is missing
    #expect(abs(try #require(alpha.value) - 0.7368) < 5e-5)
    #expect(alpha.coefficient?.itemCount == 4)
  }

  @Test func bootstrapOfAKappa() throws {
    let table = ConfusionTable(rows: [[20, 5], [10, 15]])
    let bootstrap = Bootstrap(ResamplingUnits(items: table.counts), resamples: 2000, seed: 7)
    let drawn = bootstrap.distribution(of: CohenKappaStatistic(cellsOf: 2))
    // drawn?.bcaInterval() is about 0.12 to 0.63, the same on any number of threads
    let interval = try #require(drawn).bcaInterval()
    #expect(abs(interval.low - 0.12) < 0.02 && abs(interval.high - 0.63) < 0.02)
  }

  @Test func adjustmentForManyTests() {
    let adjusted = MultipleComparisons.holm.adjusted([0.01, 0.04, 0.03])
    // adjusted is [0.03, 0.06, 0.06]
    for (found, wanted) in zip(adjusted, [0.03, 0.06, 0.06]) {
      #expect(abs(found - wanted) < 1e-12)
    }
  }

  /// Every Swift block in the documentation stands in this file, line by line.
  @Test func everyExampleIsCompiledHere() throws {
    let here = URL(fileURLWithPath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = try lines(of: here)
    let room = root.appendingPathComponent("Sources/AgreementStatistics")
    let files = try #require(FileManager.default.enumerator(atPath: room.path))
    var count = 0
    for case let name as String in files where name.hasSuffix(".swift") || name.hasSuffix(".md") {
      for block in try blocks(in: room.appendingPathComponent(name)) {
        count += 1
        #expect(contains(own, block), "\(name): an example is not compiled: \(block)")
      }
    }
    #expect(count >= 4)
  }

  private func lines(of file: URL) throws -> [String] {
    try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  private func blocks(in file: URL) throws -> [[String]] {
    var result: [[String]] = []
    var block: [String]?
    for line in try lines(of: file) {
      let text =
        line.hasPrefix("///")
        ? line.dropFirst(3).trimmingCharacters(in: .whitespaces) : line
      if text == "```swift" {
        block = []
      } else if text == "```", let done = block {
        result.append(done)
        block = nil
      } else if block != nil, !text.isEmpty {
        block?.append(text)
      }
    }
    return result
  }

  private func contains(_ all: [String], _ block: [String]) -> Bool {
    guard block.count <= all.count else { return false }
    return (0...(all.count - block.count)).contains { start in
      Array(all[start..<(start + block.count)]) == block
    }
  }
}
