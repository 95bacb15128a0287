import AgreementStatistics
import AnnotationAnalysis

/// The document of `concord stats --json`.
enum StatsJSON {
  static func document(_ report: StatsReport) -> JSONValue {
    let (sample, request) = (report.sample, report.request)
    return .members([
      "units": .integer(sample.matrix.itemCount),
      "clusters": sample.clusters.map { .integer(Set($0).count) },
      "raters": .array(
        sample.raters.indices.map { at in
          .members([
            "name": .string(sample.raters[at]), "n": .integer(sample.ratingCount(of: at)),
          ])
        }),
      "categories": sample.isCategorical ? .strings(sample.categories) : nil,
      "scale": .string(sample.level.rawValue),
      "missing": .integer(sample.missingCount),
      "weights": .string(request.weightName),
      "level": .number(request.level),
      "resamples": request.plan.map { .integer($0.resamples) },
      "seed": request.plan.map { .integer(Int(truncatingIfNeeded: $0.seed)) },
      "overall": lines(report.group, report),
      "cochran_q": report.cochran.map(cochran),
      "pairs": .array(report.pairs.map { pair($0, report) }),
      "competence": report.competences.isEmpty
        ? nil
        : .array(
          report.competences.map { rater in
            .members([
              "rater": .string(rater.rater), "n": .integer(rater.n),
              "dawid_skene": rater.dawidSkene.map { .number($0) },
              "mace": rater.mace.map { .number($0) },
            ])
          }),
    ])
  }

  private static func pair(_ pair: StatsReport.Pair, _ report: StatsReport) -> JSONValue {
    .members([
      "raters": .strings([pair.first, pair.second]), "n": .integer(pair.n),
      "left_out": .integer(pair.leftOut),
      "confusion": pair.table.flatMap(counts),
      "statistics": lines(pair.lines, report),
      "p": pair.p.map { .number($0) },
      "p_adjusted": pair.adjusted.isEmpty
        ? nil
        : .object(
          MultipleComparisons.allCases.compactMap { method in
            pair.adjusted[method].map { .init(name: method.rawValue, value: .number($0)) }
          }),
      "margins": margins(pair.margins),
    ])
  }

  private static func lines(_ lines: [StatsReport.Line], _ report: StatsReport) -> JSONValue {
    .object(lines.map { .init(name: $0.key, value: json($0, report)) })
  }

  private static func counts(_ table: ConfusionTable) -> JSONValue? {
    let k = table.categoryCount
    guard k <= 100 else { return nil }
    return .array(
      (0..<k).map { row in .array((0..<k).map { .integer(table[row, $0]) }) })
  }

  private static func test(_ test: SignificanceTest) -> JSONValue {
    let degrees: Double? = if case .chiSquared(let d) = test.distribution { d } else { nil }
    return .members([
      "statistic": .number(test.statistic), "df": degrees.map { .number($0) },
      "p": .number(test.twoSidedP),
    ])
  }

  private static func cochran(_ found: Finding<CochranQ>) -> JSONValue {
    switch found {
    case .undefined(let reason): .members(["undefined": .string(reason.rawValue)])
    case .defined(let found): test(found.test)
    }
  }

  private static func margins(_ found: Finding<MarginalHomogeneity>) -> JSONValue {
    switch found {
    case .undefined(let reason): .members(["undefined": .string(reason.rawValue)])
    case .defined(let found):
      .members([
        "stuart_maxwell": test(found.stuartMaxwell), "bhapkar": found.bhapkar.map(test),
        "bowker": test(found.bowker),
      ])
    }
  }

  private static func json(_ line: StatsReport.Line, _ report: StatsReport) -> JSONValue {
    switch line.estimate {
    case .undefined(let reason): return .members(["undefined": .string(reason.rawValue)])
    case .defined(let found):
      let interval = found.interval
      let drawn = line.resampled
      let bca = drawn?.bcaInterval(level: report.request.level)
      let percentile = drawn?.percentileInterval(level: report.request.level)
      return .members([
        "value": .number(found.value), "se": found.standardError.map { .number($0) },
        "low": interval.map { .number($0.low) }, "high": interval.map { .number($0.high) },
        "bootstrap": drawn.map { drawn in
          .members([
            "se": drawn.standardError.map { .number($0) },
            "bca": ends(bca), "percentile": ends(percentile),
            "units": .integer(drawn.unitCount),
            "undefined_share": .number(drawn.undefinedShare),
          ])
        },
        "n": .integer(found.itemCount), "p": found.nullTest.map { .number($0.twoSidedP) },
        "observed": found.observedAgreement.map { .number($0) },
        "chance": found.chanceAgreement.map { .number($0) },
      ])
    }
  }

  private static func ends(_ interval: Interval?) -> JSONValue? {
    interval.map { .array([.number($0.low), .number($0.high)]) }
  }
}
