import AnnotationModel

/// The commands that carry results into papers.
extension CommandTable {
  static let report = CommandSpecification(
    "report", "write methods, tables and pictures for a paper",
    details: [
      "A methods section in words, made of what was really done; tables of the raters, of their "
        + "agreement with the reference, of the people among themselves and of all together, with "
        + "intervals, and tests adjusted for their number; confusion tables; a forest plot and a "
        + "matrix of kappas.",
      "The file's name says the form: .md is Markdown with pictures as text, .html one page with "
        + "pictures inside that needs nothing else, .tex a part to be taken in by \\input.",
      "The same study and options give the same bytes: no time stands in it but those of the "
        + "labels, unless --date gives one.",
    ],
    operands: [study],
    options: [
      OptionSpecification(
        "output", short: "o", .file("FILE"), "Where to; - prints Markdown to standard output."),
      OptionSpecification("force", "Replace FILE if it is there."),
    ] + figureOptions + [
      OptionSpecification("date", .text("TEXT"), "A date to print on it; none without it.")
    ],
    examples: [
      .init("concord report s.concord -o agreement.html", "to read, or as a supplement"),
      .init(
        "concord report s.concord -o tables.tex --reference ann --slices category",
        "for a paper, against one person"),
    ])

  static let snapshot = CommandSpecification(
    "snapshot", "freeze a study and its figures under one hash",
    details: [
      "Makes the folder DIR: study/ with all that people and models did (import takes it back), "
        + "report.md, agree.json with every coefficient, settings.json with the version, the "
        + "policies, the seeds and what each run asked, and MANIFEST.sha256 with each file's hash "
        + "(sha256sum -c reads it). Prints the hash of that list: cite the snapshot by it. The "
        + "same study and options give the same hash.",
      "A folder that is there is never replaced, and where something goes wrong none is made.",
      "--verify checks each file of such a folder, looks for added and missing ones, and computes "
        + "agree.json from the data again; status 1 when something is not as it was.",
    ],
    operands: [
      OperandSpecification("STUDY", .optional, "The study's file."),
      OperandSpecification("DIR", .optional, "The folder to make."),
    ],
    options: [
      OptionSpecification("verify", .file("DIR"), "Check this snapshot instead of making one.")
    ] + figureOptions + [json],
    examples: [
      .init("concord snapshot s.concord paper-1", "freeze what a paper is about"),
      .init("concord snapshot --verify paper-1", "is it still that?"),
    ])

  private static let figureOptions: [OptionSpecification] =
    [
      OptionSpecification(
        "reference", .text("NAME"),
        "Whom to compare with, or majority; without it the majority of people, or the one person "
          + "there is."),
      OptionSpecification("raters", .text("A,B,…"), "Only these raters."),
      OptionSpecification(
        "slices", .choice(SliceColumn.Property.allCases.map(\.rawValue)),
        "Also each comparison by this property of the items."),
      OptionSpecification("resamples", .number("B"), "Draws of the bootstrap; 10000 without it."),
      OptionSpecification("seed", .number("S"), "The bootstrap's seed; 1 without it."),
    ] + policyOptions
}
