import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// How far raters agree, live: what is chosen, and the figures for what is shown.
public struct AgreementScreen {
  public enum View: String, Hashable, Sendable, CaseIterable {
    case raters, pairs, pair, everyone, slices, board, coefficient, figures
    /// A judge's check-list: opened from the others, and none of the tabs.
    case validation

    /// Those that the title shows, in their order.
    public static let tabs = allCases.filter { $0 != .validation }

    public var title: String {
      switch self {
      case .raters: "Raters"
      case .pairs: "Pairs"
      case .pair: "One pair"
      case .everyone: "Everyone"
      case .slices: "Slices"
      case .board: "Compare"
      case .coefficient: "Coefficient"
      case .validation: "Check-list"
      case .figures: "Figures"
      }
    }
  }

  /// One rater against the reference.
  public struct RaterRow: Hashable, Sendable {
    public var id: StreamID
    public var name: String
    public var kind: RaterKind
    /// Items with any answer or abstention of this rater.
    public var ratings: Int
    /// Of its answers, by category.
    public var shares: [Double]
    /// Answers, without abstentions.
    public var answers: Int
    /// Nil for the reference itself.
    public var table: PairTable?
    public var percent: Estimate
    public var kappa: Estimate
    public var scott: Estimate
    public var ac1: Estimate
    public var worst: WorstSlice?

    /// Items in the table; for the reference its own.
    public var n: Int { table?.itemCount ?? ratings }
    public var leftOut: Int { table?.leftOut.values.reduce(0, +) ?? 0 }
  }

  /// The lowest of many: by that alone lower than a slice chosen beforehand would be.
  public struct WorstSlice: Hashable, Sendable {
    public var property: SliceColumn.Property
    public var name: String
    public var kappa: Estimate
    public var n: Int
    /// Slices that were large enough to be looked at, over all properties.
    public var looks: Int
    /// Whether it differs from the rest by more than chance among so many.
    public var isFar: Bool
  }

  public struct Group: Hashable, Sendable {
    public var name: String
    public var ids: [StreamID]
    public var table: GroupTable
  }

  public var view = View.raters
  /// The view that a pair was opened from: back leads there.
  var openedFrom: View?
  /// The coefficient's page was opened from One pair: back leads there.
  var pageIsOfPair = false
  public var policy = AnalysisPolicy()
  public var tracker: AgreementTracker?
  public var countedItems = 0
  public var isComplete = false
  public var isLoading = false
  /// Counts the changes of the ratings: what was computed of an older state is of no use.
  var version = 0
  /// Counts the labels that came while this screen was shown: what looks through slices follows
  /// the last of them.
  var generation = 0
  /// Up to this many items tables are counted as they are asked for: a view of twenty raters takes
  /// some 5 ms then, and no frame without numbers comes between.
  var countedAtOnce = 10_000
  /// The tables that are being counted in a copy of the tracker.
  var counting: Counting?
  /// The figures under the label screen; nil where they are not shown or not known.
  var strip: AgreementStrip?
  /// Changes that were committed while the tracker was being read.
  var waiting: [RatingChange] = []

  public var reference: StreamID?
  public var sort = RaterSort()
  public var selected = 0
  /// The column of the matrix.
  public var column = 0
  public var coefficient = PairCoefficient.cohen
  public var property = SliceColumn.Property.category
  public var sliceSort = SliceSort.study
  /// The slice under the mark.
  public var slice = 0
  /// The cell of the one pair's confusion matrix.
  public var cell = (row: 0, column: 0)
  /// The second rater of the one pair.
  public var other: StreamID?
  public var scroll = 0

  // What is shown, made anew after each change.
  public var rows: [RaterRow] = []
  public var matrix: [[Estimate]] = []
  public var matrixTables: [[Int]] = []
  public var pairTable: PairTable?
  public var reasons: [AgreementReason] = []
  /// Reasons that come from slices and from both orders; the others come from the pair's table.
  var otherReasons: [AgreementReason] = []
  public var ceiling = HumanCeiling()
  public var trend: PairTrend?
  /// The pair's coefficient by resampling; of the labels before where it is not current.
  public var pairResampling: PairResampled?
  public var groups: [Group] = []
  public var resampled: [[StreamID]: ResampledIntervals] = [:]
  public var sliceRows: [SliceComparison] = []
  public var board = BoardView()
  public var validation = ValidationView()
  public var figures = FiguresView()

  public init() {}
}

/// How far people agree with each other: what a machine can be expected to reach.
public struct HumanCeiling: Hashable, Sendable {
  public struct Pair: Hashable, Sendable {
    public var name: String
    public var estimate: Estimate
    public var n: Int
  }

  /// Fleiss' kappa of all people, over the items that two or more of them rated.
  public var everyone = Estimate.undefined(.tooFewRaters)
  public var items = 0
  public var people = 0
  /// Two people with enough common items to say anything, the most of them first.
  public var pairs: [Pair] = []
}

/// By what the slices are sorted.
public enum SliceSort: String, Hashable, Sendable, CaseIterable {
  case study
  case kappa = "kappa, lowest first"
  case size = "size, largest first"
}

/// The course of a pair's kappa over the labels so far.
public struct PairTrend: Hashable, Sendable {
  public var first: StreamID
  public var second: StreamID
  /// Items as they were labelled; empty where no person is in the pair, and file order holds.
  public var order: [ItemID]
  public var points: [TrendPoint]
}

/// By which column the raters' table is sorted, and which way.
public struct RaterSort: Hashable, Sendable {
  public enum Column: String, Hashable, Sendable, CaseIterable {
    /// As the raters stand in the study.
    case study
    case name, rated, n, agree, kappa, scott, ac1
    case leftOut = "left out"
    case worst = "worst slice"

    var startsDescending: Bool { self != .study && self != .name && self != .worst }
  }

  public var column = Column.study
  public var isDescending = false

  mutating func step(_ forward: Bool) {
    column = forward ? column.next : column.previous
    isDescending = column.startsDescending
  }

  /// Rows without a value come last, whichever way; equal ones by name.
  func sorted(_ rows: [AgreementScreen.RaterRow]) -> [AgreementScreen.RaterRow] {
    switch column {
    case .study: return isDescending ? rows.reversed() : rows
    case .name: return rows.sorted { isDescending ? $0.name > $1.name : $0.name < $1.name }
    case .rated: return by(rows) { Double($0.ratings) }
    case .n: return by(rows) { Double($0.n) }
    case .agree: return by(rows) { $0.percent.value }
    case .kappa: return by(rows) { $0.kappa.value }
    case .scott: return by(rows) { $0.scott.value }
    case .ac1: return by(rows) { $0.ac1.value }
    case .leftOut: return by(rows) { $0.table == nil ? nil : Double($0.leftOut) }
    case .worst: return by(rows) { $0.worst?.kappa.value }
    }
  }

  private func by(
    _ rows: [AgreementScreen.RaterRow], _ value: (AgreementScreen.RaterRow) -> Double?
  ) -> [AgreementScreen.RaterRow] {
    rows.sorted { one, two in
      switch (value(one), value(two)) {
      case (let a?, let b?): a == b ? one.name < two.name : (isDescending ? a > b : a < b)
      case (_?, nil): true
      case (nil, _?): false
      case (nil, nil): one.name < two.name
      }
    }
  }
}
