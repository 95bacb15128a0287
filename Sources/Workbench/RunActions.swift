import TerminalCore

extension Action {
  static let runActions: [Action] = [
    Action(.newRun, .runs, "Choose a new run", [.character("n")], footer: ("new run", 2)),
    Action(
      .likeThis, .runs, "Start again like this one: its choices in a new run's form",
      [.character("a")], footer: ("like this", 3)),
    Action(
      .retry, .runs, "Go on with the marked run: what is left, and what failed",
      [.character("!")], footer: ("go on", 4)),
    Action(
      .markRun, .runs, "Mark a run to compare another with it, or take the mark away",
      [.character("m")], footer: ("mark", 5)),
    Action(
      .diffRuns, .runs, "In what the run is asked otherwise than the one with the mark, or back",
      [.character("d")], footer: ("differs", 6)),
    Action(
      .left, .runForm, "The choice before", [.left, .character("h")]),
    Action(
      .right, .runForm, "The next choice", [.right, .character("l")], footer: ("change", 2)),
    Action(
      .editField, .runForm, "Type a value into the marked field", [.character("e")],
      footer: ("type", 3)),
    Action(
      .firstPrompt, .runForm, "The whole first prompt, or back", [.character("p")],
      footer: ("prompt", 4)),
    Action(
      .tryRun, .runForm, "Try three items; they count as part of the run", [.character("t")],
      footer: ("try three", 5)),
    Action(
      .pauseRun, .monitor, "Pause, or go on", [.character("p")],
      footer: ("pause", 2)),
    Action(
      .stopRun, .monitor, "Stop cleanly; what is under way is kept", [.character("x")],
      footer: ("stop", 3)),
    Action(
      .moreParallel, .monitor, "Twice as many calls at a time", [.character("+")],
      footer: ("faster", 6)),
    Action(
      .lessParallel, .monitor, "Half as many calls at a time", [.character("-")],
      footer: ("slower", 7)),
    Action(
      .retry, .monitor, "The plan of going on with an ended run: what is left, what failed",
      [.character("!")], footer: ("go on", 2)),
    Action(
      .wholeReplies, .monitor, "The last prompts and replies; a label after it is no blind one",
      [.character("v")], footer: ("whole", 4)),
    Action(
      .nextTrouble, .monitor, "The next group of what failed or has no answer", [.tab],
      footer: ("group", 5)),
    Action(
      .likeThis, .monitor, "Start again like this one: its choices in a new run's form",
      [.character("a")], footer: ("like this", 8)),
  ]
}
