import Testing

@testable import AgreementStatistics
@testable import StatisticalFigures

@Suite struct PlotAxisTests {
  @Test func ticksAreRoundNumbers() {
    let kappa = PlotAxis("kappa", values: [-0.04, 0.97])
    #expect(
      kappa.ticks(atMost: 7).map(\.label) == ["-0.2", "0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(kappa.ticks(atMost: 4).map(\.label) == ["0.0", "0.5", "1.0"])
    let labels = PlotAxis("labels", values: [0, 3], isWhole: true)
    #expect(labels.ticks(atMost: 11).map(\.label) == ["0", "1", "2", "3"])
    let quarters = PlotAxis("share", values: [0, 1])
    #expect(quarters.ticks(atMost: 5).map(\.label) == ["0.00", "0.25", "0.50", "0.75", "1.00"])
    #expect(quarters.ticks(atMost: 1).isEmpty)
  }

  @Test func logarithmicTicksArePowersOfTen() {
    let cost = PlotAxis("cost", values: [0.05, 900], isLogarithmic: true)
    #expect((cost.low, cost.high) == (0.01, 1000))
    #expect(
      cost.ticks(atMost: 9).map(\.label) == ["0.01", "0.1", "1", "10", "100", "1000"])
    #expect(cost.ticks(atMost: 3).map(\.label) == ["0.01", "10"])
    #expect(cost.position(1).map { abs($0 - 0.4) < 1e-12 } == true)
    #expect(!PlotAxis("cost", values: [0, 900], isLogarithmic: true).isLogarithmic)
  }

  @Test func anAxisWithoutValuesOrWithOneIsStillAnAxis() {
    #expect(PlotAxis("", values: []).position(0.5) == 0.5)
    #expect(PlotAxis("", values: [.nan, .infinity, 1e300]).position(0.25) == 0.25)
    for value in [0, 1, -3.5, 1e15, 1e-12, 123_456] {
      let axis = PlotAxis("", values: [value])
      #expect(axis.low < value && value < axis.high || axis.position(value) != nil)
      #expect(axis.ticks(atMost: 6).count >= 2, "\(value)")
    }
  }

  @Test func everyValueAndEveryTickIsOnTheAxis() {
    for number in 0..<400 {
      var stream = ResampleStream(seed: 7, number: UInt64(number))
      let scale = [1e-9, 1e-3, 1, 1e4, 1e14][number % 5]
      let values = (0..<Int(1 + stream.next() % 5)).map { _ in (stream.uniform() - 0.3) * scale }
      let isLogarithmic = number % 3 == 0
      let axis = PlotAxis(
        "", values: isLogarithmic ? values.map(abs) : values, isLogarithmic: isLogarithmic)
      for value in values {
        let value = isLogarithmic ? abs(value) : value
        #expect(axis.position(value).map { (0...1).contains($0) } == true, "\(value) \(axis)")
      }
      for count in 2...11 {
        let ticks = axis.ticks(atMost: count)
        #expect(ticks.count <= count)
        #expect(ticks.allSatisfy { axis.position($0.value) != nil })
        #expect(Set(ticks.map(\.label)).count == ticks.count, "\(ticks)")
        #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
      }
    }
  }

  @Test func numbersAreTheSameInEveryLocale() {
    #expect(Numerals.fixed(-0.001, decimals: 2) == "0.00")
    #expect(Numerals.fixed(-1.5, decimals: 2) == "-1.50")
    #expect(Numerals.fixed(0.046, decimals: 2) == "0.05")
    #expect(Numerals.fixed(1234.5, decimals: 0) == "1235")
    #expect(Numerals.fixed(2.5e16, decimals: 2) == "2.5e16")
    #expect(Numerals.fixed(.nan, decimals: 2) == "")
    #expect(Numerals.fixed(-.infinity, decimals: 2) == "")
    #expect(Numerals.brief(0.8) == "0.8")
    #expect(Numerals.brief(100) == "100")
    #expect(Numerals.power(-4) == "0.0001")
    #expect(Numerals.power(-5) == "1e-5")
    #expect(
      Numerals.typographic("-0.05, two-sided, gpt-4, [-1]") == "−0.05, two-sided, gpt-4, [−1]")
  }
}
