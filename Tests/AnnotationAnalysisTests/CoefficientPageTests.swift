import AgreementStatistics
import AnnotationModel
import Testing

@testable import AnnotationAnalysis

@Suite struct CoefficientPageTests {
  private let table = ConfusionTable(rows: [[40, 5], [10, 45]])

  private func steps(_ name: PairCoefficient, _ table: ConfusionTable) -> [String: String] {
    let steps = table.workedSteps(of: name, names: ["yes", "no"], scores: [0, 1])
    return Dictionary(steps.map { ($0.symbol, $0.line) }) { one, _ in one }
  }

  @Test func kappaIsWorkedOutWithTheTablesNumbers() {
    let found = steps(.cohen, table)
    #expect(found["p_o"] == "p_o = (40 + 45) / 100 = 0.8500")
    #expect(found["  of yes"] == "  of yes = 0.4500 · 0.5000 = 0.2250")
    #expect(found["p_e"] == "p_e = the sum of these = 0.5000")
    #expect(found["κ"] == "κ = (0.8500 − 0.5000) / (1 − 0.5000) = 0.7000")
    #expect(found["95% interval"]?.contains("0.7000 ± 1.960 · ") == true)
  }

  /// The last value that the steps name is the coefficient itself.
  @Test(arguments: PairCoefficient.allCases)
  func stepsEndAtTheCoefficient(_ name: PairCoefficient) throws {
    let value = try #require(table.coefficient(name, scores: [0, 1]).value)
    let step = table.workedSteps(of: name, names: ["yes", "no"], scores: [0, 1]).first {
      $0.symbol == name.title
    }
    #expect(step?.value == Figure.decimal(value, digits: 4))
  }

  @Test func stepsStopWhereTheValueIsUndefined() {
    let one = ConfusionTable(rows: [[9, 0], [0, 0]])
    #expect(one.workedSteps(of: .cohen, names: ["yes", "no"], scores: nil).last?.symbol == "p_e")
    let none = ConfusionTable(categoryCount: 2)
    #expect(none.workedSteps(of: .cohen, names: ["yes", "no"], scores: nil).map(\.symbol) == ["n"])
  }

  @Test func neighboursSayWhyWithCounts() {
    let notes = table.neighbours(of: .cohen, names: ["yes", "no"], scores: nil)
    #expect(!notes.contains { $0.name == .cohen || $0.name.needsOrder })
    #expect(
      notes.first { $0.name == .scott }?.why
        == "chance 0.501 of the mean margins, kappa's 0.500: 'yes' was given 45 and 50 times")
    #expect(notes.first { $0.name == .percent }?.why.contains("0.500 of it is chance") == true)
    #expect(table.neighbours(of: .cohen, names: ["yes", "no"], scores: [0, 1]).count == 17)
    #expect(ConfusionTable(categoryCount: 2).neighbours(of: .cohen, names: [], scores: nil).isEmpty)
  }

  /// A tie stands last in the table, and lies between the two candidates.
  @Test func nearMissesGoByTheOrderOfTheNumbers() {
    let table = ConfusionTable(rows: [[10, 7, 2], [5, 12, 1], [3, 0, 4]])
    let notes = table.neighbours(of: .cohen, names: ["a", "b", "tie"], scores: [0, 2, 1])
    #expect(
      notes.first { $0.name == .cohenLinear }?.why
        == "6 of 18 disagreements are one step wide; weights forgive these in part")
  }

  /// Five items of one question that all go one way say little more than one of them.
  @Test func sharedQuestionsWidenTheInterval() throws {
    var (one, two) = ("", "")
    var questions: [Int32] = []
    for question in 0..<30 {
      // A question in four is answered differently, all its five items alike.
      let first = question % 2 == 0 ? "a" : "b"
      let second = question % 4 == 1 ? "a" : first
      one += String(repeating: first, count: 5)
      two += String(repeating: second, count: 5)
      questions += Array(repeating: Int32(question), count: 5)
    }
    var tracker = AnalysisFixture.tracker([("ann", one), ("bo", two)])
    let streams = [AnalysisFixture.id(1), AnalysisFixture.id(2)]
    let table = tracker.pair(streams[0], streams[1])
    let found = tracker.resampled(
      .cohen, streams[0], streams[1], table: table, questions: questions, resamples: 2000)
    let (items, clusters) = (try #require(found.byItem), try #require(found.byQuestion))
    #expect(items.units == 150 && clusters.units == 30)
    let (narrow, wide) = (items.bca.high - items.bca.low, clusters.bca.high - clusters.bca.low)
    #expect(wide > 1.6 * narrow, "\(wide) and \(narrow)")
    let alone = tracker.resampled(
      .cohen, streams[0], streams[1], table: table, questions: [], resamples: 200)
    #expect(alone.byQuestion == nil && alone.byItem != nil)
  }
}
