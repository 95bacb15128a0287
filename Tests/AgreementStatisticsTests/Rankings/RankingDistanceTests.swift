import Testing

@testable import AgreementStatistics

@Suite struct RankingDistanceTests {
  /// Rankings that people and models gave, by hand; arXiv:2402.04788 has such.
  @Test(arguments: [
    ("CDAB", "DCBA", 0.75), ("ACBD", "ABCD", 0.5), ("CBAD", "CABD", 0.5), ("CABD", "ABCD", 0.5),
    ("ABCD", "DCBA", 1.0), ("ABC", "ABCD", 0.25), ("", "AB", 1.0), ("AB", "AB", 0.0),
  ])
  func levenshteinOfRankings(_ one: String, _ other: String, _ wanted: Double) {
    #expect(RankingDistance.normalisedLevenshtein(Array(one), Array(other)) == wanted)
    #expect(RankingDistance.normalisedLevenshtein(Array(other), Array(one)) == wanted)
  }

  /// 3-1-2 against 1-2-3: two of three pairs differ; 2 + 1 + 1 places of at most 4.
  @Test func kendallAndFootruleByHand() {
    #expect(RankingDistance.kendall([3, 1, 2], [1, 2, 3]) == 2.0 / 3)
    #expect(RankingDistance.footrule([3, 1, 2], [1, 2, 3]) == 1)
    #expect(RankingDistance.footrule([2, 1, 3], [1, 2, 3]) == 0.5)
  }

  @Test func whatIsNotComparableIsUndefined() {
    for pair in [
      ([1, 2], [1, 3]), ([1, 2], [1, 2, 3]), ([1], [1]), ([], []), ([1, 1], [1, 1]),
    ] {
      #expect(RankingDistance.kendall(pair.0, pair.1) == nil)
      #expect(RankingDistance.footrule(pair.0, pair.1) == nil)
    }
    #expect(RankingDistance.kendall([1, 1, 2], [1, 2, 2]) == nil)
    #expect(RankingDistance.normalisedLevenshtein([Int](), []) == nil)
    #expect(RankingDistance.hasSameTop([1, 2], []) == nil)
    #expect(RankingDistance.hasSameTop([1, 2], [1]) == true)
  }

  private func permutation(_ n: Int, _ random: inout ResampleStream) -> [Int] {
    var result = Array(0..<n)
    for at in (1..<n).reversed() { result.swapAt(at, Int(random.next() % UInt64(at + 1))) }
    return result
  }

  /// Distances are metrics, 1 for the reverse, and Diaconis and Graham's bounds hold between the
  /// footrule and Kendall's number of pairs: K ≤ F ≤ 2K.
  @Test(arguments: 0..<100)
  func distancesAreMetrics(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 8)
    let n = 2 + Int(random.next() % 7)
    let rankings = (0..<3).map { _ in permutation(n, &random) }
    for distance in [RankingDistance.kendall, RankingDistance.footrule]
      as [([Int], [Int]) -> Double?]
    {
      let ab = try #require(distance(rankings[0], rankings[1]))
      let bc = try #require(distance(rankings[1], rankings[2]))
      let ac = try #require(distance(rankings[0], rankings[2]))
      #expect(ab == distance(rankings[1], rankings[0]))
      #expect(ac <= ab + bc + 1e-12)
      #expect((ab == 0) == (rankings[0] == rankings[1]))
      #expect(distance(rankings[0], rankings[0].reversed()) == 1)
    }
    let pairs = try #require(RankingDistance.kendall(rankings[0], rankings[1]))
    let moved = try #require(RankingDistance.footrule(rankings[0], rankings[1]))
    let (k, f) = (pairs * Double(n * (n - 1) / 2), moved * Double(n * n / 2))
    #expect(k <= f + 1e-9 && f <= 2 * k + 1e-9)
  }
}
