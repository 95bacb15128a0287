import StudyFormats

/// The commands that bring data in and take it out.
extension CommandTable {
  static let new = CommandSpecification(
    "new", "begin a study",
    details: [
      "Makes the study's file with a task from a template or from a task file. "
        + "An existing file is never overwritten.",
      "With --write-task, writes the template's commented task file instead, to be edited and "
        + "given to --task.",
      "A study's task changes by way of its folder: export it with --what study, edit task.yaml "
        + "there, and import the folder into a new study; all that people did comes along.",
    ],
    operands: [OperandSpecification("STUDY", .optional, "The file to make.")],
    options: [
      OptionSpecification(
        "template", .choice(templateNames), "The kind of task; pairwise without it."),
      OptionSpecification("task", .file("FILE"), "A task file (YAML) to use."),
      OptionSpecification("title", .text("TEXT"), "The study's title; else its file's name."),
      OptionSpecification("write-task", .file("FILE"), "Write the template to FILE and stop."),
    ],
    examples: [
      .init("concord new study.concord --template pairwise", "two responses, which is better"),
      .init("concord new --template score-5 --write-task task.yaml", "a task to edit"),
      .init("concord new study.concord --task task.yaml", "a study of that task"),
    ])

  static let templateNames = [
    "pairwise", "pairwise-forced", "pairwise-both-bad", "score-5", "score-10", "score-100",
    "correctness",
  ]

  static let importFormats = ImportPlan.formats

  static let importing = CommandSpecification(
    "import", "bring items, labels and verdicts into a study",
    details: [
      "Reads files, folders or standard input (-), plain or gzip. The same file again adds "
        + "nothing and says so. Where a row is bad, the import stops and leaves the study as it "
        + "was, unless --on-error skip is given.",
      "A folder written by `concord export --what study` makes STUDY when it is not there yet.",
    ],
    operands: [
      study, OperandSpecification("FILE", .oneOrMore, "Files or folders; - is standard input."),
    ],
    options: [
      OptionSpecification(
        "format", .choice(importFormats), "The format; guessed from the file without it."),
      OptionSpecification(
        "kind", .choice(["judge", "debate"]),
        "What gave the verdicts: for fellowship files guessed from the folder without it, for "
          + "generic files from a column kind or the name of the rater's column."),
      OptionSpecification(
        "dataset", .choice(["fair-eval", "pandalm-eval", "mt-bench", "alpaca-eval"]),
        "For fellowship files: the items that the rows are about; those that the study holds "
          + "without it."),
      OptionSpecification(
        "map", .text("FIELD=COLUMN"), repeats: true,
        "For generic files: which column holds what. FIELD is one of "
          + FieldMapping.meanings.joined(separator: ", ") + "."),
      OptionSpecification(
        "value", .text("WORD=ANSWER"), repeats: true,
        "For generic files: what a word or number there means as an answer, such as 0=a."),
      OptionSpecification(
        "delimiter", .choice(["comma", "semicolon", "tab", "bar"]),
        "What stands between the fields of a CSV file; found out without it."),
      OptionSpecification(
        "on-error", .choice(["stop", "skip"]), "What a bad row does; stop without it."),
      OptionSpecification("report", .file("FILE"), "Write each bad row's place and remedy here."),
      OptionSpecification("dry-run", "Show the mapping and the first records; write nothing."),
      json,
    ],
    examples: [
      .init("concord import s.concord answers.csv --dry-run", "see how columns are read"),
      .init("concord import s.concord answers.csv --map response-a=left", "name a column"),
      .init("zcat big.jsonl.gz | concord import s.concord -", "read standard input"),
    ])

  static let export = CommandSpecification(
    "export", "write labels, the study, agreement or preference pairs",
    operands: [study],
    options: [
      OptionSpecification(
        "what", .choice(["labels", "ratings", "study", "agreement", "dpo"]),
        "labels: people's; ratings: everyone's, one row each, and after them people's notes "
          + "and flags on items without an answer; study: a folder that import takes back; "
          + "agreement: the report of `agree`; dpo: preference pairs from the majority of people. "
          + "labels without it."),
      OptionSpecification(
        "format", .choice(["csv", "jsonl", "md", "json"]),
        "csv or jsonl for labels and ratings, csv without it; md, csv or json for agreement, md "
          + "without it."),
      OptionSpecification(
        "output", short: "o", .file("FILE"), "Where to; - is standard output, as without it."),
      OptionSpecification("force", "Replace FILE if it is there."),
    ],
    examples: [
      .init("concord export s.concord --what ratings --format jsonl -o ratings.jsonl", "all"),
      .init("concord export s.concord --what dpo -o pairs.jsonl", "for preference tuning"),
    ])

  static let check = CommandSpecification(
    "check", "look for damage in a study, or for mistakes in a task file",
    details: [
      "For a study: SQLite's integrity check, the foreign keys, and our own invariants. For a "
        + "task file (.yaml, .yml): each mistake with its line. Status 1 when something is wrong."
    ],
    operands: [OperandSpecification("FILE", "A study or a task file.")],
    options: [json])

  static let backup = CommandSpecification(
    "backup", "copy a study while people label",
    operands: [study, OperandSpecification("FILE", "The copy to make.")],
    options: [OptionSpecification("force", "Replace FILE if it is there.")])
}
