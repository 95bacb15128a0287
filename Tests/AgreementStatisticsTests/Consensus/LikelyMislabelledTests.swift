import Testing

@testable import AgreementStatistics

@Suite struct LikelyMislabelledTests {
  @Test func plantedSlipsComeFirst() throws {
    let planted = PlantedLabels(
      items: 300, categories: 3, accuracies: [1, 0.9, 0.9, 0.9], seed: 12)
    var columns = planted.matrix.columns
    let slips = [5, 77, 200]
    for item in slips { columns[0][item] = (columns[0][item] + 1) % 3 }
    let matrix = RatingMatrix(categoryCount: 3, columns: columns)
    let model = try #require(matrix.dawidSkene().value)
    let found = matrix.likelyMislabelled(model.posteriors, rater: 0, least: 0)
    #expect(found.count == 300)
    #expect(Set(found.prefix(3).map(\.item)) == Set(slips))
    for (one, next) in zip(found, found.dropFirst()) { #expect(one.doubt >= next.doubt) }
    let first = found[0]
    #expect(first.probable == [planted.truth[first.item]])
    let row = try #require(model.posteriors[first.item])
    #expect(abs(first.doubt - (1 - row[first.given])) < 1e-12)
    #expect(
      matrix.likelyMislabelled(model.posteriors, rater: 0).allSatisfy { $0.doubt >= 0.5 })
  }
}
