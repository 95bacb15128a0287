import TerminalCore

extension Action {
  static let runActions: [Action] = [
    Action(.newRun, .runs, "Choose a new run", [.character("n")], footer: ("new run", 2)),
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
      .pauseRun, .monitor, "Pause, or go on", [.character("p"), .character(" ")],
      footer: ("pause", 1)),
    Action(
      .stopRun, .monitor, "Stop cleanly; what is under way is kept", [.character("x")],
      footer: ("stop", 2)),
    Action(
      .moreParallel, .monitor, "Twice as many calls at a time", [.character("+")],
      footer: ("faster", 3)),
    Action(
      .lessParallel, .monitor, "Half as many calls at a time", [.character("-")],
      footer: ("slower", 4)),
    Action(
      .retry, .monitor, "Go on with an ended run: what is left, and what failed",
      [.character("!")], footer: ("go on", 5)),
  ]
}
