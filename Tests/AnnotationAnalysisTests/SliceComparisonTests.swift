import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@Suite struct SliceComparisonTests {
  /// Two raters over slices: agreeing ones, and in the named slices always opposite answers.
  func slices(_ sizes: [(name: String, n: Int, isOpposite: Bool)]) -> [SliceComparison] {
    var (one, two) = ("", "")
    var values: [Int32] = []
    for (number, slice) in sizes.enumerated() {
      for at in 0..<slice.n {
        let isA = at % 2 == 0
        let differs = slice.isOpposite || at % 10 == 9
        one += isA ? "a" : "b"
        two += isA != differs ? "a" : "b"
        values.append(Int32(number))
      }
    }
    var tracker = AnalysisFixture.tracker([("ann", one), ("judge/x", two)])
    tracker.load(SliceColumn(property: .category, names: sizes.map(\.name), values: values))
    return SliceComparison.all(
      tracker.sliced(AnalysisFixture.id(1), AnalysisFixture.id(2), by: .category))
  }

  @Test func aMisalignedSliceIsFarAndTheOthersAreNot() {
    let found = slices([("good", 100, false), ("turned", 40, true), ("fine", 60, false)])
    #expect(found.map(\.standing)[1] == .below)
    #expect(!found[0].isFar || found[0].standing == .above)
    #expect(found[2].standing != .below)
  }

  @Test func aSmallSliceIsNotJudged() {
    let found = slices([("good", 200, false), ("few", 19, true)])
    #expect(found[1].standing == .tooSmall && !found[1].isFar)
  }

  @Test func equalSlicesAreOrdinary() {
    let found = slices((0..<12).map { ("s\($0)", 30, false) })
    #expect(found.allSatisfy { $0.standing == .ordinary })
  }

  /// The more slices are looked at, the more it takes: a slice that one look would call far.
  @Test func manyLooksAskForMore() {
    func standing(_ others: Int) -> SliceComparison.Standing? {
      let sizes = (0..<others).map { (name: "s\($0)", n: 20, isOpposite: false) }
      var (one, two) = ("", "")
      var values: [Int32] = []
      for (number, size) in sizes.enumerated() {
        for at in 0..<size.n {
          one += at % 2 == 0 ? "a" : "b"
          two += (at % 2 == 0) != (at % 4 == 3) ? "a" : "b"
          values.append(Int32(number))
        }
      }
      for at in 0..<20 {
        one += at % 2 == 0 ? "a" : "b"
        two += (at % 2 == 0) != (at < 12) ? "a" : "b"
        values.append(Int32(sizes.count))
      }
      var tracker = AnalysisFixture.tracker([("ann", one), ("judge/x", two)])
      tracker.load(
        SliceColumn(
          property: .category, names: sizes.map(\.name) + ["low"], values: values))
      return SliceComparison.all(
        tracker.sliced(AnalysisFixture.id(1), AnalysisFixture.id(2), by: .category)
      ).last?.standing
    }
    #expect(standing(8) == .below)
    #expect(standing(120) == .ordinary)
  }

  @Test func theRestIsEverythingElse() throws {
    let found = slices([("x", 50, false), ("y", 30, true), ("z", 20, false)])
    for slice in found {
      #expect(slice.rest.coefficient?.itemCount == 100 - slice.table.itemCount)
    }
  }
}
