import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// All figures of a study's report, before any of them is a word.
public struct ReportedFigures: Sendable {
  /// A rater against the reference, or any two raters where there is none.
  public struct Comparison: Sendable {
    /// The two, the reference first, and their table.
    public var pair: AgreementReport.Pair
    /// Kappa's resampled interval; nil where no resample has a kappa.
    public var resampled: PairResampling.Intervals?
    /// Of kappa = 0; nil where there is no such test.
    public var p: Double?
    /// The same, for all comparisons of the report together.
    public var holm: Double?
    /// The same, of the share of false rejections.
    public var benjaminiHochberg: Double?
    /// The pair by the slices of a property; empty where none was asked for.
    public var slices: [(name: String, table: PairTable)]
  }

  /// What `agree` would print, each person left out of the majority that they are compared with.
  public var report: AgreementReport
  /// Its pairs, but for people with the majority of the others.
  public var comparisons: [Comparison]
  /// People with each other, and each with the majority of the others.
  public var people: [AgreementReport.Pair]
  /// Kappa of any two raters of `matrixNames`; nil for no cell.
  public var matrix: [[Estimate?]]
  /// At most 24 raters, the reference first.
  public var matrixNames: [String]
  /// Ratings without an answer, by reason.
  public var abstentions: [StreamID: [LeftOutReason: Int]]
  /// The property of `Comparison.slices`.
  public var property: SliceColumn.Property?
  /// Draws of each bootstrap.
  public var resamples: Int
  /// Its seed.
  public var seed: UInt64
  /// Whether resamples are drawn by question, since items share questions.
  public var isByQuestion: Bool
}

/// What a report is to be about.
public struct ReportedFiguresRequest: Hashable, Sendable {
  /// Those compared; all that rated where empty.
  public var raters: [String] = []
  /// Whom they are compared with; nil compares any two.
  public var reference: String?
  /// A loaded property.
  public var property: SliceColumn.Property?
  /// Draws of each bootstrap, at least 1.
  public var resamples = 10_000
  /// Its seed.
  public var seed: UInt64 = 1

  /// All raters, any two of them.
  public init() {}
}

extension AgreementTracker {
  /// Whom a report compares with where nobody says: the majority of several people, the one person
  /// there is, or nil.
  public var usualReference: String? {
    let people = streams.filter { $0.kind.isHuman && $0.ratingCount > 0 }
    return people.count > 1 ? Rater.majorityName : people.first?.name
  }

  /// The figures of a report.
  ///
  /// - Parameter questions: a number for each item, equal for those that share a question; empty
  ///   where none do.
  /// - Throws: `UnknownRater`.
  /// - Cost: a pass over the items for each pair that is shown, and `resamples` kappas for each
  ///   comparison.
  public mutating func figures(
    _ request: ReportedFiguresRequest, questions: [Int32]
  ) throws(UnknownRater) -> ReportedFigures {
    let report = try report(
      names: request.raters, reference: request.reference, leavingOneOut: true)
    var result = ReportedFigures(
      report: report, comparisons: [], people: try people(report), matrix: [], matrixNames: [],
      abstentions: [:], property: request.property, resamples: request.resamples,
      seed: request.seed, isByQuestion: !questions.isEmpty)
    for pair in report.pairs where !pair.leavesOneOut {
      result.comparisons.append(compare(pair, request, questions))
    }
    result.adjust()
    for rater in report.raters { result.abstentions[rater.id] = abstentions(of: rater.id) }
    let shown = Array(report.raters.prefix(ReportedFigures.mostInMatrix))
    result.matrixNames = shown.map(\.name)
    result.matrix = matrix(shown, report)
    return result
  }

  private mutating func compare(
    _ pair: AgreementReport.Pair, _ request: ReportedFiguresRequest, _ questions: [Int32]
  ) -> ReportedFigures.Comparison {
    let (first, second) = (pair.first.id, pair.second.id)
    let kappa = pair.table.coefficient(.cohen)
    var result = ReportedFigures.Comparison(
      pair: pair, p: kappa.coefficient?.nullTest?.twoSidedP, slices: [])
    if kappa.coefficient != nil {
      let found = resampled(
        .cohen, first, second, table: pair.table, questions: questions,
        resamples: request.resamples, seed: request.seed)
      result.resampled = found.byQuestion ?? found.byItem
    }
    if let property = request.property {
      result.slices = sliced(first, second, by: property)
    }
    return result
  }

  private mutating func people(
    _ report: AgreementReport
  ) throws(UnknownRater) -> [AgreementReport.Pair] {
    let names = report.raters.filter(\.kind.isHuman).map(\.name)
    let pairs = names.count > 1 ? try self.report(names: names).pairs : []
    // Of two people, each is the majority of the others.
    return names.count == 2 ? pairs : pairs + report.pairs.filter(\.leavesOneOut)
  }

  private mutating func matrix(
    _ raters: [AgreementReport.RaterLine], _ report: AgreementReport
  ) -> [[Estimate?]] {
    var cells = raters.map { _ in raters.map { _ in Estimate?.none } }
    for (row, first) in raters.enumerated() {
      for (column, second) in raters.enumerated() where column > row {
        let own = report.pairs.first { $0.first.id == first.id && $0.second.id == second.id }
        let table = own?.table ?? pair(first.id, second.id)
        (cells[row][column], cells[column][row]) = (
          table.coefficient(.cohen), table.coefficient(.cohen)
        )
      }
    }
    return cells
  }
}

extension ReportedFigures {
  /// Raters in the matrix: more are not read.
  static let mostInMatrix = 24

  /// The number of tests that p-values are adjusted for.
  public var testCount: Int { comparisons.count { $0.p != nil } }

  fileprivate mutating func adjust() {
    let tested = comparisons.indices.filter { comparisons[$0].p != nil }
    let raw = tested.compactMap { comparisons[$0].p }
    let holm = MultipleComparisons.holm.adjusted(raw)
    let hochberg = MultipleComparisons.benjaminiHochberg.adjusted(raw)
    for (place, at) in tested.enumerated() {
      comparisons[at].holm = holm[place]
      comparisons[at].benjaminiHochberg = hochberg[place]
    }
  }
}
