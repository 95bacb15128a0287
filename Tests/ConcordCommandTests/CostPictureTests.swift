import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import Testing

@testable import ConcordCommand

/// A sweep whose seats have prices.
@Suite struct CostPictureTests {
  @Test func cornersAndFrontierAreWhereTheyBelong() {
    let points = [(0.01, 0.2), (0.02, 0.6), (0.05, 0.4)].map { CostPicture.Point($0.0, $0.1) }
    let picture = CostPicture(
      points: points, frontier: Array(points.prefix(2)), width: 41, height: 5)
    #expect(
      picture.text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() == [
        "0.600 |          #", "      |", "      |                                        .",
        "      |", "0.200 |#", "      +-----------------------------------------",
        "       0.010000                         0.050000",
      ])
    #expect(CostPicture(points: [], frontier: []).text.isEmpty)
    let single = CostPicture(points: [points[0]], frontier: [points[0]], width: 9, height: 2).text
    #expect(single.contains("0.200 |#"))
  }

  @Test func aSweepWithPricesShowsWhoIsNotBeaten() {
    func jury(_ members: UInt32, _ cost: Double?, _ kappa: Double) -> SweptJury {
      SweptJury(
        members: members, n: 80, cohen: .defined(Coefficient(value: kappa, itemCount: 80)),
        costPerItem: cost)
    }
    let table = SweptTable(
      seats: [
        .init(name: "judge/p", kind: .judge, model: "p", costPerItem: 0.002),
        .init(name: "judge/q", kind: .judge, model: "q", costPerItem: 0.01),
        .init(name: "judge/r", kind: .judge, model: "r"),
      ], reference: "ann", settings: JurySweep(), policy: AnalysisPolicy(),
      juries: [jury(0b011, 0.012, 0.5), jury(0b101, nil, 0.4), jury(0b110, nil, 0.3)],
      alone: [jury(1, 0.002, 0.2), jury(2, 0.01, 0.3), jury(4, nil, 0.1)])
    let text = table.text(limit: nil) { $0 }
    #expect(text.contains("1 2         80  0.500             0.012000"), "\(text)")
    #expect(text.contains("not known") && text.contains("Without a price: judge/r."))
    #expect(text.contains("# one that no other beats in both"))
    #expect(table.published == #"[[["p","q"],0.5],[["p","r"],0.4],[["q","r"],0.3]]"#)
    #expect(table.json(limit: 1).text.contains(#""cost_per_item":0.012"#))
  }

  @Test func knownPricesWithoutAKappaAreNoMissingPrices() {
    let table = SweptTable(
      seats: ["p", "q"].map { .init(name: $0, kind: .judge, costPerItem: 0.1) },
      reference: "ann", settings: JurySweep(), policy: AnalysisPolicy(),
      juries: [SweptJury(members: 3, n: 0, cohen: .undefined(.noItems), costPerItem: 0.2)],
      alone: [])
    #expect(table.text(limit: nil) { $0 }.hasSuffix("against cost: no jury has a kappa."))
  }

  /// Models that do not tell the seats apart are not written in the names' place.
  @Test func equalModelsKeepTheirRatersNames() {
    let seats = ["judge/p", "debate/p"].map {
      SweptTable.Seat(name: $0, kind: .judge, model: "p")
    }
    let table = SweptTable(
      seats: seats, reference: "ann", settings: JurySweep(), policy: AnalysisPolicy(),
      juries: [SweptJury(members: 3, n: 0, cohen: .undefined(.noItems))], alone: [])
    #expect(table.published == #"[[["judge/p","debate/p"],null]]"#)
  }
}
