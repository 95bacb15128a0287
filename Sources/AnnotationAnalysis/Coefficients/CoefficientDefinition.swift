/// What a coefficient is, in words and in a formula, as its page shows it.
public struct CoefficientDefinition: Hashable, Sendable {
  /// Two sentences.
  public var meaning: String
  /// Lines of plain text.
  public var formula: [String]
  /// How the standard error and the interval come about.
  public var interval: String
  /// When there is no value.
  public var undefined: String
  /// Paper, year, DOI.
  public var source: String
}

extension PairCoefficient {
  public var definition: CoefficientDefinition {
    switch self {
    case .percent, .cohen, .cohenLinear, .cohenQuadratic: kappaDefinition
    case .scott, .ac1, .ac2, .pabak: otherDefinition
    case .alpha, .alphaOrdinal, .alphaInterval: alphaDefinition
    case .pearson, .spearman, .kendall, .concordance: correlationDefinition
    case .matthews, .balancedAccuracy, .macroF1: classifierDefinition
    }
  }

  private var kappaDefinition: CoefficientDefinition {
    switch self {
    case .percent:
      CoefficientDefinition(
        meaning: "The share of items that both put in the same category. It says nothing of what "
          + "two raters would share by chance, so it is high wherever one category is frequent.",
        formula: ["p_o = Σ_k n_kk / n"],
        interval: "Wilson's score interval.", undefined: "Without common items.",
        source: "Wilson 1927, doi:10.2307/2276774")
    case .cohen:
      CoefficientDefinition(
        meaning: "Agreement beyond what the two raters' own margins lead to by chance, as a share "
          + "of the most that is possible. 1 is full agreement, 0 what independent raters with "
          + "these margins reach.",
        formula: [
          "κ = (p_o − p_e) / (1 − p_e)", "p_o = Σ_k p_kk", "p_e = Σ_k p_k. · p_.k",
        ],
        interval: Self.fleissCohenEveritt,
        undefined: "Without common items, and where both use one and the same category only.",
        source: "Cohen 1960, doi:10.1177/001316446002000104; error: Fleiss, Cohen & Everitt 1969, "
          + "doi:10.1037/h0028106")
    case .cohenLinear:
      weighted(
        meaning: "Cohen's kappa in which a near miss counts in part: two answers agree the less, "
          + "the farther they lie apart on the scale. Steps count evenly.",
        weights: "w_ij = 1 − |s_i − s_j| / (s_max − s_min)")
    default:
      weighted(
        meaning: "Cohen's kappa in which a near miss counts nearly as agreement, and only far "
          + "ones hurt: the square of the distance counts. With equal margins it is an intraclass "
          + "correlation.",
        weights: "w_ij = 1 − (s_i − s_j)² / (s_max − s_min)²")
    }
  }

  private func weighted(meaning: String, weights: String) -> CoefficientDefinition {
    CoefficientDefinition(
      meaning: meaning,
      formula: [
        "κ_w = (p_o − p_e) / (1 − p_e)", "p_o = Σ_ij w_ij · p_ij",
        "p_e = Σ_ij w_ij · p_i. · p_.j", weights,
      ],
      interval: Self.fleissCohenEveritt,
      undefined: "Without common items, for categories without an order, and where both use one "
        + "and the same category only.",
      source: "Cohen 1968, doi:10.1037/h0026256; Fleiss & Cohen 1973, "
        + "doi:10.1177/001316447303300309; error: Fleiss, Cohen & Everitt 1969, "
        + "doi:10.1037/h0028106")
  }

  private static let fleissCohenEveritt =
    "Normal interval of the non-null standard error by Fleiss, Cohen and Everitt (divisor n)."

  private var otherDefinition: CoefficientDefinition {
    switch self {
    case .scott:
      CoefficientDefinition(
        meaning:
          "As kappa, but chance is that of raters who share one distribution of answers, the "
          + "mean of the two. So it does not reward raters for leaning to different sides: it is "
          + "never above kappa.",
        formula: [
          "π = (p_o − p_e) / (1 − p_e)", "p_e = Σ_k π_k²", "π_k = (p_k. + p_.k) / 2",
        ],
        interval: Self.linearised,
        undefined: "Without common items, and where all answers are in one category.",
        source: "Scott 1955, doi:10.1086/266577; error: Gwet 2014, Handbook of Inter-Rater "
          + "Reliability, 4th ed.")
    case .ac2:
      CoefficientDefinition(
        meaning: "AC1 in which a near miss counts nearly as agreement. As AC1 it stays near the "
          + "(weighted) percent agreement where one category is frequent.",
        formula: [
          "AC2 = (p_o − p_e) / (1 − p_e)", "p_o = Σ_ij w_ij · p_ij",
          "p_e = Σ_ij w_ij · Σ_k π_k · (1 − π_k) / (K · (K − 1))",
          "w_ij = 1 − (s_i − s_j)² / (s_max − s_min)²",
        ],
        interval: Self.linearised,
        undefined: "Without common items, for categories without an order, and with fewer than two "
          + "declared categories.",
        source: "Gwet 2008, doi:10.1348/000711006X126600; Gwet 2014, Handbook of Inter-Rater "
          + "Reliability, 4th ed.")
    case .ac1:
      CoefficientDefinition(
        meaning: "As kappa, but chance agreement is small where one category is frequent: only "
          + "answers given at random count as chance. So it stays near percent agreement where "
          + "kappa falls for prevalence.",
        formula: [
          "AC1 = (p_o − p_e) / (1 − p_e)", "p_e = Σ_k π_k · (1 − π_k) / (K − 1)",
          "π_k = (p_k. + p_.k) / 2",
        ],
        interval: Self.linearised,
        undefined: "Without common items, and with fewer than two declared categories.",
        source: "Gwet 2008, doi:10.1348/000711006X126600")
    default:
      CoefficientDefinition(
        meaning: "What kappa would be if all K categories were equally frequent for both raters. A "
          + "mere rescaling of percent agreement, which neither prevalence nor bias changes.",
        formula: ["PABAK = (K · p_o − 1) / (K − 1)"],
        interval: "Normal interval of the binomial standard error.",
        undefined: "Without common items, and with fewer than two declared categories.",
        source: "Byrt, Bishop & Carlin 1993, doi:10.1016/0895-4356(93)90018-V; Bennett, Alpert & "
          + "Goldstein 1954, doi:10.1086/266520")
    }
  }

  private static let linearised =
    "Student's t interval of Gwet's linearised standard error (divisor n − 1)."
}
