/// The commands on statistics of tables.
extension CommandTable {
  static let stats = CommandSpecification(
    "stats", "print the agreement in any table of ratings",
    details: [
      "Reads a CSV or TSV file (plain or gzip; - is standard input) that belongs to no study. A "
        + "row for each rating with --unit, --rater and --value, or a row for each unit and a "
        + "column for each rater with --raters; usual headings are found without them, and what "
        + "was found is printed.",
      "Cells are compared exactly, and an empty one is no rating. Whole numbers, if few, are "
        + "ordinal categories; other numbers are scores, of which no kappa is formed; words are "
        + "nominal. --scale says otherwise.",
    ],
    operands: [OperandSpecification("FILE", "The table; - is standard input.")],
    options: [
      OptionSpecification("unit", .text("COLUMN"), "The column that names what was rated."),
      OptionSpecification("rater", .text("COLUMN"), "The column that says who rated."),
      OptionSpecification("value", .text("COLUMN"), "The column that holds the rating."),
      OptionSpecification("raters", .text("A,B,…"), "For one column for each rater: which."),
      OptionSpecification(
        "cluster", .text("COLUMN"),
        "Units with the same value here belong together (one question, say): intervals are then "
          + "by resampling clusters."),
      OptionSpecification(
        "delimiter", .choice(["comma", "semicolon", "tab", "bar"]),
        "What stands between fields; seen in the first rows without it."),
      OptionSpecification(
        "missing", .text("WORD,…"), "Cells that are no rating, beside empty ones: NA, for one."),
      OptionSpecification(
        "repeated", .choice(["refuse", "first", "last"]),
        "Where a rater rated a unit twice: stop with its line, or take the first or the last."),
      OptionSpecification(
        "categories", .text("A,B,…"), "The declared categories in their order, used or not."),
      OptionSpecification(
        "scale", .choice(["nominal", "ordinal", "interval", "ratio", "score"]),
        "What the values are."),
      OptionSpecification(
        "weights", .choice(["none", "linear", "quadratic", "ordinal"]),
        "How far different categories agree, in the coefficients of all raters; none without it."),
      OptionSpecification(
        "reference", .text("RATER"), "Compare each rater with this one only."),
      OptionSpecification(
        "resamples", .number("B"),
        "Intervals by resampling units so often (BCa); by formula without it."),
      OptionSpecification("seed", .number("N"), "Of the resamples; 1 without it."),
      OptionSpecification(
        "consensus",
        "Also how far each rater is to be believed, by the models of Dawid and Skene and MACE."),
      OptionSpecification(
        "only", .text("NAME,…"), "Only these statistics: cohen, alpha, icc-a1 and so on."),
      OptionSpecification("level", .text("SHARE"), "Of the intervals; 0.95 without it."),
      json,
      OptionSpecification("csv", "One row for each statistic, as CSV."),
      OptionSpecification("markdown", "As Markdown tables."),
    ],
    examples: [
      .init(
        "concord stats ratings.csv --unit item --rater who --value label --json",
        "a row for each rating"),
      .init(
        "concord stats wide.csv --raters ann,bo,gpt --reference ann", "a column for each rater"),
      .init("zcat r.tsv.gz | concord stats - --scale ordinal --weights quadratic", "from a pipe"),
    ])
}
