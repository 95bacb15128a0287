import Testing

@testable import AgreementStatistics

@Suite struct BootstrapTests {
  /// The share of items with the first of the outcomes.
  static let share = OutcomeFunction { counts in
    let n = counts.reduce(0, +)
    return n > 0 ? Double(counts[0]) / Double(n) : nil
  }

  /// Few outcomes, so many that items are drawn singly, and clusters.
  static func units(_ kind: Int) -> ResamplingUnits {
    var random = ResampleStream(seed: 21, number: UInt64(kind))
    switch kind {
    case 0: return ResamplingUnits(items: [400, 3, 0, 120, 77])
    case 1: return ResamplingUnits(items: (0..<60).map { _ in random.index(below: 4) })
    default:
      let clusters = (0..<40).map { _ in
        (0..<3).map { _ in (outcome: random.index(below: 5), count: random.index(below: 3)) }
      }
      return ResamplingUnits(outcomeCount: 5, clusters: clusters)
    }
  }

  @Test(arguments: 0..<3)
  func threadsDoNotChangeABit(_ kind: Int) throws {
    let units = Self.units(kind)
    let alone = try #require(
      Bootstrap(units, resamples: 501, seed: 4, threads: 1).distribution(of: Self.share))
    for threads in [2, 3, 7, 1000] {
      let bootstrap = Bootstrap(units, resamples: 501, seed: 4, threads: threads)
      let together = try #require(bootstrap.distribution(of: Self.share))
      #expect(together.sorted.map(\.bitPattern) == alone.sorted.map(\.bitPattern))
      #expect(together == alone)
    }
    #expect(Bootstrap(units, resamples: 501, seed: 5).distribution(of: Self.share) != alone)
  }

  @Test(arguments: 0..<3)
  func aResampleHasAsManyUnitsAsTheData(_ kind: Int) {
    let units = Self.units(kind)
    var (counts, room) = ([Int](), [Int]())
    var sums = Array(repeating: 0, count: units.outcomeCount)
    for number in 0..<2000 {
      var random = ResampleStream(seed: 8, number: UInt64(number))
      units.draw(&random, into: &counts, units: &room)
      let drawn = units.isOfClusters ? room : counts
      #expect(drawn.reduce(0, +) == units.unitCount && drawn.allSatisfy { $0 >= 0 })
      for at in counts.indices { sums[at] += counts[at] }
    }
    // A count's mean over 2,000 resamples: within five of its standard errors.
    for at in sums.indices {
      let mean = Double(sums[at]) / 2000
      let bound = 5 * (3 * Double(units.counts[at]) / 2000).squareRoot() + 1e-9
      #expect(abs(mean - Double(units.counts[at])) < bound, "outcome \(at)")
    }
  }

  /// A share's standard error is known.
  @Test(arguments: [ResamplingUnits(items: [300, 700]), ResamplingUnits(items: [3, 7])])
  func theErrorOfAShareIsTheKnownOne(_ units: ResamplingUnits) throws {
    let found = try #require(Bootstrap(units, resamples: 20_000).distribution(of: Self.share))
    let known = (0.3 * 0.7 / Double(units.unitCount)).squareRoot()
    #expect(abs(try #require(found.standardError) / known - 1) < 0.03)
    #expect(found.undefinedCount == 0 && !found.hasManyUndefined)
    let interval = found.percentileInterval(level: 0.9)
    let wide = found.percentileInterval(level: 0.99)
    #expect(wide.low <= interval.low && interval.high <= wide.high)
    #expect(interval.low < 0.3 && 0.3 < interval.high)
  }

  /// Five items of one question that are always alike say no more than one.
  @Test func clustersOfLikeItemsAreAsFewAsTheyAre() throws {
    let clusters = (0..<200).map { [(outcome: $0 % 4 == 0 ? 0 : 1, count: 5)] }
    let units = ResamplingUnits(outcomeCount: 2, clusters: clusters)
    #expect(units.multiplicities == [50, 150] && units.counts == [250, 750])
    let byCluster = try #require(Bootstrap(units).distribution(of: Self.share)?.standardError)
    let byItem = try #require(
      Bootstrap(ResamplingUnits(items: units.counts)).distribution(of: Self.share)?.standardError)
    #expect(abs(byCluster / byItem - 5.0.squareRoot()) < 0.1)
  }

  @Test func clustersOfOneItemAreItems() throws {
    let counts = [30, 2, 8]
    let clusters = counts.indices.flatMap { outcome in
      Array(repeating: [(outcome: outcome, count: 1)], count: counts[outcome])
    }
    let one = Bootstrap(ResamplingUnits(outcomeCount: 3, clusters: clusters), resamples: 400)
    let two = Bootstrap(ResamplingUnits(items: counts), resamples: 400)
    #expect(one.distribution(of: Self.share) == two.distribution(of: Self.share))
  }

  /// However a cluster's content is written down, it is the same cluster.
  @Test func equalClustersAreHeldOnce() {
    let clusters = [
      [(outcome: 2, count: 1), (outcome: 0, count: 2)],
      [(outcome: 0, count: 1), (outcome: 2, count: 1), (outcome: 0, count: 1)],
      [(outcome: 1, count: 1)], [], [(outcome: 1, count: 0)],
    ]
    let units = ResamplingUnits(outcomeCount: 3, clusters: clusters)
    #expect(units.multiplicities == [2, 1, 2])
    #expect(units.counts == [4, 1, 2] && units.unitCount == 5)
  }

  /// Against the jackknife with every unit left out by itself.
  @Test(arguments: 0..<10)
  func equalUnitsAreLeftOutOnce(_ seed: Int) {
    var random = ResampleStream(seed: 31, number: UInt64(seed))
    let clusters = (0..<25).map { _ in
      (0..<2).map { _ in (outcome: random.index(below: 3), count: 1 + random.index(below: 2)) }
    }
    let units = ResamplingUnits(outcomeCount: 3, clusters: clusters)
    let values = clusters.indices.compactMap { out -> Double? in
      var counts = units.counts
      for (outcome, count) in clusters[out] { counts[outcome] -= count }
      return Self.share.value(of: counts)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let cubes = values.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
    let wanted = cubes / (6 * squares * squares.squareRoot())
    let jackknife = Jackknife(units, Self.share)
    #expect(abs(jackknife.acceleration - wanted) < 1e-12)
    let error = (24.0 / 25 * squares).squareRoot()
    #expect(abs((jackknife.standardError ?? 0) - error) < 1e-12)
  }

  /// Of a mean the jackknife's error is the usual one.
  @Test func theJackknifeOfAShareIsKnown() throws {
    let jackknife = Jackknife(ResamplingUnits(items: [3, 7]), Self.share)
    let known = (0.3 * 0.7 / 9).squareRoot()
    #expect(abs(try #require(jackknife.standardError) - known) < 1e-12)
    let interval = try #require(jackknife.interval(around: 0.3))
    #expect(abs((interval.high - interval.low) / 2 - 2.2621571627409915 * known) < 1e-9)
    #expect(Jackknife(ResamplingUnits(items: [1, 0]), Self.share).standardError == nil)
  }

  /// With one item of the second category in four, many resamples have no kappa.
  @Test func undefinedResamplesAreCountedAndSaid() throws {
    let units = ResamplingUnits(items: [3, 0, 0, 1])
    let found = try #require(
      Bootstrap(units, resamples: 4000).distribution(of: CohenKappaStatistic(cellsOf: 2)))
    // (3/4)⁴ + (1/4)⁴ of them.
    #expect(abs(found.undefinedShare - 0.3203) < 0.04)
    #expect(found.hasManyUndefined && found.sorted.allSatisfy { $0 == 1 })
    #expect(found.sorted.count + found.undefinedCount == 4000)
  }

  @Test func whatIsUndefinedHasNoDistribution() {
    let kappa = CohenKappaStatistic(cellsOf: 2)
    #expect(Bootstrap(ResamplingUnits(items: [5, 0, 0, 0])).distribution(of: kappa) == nil)
    #expect(Bootstrap(ResamplingUnits(items: [0, 0, 0, 0])).distribution(of: kappa) == nil)
    #expect(
      Bootstrap(ResamplingUnits(outcomeCount: 4, clusters: [])).distribution(of: kappa) == nil)
  }

  @Test func quantilesAreOfTypeSeven() {
    #expect(SampleQuantile.typeSeven([1, 2, 3, 4, 10], 0.25) == 2)
    #expect(abs(SampleQuantile.typeSeven([1, 2, 3, 4, 10], 0.9) - 7.6) < 1e-12)
    #expect(SampleQuantile.typeSeven([3], 0.4) == 3)
  }
}
