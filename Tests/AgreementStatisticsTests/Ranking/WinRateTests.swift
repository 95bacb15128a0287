import Testing

@testable import AgreementStatistics

@Suite struct WinRateTests {
  @Test func tiesAreWorthWhatOneSays() throws {
    let record = WinRecord(wins: 6, losses: 2, ties: 4)
    #expect(record.winRate(.strict).value == 0.5)
    #expect(abs(try #require(record.winRate(.half).value) - 8.0 / 12) < 1e-15)
    #expect(record.winRate(.decisive).value == 0.75)
    #expect(record.winRate(.decisive).coefficient?.itemCount == 8)
    // 2·(1 + 8 + 28)/256.
    #expect(abs(try #require(record.signTestP) - 74.0 / 256) < 1e-14)
  }

  @Test func withoutDecisionsThereIsNoRate() {
    let ties = WinRecord(wins: 0, losses: 0, ties: 3)
    #expect(ties.winRate(.half).value == 0.5)
    #expect(ties.winRate(.strict).value == 0)
    #expect(ties.winRate(.decisive) == .undefined(.nothingDecided))
    #expect(ties.signTestP == nil)
    for worth in TieWorth.allCases {
      #expect(WinRecord(wins: 0, losses: 0).winRate(worth) == .undefined(.noItems))
    }
  }

  @Test(arguments: 0..<30)
  func exchangingContestantsMirrorsTheRate(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 1)
    let counts = (0..<3).map { _ in 1 + Int(random.next() % 40) }
    let one = WinRecord(wins: counts[0], losses: counts[1], ties: counts[2])
    let two = WinRecord(wins: counts[1], losses: counts[0], ties: counts[2])
    for worth in [TieWorth.half, .decisive] {
      let (a, b) = (
        try #require(one.winRate(worth).coefficient), try #require(two.winRate(worth).coefficient)
      )
      #expect(abs(a.value + b.value - 1) < 1e-12)
      #expect(abs((a.interval?.low ?? 0) + (b.interval?.high ?? 0) - 1) < 1e-12)
    }
    #expect(one.signTestP == two.signTestP)
  }
}
