import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The comparison board: every rater against the reference, and against one marked rater.
public struct BoardView: Sendable {
  /// In the order that is shown; differences and swap consistency are there as far as they are
  /// known.
  public internal(set) var rows: [ComparisonBoard.Row] = []
  public internal(set) var selected = 0
  public internal(set) var column = ComparisonColumn.study
  public internal(set) var isDescending = false
  /// Which of the groups of columns is shown, where not all fit.
  var page = 0
  /// The rater that a person marked; nil before.
  var chosen: StreamID?
  /// Whose kappa is taken from the others': the marked rater, or else the first of the study.
  public internal(set) var marked: StreamID?
  /// How raters came to their answers; nil before it has been read.
  public internal(set) var conduct: [RaterID: RaterConduct]?
  /// Of raters that were asked more than once.
  var consistencies: [RaterID: SelfConsistency] = [:]
  /// The state of the ratings that `conduct` was last asked for.
  var conductVersion: Int?
  /// Against the marked rater, of the ratings as they are: what is missing is being computed.
  var differences: [StreamID: ComparedKappas.Difference] = [:]
  /// Nil inside: no item was answered in both orders.
  var swaps: [StreamID: SwapConsistency?] = [:]
  /// What the differences are of, and the number of the request for them.
  var asked: (key: Key, number: Int)?

  /// All that a difference depends on.
  struct Key: Hashable, Sendable {
    var version: Int
    var policy: AnalysisPolicy
    var reference: StreamID
    var marked: StreamID
    var raters: Set<StreamID>
  }

  public init() {}

  mutating func step(_ forward: Bool) {
    column = forward ? column.next : column.previous
    isDescending = column.startsDescending
  }

  /// The other raters' answers are not known to come any more from what is held here.
  mutating func forgetSwaps(of raters: Set<RaterID>) {
    swaps = swaps.filter { id, _ in
      switch id {
      case .rater(let rater), .swapped(let rater): !raters.contains(rater)
      case .majority: true
      }
    }
  }
}

extension AgreementScreen {
  /// The board's rows from the tables that stand: O(raters · k²).
  mutating func refreshBoard() {
    guard let reference else {
      board.rows = []
      return
    }
    let conduct = board.conduct ?? [:]
    let selected = selectedStream
    let rows =
      withTracker { tracker in
        Self.active(tracker, reference).filter { $0.id != reference }.compactMap {
          tracker.comparisonRow(of: $0.id, with: reference, conduct: conduct)
        }
      } ?? []
    let ids = rows.map(\.id)
    board.marked = board.chosen.flatMap { ids.contains($0) ? $0 : nil } ?? ids.first
    board.rows = board.column.sorted(rows.map(withDifference), descending: board.isDescending)
    if let selected, let at = board.rows.firstIndex(where: { $0.id == selected }) {
      board.selected = at
    }
    board.selected = max(0, min(board.selected, board.rows.count - 1))
  }

  private func withDifference(_ given: ComparisonBoard.Row) -> ComparisonBoard.Row {
    var row = given
    row.swap = board.swaps[row.id] ?? nil
    guard row.id != board.marked, let found = board.differences[row.id] else { return row }
    row.difference = found.test
    row.commonItems = found.commonItems
    return row
  }

  /// Makes the row under the mark the one that the others are compared with.
  mutating func markForBoard(_ id: StreamID?) {
    board.chosen = id
    refreshBoard()
  }
}
