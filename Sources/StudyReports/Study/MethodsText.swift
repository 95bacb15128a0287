import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// The methods paragraphs of a report, made of what was really done.
struct MethodsText {
  var facts: StudyFacts
  var figures: ReportedFigures

  /// Material, policies, statistics, and with what it can be repeated.
  var paragraphs: [String] {
    let parts = [material, policies, statistics, software]
    return parts.map { $0.joined(separator: " ") }
  }

  private var policy: AnalysisPolicy { figures.report.policy }

  // MARK: - Material

  private var material: [String] {
    let questions =
      facts.questionCount < facts.itemCount
      ? " that belong to \(CountedWords.of(facts.questionCount, "question"))" : ""
    let items = CountedWords.of(facts.itemCount, "item")
    return ["The study “\(facts.title)” has \(items)\(questions).", raters, scale] + dates
      + [reference]
  }

  private var raters: String {
    let all = figures.report.raters.filter { $0.id != .majority }
    let kinds = RaterKind.allCases.compactMap { kind -> String? in
      let found = all.filter { $0.kind == kind }
      guard !found.isEmpty else { return nil }
      return CountedWords.raters(found.count, kind)
        + " (\(CountedWords.names(found.map(\.name))))"
    }
    return kinds.isEmpty
      ? "Nobody has rated them."
      : "They were rated by "
        + CountedWords.series(kinds) + "."
  }

  private var scale: String {
    let names = facts.scale.categories
    let shown =
      names.count > 12
      ? "from \(names.first ?? "") to \(names.last ?? "")" : CountedWords.series(names)
    return switch facts.scale {
    case .preference(let candidates, _, _):
      "Each of them named the best of \(CountedWords.of(candidates, "response")); the answers, "
        + "taken as nominal, were \(shown)."
    case .score: "The answers were scores: \(shown)."
    case .correctness: "The answers were \(shown)."
    case .ranking(let candidates):
      "The answers were rankings of \(CountedWords.of(candidates, "response")), of which no "
        + "coefficient of categories is formed."
    }
  }

  private var dates: [String] {
    guard let days = facts.labelled else { return [] }
    let first = CalendarDay.text(milliseconds: days.lowerBound)
    let last = CalendarDay.text(milliseconds: days.upperBound)
    return [
      first == last
        ? "Labels were given on \(first) (UTC)."
        : "Labels were given between \(first) and \(last) (UTC)."
    ]
  }

  private var reference: String {
    guard let name = figures.report.reference else {
      return "Any two raters were compared with each other."
    }
    guard name == Rater.majorityName else { return "Each rater was compared with \(name)." }
    return "Each other rater was compared with the majority of the people, and each person with "
      + "the majority of the other people."
  }

  // MARK: - Policies

  private var policies: [String] {
    [unparsed] + [ties, orders, consensus].compactMap(\.self) + [
      policy.reveal == .blindOnly
        ? "Labels that a person gave after being shown who had written the responses were not used."
        : "A label that a person gave after being shown who had written the responses replaced "
          + "the earlier one.",
      "Items that a person skipped or was unsure of were left out of that person's comparisons; "
        + "all that was left out is counted in the tables.",
    ]
  }

  private var unparsed: String {
    let subject = "A reply of a model without a usable answer"
    return switch policy.unparsed {
    case .drop: subject + " was left out of the comparison."
    case .tie:
      facts.scale.tieCode == nil || policy.ties == .exclude
        ? subject + " was left out of the comparison." : subject + " counted as a tie."
    case .own: subject + " counted as a category of its own."
    case .wrong:
      subject + " counted as a wrong answer: the first category that the other rater did not give."
    case .recorded: subject + " counted as the source it was imported from had counted it."
    }
  }

  private var ties: String? {
    guard facts.scale.tieCode != nil else { return nil }
    return policy.ties == .keep
      ? "A tie was an answer like any other."
      : "Items that either rater had called a tie were left out."
  }

  private var orders: String? {
    guard case .preference = facts.scale else { return nil }
    let conflict = facts.scale.tieCode == nil ? "was left out" : "counted as a tie"
    return policy.orders == .merge
      ? "Verdicts on both orders of the same responses were one rating, which \(conflict) where "
        + "they differed."
      : "Verdicts on the two orders of the same responses were counted as those of two raters."
  }

  private var consensus: String? {
    guard figures.report.raters.contains(where: { $0.id == .majority }) else { return nil }
    let isTie = policy.consensus == .splitTie && facts.scale.tieCode != nil
    return "Where two answers of the people were equally frequent, their majority "
      + (isTie ? "counted as a tie." : "had no answer.")
  }

  // MARK: - Statistics

  private var statistics: [String] {
    guard facts.scale.categoryCount > 0 else { return [] }
    let unit = figures.isByQuestion ? "questions with all their items" : "items"
    var result = [
      "Agreement of two raters is reported as the share of equal answers with Wilson's interval "
        + "(1927), Cohen's kappa (1960) with the interval of Fleiss, Cohen and Everitt (1969), "
        + "the prevalence- and bias-adjusted kappa PABAK (Byrt, Bishop and Carlin 1993) and "
        + "Gwet's AC1 (2008).",
      "Beside it stands kappa's bias-corrected and accelerated bootstrap interval (Efron 1987): "
        + "\(unit) were drawn, B = \(figures.resamples), seed \(figures.seed).",
    ]
    if figures.report.overallRaters.count > 1 {
      result.append(
        "Fleiss' kappa (1971), Krippendorff's alpha (2019) and AC1 of several raters have Gwet's "
          + "linearised standard errors and t intervals (2014); alpha of ordinal distances has no "
          + "interval by formula.")
    }
    result.append("All intervals are at 95 %.")
    if figures.testCount > 0 {
      let family = CountedWords.of(figures.testCount, "comparison")
      result.append(
        "The p-values are two-sided, of the hypothesis kappa = 0 with its own standard error; "
          + "beside the raw ones stand those adjusted for \(family) after Holm (1979) and after "
          + "Benjamini and Hochberg (1995).")
    }
    return result + ["A coefficient that does not exist is given as n/a with its reason."]
  }

  private var software: [String] {
    let parsers = Set(facts.raters.values.flatMap(\.parsers)).sorted()
    var result = ["All figures were computed with concord \(facts.version)."]
    if !parsers.isEmpty {
      result.append(
        "Replies were read by parser "
          + (parsers.count == 1 ? "version " : "versions ") + CountedWords.names(parsers) + ".")
    }
    let policies = policy.parts.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    result.append("Its policies were set to \(policies).")
    return result + ["The study's contents have the SHA-256 \(facts.contentHash)."]
  }

  // MARK: - Sources

  /// What the paragraphs cite.
  var sources: [String] {
    guard facts.scale.categoryCount > 0 else { return [] }
    return [
      "Benjamini, Y. and Hochberg, Y. (1995). Controlling the false discovery rate. "
        + "doi:10.1111/j.2517-6161.1995.tb02031.x",
      "Byrt, T., Bishop, J. and Carlin, J. B. (1993). Bias, prevalence and kappa. "
        + "doi:10.1016/0895-4356(93)90018-V",
      "Cohen, J. (1960). A coefficient of agreement for nominal scales. "
        + "doi:10.1177/001316446002000104",
      "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American "
        + "Statistical Association 82.",
      "Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. "
        + "doi:10.1037/h0031619",
      "Fleiss, J. L., Cohen, J. and Everitt, B. S. (1969). Large sample standard errors of kappa "
        + "and weighted kappa. doi:10.1037/h0028106",
      "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of "
        + "high agreement. doi:10.1348/000711006X126600",
      "Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th ed.",
      "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian "
        + "Journal of Statistics 6.",
      "Krippendorff, K. (2019). Content Analysis, 4th ed.",
      "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical "
        + "inference. doi:10.2307/2276774",
    ]
  }
}
