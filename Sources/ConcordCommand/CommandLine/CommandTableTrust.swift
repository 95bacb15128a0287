import AnnotationAnalysis
import AnnotationModel

/// The commands on how far a judge may stand in for people, and how many labels that takes.
extension CommandTable {
  static let judgeOption = OptionSpecification("judge", .text("NAME"), "The judge in question.")
  static let truthOption = OptionSpecification(
    "reference", .text("NAME"), "Who says what is right; the majority of people without it.")

  static let trust = CommandSpecification(
    "trust", "tell which items may be left to a judge",
    details: [
      "Label these, leave those to the judge, and with so much confidence it is wrong on at most "
        + "so many of them. Items are sorted by the judge's confidence; the widest part of them "
        + "is certified whose labelled items show few enough mistakes (Learn-then-Test, "
        + "Angelopoulos et al. 2021). It is about the judge's confidence as the study knows it, "
        + "and the first that it knows is taken of: "
        + ConfidenceSource.allCases.map { "\($0.rawValue) (\($0.words))" }.joined(separator: "; ")
        + ".",
      "The labelled items have to be a random sample of all. Where nothing can be certified yet, "
        + "it says about how many more labels it takes, and draws the items for them. --look says "
        + "how often you ask: once, at a number of labels fixed beforehand; spending, now and "
        + "then, with --look-number counting; anytime, after any label.",
    ],
    operands: [study],
    options: [
      judgeOption, truthOption,
      OptionSpecification(
        "risk", .text("SHARE"), "The share of wrong answers to allow; 0.1 without it."),
      OptionSpecification(
        "confidence", .text("SHARE"), "How sure that has to be; 0.95 without it."),
      OptionSpecification(
        "look", .choice(["once", "spending", "anytime"]), "How often you ask; once without it."),
      OptionSpecification(
        "look-number", .number("K"), "For spending: the number of this look, from 1."),
      OptionSpecification(
        "by", .choice(ConfidenceSource.allCases.map(\.rawValue)),
        "Which confidence; the first that the study knows without it."),
    ] + policyOptions + [
      OptionSpecification(
        "list", .file("FILE"),
        "Also write the keys of the items to label next, one a line; - is standard output alone."),
      OptionSpecification("force", "Replace FILE if it is there."),
      OptionSpecification(
        "escalate", .text("NAME"),
        "Put these items first in the order in which NAME labels (concord open STUDY --as NAME)."),
      OptionSpecification("seed", .number("N"), "Of the draw of items; 1 without it."),
      json,
    ],
    examples: [
      .init("concord trust s.concord --judge judge/x --risk 0.1", "what may be left to judge/x"),
      .init(
        "concord trust s.concord --judge jury/y --list next.txt --escalate ann",
        "ann labels the rest"),
    ])

  static let passrate = CommandSpecification(
    "passrate", "tell how often candidates pass, with a judge beside people",
    details: [
      "Side by side, each with its interval: the judge's answers as they are; people's labels "
        + "alone; Rogan and Gladen's (1978) rate, which undoes the judge's errors; "
        + "prediction-powered inference (PPI, Angelopoulos et al. 2023), which adds what the judge "
        + "gets wrong on labelled items, with all of the judge, or with as much of it as helps "
        + "(PPI++); and PPI++ in strata. A sentence says which one to read, and why.",
      "What passes is 'correct', or --category; of preferences the system of --system (or the "
        + "first one of the study) has to win, and a tie is no win; of scores it is the mean.",
    ],
    operands: [study],
    options: [
      judgeOption, truthOption,
      OptionSpecification("category", .text("NAME"), "The answer that counts as passing."),
      OptionSpecification("system", .text("NAME"), "Of preferences: how often this system wins."),
      OptionSpecification(
        "by", .choice(SliceColumn.Property.allCases.map(\.rawValue)),
        "Also in strata by this property of the items; choose it before you look."),
      OptionSpecification("level", .text("SHARE"), "Of the intervals; 0.95 without it."),
    ] + policyOptions + [json],
    examples: [
      .init("concord passrate s.concord --judge judge/x --by category", "the share of correct"),
      .init("concord passrate s.concord --judge judge/x --category tie --json", "of ties"),
    ])

  static let plan = CommandSpecification(
    "plan", "tell how many labels a question about kappa takes",
    details: [
      "With a study, the pair of --judge and the reference is the pilot: how many more labels "
        + "until kappa's interval has a half width, which kappa the labels that are there tell "
        + "from --null, how many tell --kappa from it, and the power at each number of labels.",
      "Without a study: two categories, of which both raters choose the first with the rate "
        + "--prevalence (Donner & Eliasziw 1992).",
    ],
    operands: [OperandSpecification("STUDY", .optional, "The study that holds a pilot.")],
    options: [
      judgeOption, truthOption,
      OptionSpecification(
        "half-width", .text("H"), "Of the interval that is wanted; 0.1 without it."),
      OptionSpecification(
        "kappa", .text("K"), "The kappa that there may be; the pilot's without it."),
      OptionSpecification("null", .text("K"), "The kappa to tell it from; 0.4 without it."),
      OptionSpecification(
        "power", .text("SHARE"), "The chance with which that shall succeed; 0.8 without it."),
      OptionSpecification("level", .text("SHARE"), "Of interval and test; 0.95 without it."),
      OptionSpecification(
        "prevalence", .text("SHARE"), "Without a study: how often the first category is chosen."),
      OptionSpecification(
        "within", .text("LOW,HIGH"),
        "Without a study: the limits within which the interval of --kappa shall lie."),
    ] + policyOptions + [json],
    examples: [
      .init(
        "concord plan s.concord --judge judge/x --half-width 0.05", "how many more labels for ±0.05"
      ),
      .init(
        "concord plan --prevalence 0.3 --kappa 0.6 --within 0.4,0.8", "before there is a study"),
    ])

  static let consensus = CommandSpecification(
    "consensus", "make one label for each item out of several raters' labels",
    details: [
      "By votes; by the model of Dawid and Skene (1979), which learns how each rater errs; or by "
        + "MACE (Hovy et al. 2013), which learns who guesses. Shows how far each rater is to be "
        + "believed, ties, and the labels that are most likely wrong.",
      "--save NAME keeps it as a rater of kind consensus, with which everyone can be compared "
        + "(agree, compare, trust: --reference NAME). Of several equally probable answers a tie is "
        + "kept, or none, as --consensus says.",
    ],
    operands: [study],
    options: [
      OptionSpecification(
        "method", .choice(ConsensusMethod.allCases.map(\.rawValue)), "majority without it."),
      OptionSpecification("raters", .text("A,B,…"), "Of these raters; of all people without it."),
      OptionSpecification("save", .text("NAME"), "Keep it as a rater of this new name."),
      OptionSpecification("items", "Also print one line for each item."),
      OptionSpecification("limit", .number("N"), "At most N doubtful labels; 20 without it."),
      OptionSpecification("seed", .number("N"), "Of MACE's random starts; 1 without it."),
    ] + policyOptions + [json],
    examples: [
      .init("concord consensus s.concord --method dawid-skene --items", "labels and probabilities"),
      .init("concord consensus s.concord --method mace --save truth", "a reference for others"),
    ])

  static let alttest = CommandSpecification(
    "alttest", "tell whether a judge could replace an annotator",
    details: [
      "The alternative annotator test (Calderon, Reichart & Dror 2025): each person is left out in "
        + "turn, and the judge has to be about as like the others as that person is, for at least "
        + "half of the people. It needs items that two people or more rated, 30 for each person."
    ],
    operands: [study],
    options: [
      judgeOption,
      OptionSpecification(
        "raters", .text("A,B,…"), "The annotators; all people without it, three at the best."),
      OptionSpecification(
        "epsilon", .text("SHARE"),
        "What a person may be better by, who costs more: 0.1 for laymen, 0.2 for experts; 0.2 "
          + "without it."),
    ] + policyOptions + [json],
    examples: [.init("concord alttest s.concord --judge judge/x --epsilon 0.1", "against laymen")])

  static let drift = CommandSpecification(
    "drift", "tell whether a rater changed over time",
    details: [
      "The rater's agreement with a reference in the order of its answers: an e-value for a change "
        + "and a p that is valid however often you look, the place of the change that explains the "
        + "answers best, and agreement before and after. A person is held against the majority of "
        + "the others."
    ],
    operands: [study],
    options: [
      OptionSpecification("rater", .text("NAME"), "The rater in question."), truthOption,
      OptionSpecification(
        "spacing", .number("N"), "Answers between two possible changes; 10 without it."),
      OptionSpecification(
        "baseline", .number("N"),
        "Compare with the first N answers instead, a number fixed beforehand."),
      OptionSpecification("alpha", .text("SHARE"), "What p has to be below; 0.05 without it."),
    ] + policyOptions + [json],
    examples: [.init("concord drift s.concord --rater ann", "does ann still label as before?")])
}
