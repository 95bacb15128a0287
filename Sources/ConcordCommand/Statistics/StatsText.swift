import AgreementStatistics
import AnnotationAnalysis

/// The report of `concord stats` as text.
enum StatsText {
  static func plain(_ report: StatsReport, heading: (String) -> String) -> String {
    ([facts(report)] + tables(report).map { $0.plain(heading: heading) })
      .joined(separator: "\n\n") + remarks(report)
  }

  static func markdown(_ report: StatsReport) -> String {
    ([SafeText.line(facts(report))] + tables(report).map(\.markdown)).joined(separator: "\n\n")
      + remarks(report)
  }

  /// One row for each statistic, for programs: whole numbers, unclipped.
  static func csv(_ report: StatsReport) -> String {
    let names = [
      "first", "second", "statistic", "value", "se", "low", "high", "n", "undefined",
    ]
    var result = PlainTable(columns: names.map { .init($0) })
    result.rows = report.group.map { ["", "", $0.key] + cells($0, report) }
    for pair in report.pairs {
      result.rows += pair.lines.map { [pair.first, pair.second, $0.key] + cells($0, report) }
    }
    return result.csv
  }

  private static func cells(_ line: StatsReport.Line, _ report: StatsReport) -> [String] {
    switch line.estimate {
    case .undefined(let reason): return ["", "", "", "", "", reason.rawValue]
    case .defined(let found):
      let interval = line.interval(report.request.level)
      let error = line.resampled?.standardError ?? found.standardError
      return [
        String(found.value), error.map { String($0) } ?? "",
        interval.map { String($0.low) } ?? "", interval.map { String($0.high) } ?? "",
        String(found.itemCount), "",
      ]
    }
  }

  // MARK: - What was read

  /// What was read, and under which choices.
  static func facts(_ report: StatsReport) -> String {
    let (sample, request) = (report.sample, report.request)
    let all = sample.matrix.itemCount * sample.raters.count
    let values =
      sample.isCategorical
      ? "\(sample.categories.count) categories (\(sample.level.rawValue): "
        + shortened(sample.categories) + ")"
      : "scores (\(sample.categories.count) different numbers)"
    let clusters = sample.clusters.map { " in \(Set($0).count) clusters" } ?? ""
    let intervals =
      request.plan.map {
        "by resampling (BCa, \($0.resamples) resamples, seed \($0.seed))"
      } ?? "by formula"
    return SafeText.line(
      "\(report.path): \(sample.matrix.itemCount) units\(clusters), \(sample.raters.count) raters, "
        + "\(values); \(sample.missingCount) of \(all) ratings missing")
      + "\n"
      + SafeText.line(
        "read as \(report.layout); weights \(request.weightName); intervals at "
          + "\(Figure.wholePercent(request.level)) \(intervals)")
  }

  private static func shortened(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? shown + ", …" : shown
  }

  /// What the tables do not hold.
  private static func remarks(_ report: StatsReport) -> String {
    var lines: [String] = []
    if case .defined(let cochran)? = report.cochran {
      lines.append(
        "Cochran's Q \(Figure.decimal(cochran.test.statistic)), p "
          + Figure.probability(cochran.test.upperP)
          + ": whether all raters say it equally often, over \(cochran.itemCount) complete units")
    }
    let doubtful = (report.group + report.pairs.flatMap(\.lines)).filter {
      $0.resampled?.hasManyUndefined == true
    }
    if !doubtful.isEmpty {
      lines.append(
        "undefined in more than one resample of a hundred, which the interval leaves out: "
          + Set(doubtful.map(\.title)).sorted().joined(separator: ", "))
    }
    return lines.isEmpty ? "" : "\n\n" + lines.map(SafeText.line).joined(separator: "\n")
  }

  // MARK: - Tables

  private static func tables(_ report: StatsReport) -> [PlainTable] {
    let pairs = report.pairs.count == 1 ? onePair(report.pairs[0], report) : allPairs(report)
    return [group(report), pairs, competences(report)].filter { !$0.rows.isEmpty }
  }

  private static func valueColumns(_ title: String) -> [PlainTable.Column] {
    [
      .init(title), .init("value", isNumeric: true), .init("SE", isNumeric: true),
      .init("interval"), .init("n", isNumeric: true),
    ]
  }

  private static func group(_ report: StatsReport) -> PlainTable {
    var result = PlainTable(columns: valueColumns("all raters"))
    // Intraclass correlations of words are no news.
    let shown = report.group.filter {
      $0.estimate != .undefined(.notNumeric) && $0.estimate != .undefined(.notCategories)
    }
    result.rows = shown.map { [$0.title] + figures($0, report) }
    return result
  }

  private static func onePair(_ pair: StatsReport.Pair, _ report: StatsReport) -> PlainTable {
    var result = PlainTable(columns: valueColumns(pair.first + " × " + pair.second))
    result.rows = pair.lines.map { line in
      let name = PairCoefficient(rawValue: line.key)?.fullName ?? line.title
      // What the interval is by is said above the tables.
      return [name.replacing(/\ \([^)]*interval\)/, with: "")] + figures(line, report)
    }
    if let p = pair.p {
      let what = report.sample.isCategorical ? "agreement beyond chance" : "correlation"
      result.rows.append(["p of no " + what, probability(p), "", "", ""])
    }
    if let margins = pair.margins.value {
      result.rows.append([
        "p of equal margins (Stuart-Maxwell)", probability(margins.stuartMaxwell.upperP), "", "",
        "",
      ])
    }
    return result
  }

  private static func figures(_ line: StatsReport.Line, _ report: StatsReport) -> [String] {
    guard let found = line.estimate.coefficient else {
      return ["n/a", "", Figure.reason(line.estimate), ""]
    }
    let error = line.resampled?.standardError ?? found.standardError
    return [
      Figure.decimal(found.value, digits: 4), error.map { Figure.decimal($0, digits: 4) } ?? "",
      interval(line, report), "\(found.itemCount)",
    ]
  }

  private static func interval(_ line: StatsReport.Line, _ report: StatsReport) -> String {
    guard let interval = line.interval(report.request.level) else { return "" }
    var shown = line.estimate.coefficient ?? Coefficient(value: 0, itemCount: 0)
    shown.interval = interval
    return Figure.interval(.defined(shown))
  }

  /// Many pairs: what is asked for first, each with its interval; all else in the other forms.
  private static func allPairs(_ report: StatsReport) -> PlainTable {
    let wanted: [PairCoefficient] =
      report.request.only.isEmpty
      ? (report.sample.isCategorical
        ? [.percent, .cohen, report.sample.scores == nil ? .ac1 : .cohenQuadratic]
        : [.pearson, .spearman, .concordance])
      : PairCoefficient.allCases.filter { report.request.wants($0.rawValue) }
    var result = PlainTable(
      columns: [.init("pair"), .init("n", isNumeric: true), .init("left out", isNumeric: true)]
        + wanted.flatMap { [.init($0.title, isNumeric: true), .init("interval")] }
        + [.init("p", isNumeric: true)]
        + MultipleComparisons.allCases.map { .init($0.shortTitle, isNumeric: true) })
    result.rows = report.pairs.map { pair in
      [pair.first + " × " + pair.second, "\(pair.n)", "\(pair.leftOut)"]
        + wanted.flatMap { name -> [String] in
          guard let line = pair.lines.first(where: { $0.key == name.rawValue }) else {
            return ["n/a", ""]
          }
          return [
            Figure.value(line.estimate),
            interval(line, report) + Figure.reason(line.estimate),
          ]
        } + [pair.p.map(probability) ?? ""]
        + MultipleComparisons.allCases.map { pair.adjusted[$0].map(probability) ?? "" }
    }
    return result
  }

  private static func probability(_ p: Double) -> String {
    p < 0.001 ? "<0.001" : Figure.decimal(p)
  }

  private static func competences(_ report: StatsReport) -> PlainTable {
    var result = PlainTable(columns: [
      .init("rater"), .init("n", isNumeric: true), .init("Dawid-Skene", isNumeric: true),
      .init("MACE", isNumeric: true),
    ])
    result.rows = report.competences.map { rater in
      [rater.rater, "\(rater.n)"]
        + [rater.dawidSkene, rater.mace].map { $0.map { Figure.decimal($0) } ?? "n/a" }
    }
    return result
  }
}
