import Foundation
import Testing

@testable import AgreementStatistics

@Suite struct VerdictEntropyTests {
  @Test func sixVerdicts() throws {
    #expect(VerdictEntropy.entropy([6, 0, 0]) == 0)
    #expect(abs(try #require(VerdictEntropy.entropy([3, 0, 3])) - log(2)) < 1e-14)
    #expect(abs(try #require(VerdictEntropy.entropy([2, 2, 2])) - log(3)) < 1e-14)
    #expect(VerdictEntropy.entropy([0, 0]) == nil)
    #expect(VerdictEntropy.entropy([]) == nil)
  }

  @Test func theMostTornItemsComeFirst() {
    let matrix = RatingMatrix(
      categoryCount: 3, rows: [[0, 0, 0], [0, 1, 2], [nil, nil, nil], [1, 1, 2], [0, 0, 1]])
    #expect(matrix.itemsByEntropy() == [1, 3, 4, 0])
    #expect(matrix.verdictEntropies()[2] == nil)
  }
}
