import AgreementStatistics

extension ComparisonBoard {
  /// The p-values of all differences on the board, adjusted for their number: many judges are
  /// compared with one, and the smallest of many p-values is small by chance too. Rows without a
  /// difference have none.
  public func adjustedPs(_ method: MultipleComparisons) -> [StreamID: Double] {
    let tested = rows.compactMap { row in row.difference.map { (row.id, $0.p) } }
    let adjusted = method.adjusted(tested.map(\.1))
    return Dictionary(zip(tested.map(\.0), adjusted)) { first, _ in first }
  }
}

extension MultipleComparisons {
  /// As a column's title.
  public var shortTitle: String {
    switch self {
    case .holm: "Holm"
    case .benjaminiHochberg: "BH"
    case .benjaminiYekutieli: "BY"
    }
  }

  /// What the adjustment keeps.
  public var meaning: String {
    switch self {
    case .holm: "Holm: any false finding with at most that probability"
    case .benjaminiHochberg: "BH: the share of false findings, of independent tests"
    case .benjaminiYekutieli: "BY: the same of any tests"
    }
  }
}
