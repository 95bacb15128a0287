import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// How far raters agree, live: what is chosen, and the figures for what is shown.
public struct AgreementScreen {
  public enum View: String, Hashable, Sendable, CaseIterable {
    case raters, pairs, pair, everyone, slices

    public var title: String {
      switch self {
      case .raters: "Raters"
      case .pairs: "Pairs"
      case .pair: "One pair"
      case .everyone: "Everyone"
      case .slices: "Slices"
      }
    }
  }

  /// The columns that the raters' table can be sorted by.
  public enum Column: String, Hashable, Sendable, CaseIterable {
    case name, n, agree, kappa, scott, ac1, worst
  }

  /// One rater against the reference.
  public struct RaterRow: Hashable, Sendable {
    public var id: StreamID
    public var name: String
    public var kind: RaterKind
    public var ratings: Int
    public var shares: [Double]
    public var table: PairTable?
    public var percent: Estimate
    public var kappa: Estimate
    public var scott: Estimate
    public var ac1: Estimate
    public var worst: WorstSlice?
  }

  public struct WorstSlice: Hashable, Sendable {
    public var property: SliceColumn.Property
    public var name: String
    public var kappa: Double
    public var n: Int
  }

  public struct SliceRow: Hashable, Sendable {
    public var name: String
    public var n: Int
    public var percent: Estimate
    public var kappa: Estimate
    /// Its interval does not meet that of the rest.
    public var isFar: Bool
  }

  public var view = View.raters
  public var policy = AnalysisPolicy()
  public var tracker: AgreementTracker?
  public var countedItems = 0
  public var isComplete = false
  public var isLoading = false
  /// Changes that were committed while the tracker was being read.
  var waiting: [RatingChange] = []

  public var reference: StreamID?
  public var sort = Column.name
  public var selected = 0
  /// The column of the matrix.
  public var column = 0
  public var coefficient = PairCoefficient.cohen
  public var property = SliceColumn.Property.category
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
  public var ceiling: [(name: String, estimate: Estimate)] = []
  public var trend: [TrendPoint] = []
  public var groups: [(name: String, members: [String], table: GroupTable)] = []
  public var resampled: ResampledIntervals?
  public var sliceRows: [SliceRow] = []

  public init() {}
}
