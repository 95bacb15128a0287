import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Systems by rater, and how far two raters rank them alike, as they are written.
struct RankTable {
  var standings: [SystemStandings]
  var policy: AnalysisPolicy
  /// Of the first two raters.
  var comparison: SystemComparison?
  var stability: Finding<SystemStability>?

  // MARK: - To read

  func text(heading: (String) -> String) -> String {
    let title =
      "ties \(policy.ties.rawValue) (\((standings.first?.worth ?? .half).meaning)), "
      + "unparsed \(policy.unparsed.rawValue)"
    let tables = standings.map { found in
      heading(SafeText.line(found.rater)) + "\n" + table(found).plain(heading: heading)
        + strengthNote(found)
    }
    return ([title] + tables + (comparison.map { [compared($0, heading)] } ?? []))
      .joined(separator: "\n\n")
  }

  /// The best first; without an answer last.
  static func ordered(_ found: SystemStandings) -> [SystemStandings.Standing] {
    found.standings.sorted { one, two in
      switch (one.rate.value, two.rate.value) {
      case (let first?, let second?) where first != second: first > second
      case (_?, nil): true
      case (nil, _?): false
      default: one.system < two.system
      }
    }
  }

  private func isOfScores(_ found: SystemStandings) -> Bool {
    found.standings.contains { $0.scoreCount > 0 }
  }

  private func table(_ found: SystemStandings) -> PlainTable {
    func numeric(_ title: String) -> PlainTable.Column { .init(title, isNumeric: true) }
    let isOfScores = isOfScores(found)
    var table = PlainTable(
      columns: [.init("system"), numeric("n")]
        + (isOfScores
          ? [numeric("mean"), .init("95 %")]
          : ["wins", "losses", "ties", "win rate"].map(numeric) + [.init("95 %")]
            + [numeric("strength"), numeric("se"), numeric("Elo")]))
    table.rows = Self.ordered(found).map { row in
      let rate = [Figure.value(row.rate), Self.interval(row.rate)]
      let head = [row.name, String(row.count)]
      if isOfScores { return head + rate }
      let strength = found.strength(of: row.system)
      return head + [row.record.wins, row.record.losses, row.record.ties].map(String.init) + rate
        + [
          strength.map { Figure.decimal($0.value, digits: 2) } ?? "-",
          strength.map { Figure.decimal($0.error, digits: 2) } ?? "-",
          found.elo(of: row.system).map { Figure.decimal($0, digits: 0) } ?? "-",
        ]
    }
    return table
  }

  /// Means of scores can lie beyond 1, so the interval is not clipped as a coefficient's is.
  private static func interval(_ estimate: Estimate) -> String {
    guard let found = estimate.coefficient else { return Figure.reason(estimate) }
    guard let interval = found.interval else { return "" }
    return "[\(Figure.decimal(interval.low)), \(Figure.decimal(interval.high))]"
  }

  private func strengthNote(_ found: SystemStandings) -> String {
    guard !isOfScores(found), let reason = found.strengths.reason else { return "" }
    return "\nno strengths: " + reason.rawValue
  }

  private func compared(_ found: SystemComparison, _ heading: (String) -> String) -> String {
    var table = PlainTable(
      columns: [.init("system")]
        + [found.first, found.second, "gap", "rank", "rank"].map {
          .init(SafeText.line($0), isNumeric: true)
        })
    table.rows = found.systems.sorted { ($0.firstRank, $0.name) < ($1.firstRank, $1.name) }.map {
      let (one, two) = ($0.means.first, $0.means.second)
      return [$0.name, Figure.decimal(one), Figure.decimal(two), Self.signed(one - two)]
        + [$0.firstRank, $0.secondRank].map(Self.rank)
    }
    let title = "\(found.first) and \(found.second), \(found.itemCount) items of both"
    return heading(SafeText.line(title)) + "\n" + table.plain(heading: heading) + "\n\n"
      + facts(found).joined(separator: "\n")
  }

  private func facts(_ found: SystemComparison) -> [String] {
    func line(_ name: String, _ value: Estimate, _ mean: Double?, _ deviation: Double?) -> String {
      guard let value = value.value else { return "\(name) n/a: \(Figure.reason(value))" }
      let resampled = mean.map { mean in
        "; resampled mean \(Figure.decimal(mean))"
          + (deviation.map { ", deviation \(Figure.decimal($0))" } ?? "")
      }
      return "\(name) \(Figure.decimal(value))" + (resampled ?? "")
    }
    let stable = stability?.value
    var facts = [
      line("rho", found.rho, stable?.meanSpearman, stable?.deviationOfSpearman),
      line("tau", found.tau, stable?.meanKendall, stable?.deviationOfKendall),
    ]
    if let gap = found.ranking.meanGap, let largest = found.ranking.largestGap {
      facts.append(
        "mean gap \(Self.signed(gap)), largest \(Figure.decimal(largest)) (first less second)")
    }
    if let stable { facts += stabilityFacts(stable, found) }
    return facts
  }

  private func stabilityFacts(_ stable: SystemStability, _ found: SystemComparison) -> [String] {
    func share(_ value: Double?) -> String { value.map(Figure.percent) ?? "n/a" }
    var facts = [
      "the top system stays in \(share(stable.firstTopStays)) of resamples by "
        + "\(SafeText.line(found.first)), \(share(stable.secondTopStays)) by "
        + "\(SafeText.line(found.second)); both name the same in \(share(stable.topsAgree))",
      "\(stable.resamples) resamples of items, seed \(stable.seed)",
    ]
    if stable.incompleteCount > 0 {
      facts[1] += "; \(stable.incompleteCount) lack a system and are left out"
    }
    return facts
  }

  static func signed(_ value: Double) -> String {
    (value > 0 ? "+" : "") + Figure.decimal(value)
  }

  private static func rank(_ value: Double) -> String {
    Figure.decimal(value, digits: value == value.rounded() ? 0 : 1)
  }
}

extension TieWorth {
  fileprivate var meaning: String {
    switch self {
    case .strict: "a tie is no win"
    case .half: "a tie is half a win"
    case .decisive: "ties are left out of rates and strengths"
    }
  }
}
