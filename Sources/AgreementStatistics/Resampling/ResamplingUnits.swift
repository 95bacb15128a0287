/// What a resample is drawn from: items, or clusters of items that belong together (all items of
/// one question, say). As many are drawn with replacement as there are.
///
/// Units with equal content are held once with their number, so a resample is a multinomial over
/// distinct units: by conditional binomials, O(distinct units) however many units there are; or
/// unit by unit where there are few of them for each distinct one.
public struct ResamplingUnits: Hashable, Sendable {
  /// Outcomes are numbered 0 ..< this.
  public let outcomeCount: Int
  /// How often each outcome occurs in the data.
  public let counts: [Int]
  /// Units of the data, and of each resample.
  public let unitCount: Int
  public let isOfClusters: Bool
  /// How often each distinct unit occurs.
  let multiplicities: [Int]
  /// Distinct cluster c holds `amounts[e]` items of `outcomes[e]` for e in
  /// `starts[c] ..< starts[c + 1]`. Empty where units are items: unit o then is one outcome o.
  private let starts: [Int]
  private let outcomes: [Int]
  private let amounts: [Int]
  /// The distinct unit of each unit; empty where binomials are the quicker way.
  private let drawnFrom: [Int]

  /// A binomial takes the time of about so many units that are drawn singly.
  private static let unitsOfOneBinomial = 8

  /// Items are the units: `counts[o]` of them have outcome o. Precondition: none negative.
  public init(items counts: [Int]) {
    precondition(counts.allSatisfy { $0 >= 0 }, "a count is not negative")
    outcomeCount = counts.count
    self.counts = counts
    unitCount = counts.reduce(0, +)
    isOfClusters = false
    multiplicities = counts
    (starts, outcomes, amounts) = ([], [], [])
    drawnFrom = Self.expanded(multiplicities, unitCount)
  }

  /// Clusters are the units, each a list of outcomes with their numbers of items, in any order;
  /// empty ones are units too. Precondition: outcomes below `outcomeCount`, numbers ≥ 0.
  /// O(entries · log).
  public init(outcomeCount: Int, clusters: [[(outcome: Int, count: Int)]]) {
    let sorted = clusters.map { cluster in
      cluster.filter { $0.count != 0 }.sorted { $0.outcome < $1.outcome }
    }
    var places: [[Int]: Int] = [:]
    var (multiplicities, starts, outcomes, amounts) = ([Int](), [0], [Int](), [Int]())
    var counts = Array(repeating: 0, count: outcomeCount)
    for cluster in sorted {
      var content: [Int] = []
      for (outcome, count) in cluster {
        precondition((0..<outcomeCount).contains(outcome), "an outcome is one of those declared")
        precondition(count > 0, "a count is not negative")
        counts[outcome] += count
        if content.count > 1, content[content.count - 2] == outcome {
          content[content.count - 1] += count
        } else {
          content += [outcome, count]
        }
      }
      if let place = places[content] {
        multiplicities[place] += 1
        continue
      }
      places[content] = multiplicities.count
      multiplicities.append(1)
      for at in stride(from: 0, to: content.count, by: 2) {
        outcomes.append(content[at])
        amounts.append(content[at + 1])
      }
      starts.append(outcomes.count)
    }
    self.outcomeCount = outcomeCount
    self.counts = counts
    unitCount = clusters.count
    isOfClusters = true
    self.multiplicities = multiplicities
    (self.starts, self.outcomes, self.amounts) = (starts, outcomes, amounts)
    drawnFrom = Self.expanded(multiplicities, unitCount)
  }

  private static func expanded(_ multiplicities: [Int], _ unitCount: Int) -> [Int] {
    guard unitCount <= unitsOfOneBinomial * multiplicities.count else { return [] }
    return multiplicities.indices.flatMap { Array(repeating: $0, count: multiplicities[$0]) }
  }
}

extension ResamplingUnits {
  /// Makes `counts` those of one resample. Both arrays are room that may be used again; their
  /// content does not matter. Precondition: there are units.
  func draw(_ random: inout ResampleStream, into counts: inout [Int], units: inout [Int]) {
    guard isOfClusters else {
      drawUnits(&random, into: &counts)
      return
    }
    drawUnits(&random, into: &units)
    Self.clear(&counts, outcomeCount)
    for unit in units.indices where units[unit] > 0 {
      for entry in starts[unit]..<starts[unit + 1] {
        counts[outcomes[entry]] += units[unit] * amounts[entry]
      }
    }
  }

  private func drawUnits(_ random: inout ResampleStream, into times: inout [Int]) {
    Self.clear(&times, multiplicities.count)
    guard drawnFrom.isEmpty else {
      for _ in 0..<unitCount { times[drawnFrom[random.index(below: unitCount)]] += 1 }
      return
    }
    var (left, weight) = (unitCount, unitCount)
    for at in multiplicities.indices where left > 0 {
      let own = multiplicities[at]
      let drawn = own == weight ? left : random.binomial(left, Double(own) / Double(weight))
      times[at] = drawn
      left -= drawn
      weight -= own
    }
  }

  private static func clear(_ counts: inout [Int], _ count: Int) {
    if counts.count != count {
      counts = Array(repeating: 0, count: count)
    } else {
      for at in counts.indices { counts[at] = 0 }
    }
  }

  /// Calls `body` with the counts of all units but one, for each distinct unit, and with how often
  /// that unit occurs.
  func leavingOneOut(_ body: (_ counts: [Int], _ times: Int) -> Void) {
    var left = counts
    for unit in multiplicities.indices where multiplicities[unit] > 0 {
      change(&left, by: -1, unit)
      body(left, multiplicities[unit])
      change(&left, by: 1, unit)
    }
  }

  private func change(_ counts: inout [Int], by sign: Int, _ unit: Int) {
    guard isOfClusters else {
      counts[unit] += sign
      return
    }
    for entry in starts[unit]..<starts[unit + 1] {
      counts[outcomes[entry]] += sign * amounts[entry]
    }
  }
}
