import Judging
import ModelCalls

/// The commands about the models that can be asked, and what they are told.
extension CommandTable {
  static let models = CommandSpecification(
    "models", "list the models that can be asked, or try them out",
    details: [
      "Models stand in endpoints.yaml in your configuration folder (concord info names it), and in "
        + "endpoints.yaml beside the study, whose names win. An entry with a mistake is left out "
        + "and said, and the others hold. Keys come from the environment or from a command; they "
        + "are never in the file, and nothing prints them.",
      "With --test, asks each model (or each NAME) for one letter, and once or twice more for "
        + "each of log-probabilities, a JSON schema and a seed, which costs some hundred tokens; "
        + "shows latency, tokens, the model as reported and what the server offers; says what is "
        + "wrong and what to do. Status 1 when one does not reply, cannot do what its entry "
        + "says, or was left out.",
      "With --url, one model that stands in no file; without --model, the only one that the "
        + "server offers.",
    ],
    operands: [
      OperandSpecification("NAME", .zeroOrMore, isFile: false, "Models; all without it.")
    ],
    options: [
      OptionSpecification("test", "Try each out with a few small calls."),
      OptionSpecification(
        "endpoints", .file("FILE"), "Read this file, and neither of the other two."),
      OptionSpecification("study", .file("STUDY"), "Read the endpoints.yaml beside it, too."),
      OptionSpecification("url", .text("URL"), "A base address, such as http://127.0.0.1:8080/v1."),
      OptionSpecification("model", .text("NAME"), "With --url: the model, as the server calls it."),
      OptionSpecification(
        "kind", .choice(EndpointKind.allCases.map(\.rawValue)),
        "With --url: how it is talked to; openai-chat without it."),
      OptionSpecification(
        "key-env", .text("NAME"), "With --url: the environment variable that holds the key."),
      OptionSpecification("example", "Print a commented endpoints.yaml and stop."),
      json,
    ],
    examples: [
      .init("concord models --example | tee endpoints.yaml", "begin a file"),
      .init("concord models --test gpt-4o-mini", "see whether one works, and what it can do"),
      .init("concord models --url http://127.0.0.1:8080/v1 --test", "a server of your own"),
    ])

  static let prompts = CommandSpecification(
    "prompts", "list, show, copy or check the prompt templates",
    details: [
      "Without an action, lists them: what each is for, its version (the beginning of a hash of "
        + "its text), and its places. Yours are NAME.prompt in the folder prompts in your "
        + "configuration folder; one that is called as one of the program's is used in its place.",
      "A template has lines === system, === user or === assistant, each of which begins a message. "
        + "{{name}} is replaced; what stands between {{#name}} and {{/name}} is kept where there "
        + "is a name, between {{^name}} and {{/name}} where there is none.",
      "check says what is wrong with templates or files, each mistake with its line: places that "
        + "there are not, and places that are needed and missing, such as the answers and the form "
        + "of the verdict. Status 1 when there is a mistake.",
    ],
    operands: [
      OperandSpecification(
        "ACTION", .optional, choices: ["list", "show", "copy", "check"], "What to do."),
      OperandSpecification(
        "WORD", .zeroOrMore,
        "show NAME; copy NAME FILE; check FILE...; a NAME of the list will do for check, too."),
    ],
    options: [
      OptionSpecification(
        "for", .choice(BuiltinPrompts.files.map(\.name)),
        "With check: the template in whose place the file is to be used; known from its name "
          + "without it, or else a judge's."),
      OptionSpecification("force", "With copy: replace FILE if it is there."),
      json,
    ],
    examples: [
      .init("concord prompts show judge-direct", "what a judge is told"),
      .init("concord prompts copy judge-direct strict.prompt", "begin one of your own"),
      .init("concord prompts check strict.prompt", "before a run"),
    ])
}
