import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Every jury that finished raters would make, against the reference of the agreement room.
public struct SweepScreen: Sendable {
  /// Where keys move; the picture is one only where not all has room together.
  public enum Part: Hashable, Sendable, CaseIterable { case seats, juries, picture }

  public internal(set) var part = Part.seats
  /// Finished raters that are neither people nor juries, in the study's order.
  public internal(set) var candidates: [StreamID] = []
  /// Raters that are left out since their run is not finished.
  public internal(set) var unfinished = 0
  /// The marked seats; nil before anything was offered.
  var chosen: Set<StreamID>?
  public internal(set) var settings = JurySweep()
  public internal(set) var isByCost = false
  public internal(set) var seat = 0
  public internal(set) var jury = 0
  /// What came last; of the labels before where it is not current.
  public internal(set) var swept: SweptJuries?
  var asked: (key: Key, number: Int)?

  /// All that a sweep depends on.
  struct Key: Hashable, Sendable {
    var version: Int
    var policy: AnalysisPolicy
    var reference: StreamID
    var seats: [StreamID]
    var settings: JurySweep
  }

  /// Marked at first, where there are more: 1,013 juries are counted at once.
  static let firstSeats = 10

  static let rules: [PanelRule] = [.plurality, .tieYields, .mean, .median]

  public init() {}

  /// The marked seats in their order.
  public var seats: [StreamID] { candidates.filter { chosen?.contains($0) == true } }

  /// Whether the juries are of the ratings and settings as they are now.
  public var isCurrent: Bool { swept != nil && swept?.number == asked?.number }

  /// The juries in the order that is shown.
  var shown: [SweptJury] {
    guard let swept else { return [] }
    return isByCost ? swept.byCost.map { swept.juries[$0] } : swept.juries
  }

  /// The jury under the mark.
  var marked: SweptJury? {
    guard let swept, swept.juries.indices.contains(jury) else { return nil }
    return swept.juries[isByCost ? swept.byCost[jury] : jury]
  }
}

/// Juries that are to be counted from a copy of the tracker, while keys and labels go on.
public struct SweepRequest: Hashable, Sendable {
  /// Numbers the sweeps of a program: an answer to an older one is of no use.
  public var number: Int
  public var reference: StreamID
  public var seats: [StreamID]
  public var settings: JurySweep
  public let tracker: AgreementTracker

  /// The tracker is what was there when it was asked, so that the number stands for it.
  public static func == (left: SweepRequest, right: SweepRequest) -> Bool {
    left.number == right.number && left.reference == right.reference && left.seats == right.seats
      && left.settings == right.settings
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Counts every jury, and each seat alone.
  ///
  /// - Parameter priced: the seats in their order, with what is known of their prices and scores.
  /// - Cost: that of `AgreementTracker.sweep`, and a sorting of the juries.
  public func run(_ priced: [SweptSeat]) -> SweptJuries {
    let alone = priced.map { seat in
      tracker.sweep([seat], against: reference, JurySweep(minSize: 1)).first
        ?? SweptJury(members: 1, n: 0, cohen: .undefined(.noItems))
    }
    let silent = Set(tracker.seatsWithoutScores(priced, settings.rule))
    let speaking = priced.indices.filter { !silent.contains($0) }
    var juries = tracker.sweep(speaking.map { priced[$0] }, against: reference, settings)
    if !silent.isEmpty {
      for at in juries.indices {
        juries[at].members = juries[at].seats.reduce(0) { $0 | 1 << UInt32(speaking[$1]) }
      }
    }
    var swept = SweptJuries(
      number: number, seats: seats, costs: priced.map(\.costPerItem), alone: alone,
      juries: juries)
    swept.silent = silent
    return swept
  }
}

/// The juries of one sweep.
public struct SweptJuries: Hashable, Sendable {
  public var number: Int
  public var seats: [StreamID]
  public var costs: [Double?]
  /// Each seat by itself: its own answers, whatever the rule.
  public var alone: [SweptJury]
  /// The numbers of the seats that are in no jury, since the rule joins scores and they have none.
  public var silent: Set<Int> = []
  /// The best kappa first.
  public var juries: [SweptJury]
  /// Their numbers, the cheapest first, those without a price last.
  public var byCost: [Int]
  /// Those that no other beats in both price and kappa, the cheapest first.
  public var frontier: [SweptJury]

  public init(
    number: Int, seats: [StreamID], costs: [Double?], alone: [SweptJury], juries: [SweptJury]
  ) {
    self.number = number
    self.seats = seats
    self.costs = costs
    self.alone = alone
    self.juries = juries
    let prices = juries.map { $0.costPerItem ?? .infinity }
    byCost = juries.indices.sorted { (prices[$0], $0) < (prices[$1], $1) }
    frontier = SweptJury.frontier(of: juries)
  }
}

/// A jury to be made a rater, from raters that are finished.
public struct JuryComposition: Hashable, Sendable {
  public var name: String
  public var seats: [String]
  public var rule: PanelRule

  public init(name: String, seats: [String], rule: PanelRule) {
    self.name = name
    self.seats = seats
    self.rule = rule
  }
}

/// Juries to be written as published ones are.
public struct SweepExport: Hashable, Sendable {
  public var path: String
  /// The seats' names and the models behind them.
  public var seats: [PublishedJury.Seat]
  public var juries: [SweptJury]
}
