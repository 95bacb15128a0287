import TerminalCore

/// Where keys mean something: each screen is a context, and `everywhere` holds on all of them.
public enum ActionContext: String, Sendable, CaseIterable {
  case everywhere, welcome, about, label, list, agreement, disagreements, reader, reveal
  case sweep = "jury-sweep"
  case runs
  case runForm = "run-form"
  case monitor

  public var title: String {
    switch self {
    case .everywhere: "Everywhere"
    case .welcome: "Welcome"
    case .about: "About the study"
    case .label: "Labelling"
    case .list: "Work list"
    case .agreement: "Agreement"
    case .disagreements: "Disagreements"
    case .reader: "Verdict reader"
    case .reveal: "Who was who"
    case .sweep: "Jury sweep"
    case .runs: "Runs"
    case .runForm: "A new run"
    case .monitor: "Run monitor"
    }
  }
}

/// Everything a person can do with a key: its name in key files, what it does, and its keys.
public struct Action: Hashable, Sendable {
  public let id: ActionID
  public let context: ActionContext
  public let title: String
  public let keys: [Key]
  /// Shown in the footer, in this short form, where there is room; the lower the earlier.
  public let footer: (word: String, rank: Int)?

  init(
    _ id: ActionID, _ context: ActionContext, _ title: String, _ keys: [Key],
    footer: (word: String, rank: Int)? = nil
  ) {
    self.id = id
    self.context = context
    self.title = title
    self.keys = keys
    self.footer = footer
  }

  public static func == (left: Action, right: Action) -> Bool { left.id == right.id }

  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// The names of all actions, as key files and the palette write them.
public enum ActionID: String, Sendable, CaseIterable {
  case help, palette
  case commandLine = "command-line"
  case quit, interrupt, back, suspend, redraw
  case goLabel = "go-label"
  case goList = "go-list"
  case goAgreement = "go-agreement"
  case goAbout = "go-about"
  case goRuns = "runs"
  case goWelcome = "go-welcome"
  case chooseTheme = "choose-theme"
  case goItem = "go-to-item"
  case toggleMouse = "toggle-mouse"

  case up, down, left, right
  case pageUp = "page-up"
  case pageDown = "page-down"
  case top, bottom, open

  case choose1 = "choose-1"
  case choose2 = "choose-2"
  case choose3 = "choose-3"
  case choose4 = "choose-4"
  case chooseTie = "choose-tie"
  case chooseBothBad = "choose-both-bad"
  case chooseCorrect = "choose-correct"
  case chooseIncorrect = "choose-incorrect"
  case chooseUnsure = "choose-unsure"
  case skip, undo, redo, note, flag, retry
  case nextItem = "next-item"
  case previousItem = "previous-item"
  case nextUnlabelled = "next-unlabelled"
  case reveal

  case focusNext = "focus-next"
  case focusPrevious = "focus-previous"
  case toggleGoingOn = "toggle-going-on"
  case togglePrompt = "toggle-prompt"
  case toggleReference = "toggle-reference"
  case toggleMarkdown = "toggle-markdown"
  case cycleDifference = "cycle-difference"
  case nextDifference = "next-difference"
  case previousDifference = "previous-difference"
  case cycleScrollLock = "cycle-scroll-lock"
  case search
  case nextHit = "next-hit"
  case previousHit = "previous-hit"
  case nextTurn = "next-turn"
  case toggleStrip = "toggle-agreement-strip"
  case toggleLayout = "toggle-layout"

  case importFormat = "import-format"
  case importTask = "import-task"
  case importMeaning = "import-meaning"
  case importMeaningBack = "import-meaning-back"
  case importInto = "import-into"
  case importErrors = "import-errors"

  case filterState = "filter-state"
  case filterCategory = "filter-category"
  case filterFlagged = "filter-flagged"
  case filterDisagreement = "filter-disagreement"
  case filterClear = "filter-clear"
  case sort
  case sortReverse = "sort-reverse"
  case order = "queue-order"

  case tabNext = "tab-next"
  case tabPrevious = "tab-previous"
  case setReference = "set-reference"
  case referenceNext = "next-reference"
  case compareWith = "compare-with"
  case validate
  case coefficientNext = "coefficient-next"
  case sliceProperty = "slice-property"
  case policyUnparsed = "policy-unparsed"
  case policyTies = "policy-ties"
  case policyOrders = "policy-orders"
  case policyConsensus = "policy-consensus"
  case policyReveal = "policy-reveal"
  case disagreements
  case jurySweep = "jury-sweep"
  case markSeat = "mark-seat"
  case juryRule = "jury-rule"
  case moreSeats = "more-seats"
  case fewerSeats = "fewer-seats"
  case writeSweep = "write-sweep"
  case writeFigure = "write-figure"
  case labelThis = "label-this-item"
  case readVerdict = "read-verdict"

  case newRun = "new-run"
  case firstPrompt = "first-prompt"
  case editField = "edit-field"
  case tryRun = "try-run"
  case likeThis = "like-this"
  case markRun = "mark-run"
  case diffRuns = "diff-runs"
  case nextTrouble = "next-trouble"
  case wholeReplies = "whole-replies"
  case pauseRun = "pause-run"
  case stopRun = "stop-run"
  case moreParallel = "more-parallel"
  case lessParallel = "less-parallel"
}

extension Action {
  /// The one table from which keys, help, footer, palette and manual are made.
  public static let all: [Action] =
    everywhereActions + listLikeActions + labelActions + readingActions + importActions
    + workListActions
    + agreementActions + sweepActions + runActions

  private static let everywhereActions: [Action] = [
    Action(
      .help, .everywhere, "Show the keys of this screen", [.character("?"), .function(1)],
      footer: ("help", 9)),
    Action(.palette, .everywhere, "Find an action by words", [.control("p")]),
    Action(.commandLine, .everywhere, "Type a command", [.character(":")], footer: ("command", 92)),
    Action(.back, .everywhere, "Back to the screen before", [.escape, .backspace]),
    Action(
      .quit, .everywhere, "Leave; every label is saved already", [.character("q")],
      footer: ("quit", 91)),
    Action(
      .interrupt, .everywhere, "Stop what is running; twice in a row, leave", [.control("c")]),
    Action(.suspend, .everywhere, "Back to the shell for a while", [.control("z")]),
    Action(.redraw, .everywhere, "Draw the screen anew", [.control("l")]),
    Action(.goLabel, .everywhere, "Go to labelling", [.character("L")], footer: ("label", 80)),
    Action(.goList, .everywhere, "Go to the work list", [.character("W")], footer: ("list", 81)),
    Action(
      .goAgreement, .everywhere, "Go to agreement", [.character("A")],
      footer: ("agreement", 82)),
    Action(
      .goRuns, .everywhere, "Go to the runs of models", [.character("J")], footer: ("runs", 83)),
    Action(.goAbout, .everywhere, "Go to the study's first page", [.character("I")]),
    Action(.goWelcome, .everywhere, "Go to the welcome screen", []),
    Action(.goItem, .everywhere, "Jump: go to an item by its key or number", []),
    Action(.chooseTheme, .everywhere, "Choose colours, seeing each at once", [.character("T")]),
    Action(
      .toggleMouse, .everywhere, "Mouse for the program, or for selecting text in the terminal",
      [.character("M")]),
  ]
}
