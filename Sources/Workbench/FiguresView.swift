import AnnotationAnalysis
import AnnotationModel
import StatisticalFigures
import StudyFigures

/// One picture of the agreement room, made anew after each change.
public struct FiguresView: Sendable {
  /// Which picture is shown.
  public internal(set) var kind = FigureKind.forest
  /// The picture, or what is missing for it; nil before it is made.
  public internal(set) var made: Result<any StatisticalFigure, MissingFigure>?
  /// Why kinds are not offered.
  public internal(set) var missing: [FigureKind: MissingFigure] = [:]
  /// Who wrote the responses; nil before it has been read.
  public internal(set) var systems: CandidateSystems?
  var hasAskedForSystems = false

  /// Nothing yet.
  public init() {}

  /// The kinds whose data are there, and the one that is shown.
  public var offered: [FigureKind] {
    FigureKind.allCases.filter { missing[$0] == nil || $0 == kind }
  }
}

/// A picture to be written into a file.
public struct FigureExport: Hashable, Sendable {
  /// The file, which is not there yet.
  public var path: String
  /// A whole SVG document.
  public var svg: String

  /// This text under this name.
  public init(path: String, svg: String) {
    self.path = path
    self.svg = svg
  }
}

extension AgreementScreen {
  /// Makes the picture of the tables that stand. Of systems after each label only where there are
  /// few items: it is a pass over them.
  mutating func refreshFigures(_ depth: Depth) {
    chooseOther()
    guard let reference, let other else {
      figures.made = .failure(MissingFigure("one rater alone makes no pair"))
      return
    }
    guard let table = withTracker({ $0.pair(reference, other) }) else { return }
    pairTable = table
    extendTrend(table)
    figures.missing = missingFigures(table)
    let isSlow = figures.kind == .ranks && (tracker?.itemCount ?? 0) > countedAtOnce
    if isSlow, depth == .coefficients, figures.made != nil { return }
    figures.made = figure(reference, other)
  }

  /// What is known to be missing without making every picture.
  private func missingFigures(_ table: PairTable) -> [FigureKind: MissingFigure] {
    var missing: [FigureKind: MissingFigure] = [:]
    if table.itemCount == 0 {
      for kind in [FigureKind.trend, .confusion, .power] {
        missing[kind] = MissingFigure("this pair has no items in common")
      }
    } else if case .failure(let reason) = PairPower.of(table.confusion) {
      missing[.power] = reason
    }
    if let conduct = board.conduct, !conduct.values.contains(where: { $0.costPerItem != nil }) {
      missing[.cost] = MissingFigure("no rater has a known cost")
    }
    if let systems = figures.systems, systems.names.count < 2 {
      missing[.ranks] = MissingFigure("items do not name their systems")
    }
    return missing
  }

  private mutating func figure(
    _ reference: StreamID, _ other: StreamID
  ) -> Result<any StatisticalFigure, MissingFigure> {
    let raters = activeStreams.map(\.id).filter { $0 != .majority }
    let (coefficient, conduct, systems) = (coefficient, board.conduct, figures.systems)
    let (kind, trend) = (figures.kind, trend)
    let made = withTracker { tracker -> Result<any StatisticalFigure, MissingFigure> in
      switch kind {
      case .forest:
        tracker.forestPlot(of: raters, against: reference, coefficients: [coefficient]).any
      case .matrix: tracker.raterMatrix(of: raters, coefficient: coefficient).any
      case .confusion: tracker.confusionMap(reference, other).any
      case .power: tracker.powerCurve(reference, other).any
      case .trend:
        if let trend {
          tracker.trendPlot(
            reference, other, points: trend.points, isAsLabelled: !trend.order.isEmpty
          ).any
        } else {
          .failure(.beingRead)
        }
      case .cost:
        conduct.map {
          tracker.costPlot(
            of: raters, against: reference, conduct: $0, coefficient: coefficient
          ).any
        } ?? .failure(.beingRead)
      case .ranks:
        systems.map { tracker.rankPlot(reference, other, systems: $0).any }
          ?? .failure(.beingRead)
      }
    }
    return made ?? .failure(.beingRead)
  }

  /// To the next kind whose data are there, or the one before.
  mutating func turnFigure(_ step: Int) {
    let kinds = figures.offered
    let at = kinds.firstIndex(of: figures.kind) ?? 0
    figures.kind = kinds[(at + step + kinds.count) % kinds.count]
    figures.made = nil
  }
}

extension MissingFigure {
  /// It comes in a moment.
  static let beingRead = MissingFigure("reading …")
}

extension Result where Success: StatisticalFigure, Failure == MissingFigure {
  /// The same as any picture.
  fileprivate var any: Result<any StatisticalFigure, MissingFigure> { map { $0 } }
}
