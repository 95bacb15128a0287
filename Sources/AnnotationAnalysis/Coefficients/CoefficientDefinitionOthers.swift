extension PairCoefficient {
  var alphaDefinition: CoefficientDefinition {
    let distance =
      switch self {
      case .alpha: "δ² = 1 for different categories"
      case .alphaOrdinal: "δ² = the squared difference of the categories' mid-ranks"
      default: "δ² = (s_i − s_j)²"
      }
    return CoefficientDefinition(
      meaning: "One less the disagreement within items as a share of the disagreement between all "
        + "ratings, whoever gave them. It takes any number of raters and missing ratings, and for "
        + "two raters and many items it is close to Scott's pi.",
      formula: [
        "α = 1 − D_o / D_e", "D_o = Σ_ck o_ck · δ²_ck / n",
        "D_e = Σ_ck n_c · n_k · δ²_ck / (n · (n − 1))", distance,
      ],
      interval: self == .alphaOrdinal
        ? "By resampling only: ordinal distances come from the ratings themselves."
        : "Student's t interval of Gwet's linearised standard error.",
      undefined: "Without common items, and where all ratings are in one category"
        + (needsOrder ? "; for categories without an order." : "."),
      source: "Krippendorff 2019, Content Analysis, 4th ed.; Hayes & Krippendorff 2007, "
        + "doi:10.1080/19312450709336664")
  }

  var correlationDefinition: CoefficientDefinition {
    switch self {
    case .pearson:
      correlation(
        "How far one rater's numbers are a straight line of the other's. It forgives a rater who "
          + "gives higher numbers, or stretches the scale: agreement it is not.",
        ["r = s_xy / (s_x · s_y)"], "Fisher's z.",
        "Pearson 1895, doi:10.1098/rspl.1895.0041; Fisher 1921, Metron 1")
    case .spearman:
      correlation(
        "How far two raters put items in the same order: Pearson's correlation of the mid-ranks. "
          + "Only the order counts.",
        ["ρ = r of the mid-ranks"], "Fisher's z with the variance of Bonett and Wright.",
        "Spearman 1904, doi:10.2307/1412159; Bonett & Wright 2000, doi:10.1007/BF02294183")
    case .kendall:
      correlation(
        "Of the pairs of items that both raters order, those ordered alike less those ordered "
          + "oppositely, as a share. Ties of one rater are taken out of that rater's part.",
        ["τ_b = (C − D) / √((n₀ − n₁) · (n₀ − n₂))", "n₀ = n · (n − 1) / 2; n₁, n₂: tied pairs"],
        "Normal interval of the asymptotic error of Brown and Benedetti.",
        "Kendall 1970, Rank Correlation Methods, 4th ed.; Brown & Benedetti 1977, "
          + "doi:10.1080/01621459.1977.10480996")
    default:
      correlation(
        "How near the pairs of numbers lie to the line of equality: a correlation that punishes "
          + "another mean and another spread. 1 only where the numbers are the same.",
        ["CCC = 2 · s_xy / (s_x² + s_y² + (x̄ − ȳ)²)"], "Fisher's z with Lin's variance.",
        "Lin 1989, doi:10.2307/2532051; Lin 2000, doi:10.1111/j.0006-341X.2000.00324.x")
    }
  }

  private func correlation(
    _ meaning: String, _ formula: [String], _ interval: String, _ source: String
  ) -> CoefficientDefinition {
    CoefficientDefinition(
      meaning: meaning, formula: formula, interval: interval,
      undefined: "With fewer than two common items, for categories without an order, and where "
        + "one rater gives one value only.", source: source)
  }

  var classifierDefinition: CoefficientDefinition {
    switch self {
    case .matthews:
      CoefficientDefinition(
        meaning:
          "The correlation of two raters' categories, taken as indicators, for any number of "
          + "categories. Close to kappa, and equal to it where the margins are.",
        formula: [
          "MCC = (n · Σ_k n_kk − Σ_k r_k · c_k) / √((n² − Σ_k r_k²) · (n² − Σ_k c_k²))"
        ],
        interval: Self.delta, undefined: "Without common items, and where one uses one category.",
        source: "Matthews 1975, doi:10.1016/0005-2795(75)90109-9; Gorodkin 2004, "
          + "doi:10.1016/j.compbiolchem.2004.09.006")
    case .balancedAccuracy:
      CoefficientDefinition(
        meaning: "The mean share of each of the first rater's categories that the second finds. A "
          + "frequent category counts no more than a rare one; K categories by chance give 1/K.",
        formula: ["(1 / K') · Σ_k n_kk / r_k over the K' categories that the first uses"],
        interval: Self.delta, undefined: "Without common items.",
        source: "Brodersen et al. 2010, doi:10.1109/ICPR.2010.764")
    default:
      CoefficientDefinition(
        meaning: "The mean over categories of F1, the harmonic mean of precision and recall. The "
          + "first rater is the truth; a category that neither uses counts as 0.",
        formula: ["F1_k = 2 · n_kk / (r_k + c_k)", "F1 = (1 / K) · Σ_k F1_k"],
        interval: Self.delta, undefined: "Without common items.",
        source: "van Rijsbergen 1979, Information Retrieval, 2nd ed.")
    }
  }

  private static let delta = "Normal interval by the delta method over items (divisor n)."
}
