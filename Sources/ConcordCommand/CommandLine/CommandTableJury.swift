import AnnotationAnalysis
import AnnotationModel

/// The commands that set raters, and juries made of them, against a reference.
extension CommandTable {
  static let compare = CommandSpecification(
    "compare", "compare raters side by side against a reference",
    details: [
      "Each rater with n, agreement and kappa with their 95 % intervals; the difference of its "
        + "kappa to the first rater's on the items that both have; how often it answers alike in "
        + "both orders, and names the candidate shown first; how often it had to be asked again "
        + "and gave no answer; price and seconds of an item where the file knows them, and the "
        + "price of each hundredth of kappa.",
      "The difference has a paired bootstrap interval (BCa; items are drawn, both raters' answers "
        + "together) and the two-sided p of the same bootstrap (Efron & Tibshirani 1993): below "
        + "0.05 exactly where the interval leaves 0 out.",
    ],
    operands: [study],
    options: [
      OptionSpecification("reference", .text("NAME"), "The rater to compare with; or majority."),
      OptionSpecification(
        "raters", .text("A,B,…"),
        "These raters, each difference to the first; all that are no people without it."),
    ] + policyOptions + [
      OptionSpecification("resamples", .number("N"), "Draws of the bootstrap; 10000 without it."),
      OptionSpecification("seed", .number("N"), "The bootstrap's seed; 1 without it."),
      OptionSpecification(
        "sort", .choice(ComparisonSort.allCases.map(\.rawValue)),
        "The order of the rows; as given without it."),
      json,
    ],
    examples: [
      .init(
        "concord compare s.concord --reference majority --raters judge/x,jury/y",
        "is the jury better than the judge?")
    ])

  static let consistency = CommandSpecification(
    "consistency", "show how far judges agree with themselves",
    details: [
      "Where a judge was asked the same several times (run … --repeats): the mean share of an "
        + "item's most frequent answer, the share of items with an answer that more than half of "
        + "the repeats give (majority), and kappa between the first and the second time. Each "
        + "order of the candidates by itself.",
      "Where it saw items in both orders (--order both): the share answered alike, the conflicts, "
        + "how many of these went to the candidate shown first both times and how many to the "
        + "last, and kappa between the orders. Where one verdict was made of several samples "
        + "(--samples, --order balanced): the share of samples that say what the verdict says.",
      "What cannot be told says why.",
    ],
    operands: [study],
    options: [
      OptionSpecification(
        "raters", .text("A,B,…"), "Only these; all that are no people without it."),
      json,
    ],
    examples: [.init("concord consistency s.concord --raters judge/x", "one judge")])

  static let jury = CommandSpecification(
    "jury", "try every jury of finished raters against a reference",
    details: [
      "concord jury sweep STUDY makes every jury of the seats, without asking any model: 57 of six "
        + "seats, 65519 of sixteen. Each has n, Cohen's kappa with the reference and its interval, "
        + "and the price of an item where the file knows the price of all its seats; the best "
        + "kappa first. Where prices are known, a picture shows kappa against price, and which "
        + "juries nobody beats in both.",
      "A seat without an answer to an item is absent, never a vote, unless --unparsed says what it "
        + "counts as: tie makes it a vote for the tie, recorded takes what the source counted. A "
        + "jury without an answer counts against the reference as --unparsed says.",
    ],
    operands: [
      OperandSpecification("ACTION", choices: ["sweep"], "What to do with juries."), study,
    ],
    options: [
      OptionSpecification("seats", .text("A,B,…"), "The raters to make juries of, at most 16."),
      OptionSpecification("reference", .text("NAME"), "The rater to compare with; or majority."),
      OptionSpecification(
        "rule", .choice(PanelRule.names),
        "How votes become one answer. plurality, which is used without it, has a tie where "
          + "several answers have as many; under tie-yields the other answer wins where it has as "
          + "many as tie alone; mean and median join scores; unanimous wants all alike."),
      OptionSpecification("min-size", .number("N"), "The fewest seats of a jury; 2 without it."),
      OptionSpecification(
        "quorum", .number("N"), "The fewest seats that must have an answer; 1 without it."),
    ] + policyOptions + [
      OptionSpecification("limit", .number("N"), "At most N juries; all without it."),
      OptionSpecification(
        "published", short: "o", .file("FILE"),
        "Also write jury_sweep.json as the Fellowship's authors did: a list of [members, kappa]."),
      OptionSpecification("force", "Replace FILE if it is there."),
      json,
    ],
    examples: [
      .init(
        "concord jury sweep s.concord --seats x,y,z --reference majority",
        "four juries, the best first"),
      .init(
        "concord jury sweep s.concord --seats x,y --reference ann --rule tie-yields",
        "another rule"),
    ])
}
