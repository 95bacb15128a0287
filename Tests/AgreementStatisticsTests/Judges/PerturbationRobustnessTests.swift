import Testing

@testable import AgreementStatistics

@Suite struct PerturbationRobustnessTests {
  @Test func flipsTowardsTheAttackerAreCounted() throws {
    let found = ConfusionTable(rows: [[10, 4, 1], [2, 20, 0], [1, 2, 10]])
      .perturbationRobustness(target: 1)
    #expect(found.unchanged.value == 0.8)
    #expect(abs(try #require(found.movedToTarget.value) - 6.0 / 28) < 1e-15)
    #expect(found.shifts == [-2, 4, -2])
  }

  @Test func withoutATargetOrItemsThereIsNoSuccess() {
    let table = ConfusionTable(rows: [[0, 0], [3, 5]])
    #expect(table.perturbationRobustness().movedToTarget == .undefined(.missingClass))
    #expect(table.perturbationRobustness(target: 1).movedToTarget == .undefined(.missingClass))
    #expect(table.perturbationRobustness(target: 0).movedToTarget.value == 3.0 / 8)
    let empty = ConfusionTable(categoryCount: 2).perturbationRobustness(target: 0)
    #expect(empty.unchanged == .undefined(.noItems) && empty.movedToTarget == .undefined(.noItems))
  }
}
