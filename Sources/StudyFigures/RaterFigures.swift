import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StatisticalFigures

/// Pictures of several raters, made of a tracker's tables.
extension AgreementTracker {
  /// Raters against the reference, each coefficient with its interval; grouped by kind where there
  /// are several. A person who is part of a majority reference is marked. O(raters · k²) once the
  /// tables stand.
  ///
  /// - Parameter coefficients: at least one; the axis has the range of all.
  public mutating func forestPlot(
    of raters: [StreamID], against reference: StreamID, coefficients: [PairCoefficient] = [.cohen]
  ) -> Result<ForestPlot, MissingFigure> {
    precondition(!coefficients.isEmpty, "a picture of something")
    guard let truth = stream(reference) else { return .failure(.unknownRater) }
    let others = raters.filter { $0 != reference }.compactMap { stream($0) }
    guard !others.isEmpty else { return .failure(.noOtherRater) }
    let kinds = Set(others.map(\.kind))
    var rows: [ForestPlot.Row] = []
    for kind in RaterKind.allCases {
      for other in others where other.kind == kind {
        let table = pair(reference, other.id)
        rows.append(
          ForestPlot.Row(
            name: name(of: other, besides: reference),
            estimates: coefficients.map(table.coefficient),
            count: table.itemCount, group: kinds.count > 1 ? kind.heading : nil))
      }
    }
    let ranges = coefficients.map(\.range)
    let low = ranges.map(\.lowerBound).min() ?? -1
    return .success(
      ForestPlot(
        title: "Agreement with \(truth.name)", coefficients: coefficients.map(\.measure),
        rows: rows, range: low...1))
  }

  private func name(of stream: RatingStream, besides reference: StreamID) -> String {
    reference == .majority && stream.kind.isHuman ? stream.name + " (of it)" : stream.name
  }

  /// Every two of some raters; the diagonal is empty. O(raters² · k²) once the tables stand.
  public mutating func raterMatrix(
    of raters: [StreamID], coefficient: PairCoefficient = .cohen
  ) -> Result<MatrixHeatMap, MissingFigure> {
    let known = raters.compactMap { stream($0) }
    guard known.count > 1 else { return .failure(.noOtherRater) }
    var estimates: [[Estimate?]] = known.map { _ in known.map { _ in nil } }
    for (row, first) in known.enumerated() {
      for (column, second) in known.enumerated() where column > row {
        estimates[row][column] = pair(first.id, second.id).coefficient(coefficient)
        // Of a truth and its answers the other way round is another number.
        estimates[column][row] =
          coefficient.isSymmetric
          ? estimates[row][column] : pair(second.id, first.id).coefficient(coefficient)
      }
    }
    return .success(
      MatrixHeatMap(
        title: "Every two raters", measure: coefficient.measure, raters: known.map(\.name),
        estimates: estimates))
  }

  /// Agreement with the reference against cost, for raters whose cost is known. O(raters · k²)
  /// once the tables stand.
  public mutating func costPlot(
    of raters: [StreamID], against reference: StreamID, conduct: [RaterID: RaterConduct],
    coefficient: PairCoefficient = .cohen
  ) -> Result<CostPlot, MissingFigure> {
    guard let truth = stream(reference) else { return .failure(.unknownRater) }
    var points: [CostPlot.Point] = []
    for id in raters where id != reference {
      guard let row = comparisonRow(of: id, with: reference, conduct: conduct),
        let cost = row.conduct?.costPerItem
      else { continue }
      points.append(
        CostPlot.Point(name: row.name, cost: cost, estimate: row.table.coefficient(coefficient)))
    }
    guard !points.isEmpty else { return .failure(MissingFigure("no rater here has a known cost")) }
    return .success(
      CostPlot(
        title: "Agreement with \(truth.name) against cost", measure: coefficient.measure,
        costTitle: "cost per item", points: points, range: coefficient.range))
  }
}

extension MissingFigure {
  static let unknownRater = MissingFigure("a rater is not there")
  static let noOtherRater = MissingFigure("one rater alone makes no pair")
}

extension PairCoefficient {
  /// Whether it is the same with the raters exchanged.
  var isSymmetric: Bool { self != .balancedAccuracy && self != .macroF1 }
}

extension RaterKind {
  /// Over the rows of raters of this kind.
  var heading: String {
    switch self {
    case .human: "people"
    case .judge: "judges"
    case .jury: "juries"
    case .debate: "debates"
    case .lexical: "metrics"
    case .imported: "imported"
    case .consensus: "consensus"
    }
  }
}
