import AgreementStatistics
import AnnotationModel

/// A pair's coefficient by resampling its items, and its questions where several items share one.
public struct PairResampling: Hashable, Sendable {
  /// Percentile and BCa intervals of one way of resampling.
  public struct Intervals: Hashable, Sendable {
    public var percentile: Interval
    public var bca: Interval
    public var standardError: Double?
    /// Items or questions.
    public var units: Int
    /// Of 0…1; the intervals leave these resamples out.
    public var undefinedShare: Double
  }

  public var byItem: Intervals?
  /// Nil where every item has a question of its own.
  public var byQuestion: Intervals?
  public var resamples: Int
  public var seed: UInt64
  public var level: Double
}

extension AgreementTracker {
  /// The cells of two streams' table as what resamples are drawn from: by item, and by question
  /// where items share one. O(items).
  ///
  /// - Parameter questions: a number for each item; negative ones stand alone.
  func resamplingUnits(
    _ first: StreamID, _ second: StreamID, table: PairTable, questions: [Int32]
  ) -> (items: ResamplingUnits, questions: ResamplingUnits?) {
    let items = ResamplingUnits(items: table.confusion.counts)
    guard !questions.isEmpty, let one = stream(first)?.codes, let two = stream(second)?.codes else {
      return (items, nil)
    }
    let k = table.categories.count
    var places: [Int32: Int] = [:]
    var clusters: [[(outcome: Int, count: Int)]] = []
    for at in 0..<min(one.count, two.count, questions.count) {
      guard case .cell(let row, let column) = table.categories.landing(one[at], two[at]) else {
        continue
      }
      let outcome = (outcome: row * k + column, count: 1)
      if questions[at] >= 0, let place = places[questions[at]] {
        clusters[place].append(outcome)
      } else {
        places[questions[at]] = clusters.count
        clusters.append([outcome])
      }
    }
    guard clusters.count < table.itemCount else { return (items, nil) }
    return (items, ResamplingUnits(outcomeCount: k * k, clusters: clusters))
  }

  /// Resampled intervals of a pair's coefficient.
  ///
  /// - Parameters:
  ///   - table: the pair's, as it is shown: the intervals are of it.
  ///   - questions: a number for each item, equal for those that share a question; empty where
  ///     none do.
  /// - Cost: `resamples` coefficients of a table, on all processors; O(items) once.
  public func resampled(
    _ name: PairCoefficient, _ first: StreamID, _ second: StreamID, table: PairTable,
    questions: [Int32], resamples: Int = 10_000, seed: UInt64 = 1, level: Double = 0.95
  ) -> PairResampling {
    let units = resamplingUnits(first, second, table: table, questions: questions)
    let statistic = table.outcomeFunction(of: name)
    func intervals(_ units: ResamplingUnits) -> PairResampling.Intervals? {
      Bootstrap(units, resamples: resamples, seed: seed).distribution(of: statistic).map {
        PairResampling.Intervals(
          percentile: $0.percentileInterval(level: level), bca: $0.bcaInterval(level: level),
          standardError: $0.standardError, units: units.unitCount,
          undefinedShare: $0.undefinedShare)
      }
    }
    return PairResampling(
      byItem: intervals(units.items), byQuestion: units.questions.flatMap(intervals),
      resamples: resamples, seed: seed, level: level)
  }
}

extension PairTable {
  /// A coefficient as a function of the cells' counts, row by row.
  func outcomeFunction(of name: PairCoefficient) -> OutcomeFunction {
    let (k, scores) = (categories.count, categories.scores)
    return OutcomeFunction { counts in
      ConfusionTable(categoryCount: k, counts: counts).coefficient(name, scores: scores).value
    }
  }
}
