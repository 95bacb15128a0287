import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import StatisticalFigures

/// Pictures of one pair, made of a tracker's tables.
extension AgreementTracker {
  /// The pair's answers, the first rater's in rows. O(k²) once the table stands.
  public mutating func confusionMap(
    _ first: StreamID, _ second: StreamID
  ) -> Result<MatrixHeatMap, MissingFigure> {
    guard let one = stream(first), let two = stream(second) else {
      return .failure(.unknownRater)
    }
    let table = pair(first, second)
    guard table.itemCount > 0 else { return .failure(.noCommonItems(one.name, two.name)) }
    return .success(
      MatrixHeatMap(
        title: "\(one.name) and \(two.name)", table: table.confusion,
        categories: table.categories.names, rowRater: one.name, columnRater: two.name))
  }

  /// The course of the pair's kappa.
  ///
  /// - Parameters:
  ///   - points: of this pair, as `trend` gives them.
  ///   - isAsLabelled: the items stand in the order of the labels, not of the file.
  public func trendPlot(
    _ first: StreamID, _ second: StreamID, points: [TrendPoint], isAsLabelled: Bool
  ) -> Result<TrendPlot, MissingFigure> {
    guard let one = stream(first), let two = stream(second) else {
      return .failure(.unknownRater)
    }
    guard points.filter({ $0.estimate.value != nil }).count > 1 else {
      return .failure(
        MissingFigure(
          "the course of kappa of \(one.name) and \(two.name) comes after a few common items"))
    }
    return .success(
      TrendPlot(
        title: "\(one.name) and \(two.name), " + (isAsLabelled ? "as labelled" : "in file order"),
        measure: PairCoefficient.cohen.measure,
        points: points.map { TrendPlot.Point(labels: $0.n, estimate: $0.estimate) }))
  }

  /// The systems in both raters' orders. O(items · systems).
  public func rankPlot(
    _ first: StreamID, _ second: StreamID, systems: CandidateSystems, worth: TieWorth = .half
  ) -> Result<RankPlot, MissingFigure> {
    guard systems.names.count > 1 else {
      return .failure(MissingFigure("the items do not name two systems that wrote their responses"))
    }
    guard let found = systemComparison(first, second, systems: systems, worth: worth) else {
      return .failure(.unknownRater)
    }
    guard found.systems.count > 1 else {
      return .failure(
        MissingFigure(
          "\(found.first) and \(found.second) have not both judged two systems on common items"))
    }
    return .success(
      RankPlot(
        title: "Systems by \(found.first) and \(found.second), \(found.itemCount) items",
        leftRater: found.first, rightRater: found.second,
        systems: found.systems.map {
          RankPlot.System(name: $0.name, left: $0.firstRank, right: $0.secondRank)
        },
        tau: found.tau, rho: found.rho))
  }
}

extension MissingFigure {
  static func noCommonItems(_ one: String, _ two: String) -> MissingFigure {
    MissingFigure("\(one) and \(two) have no items in common")
  }
}
