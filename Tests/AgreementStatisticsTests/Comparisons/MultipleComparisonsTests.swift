import Testing

@testable import AgreementStatistics

@Suite struct MultipleComparisonsTests {
  private func expect(
    _ method: MultipleComparisons, _ pValues: [Double], are wanted: [Double]
  ) {
    let found = method.adjusted(pValues)
    #expect(found.count == wanted.count)
    for (a, b) in zip(found, wanted) { #expect(abs(a - b) < 1e-12, "\(method): \(found)") }
  }

  /// By hand: 5·.01, 4·.02, 3·.03, then the largest so far; .05·5/5 for all; that times 137/60.
  @Test func fiveEvenlySpaced() {
    let pValues = [0.03, 0.01, 0.05, 0.02, 0.04]
    expect(.holm, pValues, are: [0.09, 0.05, 0.09, 0.08, 0.09])
    expect(.benjaminiHochberg, pValues, are: Array(repeating: 0.05, count: 5))
    expect(.benjaminiYekutieli, pValues, are: Array(repeating: 0.05 * 137 / 60, count: 5))
  }

  @Test func eightByHand() {
    let pValues = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]
    expect(.holm, pValues, are: [0.008, 0.056, 0.234, 0.234, 0.234, 0.234, 0.234, 0.234])
    let third = 0.042 * 8 / 5
    expect(
      .benjaminiHochberg, pValues,
      are: [0.008, 0.032, third, third, third, 0.08, 0.074 * 8 / 7, 0.205])
  }

  @Test(arguments: MultipleComparisons.allCases)
  func oneTestOrNoneIsAsItWas(_ method: MultipleComparisons) {
    #expect(method.adjusted([]) == [])
    #expect(method.adjusted([0.031]) == [0.031])
    #expect(method.adjusted([1, 1]) == [1, 1])
    #expect(method.adjusted([0, 0]) == [0, 0])
  }

  @Test(arguments: MultipleComparisons.allCases, 0..<50)
  func keepsOrderAndRange(_ method: MultipleComparisons, _ seed: UInt64) {
    var random = ResampleStream(seed: seed, number: 3)
    let count = 1 + Int(random.next() % 20)
    // Some equal, some tiny.
    let pValues = (0..<count).map { _ in
      let u = random.uniform()
      return u < 0.3 ? 0.02 : u * u * u
    }
    let found = method.adjusted(pValues)
    for i in 0..<count {
      #expect(found[i] >= pValues[i] && found[i] <= 1)
      for j in 0..<count where pValues[i] <= pValues[j] { #expect(found[i] <= found[j]) }
    }
    let reversed = method.adjusted(pValues.reversed())
    for i in 0..<count { #expect(abs(reversed[count - 1 - i] - found[i]) < 1e-15) }
  }

  /// The published procedures as they are worded, without adjusted values.
  @Test(arguments: 0..<100)
  func rejectsWhatTheProceduresReject(_ seed: UInt64) {
    var random = ResampleStream(seed: seed, number: 4)
    let count = 1 + Int(random.next() % 15)
    let pValues = (0..<count).map { _ in random.uniform() * random.uniform() * 0.3 }
    let sorted = pValues.sorted()
    let level = 0.07
    let m = Double(count)
    let holm = (0..<count).prefix { sorted[$0] <= level / (m - Double($0)) }.count
    let harmonic = (1...count).reduce(0) { $0 + 1 / Double($1) }
    func steppingUp(_ level: Double) -> Int {
      ((1...count).last { sorted[$0 - 1] <= Double($0) / m * level } ?? 0)
    }
    func rejected(_ method: MultipleComparisons) -> Int {
      method.adjusted(pValues).count { $0 <= level }
    }
    #expect(rejected(.holm) == holm)
    #expect(rejected(.benjaminiHochberg) == steppingUp(level))
    #expect(rejected(.benjaminiYekutieli) == steppingUp(level / harmonic))
  }
}
