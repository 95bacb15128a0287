import Testing

@testable import AgreementStatistics

@Suite struct WinGroupTests {
  @Test func theUnbeatenComeFirst() {
    // 2 beats all; 0 and 3 beat each other; 1 never won.
    let wins = PairwiseWins(
      rows: [[0, 2, 0, 1], [0, 0, 0, 0], [3, 1, 0, 1], [4, 1, 0, 0]])
    #expect(wins.groups == [[2], [0, 3], [1]])
    #expect(!wins.isStronglyConnected)
    #expect(PairwiseWins(playerCount: 0).groups == [])
    #expect(PairwiseWins(playerCount: 2).groups.count == 2)
  }

  /// Against the definition: reachability by the closure of wins.
  @Test(arguments: 0..<100)
  func groupsAreThoseWhoReachEachOther(_ seed: UInt64) {
    var random = ResampleStream(seed: seed, number: 12)
    let k = 1 + Int(random.next() % 8)
    var wins = PairwiseWins(playerCount: k)
    for _ in 0..<Int(random.next() % 14) where k > 1 {
      let winner = Int(random.next() % UInt64(k))
      wins.add(winner: winner, loser: (winner + 1 + Int(random.next() % UInt64(k - 1))) % k)
    }
    var reaches = (0..<k).map { one in (0..<k).map { one == $0 || wins[one, $0] > 0 } }
    for via in 0..<k {
      for one in 0..<k {
        for other in 0..<k where reaches[one][via] && reaches[via][other] {
          reaches[one][other] = true
        }
      }
    }
    let groups = wins.groups
    #expect(groups.flatMap { $0 }.sorted() == Array(0..<k))
    for (at, group) in groups.enumerated() {
      for one in group {
        for other in 0..<k {
          #expect(group.contains(other) == (reaches[one][other] && reaches[other][one]))
        }
        for later in groups[(at + 1)...].joined() { #expect(wins[later, one] == 0) }
      }
    }
    #expect(wins.isStronglyConnected == (groups.count == 1))
  }
}
