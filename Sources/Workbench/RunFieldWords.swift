/// What a field of a run's form means, in a line.
enum RunFieldWords {
  static func line(_ id: String) -> String {
    let word = RunForm.numbered(id)?.word
    return word.flatMap { of[$0 + " N"] } ?? of[id] ?? ""
  }

  private static let of: [String: String] = [
    "kind": "who rates: one judge, a jury, a debate, a cascade, or a rule without a model",
    "name": "the name of the rater in every table; made of the choices where it is empty",
    "items": "which items: all, labelled, first=N, random=N, category=NAME, key=KEY, without=RATER",
    "model": "an endpoint of endpoints.yaml",
    "of": "models are asked now; finished raters are put together from their verdicts, at no cost",
    "seats": "how many sit in it; each may be another model",
    "seat N": "an endpoint of endpoints.yaml; a cascade asks the seats in this order",
    "rater N": "a rater that the study has; its verdicts are taken as they are",
    "jury-rule": "how the seats' answers become one",
    "quorum": "the least number of seats that have to answer",
    "threshold": "0 to 1: what a seat is less sure of is unsure, and goes to the next seat; how "
      + "sure it is shows in balanced orders, samples or log-probabilities",
    "rest": "what the last seat is unsure of is answered unsure, for people's work list",
    "roles": "how many speak",
    "role N": "what the role is called",
    "persona N": "who the role is and what it looks at, as the model is told",
    "model N": "the endpoint that speaks in this role",
    "rounds": "1 to 5 rounds of talk before the vote",
    "talk": "who hears what: all before, only earlier rounds, or only their summary",
    "vote": "blind: nobody sees another's vote; open: later voters hear the earlier",
    "decision": "the verdict by the mean of the roles' scores, or by the majority",
    "early-stop": "the talk ends as soon as a round leaves all of one opinion",
    "strategy":
      "direct names the better answer, combined scores all, independent scores each alone",
    "scale": "the highest score",
    "order": "how the answers stand; both asks twice, balanced asks twice for one verdict",
    "order-seed": "which random order: the same number, the same order",
    "repeats": "each is asked so many times, each time for a verdict of its own",
    "reference": "which reference answers are shown",
    "evidence": "reasons before the verdict, after it, or none",
    "step-by-step": "it is asked to work the task out by itself first",
    "criterion N": "NAME: what it means; something to judge by",
    "guidance": "what else is said before the question",
    "reasks": "how often it is asked again for an answer in form; as usual: 1, of a debate 2",
    "samples": "so many replies for one verdict; wants a temperature above 0",
    "logprobs": "alternatives of each token with their probabilities; none where it is empty",
    "weigh-scores": "with logprobs: scores are means weighted by their probabilities",
    "exemplars": "so many items with people's answers stand in the prompt",
    "exemplar-seed": "which exemplars: the same number, the same ones",
    "structured": "asks for JSON of a schema; the model has to say it can do that",
    "temperature": "0 to 2",
    "top-p": "above 0, at most 1; the model's own where it is empty",
    "max-tokens": "the longest reply",
    "seed": "a repeat adds its number to it; none where it is empty",
    "effort": "how much a model reasons, in its own word",
    "budget-calls": "stops after so many calls; none where it is empty",
    "budget-tokens": "stops after so many tokens; none where it is empty",
    "budget-money": "stops when so much is spent; none where it is empty",
    "rule": "what a judge without a model goes by",
  ]
}
