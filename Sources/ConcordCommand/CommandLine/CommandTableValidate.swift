/// The command that says whether a judge can be trusted.
extension CommandTable {
  static let validate = CommandSpecification(
    "validate", "check whether a judge can stand in for people",
    details: [
      "The minimum validation protocol of Norman et al. (2026) and what else judges fail by: "
        + "agreement beyond chance, as good as people among themselves, both orders, the same "
        + "asked three times, enough items and of each class, replies that can be read, leniency, "
        + "length, its own family of models, no slice far below the rest, several sources.",
      "Each check passed, failed or is not known, with its number and interval, and what would "
        + "make it known or better. Of several judges a table of all checks comes first.",
      "Kappa is held against its bound by its interval's lower end. A bias is small enough where "
        + "its whole interval lies within --bias, and too large where the bias itself does not; "
        + "between these the items are too few to tell. Scores use kappa with quadratic weights.",
    ],
    operands: [study],
    options: [
      OptionSpecification(
        "judge", .text("A,B,…"), "These judges, juries or debates; all of them without it."),
      OptionSpecification(
        "reference", .text("NAME"), "Whom to hold it against; the majority of people without it."),
    ] + policyOptions + [
      OptionSpecification(
        "kappa", .text("BOUND"), "Kappa's lower end, a convention; 0.6 without it."),
      OptionSpecification(
        "margin", .text("M"), "How far kappa may lie below people's; 0.1 without it."),
      OptionSpecification(
        "bias", .text("SHARE"), "How far a share may be off; 0.1 without it."),
      OptionSpecification(
        "repeats", .number("N"), "How often the same has to be asked; 3 without it."),
      OptionSpecification(
        "half-width", .text("W"), "Half the width of kappa's interval; 0.1 without it."),
      OptionSpecification(
        "per-class", .number("N"), "Items of the rarest class; 10 without it."),
      OptionSpecification(
        "unparsed-share", .text("SHARE"), "Verdicts without an answer; 0.05 without it."),
      OptionSpecification("gate", "Status 1 when a check failed."),
      OptionSpecification("gate-unknown", "Status 1 also when a check is not known."),
      json,
    ],
    examples: [
      .init("concord validate s.concord", "which judge to trust"),
      .init("concord validate s.concord --judge judge/x --reference ann", "one judge"),
      .init("concord validate s.concord --judge judge/x --gate", "for CI"),
    ])
}
