import AgreementStatistics
import AnnotationModel

/// Whether one of two raters gives one answer more often than the other does.
public struct MarginalBias: Hashable, Sendable {
  /// The two answers that are set against each other.
  public var firstAnswer: String
  public var secondAnswer: String
  /// Items on which both raters gave one of the two answers.
  public var n: Int
  /// Items on which the first rater says `firstAnswer` and the second `secondAnswer`.
  public var firstAgainstSecond: Int
  /// Items on which it is the other way round.
  public var secondAgainstFirst: Int
  /// Nil where no item is discordant.
  public var test: McNemarTest?
  /// (a − d)/n: how unequal the two answers are.
  public var prevalenceIndex: Double
  /// (b − c)/n: how unequal the two raters are.
  public var biasIndex: Double
}

extension PairTable {
  /// McNemar's test and the two indices, over the items on which both raters gave one of the two
  /// answers that the scale opposes: the two candidates, or correct and incorrect. Nil for scales
  /// of more answers, and without such items. McNemar 1947; Byrt, Bishop & Carlin 1993.
  public func marginalBias() -> MarginalBias? {
    switch categories.scale {
    case .correctness, .preference(2, _, _): break
    default: return nil
    }
    let table = ConfusionTable(rows: [0, 1].map { row in [0, 1].map { confusion[row, $0] } })
    guard table.total > 0, let prevalence = table.prevalenceIndex, let bias = table.biasIndex else {
      return nil
    }
    return MarginalBias(
      firstAnswer: categories.names[0], secondAnswer: categories.names[1], n: table.total,
      firstAgainstSecond: table[0, 1], secondAgainstFirst: table[1, 0], test: table.mcNemar(),
      prevalenceIndex: prevalence, biasIndex: bias)
  }
}
