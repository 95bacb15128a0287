import Glibc
import Testing

@testable import AgreementStatistics

@Suite struct DriftTests {
  static func stream(_ number: Int, _ parts: [(rate: Double, count: Int)]) -> [Bool] {
    var random = ResampleStream(seed: 41, number: UInt64(number))
    return parts.flatMap { part in (0..<part.count).map { _ in random.uniform() < part.rate } }
  }

  /// By the definition: every possible change, each side's mixture in closed form.
  static func logEvidence(_ stream: [Bool], spacing: Int) -> Double {
    func probability(_ part: ArraySlice<Bool>) -> Double {
      KrichevskyTrofimov.logProbability(part.count { $0 }, of: part.count)
    }
    var (sum, left) = (0.0, 1.0)
    for step in 1...max(1, stream.count) {
      guard step * spacing < stream.count else { break }
      let prior = 1 / Double(step * (step + 1))
      left -= prior
      let place = step * spacing
      sum += prior * exp(probability(stream[..<place]) + probability(stream[place...]))
    }
    sum += left * exp(probability(stream[...]))
    let share = Double(stream.count { $0 }) / Double(stream.count)
    let best = stream.reduce(0) { $0 + log($1 ? share : 1 - share) }
    return log(sum) - best
  }

  @Test(arguments: 0..<10)
  func theRunningValueIsThatOfTheDefinition(_ number: Int) {
    let spacing = 1 + number % 4 * 3
    let stream = Self.stream(number, [(0.8, 20), (0.3, 7 + number)])
    var detector = DriftDetector(spacing: spacing)
    var largest = 0.0
    for at in stream.indices {
      detector.add(agreed: stream[at])
      let expected = Self.logEvidence(Array(stream[...at]), spacing: spacing)
      #expect(abs(detector.logEvidence - expected) < 1e-9)
      largest = max(largest, expected)
    }
    #expect(abs(detector.anytimeP - exp(-largest)) < 1e-9)
  }

  /// Looked at after every label, a steady rater is accused in one stream of ten at most.
  @Test(arguments: [0.05, 0.3, 0.5, 0.9, 1])
  func aSteadyRaterIsSeldomAccused(_ rate: Double) {
    let accused = (0..<200).reduce(0) { sum, number in
      var detector = DriftDetector()
      detector.add(Self.stream(number, [(rate, 200)]))
      return sum + (detector.anytimeP <= 0.1 ? 1 : 0)
    }
    // Binomial(200, 0.1): at most 34 in all but one of a thousand runs.
    #expect(accused <= 34, "\(accused)")
  }

  @Test func aChangeIsFoundAndDated() throws {
    var (found, near) = (0, 0)
    for number in 0..<60 {
      var detector = DriftDetector()
      detector.add(Self.stream(number, [(0.92, 150), (0.6, 120)]))
      guard detector.anytimeP <= 0.05 else { continue }
      found += 1
      let change = try #require(detector.change())
      if abs(change.place - 150) <= 30 { near += 1 }
      let (before, after) = (try #require(change.before.value), try #require(change.after.value))
      #expect(before > after)
      let items = [change.before, change.after].compactMap { $0.coefficient?.itemCount }
      #expect(items.reduce(0, +) == 270 && change.after.coefficient?.interval != nil)
    }
    #expect(found >= 45 && near >= found * 4 / 5, "\(found) found, \(near) near")
  }

  /// A rater who gets better has changed as well.
  @Test func itDoesNotMatterInWhichDirection() {
    let stream = Self.stream(3, [(0.95, 80), (0.4, 80)])
    var (one, other) = (DriftDetector(), DriftDetector())
    one.add(stream)
    other.add(stream.map { !$0 })
    #expect(abs(one.logEvidence - other.logEvidence) < 1e-9 && one.anytimeP < 0.05)
  }

  @Test func aBaselineThatIsKnownFindsMore() {
    var (blind, told, accused) = (0, 0, 0)
    for number in 0..<60 {
      let stream = Self.stream(number, [(0.9, 100), (0.7, 120)])
      var (one, other) = (DriftDetector(), DriftDetector(baseline: 100))
      one.add(stream)
      other.add(stream)
      if one.anytimeP <= 0.05 { blind += 1 }
      if other.anytimeP <= 0.05 { told += 1 }
      var steady = DriftDetector(baseline: 100)
      steady.add(Self.stream(number, [(0.8, 220)]))
      if steady.anytimeP <= 0.05 { accused += 1 }
      #expect(other.change()?.place == 100)
    }
    #expect(told > blind && told > 20, "\(told) and \(blind)")
    // Binomial(60, 0.05): at most 9 in all but one of a thousand runs.
    #expect(accused <= 9, "\(accused)")
  }

  @Test func withoutLabelsNothingIsSaid() {
    var detector = DriftDetector(spacing: 5)
    #expect(detector.anytimeP == 1 && detector.logEvidence == 0 && detector.change() == nil)
    detector.add((0..<5).map { _ in true })
    #expect(detector.change() == nil && detector.anytimeP == 1)
    detector.add(agreed: false)
    #expect(detector.change()?.place == 5)
  }
}
