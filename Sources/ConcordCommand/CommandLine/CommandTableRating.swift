import AnnotationAnalysis
import AnnotationModel

/// The commands that rate, list and compare.
extension CommandTable {
  static let label = CommandSpecification(
    "label", "label on the screen, or give answers from a script",
    details: [
      "On a terminal and without --item, opens the label screen, as `concord open` does.",
      "With --item and --answer, saves one answer and prints what it meant: left and right are "
        + "the sides as this person is shown them; a and b are the candidates as stored.",
      "Otherwise reads lines of KEY, a tab, and ANSWER from standard input (a third field says "
        + "low, medium or high confidence). Each is saved before the next is read; a bad line "
        + "stops, and says how many were saved.",
    ],
    operands: [study],
    options: [
      OptionSpecification("item", .text("KEY"), "The item to answer."),
      OptionSpecification(
        "answer", .text("ANSWER"),
        "left, right, a, b, tie, both-bad, a number, correct, incorrect, unsure or skip."),
      OptionSpecification(
        "confidence", .choice(["low", "medium", "high"]), "How sure the answer is."),
      OptionSpecification(
        "error-code", .text("CODE"), repeats: true, "What is wrong, for incorrect answers."),
    ] + workbenchOptions + [json],
    examples: [
      .init("concord label s.concord --as ann", "on a terminal: the label screen"),
      .init("concord label s.concord --item q7 --answer left --as ann", "one answer, saved"),
      .init("cat answers.tsv | concord label s.concord --as ann", "lines of KEY, a tab, ANSWER"),
    ])

  static let agree = CommandSpecification(
    "agree", "print the agreement between raters",
    details: [
      "Each pair of raters with n, what was left out, and its coefficients with their 95 % "
        + "intervals; then the coefficients over all people, or over the raters that are named. A "
        + "coefficient that does not exist says why.",
      "A gate such as 'cohen>=0.6' tests the interval's lower end in every pair with the "
        + "reference (or every pair), and an overall coefficient such as 'fleiss>=0.7' once; "
        + "status 1 when one fails.",
    ],
    operands: [study],
    options: agreeOptions,
    examples: [
      .init("concord agree s.concord --reference majority", "each judge against the people"),
      .init(
        "concord agree s.concord --reference majority --leave-one-out",
        "and each person against the others"),
      .init("concord agree s.concord --raters ann,gpt-4o --json", "one pair, for a program"),
      .init("concord agree s.concord --reference majority --gate 'cohen>=0.6'", "for CI"),
    ])

  static let policyOptions: [OptionSpecification] = [
    OptionSpecification(
      "unparsed", .choice(["drop", "tie", "own", "wrong", "recorded"]),
      "What a reply without an answer counts as: left out (drop, the standard), a tie, a category "
        + "of its own, a wrong answer, or what its imported source recorded."),
    OptionSpecification(
      "ties", .choice(["keep", "exclude"]),
      "exclude drops an item where either rater says tie; keep without it."),
    OptionSpecification(
      "orders", .choice(["separate", "merge"]),
      "Verdicts of both orders apart, or as one (a conflict is a tie); merge without it."),
    OptionSpecification(
      "consensus", .choice(["split-tie", "split-drop"]),
      "What a split majority counts as; split-tie without it."),
    OptionSpecification(
      "reveal", .choice(["blind", "all"]),
      "Labels given blind only, or also those after revealing; blind without it."),
  ]

  static let agreeOptions: [OptionSpecification] =
    [
      OptionSpecification("raters", .text("A,B,…"), "Only these raters; majority is one."),
      OptionSpecification("reference", .text("NAME"), "Compare each rater with this one only."),
      OptionSpecification(
        "leave-one-out",
        "Compare the majority with each of its own people without their votes. Without it such a "
          + "pair is marked, and no gate tests it."),
    ] + policyOptions + [
      OptionSpecification(
        "slices", .choice(SliceColumn.Property.allCases.map(\.rawValue)),
        "Also each pair by this property of the items."),
      OptionSpecification(
        "intervals", .choice(IntervalMethod.allCases.map(\.rawValue)),
        "Of the pairs: by formula (the standard), or by resampling items or questions (BCa)."),
      OptionSpecification("resamples", .number("B"), "Of those intervals; 2000 without it."),
      OptionSpecification("seed", .number("N"), "Of the resamples; 1 without it."),
      OptionSpecification(
        "gate", .text("TEST"), repeats: true,
        "A coefficient, >= or >, and a number: status 1 when its lower end does not hold."),
      OptionSpecification("markdown", "Print Markdown tables."),
      OptionSpecification("csv", "Print CSV, one row per pair and coefficient."),
      json,
    ]

  static let items = CommandSpecification(
    "items", "list a study's items, or print one",
    details: [
      "With KEY, prints that item's whole text. Never names the systems that wrote the responses: "
        + "labelling stays blind."
    ],
    operands: [
      study, OperandSpecification("KEY", .optional, isFile: false, "The item to print in full."),
    ],
    options: [
      OptionSpecification("item", .text("KEY"), "The same as the argument KEY."),
      OptionSpecification(
        "state", .choice(ItemFilter.State.allCases.map(\.rawValue)),
        "Only items in this state for the person of --as."),
      OptionSpecification("category", .text("NAME"), "Only items of this category."),
      OptionSpecification("flagged", "Only items that the person of --as flagged."),
      OptionSpecification("search", .text("WORDS"), "Only items whose text has these words."),
      OptionSpecification(
        "sort", .choice(ItemSort.allCases.map(\.rawValue)),
        "The order of the list; as in the file without it."),
      OptionSpecification("limit", .number("N"), "At most N items; all without it."),
      OptionSpecification("as", .text("NAME"), "Whose labels to show; nobody's without it."),
      json,
    ],
    examples: [
      .init("concord items s.concord --state unlabelled --as ann --limit 5", "what ann has to do"),
      .init("concord items s.concord q7", "one item in full"),
    ])
}
