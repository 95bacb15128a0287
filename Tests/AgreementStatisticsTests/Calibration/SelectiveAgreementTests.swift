import Testing

@testable import AgreementStatistics

@Suite struct SelectiveAgreementTests {
  @Test func fourVerdictsByHand() throws {
    let found = try #require(
      SelectiveAgreement.of(
        verdicts: [0, 1, 0, 1], reference: [0, 1, 1, 0], confidences: [0.9, 0.8, 0.5, 0.5],
        categoryCount: 2
      ).value)
    #expect(found.points.map(\.itemCount) == [1, 2, 4])
    #expect(found.points.map(\.threshold) == [0.9, 0.8, 0.5])
    #expect(found.points.map(\.accuracy) == [1, 1, 0.5])
    #expect(found.points.map(\.kappa) == [nil, 1, 0])
    // (0 + 0 + ½ + ½)/4, and the least: (0 + 0 + ⅓ + ½)/4.
    #expect(found.riskArea == 0.25)
    #expect(abs(found.leastRiskArea - (1.0 / 3 + 0.5) / 4) < 1e-15)
    #expect(found.widest(accuracy: 0.9)?.coverage == 0.5)
    #expect(found.widest(accuracy: 0.4)?.coverage == 1)
  }

  @Test(arguments: 0..<20)
  func eachPointIsTheTableOfItsItems(_ seed: UInt64) throws {
    var random = ResampleStream(seed: seed, number: 10)
    let n = 5 + Int(random.next() % 60)
    let reference = (0..<n).map { _ in RatingMatrix.Code(random.next() % 3) }
    let verdicts = reference.map {
      random.uniform() < 0.7 ? $0 : RatingMatrix.Code(random.next() % 3)
    }
    let confidences = (0..<n).map { _ in Double(random.next() % 8) }
    let found = try #require(
      SelectiveAgreement.of(
        verdicts: verdicts, reference: reference, confidences: confidences, categoryCount: 3
      ).value)
    #expect(found.points.count == Set(confidences).count)
    for point in found.points {
      var table = ConfusionTable(categoryCount: 3)
      for at in 0..<n where confidences[at] >= point.threshold {
        table.add(1, row: Int(reference[at]), column: Int(verdicts[at]))
      }
      #expect(point.itemCount == table.total)
      #expect(point.accuracyEstimate() == table.percentAgreement())
      #expect(point.accuracy == table.percentAgreement().value)
      let kappa = table.cohenKappa().value
      #expect((point.kappa == nil) == (kappa == nil))
      #expect(abs((point.kappa ?? 0) - (kappa ?? 0)) < 1e-12)
    }
    #expect(found.points.last?.coverage == 1)
    #expect(found.leastRiskArea <= found.riskArea + 1e-12)
  }

  @Test func nothingIsUndefined() {
    #expect(
      SelectiveAgreement.of(verdicts: [], reference: [], confidences: [], categoryCount: 2)
        == .undefined(.noItems))
    let wrong = SelectiveAgreement.of(
      verdicts: [1], reference: [0], confidences: [3], categoryCount: 2)
    #expect(wrong.value?.widest(accuracy: 0.5) == nil)
    #expect(wrong.value?.riskArea == 1 && wrong.value?.leastRiskArea == 1)
  }
}
