import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The tables of raters and of their agreement.
struct AgreementTables {
  var facts: StudyFacts
  var figures: ReportedFigures

  /// Who rated, and what of it is no answer.
  var raters: ReportTable {
    let rows = figures.report.raters.map { rater in
      [
        rater.name, rater.kind.rawValue, facts.raters[rater.name]?.model ?? "", "\(rater.n)",
        Figure.leftOut(figures.abstentions[rater.id] ?? [:]),
      ]
    }
    return ReportTable(
      "Raters: items that each rated, and how many of these without an answer.",
      columns: [
        .init("rater", .words), .init("kind", .words), .init("model", .prose), .init("n"),
        .init("without an answer", .prose),
      ], rows: rows)
  }

  /// How models were asked; nil where the study knows of none.
  var settings: ReportTable? {
    let rows = figures.report.raters.compactMap { rater -> [String]? in
      guard let known = facts.raters[rater.name], !(known.settings + known.parsers.joined()).isEmpty
      else { return nil }
      return [
        rater.name, known.settings.isEmpty ? "not known" : known.settings,
        known.parsers.joined(separator: ", "),
      ]
    }
    return rows.isEmpty
      ? nil
      : ReportTable(
        "How the models were asked, as far as the study's runs know it, and the versions of the "
          + "parsers that read their replies.",
        columns: [.init("rater", .words), .init("settings", .prose), .init("parser", .words)],
        rows: rows)
  }

  /// Whom the comparisons are with, in words.
  var against: String {
    switch figures.report.reference {
    case nil: "of any two raters"
    case Rater.majorityName?: "with the majority of people"
    case let name?: "with \(name)"
    }
  }

  /// The raters against the reference.
  var comparisons: ReportTable {
    let unit = figures.isByQuestion ? "by question" : "by item"
    return ReportTable(
      "Each rater: items in common, share of equal answers, kappa with its interval by formula and "
        + "by bootstrap, PABAK and AC1.",
      columns: [.init("rater", .words)] + Self.figureTitles
        + [.init("95 % (bootstrap \(unit))"), .init("PABAK"), .init("AC1")]
        + [.init("left out", .prose)],
      rows: figures.comparisons.map { one in
        let table = one.pair.table
        return [name(one.pair)] + Self.figures(table)
          + [
            one.resampled.map { Self.interval($0.bca) } ?? "n/a",
            Figure.value(table.coefficient(.pabak)), Figure.value(table.coefficient(.ac1)),
            Figure.leftOut(table.leftOut),
          ]
      }, notes: lost)
  }

  /// Resamples without a kappa are to be known of.
  private var lost: [String] {
    let most = figures.comparisons.compactMap(\.resampled?.undefinedShare).max() ?? 0
    guard most > 0.01 else { return [] }
    return [
      "In up to \(Figure.percent(most)) of the resamples a kappa did not exist; these were left "
        + "out of the bootstrap intervals: read them with care."
    ]
  }

  /// The tests of kappa = 0; nil where there is none.
  var tests: ReportTable? {
    let tested = figures.comparisons.filter { $0.p != nil }
    guard !tested.isEmpty else { return nil }
    return ReportTable(
      "Tests of kappa = 0, raw and adjusted for \(CountedWords.of(tested.count, "comparison")).",
      columns: [
        .init("rater", .words), .init("kappa"), .init("p"), .init("p (Holm)"),
        .init("p (Benjamini-Hochberg)"),
      ],
      rows: tested.map { one in
        [name(one.pair), Figure.value(one.pair.table.coefficient(.cohen))]
          + [one.p, one.holm, one.benjaminiHochberg].map { $0.map(Self.probability) ?? "" }
      })
  }

  /// People with each other; nil where there are not two.
  var people: ReportTable? {
    guard !figures.people.isEmpty else { return nil }
    return ReportTable(
      "Agreement of people among themselves.",
      columns: [.init("pair", .words)] + Self.figureTitles + [.init("PABAK"), .init("AC1")]
        + [.init("left out", .prose)],
      rows: figures.people.map { pair in
        let (table, first) = (pair.table, pair.first)
        let name =
          pair.leavesOneOut
          ? (first.id == .majority ? pair.second : first).name + " × majority of the others"
          : first.name + " × " + pair.second.name
        return [name] + Self.figures(table)
          + [
            Figure.value(table.coefficient(.pabak)), Figure.value(table.coefficient(.ac1)),
            Figure.leftOut(table.leftOut),
          ]
      })
  }

  /// The coefficients of several raters; nil where there are not two.
  var overall: ReportTable? {
    let raters = figures.report.overallRaters
    guard raters.count > 1 else { return nil }
    let who =
      raters.allSatisfy(\.kind.isHuman)
      ? CountedWords.of(raters.count, "person", "people") : "\(raters.count) raters"
    return ReportTable(
      "Agreement of \(who) together (\(CountedWords.names(raters.map(\.name)))), over "
        + CountedWords.of(figures.report.overall.itemCount, "item") + " with two ratings or more.",
      columns: [.init("coefficient", .words), .init("value"), .init("95 %"), .init("n")],
      rows: GroupCoefficient.allCases.map { coefficient in
        let estimate = figures.report.overall.coefficient(coefficient)
        return [
          coefficient.fullName, Figure.value(estimate),
          Figure.interval(estimate) + Figure.reason(estimate),
          estimate.coefficient.map { "\($0.itemCount)" } ?? "",
        ]
      })
  }

  // MARK: - Cells

  /// The rater that is compared, or both where there is no reference.
  func name(_ pair: AgreementReport.Pair) -> String {
    figures.report.reference == nil ? pair.first.name + " × " + pair.second.name : pair.second.name
  }

  static let figureTitles: [ReportTable.Column] = [
    .init("n"), .init("agreement"), .init("kappa"), .init("95 %"),
  ]

  static func figures(_ table: PairTable) -> [String] {
    let (percent, kappa) = (table.coefficient(.percent), table.coefficient(.cohen))
    return [
      "\(table.itemCount)",
      Figure.value(percent) + (percent.coefficient?.interval == nil ? "" : " ")
        + Figure.interval(percent),
      Figure.value(kappa), Figure.interval(kappa) + Figure.reason(kappa),
    ]
  }

  private static func interval(_ interval: Interval) -> String {
    let clipped = interval.clipped(to: -1...1)
    guard clipped.low < clipped.high else { return "no variance" }
    return "[\(Figure.decimal(clipped.low)), \(Figure.decimal(clipped.high))]"
  }

  private static func probability(_ p: Double) -> String {
    p < 0.001 ? "<0.001" : Figure.decimal(p)
  }
}
