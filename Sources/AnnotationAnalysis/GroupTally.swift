import AgreementStatistics
import AnnotationModel

/// The coefficients of any number of raters, by the names that output uses.
public enum GroupCoefficient: String, Sendable, CaseIterable {
  case percent, fleiss
  case alphaNominal = "alpha-nominal"
  case alphaOrdinal = "alpha-ordinal"
  case alphaInterval = "alpha-interval"
  case alphaRatio = "alpha-ratio"
  case ac1

  /// The name as a row's title.
  public var title: String {
    switch self {
    case .percent: "percent agreement"
    case .fleiss: "Fleiss' kappa"
    case .alphaNominal: "alpha, nominal"
    case .alphaOrdinal: "alpha, ordinal"
    case .alphaInterval: "alpha, interval"
    case .alphaRatio: "alpha, ratio"
    case .ac1: "Gwet's AC1"
    }
  }

  public var fullName: String {
    switch self {
    case .percent: "percent agreement of rater pairs"
    case .fleiss: "Fleiss' kappa (general form: ratings may be missing)"
    case .alphaNominal: "Krippendorff's alpha, nominal"
    case .alphaOrdinal: "Krippendorff's alpha, ordinal"
    case .alphaInterval: "Krippendorff's alpha, interval"
    case .alphaRatio: "Krippendorff's alpha, ratio"
    case .ac1: "Gwet's AC1"
    }
  }
}

/// The answers of a group of raters to each item, and what did not enter.
public struct GroupTable: Hashable, Sendable {
  public let categories: TabulatedCategories
  public var tally: RatingTally
  /// Items with at least two ratings: the ones that agreement is measured on.
  public var itemCount: Int
  /// Single ratings that did not enter, by reason; ties count once per item.
  public var leftOut: [LeftOutReason: Int]

  /// A coefficient of the group at 95 %. Ordinal and interval alpha of categories that have no
  /// order are undefined (`.notNumeric`), and ratio alpha of all that are no scores: a preference
  /// has no zero.
  public func coefficient(_ name: GroupCoefficient) -> Estimate {
    switch name {
    case .percent: tally.percentAgreement()
    case .fleiss: tally.fleissKappaGeneral()
    case .alphaNominal: tally.krippendorffAlpha(metric: .nominal)
    case .alphaOrdinal: ordered(.ordinal)
    case .alphaInterval: ordered(.interval)
    case .alphaRatio: isScore ? ordered(.ratio) : .undefined(.notNumeric)
    case .ac1: tally.gwetAC()
    }
  }

  private var isScore: Bool {
    if case .score = categories.scale { true } else { false }
  }

  private func ordered(_ metric: AlphaMetric) -> Estimate {
    guard let scores = categories.scores else { return .undefined(.notNumeric) }
    return tally.krippendorffAlpha(metric: metric, scores: scores)
  }
}

/// Counts a group's answers, item by item, so that one item's change is O(categories).
struct GroupTally: Sendable {
  private(set) var table: GroupTable
  private let categories: TabulatedCategories

  init(categories: TabulatedCategories) {
    self.categories = categories
    table = GroupTable(
      categories: categories,
      tally: RatingTally(categoryCount: categories.count, scores: categories.scores), itemCount: 0,
      leftOut: [:])
  }

  /// Counts columns of equal length: equal sets of answers first, then each distinct one.
  mutating func count(_ columns: [CodeColumn]) {
    let span = CodeSpan(categoryCount: categories.scale.categoryCount)
    for (row, times) in DistinctAnswers(columns, span).counted() { add(row, times) }
  }

  mutating func replace(_ before: [Int16], with after: [Int16]) {
    add(before, -1)
    add(after, 1)
  }

  private mutating func add(_ row: [Int16], _ times: Int) {
    // Before all else, so that it does not matter who gave which answer.
    if row.contains(where: isExcludedTie) { return leave(.tie, times) }
    var ratings: [Int] = []
    for code in row where code != CodeSpan.notRated {
      switch categories.index(ofRating: code) {
      case .some(let index):
        ratings.append(index)
      case nil:
        leave(LeftOutReason(code: code) ?? .abstention(.unparsed), times)
      }
    }
    guard !ratings.isEmpty else { return }
    table.tally.add(ratings: ratings, times: times)
    if ratings.count > 1 { table.itemCount += times }
  }

  private func isExcludedTie(_ code: Int16) -> Bool {
    categories.policy.ties == .exclude && categories.scale.tieCode.map { Int16($0) } == code
  }

  private mutating func leave(_ reason: LeftOutReason, _ times: Int) {
    table.leftOut[reason, default: 0] += times
    if table.leftOut[reason] == 0 { table.leftOut[reason] = nil }
  }
}
