import AgreementStatistics
import CTextWidth
import TerminalCore
import Testing

@testable import Workbench

@Suite struct IntervalRulerTests {
  init() { _ = concord_set_locale() }

  func estimate(_ low: Double, _ value: Double, _ high: Double) -> Estimate {
    .defined(
      Coefficient(
        value: value, standardError: 0.1, interval: Interval(low: low, high: high), itemCount: 50))
  }

  @Test func theEndsAreLabelledAndFit() {
    for columns in 8...120 {
      for value in [0.3, -0.3] {
        let ruler = IntervalRuler(
          [estimate(value - 0.2, value, value + 0.2)], columns: columns, glyphs: .unicode)
        let header = ruler.header()
        #expect(header.count == columns)
        #expect(header.hasSuffix("1"), "\(columns): \(header)")
        #expect(header.hasPrefix(value > 0 ? "0" : "-0.6"), "\(columns): \(header)")
      }
    }
  }

  /// At every width the whole interval is there: both ends and the point between them.
  @Test func anIntervalIsNeverCut() {
    for columns in 8...120 {
      for low in stride(from: -0.9, through: 0.95, by: 0.13) {
        let given = estimate(low, low + 0.02, min(1, low + 0.04))
        let ruler = IntervalRuler([given], columns: columns, glyphs: .unicode)
        let line = ruler.line(given)
        #expect(line.count == columns)
        for part in ["├", "●", "┤"] { #expect(line.contains(part), "\(columns) \(low): \(line)") }
      }
    }
  }

  @Test func whatGoesBeyondTheEndHasAnArrow() {
    let wide = estimate(-0.9, 0.1, 1)
    let ruler = IntervalRuler(
      [estimate(0.4, 0.5, 0.6), wide], columns: 30, glyphs: .unicode)
    #expect(ruler.low == 0)
    #expect(ruler.line(wide).hasPrefix("◂"))
    #expect(!ruler.line(estimate(0.4, 0.5, 0.6)).contains("◂"))
    let plain = IntervalRuler([wide], columns: 30, glyphs: .ascii)
    #expect(plain.line(wide).hasPrefix("<"))
    let isASCII = plain.line(wide).allSatisfy { $0.isASCII }
    #expect(isASCII)
  }

  /// Full agreement has no width: a bracket would look like precision.
  @Test func noWidthIsAPointAlone() {
    let ruler = IntervalRuler([estimate(1, 1, 1)], columns: 20, glyphs: .unicode)
    #expect(ruler.line(estimate(1, 1, 1)).hasSuffix("●"))
    #expect(ruler.line(.undefined(.noItems)).isEmpty)
  }

  @Test func thePlaceGrowsWithTheValue() {
    let ruler = IntervalRuler([estimate(-0.4, 0, 0.4)], columns: 61, glyphs: .unicode)
    let places = stride(from: -0.4, through: 1, by: 0.05).map(ruler.place)
    #expect(places == places.sorted() && places.first == 0 && places.last == 60)
  }
}
