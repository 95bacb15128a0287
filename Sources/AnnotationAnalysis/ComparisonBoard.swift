import AgreementStatistics
import AnnotationModel

/// Several raters side by side against one reference.
public struct ComparisonBoard: Sendable {
  /// One rater against the reference.
  public struct Row: Hashable, Sendable {
    public var id: StreamID
    public var name: String
    public var kind: RaterKind
    /// Reference (rows) against this rater: its n, agreement and kappa.
    public var table: PairTable
    /// Against the first row, on the items that both tables have; nil for the first row itself, and
    /// where a kappa is undefined there.
    public var difference: KappaDifferenceTest?
    /// Items that both this rater's and the first rater's table have.
    public var commonItems: Int
    /// Nil where no item was answered in both orders.
    public var swap: SwapConsistency?
    /// Nil for the majority, which is nobody.
    public var conduct: RaterConduct?
  }

  public var reference: String
  public var rows: [Row]
  public var policy: AnalysisPolicy
}

extension ComparisonBoard.Row {
  /// The share of answers naming a candidate that name the one shown first, with Wilson's interval.
  public var firstPosition: Estimate {
    guard let conduct else { return .undefined(.noItems) }
    return ConfusionTable(rows: [[conduct.firstShownChosen, conduct.otherChosen], [0, 0]])
      .percentAgreement()
  }

  /// Price of an item for each hundredth of kappa; nil where the price is not known or kappa is not
  /// above 0.
  public var costPerPoint: Double? {
    guard let cost = conduct?.costPerItem, let kappa = table.coefficient(.cohen).value, kappa > 0
    else { return nil }
    return cost / (100 * kappa)
  }
}

extension ComparisonBoard.Row {
  /// What a machine's runs tell of it; nil for people and for the majority.
  public var machine: RaterConduct? { kind.isHuman ? nil : conduct }

  public var whyNoDifference: String {
    commonItems == 0
      ? "no items in common" : "a kappa is undefined on the items in common"
  }

  public static let whyNoSwap = "no item was answered in both orders"
  public static let whyNoFirstPosition = "no answer names a candidate"
}

extension AgreementTracker {
  /// What is counted of one rater against a reference: the row without its difference and without
  /// its swap consistency, which take passes over the items. O(k²) once the table stands; nil where
  /// a stream is not there.
  public mutating func comparisonRow(
    of id: StreamID, with reference: StreamID, conduct: [RaterID: RaterConduct] = [:]
  ) -> ComparisonBoard.Row? {
    guard let found = stream(id), stream(reference) != nil else { return nil }
    let table = pair(reference, id)
    var row = ComparisonBoard.Row(
      id: id, name: found.name, kind: found.kind, table: table, commonItems: table.itemCount)
    row.conduct = rater(of: id).flatMap { conduct[$0.id] }
    return row
  }

  /// The board of some raters, in the order given; the first is what the others are compared to.
  ///
  /// - Parameter conduct: what the file knows of how each came to its answers.
  /// - Throws: `UnknownRater`.
  /// - Cost: a pass over the items for each rater, and the bootstrap of each difference.
  public mutating func comparison(
    of names: [String], with reference: String, conduct: [RaterID: RaterConduct] = [:],
    resamples: Int = 10_000, seed: UInt64 = 1
  ) throws(UnknownRater) -> ComparisonBoard {
    let truth = try knownStream(named: reference)
    var board = ComparisonBoard(reference: truth.name, rows: [], policy: policy)
    for name in names {
      let found = try knownStream(named: name)
      guard !board.rows.contains(where: { $0.id == found.id }), found.id != truth.id,
        var row = comparisonRow(of: found.id, with: truth.id, conduct: conduct)
      else { continue }
      if let first = board.rows.first {
        let paired = pairedKappas(first.id, found.id, with: truth.id)
        row.commonItems = paired.itemCount
        row.difference = paired.test(resamples: resamples, seed: seed)
      }
      row.swap = rater(of: found.id).flatMap { swapConsistency(of: $0.id) }
      board.rows.append(row)
    }
    return board
  }

  /// Two streams against a reference over the items that the tables of both with it have.
  public func pairedKappas(_ first: StreamID, _ second: StreamID, with reference: StreamID)
    -> PairedKappas
  {
    var result = PairedKappas(categoryCount: categories.count)
    guard let one = stream(first)?.codes, let two = stream(second)?.codes,
      let truth = stream(reference)?.codes
    else { return result }
    for item in 0..<itemCount {
      guard case .cell(let row, let column) = categories.landing(truth[item], one[item]),
        case .cell(let otherRow, let otherColumn) = categories.landing(truth[item], two[item])
      else { continue }
      result.add(first: (row, column), second: (otherRow, otherColumn))
    }
    return result
  }
}
