import AgreementStatistics
import AnnotationAnalysis
import StudyFigures

/// The commands on pictures and on systems.
extension CommandTable {
  static let figure = CommandSpecification(
    "figure", "draw a picture of a study, in characters or as SVG",
    details: [
      "KIND is " + list(FigureKind.allCases.map { "\($0.rawValue) (\($0.meaning))" }) + ".",
      "The reference is the majority where several people labelled, else the one person. A pair is "
        + "the reference and --judge, or the first machine with common items; or the two raters "
        + "of --raters.",
      "Without --svg the picture is printed in characters, as wide as the terminal (80 columns "
        + "into a pipe). With --svg it is written as a file that appears when it is whole.",
    ],
    operands: [
      study,
      OperandSpecification(
        "KIND", choices: FigureKind.allCases.map(\.rawValue), "Which picture."),
    ],
    options: figureOptions,
    examples: [
      .init("concord figure s.concord forest --coefficient cohen,ac1", "every rater at a glance"),
      .init(
        "concord figure s.concord cost --reference majority --svg cost.svg", "a file for a paper"),
      .init("concord figure s.concord confusion --raters ann,gpt-4o", "two raters' answers"),
    ])

  private static let figureOptions: [OptionSpecification] =
    [
      OptionSpecification("reference", .text("NAME"), "The rater to compare with; or majority."),
      OptionSpecification(
        "raters", .text("A,B,…"), "Only these raters; two of them are the pair, in this order."),
      OptionSpecification("judge", .text("NAME"), "The second rater of a pair."),
      OptionSpecification(
        "coefficient", .text("NAME,…"),
        "Of forest (several), matrix and cost; cohen without it. "
          + PairCoefficient.allCases.map(\.rawValue).joined(separator: ", ") + "."),
      OptionSpecification(
        "null", .text("KAPPA"),
        "Of power: the kappa to be told from; without it the largest of 0, 0.2, 0.4, 0.6, 0.8 "
          + "below the pair's."),
      worth,
      OptionSpecification("svg", .file("FILE"), "Write SVG into this file; - is standard output."),
      OptionSpecification("force", "Replace the file of --svg where it is there already."),
      OptionSpecification("width", .number("N"), "Columns, or pixels with --svg."),
      OptionSpecification("height", .number("N"), "Rows, or pixels with --svg."),
      OptionSpecification("ascii", "Draw with ASCII characters only."),
    ] + policyOptions

  private static let worth = OptionSpecification(
    "worth", .choice(TieWorth.allCases.map(\.rawValue)),
    "What a tie between two systems is worth: nothing (strict), half a win (half, the standard), "
      + "or it is left out (decisive).")

  static let rank = CommandSpecification(
    "rank", "rank the systems whose responses were rated",
    details: [
      "For each rater the wins, losses and ties of each system with its win rate and interval, and "
        + "its strength by Bradley and Terry's model on Elo's scale (mean 1000), where every "
        + "system can be reached from every other one by wins. Of scores and of correctness, each "
        + "system's mean.",
      "Then how far the first two raters rank the systems alike on the items that both answered: "
        + "Spearman's rho and Kendall's tau of the systems' means, with their mean and deviation "
        + "over resampled items, how often the top system stays, and the mean gap.",
    ],
    operands: [study],
    options: [
      OptionSpecification(
        "raters", .text("A,B,…"),
        "These raters, majority among them; without it the majority (or the person) and all that "
          + "are no people."),
      worth,
      OptionSpecification("resamples", .number("N"), "Resamples of items; 1000 without it."),
      OptionSpecification("seed", .number("N"), "Of the resamples; 1 without it."),
    ] + policyOptions + [json],
    examples: [
      .init("concord rank s.concord --raters majority,gpt-4o", "do they rank systems alike?"),
      .init("concord rank s.concord --worth decisive --json", "without ties, for a program"),
    ])

  /// `a, b and c`.
  private static func list(_ parts: [String]) -> String {
    parts.dropLast().joined(separator: ", ") + " or " + (parts.last ?? "")
  }
}
