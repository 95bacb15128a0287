import Testing

@testable import AgreementStatistics

@Suite struct AlternativeAnnotatorTests {
  /// Three people who agree on item after item, but for those on which one of them slips.
  private func people(slips: Int, of items: Int) -> RatingMatrix {
    let columns = (0..<3).map { person in
      (0..<items).map { item -> RatingMatrix.Code in
        let truth = RatingMatrix.Code(item % 2)
        return item / 2 < slips && item % 3 == person ? 1 - truth : truth
      }
    }
    return RatingMatrix(categoryCount: 3, columns: columns)
  }

  private func truth(_ items: Int) -> [RatingMatrix.Code] { (0..<items).map { UInt16($0 % 2) } }

  @Test func whoIsAlwaysRightReplacesPeople() throws {
    let result = people(slips: 10, of: 40).alternativeAnnotatorTest(judge: truth(40))
    #expect(result.verdict == .canReplace)
    #expect(result.winningRate == 1)
    #expect(result.advantageProbability == 1)
    let one = try #require(result.comparisons.first)
    #expect(one.itemCount == 40)
    #expect(one.annotatorAdvantage < 1)
    #expect(one.adjustedP >= one.p)
  }

  @Test func whoIsAlwaysWrongDoesNot() {
    let wrong = Array(repeating: RatingMatrix.Code(2), count: 40)
    let result = people(slips: 3, of: 40).alternativeAnnotatorTest(judge: wrong)
    #expect(result.verdict == .cannotReplace)
    #expect(result.winningRate == 0)
    #expect(result.comparisons.allSatisfy { $0.p > 0.99 })
  }

  /// By hand, against the first person: of 4 items the judge has the advantage alone on 1, the
  /// person alone on none; differences −1, 0, 0, 0: mean −1/4, variance 1/4, t = −1.8 for ε = 0.2.
  @Test func theTestIsTheOneByHand() throws {
    let people = RatingMatrix(
      categoryCount: 2, rows: [[0, 0, 0], [1, 1, 1], [1, 0, 0], [0, 0, 0]])
    let result = people.alternativeAnnotatorTest(
      judge: [0, 1, 0, 0], AlternativeAnnotatorOptions(fewestItems: 4))
    let first = try #require(result.comparisons.first)
    #expect(first.advantage == 1 && first.annotatorAdvantage == 0.75)
    let wanted = StudentDistribution.twoSidedTail(1.8, degrees: 3) / 2
    #expect(abs(first.p - wanted) < 1e-12)
    #expect(result.comparisons[1].p == 0, "no item differs, and 0 is less than the margin")
  }

  @Test func fewItemsAreNotTested() {
    let few = people(slips: 2, of: 29)
    let result = few.alternativeAnnotatorTest(judge: truth(29))
    #expect(result.verdict == .notEnoughItems)
    #expect(result.winningRate == nil && result.advantageProbability == nil)
    #expect(result.omittedAnnotators == [0, 1, 2] && result.comparisons.isEmpty)
    let alone = RatingMatrix(categoryCount: 2, columns: [truth(50)])
    #expect(alone.alternativeAnnotatorTest(judge: truth(50)).verdict == .notEnoughItems)
  }

  @Test func holesAreLeftOut() {
    var columns = people(slips: 4, of: 60).columns
    for item in 0..<20 { columns[1][item] = RatingMatrix.missing }
    for item in 0..<5 { columns[2][item] = RatingMatrix.missing }
    var judge = truth(60)
    judge[59] = RatingMatrix.missing
    let result = RatingMatrix(categoryCount: 3, columns: columns)
      .alternativeAnnotatorTest(judge: judge)
    // The first five items have one person, who has nobody to be held against.
    #expect(result.comparisons.map(\.itemCount) == [54, 39, 54])
  }

  /// |0.3 − 0.2| and |0.2 − 0.1| are not the same number to a computer.
  @Test func roundingDecidesNothing() throws {
    let columns: [[RatingMatrix.Code]] = [
      Array(repeating: 2, count: 30), Array(repeating: 1, count: 30),
    ]
    let result = RatingMatrix(categoryCount: 3, columns: columns).alternativeAnnotatorTest(
      judge: Array(repeating: 0, count: 30),
      AlternativeAnnotatorOptions(likeness: .negativeAbsoluteError([0.1, 0.2, 0.3])))
    let first = try #require(result.comparisons.first)
    #expect(first.advantage == 1 && first.annotatorAdvantage == 1)
  }

  /// Being off by one is nothing to accuracy, which finds no likeness in either, but it is to
  /// errors in numbers.
  @Test func numbersTellNearFromFar() throws {
    let near = Array(repeating: RatingMatrix.Code(1), count: 30)
    let people = RatingMatrix(
      categoryCount: 4,
      columns: [
        Array(repeating: 3, count: 30), Array(repeating: 0, count: 30),
        Array(repeating: 0, count: 30),
      ])
    let numbers = [1.0, 2, 3, 4]
    func first(_ likeness: AnnotationLikeness) throws -> AlternativeAnnotatorTest.Comparison {
      try #require(
        people.alternativeAnnotatorTest(
          judge: near, AlternativeAnnotatorOptions(likeness: likeness)
        ).comparisons.first)
    }
    #expect(try first(.accuracy).annotatorAdvantage == 1)
    #expect(try first(.negativeAbsoluteError(numbers)).annotatorAdvantage == 0)
    #expect(try first(.negativeSquaredError(numbers)).annotatorAdvantage == 0)
    #expect(try first(.negativeSquaredError(numbers)).advantage == 1)
  }
}
