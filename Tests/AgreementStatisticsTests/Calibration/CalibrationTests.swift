import Testing

@testable import AgreementStatistics

@Suite struct CalibrationTests {
  /// Two bins by hand: .2 and .4 with one right, .9 twice with one right.
  @Test func twoBinsByHand() throws {
    let found = try #require(
      Calibration.of(
        confidences: [0.2, 0.9, 0.4, 0.9], isRight: [true, true, false, false],
        binning: .equalWidth(2)
      ).value)
    #expect(found.bins.map(\.itemCount) == [2, 2])
    #expect(found.bins.map(\.accuracy.value) == [0.5, 0.5])
    #expect(abs(try #require(found.bins[0].meanConfidence) - 0.3) < 1e-15)
    #expect(abs(found.expectedError - (0.5 * 0.2 + 0.5 * 0.4)) < 1e-15)
    #expect(abs(found.maximumError - 0.4) < 1e-15)
    let brier = (0.64 + 0.01 + 0.16 + 0.81) / 4
    #expect(abs(try #require(found.brierScore.value) - brier) < 1e-15)
    #expect(abs(try #require(found.overconfidence.value) - 0.1) < 1e-15)
  }

  /// A bound belongs to the bin below it, and rounding does not move it.
  @Test(arguments: [3, 7, 10, 20, 100])
  func boundsBelongToTheBinBelow(_ count: Int) throws {
    let bounds = (0...count).map { Double($0) / Double(count) }
    let found = try #require(
      Calibration.of(
        confidences: bounds, isRight: bounds.map { _ in true }, binning: .equalWidth(count)
      ).value)
    #expect(found.bins.map(\.itemCount) == [2] + Array(repeating: 1, count: count - 1))
  }

  @Test func equalConfidencesStayTogether() throws {
    let confidences = [0.5, 0.5, 0.5, 0.5, 0.5, 0.7, 0.8, 0.9]
    let found = try #require(
      Calibration.of(
        confidences: confidences, isRight: confidences.map { $0 > 0.6 }, binning: .equalCount(4)
      ).value)
    #expect(found.bins.map(\.itemCount) == [5, 1, 2])
    #expect(found.bins.map(\.range) == [0.5...0.5, 0.7...0.7, 0.8...0.9])
    #expect(found.bins[0].accuracy.value == 0)
  }

  @Test(arguments: 0..<20)
  func binsHoldAllVerdicts(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 9)
    let n = 1 + Int(random.next() % 200)
    let confidences = (0..<n).map { _ in Double(random.next() % 30) / 29 }
    let isRight = confidences.map { random.uniform() < $0 }
    for binning in [Calibration.Binning.equalWidth(10), .equalCount(7)] {
      let found = try #require(
        Calibration.of(confidences: confidences, isRight: isRight, binning: binning).value)
      #expect(found.bins.reduce(0) { $0 + $1.itemCount } == n)
      for (one, next) in zip(found.bins, found.bins.dropFirst()) {
        #expect(one.range.upperBound <= next.range.lowerBound)
      }
      for bin in found.bins {
        if let mean = bin.meanConfidence {
          #expect(mean >= bin.range.lowerBound - 1e-12 && mean <= bin.range.upperBound + 1e-12)
        }
      }
      let gap = abs(try #require(found.overconfidence.value))
      #expect(
        gap <= found.expectedError + 1e-12 && found.expectedError <= found.maximumError + 1e-12)
    }
    let even = try #require(
      Calibration.of(
        confidences: (0..<100).map { Double($0) / 100 },
        isRight: Array(repeating: true, count: 100),
        binning: .equalCount(8)
      ).value)
    #expect(even.bins.map(\.itemCount).allSatisfy { $0 == 12 || $0 == 13 })
  }

  @Test func whatIsNoProbabilityIsUndefined() {
    #expect(Calibration.of(confidences: [], isRight: []) == .undefined(.noItems))
    for wrong in [85, -0.1, Double.nan] {
      #expect(
        Calibration.of(confidences: [0.5, wrong], isRight: [true, true])
          == .undefined(.notProbabilities))
    }
  }
}
