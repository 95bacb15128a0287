import AnnotationModel
import Judging
import RunExecution

/// The commands that let models rate.
extension CommandTable {
  static let run = CommandSpecification(
    "run", "let a judge, a jury, a debate or a rule rate the items",
    details: [
      "Asks models of endpoints.yaml (concord models lists them) about each item, and keeps every "
        + "try, reply and verdict in the study. The run's name is its rater's: agree, compare and "
        + "every screen know it as they know people.",
      "To go on with a run that was broken off, say the same again: what the study holds is not "
        + "asked twice. Several processes may say it at once, and share the work.",
      "Before anything is sent, the number of calls, tokens (an estimate) and the money stand on "
        + "standard error; on a terminal it asks, elsewhere it wants --yes where money is spent. "
        + "Ctrl-C stops cleanly: what was paid is kept.",
      "A jury of raters that the study has is put together from their verdicts, and asks nobody; "
        + "one of models asks them all.",
      "A cascade asks its --seats one after the other: each passes on what it is unsure of, and "
        + "what the last is unsure of is left to people (an answer unsure, for the work list).",
      "A sweep makes a judge of each of --models with each strategy and scale, with one estimate "
        + "and one budget over all, each a rater judge/MODEL/STRATEGY-SCALE; it prints which of "
        + "them agrees best with --against, whether that can be told, and how often each says tie. "
        + "--table prints it again.",
      "promote takes the strategy and scale that won the sweep, and all else that it asked, to "
        + "items that it was not chosen on: --to judge (one of each model), --to jury (of all "
        + "models) or --to debate (one of each model).",
      "again asks what a run asked --like it, or what a file says that `concord runs STUDY NAME "
        + "--save FILE` wrote and you have changed: settings, prompts and exemplars as they stand "
        + "there. --name makes it a run of its own.",
      "lexical needs no model: --rule longer, first, random, exact or contains.",
    ],
    operands: [
      OperandSpecification(
        "KIND",
        choices: [
          "judge", "jury", "debate", "cascade", "lexical", "sweep", "promote", "again",
        ], "What rates."), study,
    ],
    options: whoOptions + sweepOptions + questionOptions + samplingOptions + panelOptions
      + doingOptions,
    examples: [
      .init(
        "concord run judge s.concord --model gpt-4o-mini --order both --yes",
        "one judge, each pair in both orders"),
      .init("concord run judge s.concord --model llama --dry-run", "see the first prompt"),
      .init(
        "concord run jury s.concord --seats judge/a,judge/b,judge/c --name jury/abc",
        "a jury of finished runs"),
      .init(
        "concord run debate s.concord --model llama --rounds 2 --yes", "three roles, two rounds"),
      .init(
        "concord run sweep s.concord --models a,b --items random=100",
        "which way of asking agrees best with the people?"),
      .init(
        "concord run promote s.concord --to jury --models a,b,c",
        "the best way, by a jury, on the other items"),
      .init("concord run lexical s.concord --rule longer", "who is longer wins: a baseline"),
    ])

  static let runs = CommandSpecification(
    "runs", "list the study's runs, or show one",
    details: [
      "Each run with how it stands, its verdicts and those without an answer, the calls that it "
        + "made, their tokens and what they cost. With NAME, that run, and with --json its frozen "
        + "specification too: settings, models and prompts in full.",
      "--save writes that specification to a file, --diff says in what it differs from another "
        + "run's or a file's, setting by setting, and prompts line by line.",
    ],
    operands: [
      study,
      OperandSpecification("NAME", .optional, isFile: false, "A run's name; all without it."),
    ],
    options: [
      OptionSpecification(
        "save", .file("FILE"), "Write the run's specification; - is standard output."),
      OptionSpecification("diff", .text("OTHER"), "In what it differs from this run or file."),
      json,
    ],
    examples: [
      .init("concord runs s.concord judge/llama --diff judge/gemma", "in what two runs differ"),
      .init("concord runs s.concord", "all"),
      .init("concord runs s.concord judge/llama --json", "one, with its specification"),
    ])

  static let reparse = CommandSpecification(
    "reparse", "read a run's kept replies again with this program's parser",
    details: [
      "Asks nobody and pays nothing. Where the parser now reads something else, the study gets one "
        + "more verdict, which counts; the one before stays in the file."
    ],
    operands: [study, OperandSpecification("NAME", .one, isFile: false, "The run's name.")],
    options: [json],
    examples: [.init("concord reparse s.concord judge/llama", "after a new version")])

  private static let whoOptions: [OptionSpecification] = [
    OptionSpecification("model", .text("NAME"), "The model, as endpoints.yaml calls it."),
    OptionSpecification(
      "seats", .text("A,B,…"),
      "A jury's models, or raters that the study has; a cascade's models, the cheapest first."),
    OptionSpecification(
      "roles", .file("FILE"),
      "A debate's roles as YAML: a list of name, persona and, if you like, model; General Public, "
        + "Psychologist and Critic without it."),
    OptionSpecification(
      "name", .text("RATER"),
      "The run's name; KIND/MODEL without it. What the names of a sweep's begin with; judge "
        + "without it."),
    OptionSpecification(
      "items", .text("FILTER"),
      "Only these items: \(ItemSelection.words), with commas between. promote takes those that the "
        + "sweep has not seen without it."),
    OptionSpecification(
      "endpoints", .file("FILE"), "Read models from this file instead of the usual ones."),
    OptionSpecification(
      "url", .text("URL"), "With --model: a server that stands in no file."),
  ]

  private static let sweepOptions: [OptionSpecification] = [
    OptionSpecification(
      "models", .text("A,B,…"), "A sweep's models; promote's, the sweep's own without it."),
    OptionSpecification(
      "strategies", .text("A,B,…"), "A sweep's: direct, combined, independent; all without it."),
    OptionSpecification(
      "scales", .text("A,B,…"), "A sweep's: 5, 10, 100; all without it. direct has none."),
    OptionSpecification(
      "against", .text("RATER"),
      "Whom a sweep's judges should agree with; the majority of people without it."),
    OptionSpecification(
      "like", .text("RUN|FILE"), "For again: a run of the study, or a saved file."),
    OptionSpecification("table", "Print a sweep's table of what is there, and ask nobody."),
    OptionSpecification(
      "to", .choice(StrategySweep.Promotion.allCases.map(\.rawValue)),
      "What promote makes of the winner."),
    OptionSpecification(
      "from", .file("STUDY"), "For promote: the sweep was made in this other study."),
    OptionSpecification(
      "sweep", .text("NAME"), "For promote: the --name that the sweep had; judge without it."),
  ]

  private static let questionOptions: [OptionSpecification] = [
    OptionSpecification(
      "strategy", .choice(JudgeStrategy.allCases.map(\.rawValue)),
      "direct names the better answer, combined scores all in one reply, independent scores each "
        + "alone; direct without it."),
    OptionSpecification(
      "scale", .choice(["5", "10", "100"]), "The highest score; 10 without it."),
    OptionSpecification(
      "order", .choice(OrderChoice.allCases.map(\.rawValue)),
      "How the answers stand; both asks twice for two verdicts, balanced twice for one. stored "
        + "without it."),
    OptionSpecification("order-seed", .number("N"), "For --order random."),
    OptionSpecification(
      "repeats", .number("N"),
      "Ask each so many times, each a verdict of its own: concord consistency compares them, and "
        + "the first counts elsewhere. 1 without it."),
    OptionSpecification(
      "reference", .choice(ReferenceCondition.allCases.map(\.rawValue)),
      "The reference answers that a judge is shown; none without it."),
    OptionSpecification(
      "evidence", .choice(Evidence.allCases.map(\.rawValue)),
      "Reasons before the verdict, after it, or none; first without it."),
    OptionSpecification("step-by-step", "Ask it to work the task out by itself first."),
    OptionSpecification(
      "criterion", .text("NAME: WHAT"), repeats: true, "Something to judge by, and what it means."),
    OptionSpecification("guidance", .text("TEXT"), "What else to say before the question."),
    OptionSpecification(
      "reasks", .number("N"), "Ask so often again for an answer in form, 0 to 3; 1 without it."),
    OptionSpecification(
      "samples", .number("N"),
      "Ask N times for one verdict, which the mean score or the most frequent answer gives; wants "
        + "a temperature above 0. FairEval's calibration is --samples 3 --order balanced "
        + "--strategy combined --temperature 1."),
    OptionSpecification(
      "weigh-scores", "With --logprobs: scores are means weighted by their probabilities."),
    OptionSpecification(
      "exemplars", .number("K"),
      "Show K items with people's answers, of other questions than those judged."),
    OptionSpecification("exemplar-seed", .number("N"), "Which ones; 1 without it."),
    OptionSpecification(
      "structured", "Ask for JSON of a schema; the model has to say it can do that."),
  ]

  private static let samplingOptions: [OptionSpecification] = [
    OptionSpecification("temperature", .text("T"), "0 to 2; 0 without it."),
    OptionSpecification("top-p", .text("P"), "Above 0, at most 1."),
    OptionSpecification("max-tokens", .number("N"), "The longest reply; 1024 without it."),
    OptionSpecification("seed", .number("N"), "A repeat adds its number to it."),
    OptionSpecification("effort", .text("WORD"), "How much a model reasons, in its own word."),
    OptionSpecification(
      "logprobs", .number("N"), "Ask for N alternatives of each token with their probabilities."),
  ]

  private static let panelOptions: [OptionSpecification] = [
    OptionSpecification(
      "rule",
      .choice(PanelRule.names + [RunOptions.weighted] + LexicalRule.allCases.map(\.rawValue)),
      "How a jury decides (plurality without it), or what a lexical judge goes by. weighted weighs "
        + "each seat by its agreement with people on items that are held out for that, and gives "
        + "no verdict on these; weights and items are kept in the run."),
    OptionSpecification(
      "held-out", .text("SHARE"),
      "For --rule weighted: the share of people's questions that is held out; 0.5 without it."),
    OptionSpecification("held-out-seed", .number("N"), "Which ones; 1 without it."),
    OptionSpecification(
      "quorum", .number("N"), "The least number of a jury's answers; 1 without it."),
    OptionSpecification(
      "threshold", .text("P"),
      "A cascade's seat passes on what it is less sure of than this, 0 to 1; 0.75 without it."),
    OptionSpecification("rounds", .number("N"), "A debate's rounds, 1 to 5; 2 without it."),
    OptionSpecification(
      "talk", .choice(DebateTalk.allCases.map(\.rawValue)),
      "Who hears what in a debate; one-by-one without it."),
    OptionSpecification("open-vote", "The last votes of a debate are heard by the next voter."),
    OptionSpecification(
      "decision", .choice(DebateDecision.allCases.map(\.rawValue)),
      "A debate's verdict by the mean of scores, or by the majority; mean without it."),
    OptionSpecification("early-stop", "A debate ends as soon as all agree."),
  ]

  private static let doingOptions: [OptionSpecification] = [
    OptionSpecification("parallel", .number("N"), "Items under way at a time; 64 without it."),
    OptionSpecification("budget-calls", .number("N"), "Stop this sitting after so many calls."),
    OptionSpecification("budget-tokens", .number("N"), "Stop this sitting after so many tokens."),
    OptionSpecification("budget-money", .text("SUM"), "Stop this sitting when so much is spent."),
    OptionSpecification(
      "failures", .number("N"),
      "Stop when so many calls of a model in a row got no reply (20); 0 never stops for it."),
    OptionSpecification("keep-failed", "Do not ask again where an earlier sitting got no reply."),
    OptionSpecification("dry-run", "Print the first prompt and send nothing."),
    OptionSpecification("plan-only", "Send nothing: say what it would be, or write --batch files."),
    OptionSpecification(
      "batch", .choice(["openai", "vllm"]), "With --plan-only and --output: the calls as a file."),
    OptionSpecification(
      "output", short: "o", .file("FILE"), "Where --batch writes to; - is standard output."),
    OptionSpecification(
      "collect", .file("FILE"), "Take in the results of a batch, and conclude what they allow."),
    OptionSpecification("yes", "Start without asking."),
    json,
  ]
}
