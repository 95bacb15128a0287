/// A judge's answers as a classifier's, against a reference that is taken for the truth.
///
/// Of the table, rows are the reference's categories and columns the judge's. Shares that would be
/// 0/0 are nil: precision of a class that the judge never gives, recall of one that the reference
/// never has.
public struct Classification: Hashable, Sendable {
  public let table: ConfusionTable
  public let level: Double

  public init(_ table: ConfusionTable, level: Double = 0.95) {
    self.table = table
    self.level = level
  }

  public var itemCount: Int { table.total }

  /// The share of right answers, with Wilson's interval. Undefined without items.
  public var accuracy: Estimate { table.percentAgreement(level: level) }

  /// Of the items that the judge puts in each class, the share that belong there.
  public var precision: [Estimate] {
    shares(of: table.columnTotals.indices.map { table[$0, $0] }, among: table.columnTotals)
  }

  /// Recall, the rate of true positives: of each class's items, the share that the judge finds.
  public var recall: [Estimate] {
    shares(of: table.rowTotals.indices.map { table[$0, $0] }, among: table.rowTotals)
  }

  /// Specificity, the rate of true negatives: of the items that are not of each class, the share
  /// that the judge does not put there.
  public var specificity: [Estimate] {
    let (rows, columns) = (table.rowTotals, table.columnTotals)
    let others = rows.map { table.total - $0 }
    let wrong = rows.indices.map { columns[$0] - table[$0, $0] }
    return shares(of: zip(others, wrong).map { $0 - $1 }, among: others)
  }

  private func shares(of parts: [Int], among wholes: [Int]) -> [Estimate] {
    zip(parts, wholes).map { Estimate.share($0, of: $1, level: level) }
  }

  /// Mean of the classes' precisions; an undefined one counts as 0. Nil without items.
  public var macroPrecision: Double? { macro(precision) }
  /// Mean of the classes' recalls; an undefined one counts as 0. Nil without items.
  public var macroRecall: Double? { macro(recall) }

  private func macro(_ shares: [Estimate]) -> Double? {
    guard itemCount > 0 else { return nil }
    return shares.reduce(0) { $0 + ($1.value ?? 0) } / Double(shares.count)
  }
}
