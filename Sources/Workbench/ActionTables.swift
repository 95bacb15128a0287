import TerminalCore

extension Action {
  /// Moving in anything that is a list or a text.
  static let listLikeActions: [Action] =
    [
      ActionContext.welcome, .about, .list, .agreement, .disagreements, .sweep, .reader, .reveal,
      .runs, .runForm, .monitor,
    ]
    .flatMap { context in
      [
        Action(.up, context, "Up", [.up, .character("k")]),
        Action(.down, context, "Down", [.down, .character("j")]),
        Action(.pageUp, context, "A page up", [.pageUp, .control("b")]),
        Action(.pageDown, context, "A page down", [.pageDown, .control("f"), .character(" ")]),
        Action(.top, context, "To the beginning", [.home, .character("g")]),
        Action(.bottom, context, "To the end", [.end, .character("G")]),
        Action(.open, context, openTitle(context), [.enter], footer: (openWord(context), 1)),
      ]
    }

  private static func openWord(_ context: ActionContext) -> String {
    switch context {
    case .about: "begin"
    case .reader, .reveal: "back"
    case .runForm: "start"
    case .runs: "watch"
    case .monitor: "its items"
    default: "open"
    }
  }

  private static func openTitle(_ context: ActionContext) -> String {
    switch context {
    case .welcome: "Open what is marked"
    case .about: "Begin"
    case .agreement: "Look closer: a rater's pair, a cell's or slice's items"
    case .reader, .reveal: "Back to the item"
    case .sweep: "Mark a seat; show a jury's seats, and make it a rater"
    case .runForm: "Start the run, or go on with it"
    case .runs: "Watch the marked run"
    case .monitor: "The work list with the marked group's items; back comes back"
    default: "Open the item"
    }
  }

  static let labelActions: [Action] = [
    Action(
      .choose1, .label, "The left (first) response; score 1", [.character("1")],
      footer: ("left", 1)),
    Action(
      .choose2, .label, "The right (second) response; score 2", [.character("2")],
      footer: ("right", 2)),
    Action(.choose3, .label, "The third response; score 3", [.character("3")]),
    Action(.choose4, .label, "The fourth response; score 4", [.character("4")]),
    Action(.chooseTie, .label, "A tie", [.character("0"), .character("t")], footer: ("tie", 3)),
    Action(.chooseBothBad, .label, "Both are bad", [.character("b")], footer: ("both bad", 4)),
    Action(.chooseCorrect, .label, "Correct", [.character("y")], footer: ("correct", 1)),
    Action(.chooseIncorrect, .label, "Incorrect", [.character("x")], footer: ("incorrect", 2)),
    Action(.chooseUnsure, .label, "Cannot tell", [.character("c")], footer: ("cannot tell", 3)),
    Action(
      .skip, .label, "Skip this item; it can be labelled later", [.character("s")],
      footer: ("skip", 5)),
    Action(.undo, .label, "Undo, without limit", [.character("u")], footer: ("undo", 6)),
    Action(.redo, .label, "Redo what was undone", [.control("r")], footer: ("redo", 20)),
    Action(.note, .label, "Write a note", [.character("n")], footer: ("note", 7)),
    Action(.flag, .label, "Flag, or take the flag away", [.character("f")], footer: ("flag", 8)),
    Action(.retry, .label, "Try again to save what could not be saved", [.character("!")]),
    Action(.nextItem, .label, "Next item", [.character("]"), .right], footer: ("next", 12)),
    Action(.previousItem, .label, "Previous item", [.character("["), .left]),
    Action(.nextUnlabelled, .label, "Next item without a label", [.character(">")]),
    Action(
      .open, .label, "Go on, where an answered item stays", [.enter]),
    Action(
      .reveal, .label, "After labelling: who was who, and what the others said",
      [.character("R")], footer: ("reveal", 13)),
  ]

  static let readingActions: [Action] = [
    Action(.up, .label, "Scroll up", [.up, .character("k")]),
    Action(.down, .label, "Scroll down", [.down, .character("j")], footer: ("scroll", 14)),
    Action(.pageUp, .label, "A page up", [.pageUp, .control("b")]),
    Action(.pageDown, .label, "A page down", [.pageDown, .control("f"), .character(" ")]),
    Action(.top, .label, "To the beginning", [.home, .character("g")]),
    Action(.bottom, .label, "To the end", [.end, .character("G")]),
    Action(
      .focusNext, .label,
      "What moving keys scroll: all, one response alone, the prompt; where one response is "
        + "shown at a time: flip to the other",
      [.tab], footer: ("pane", 15)),
    Action(
      .focusPrevious, .label,
      "The same backwards: from all to a long prompt at once; Esc: all",
      [.backTab]),
    Action(.togglePrompt, .label, "Fold or unfold the prompt", [.character("p")]),
    Action(.toggleReference, .label, "Show or hide the reference", [.character("r")]),
    Action(.toggleMarkdown, .label, "Markdown rendered or raw", [.character("m")]),
    Action(
      .cycleDifference, .label, "Differences: off, words, sentences", [.character("d")],
      footer: ("diff", 10)),
    Action(.nextDifference, .label, "To the next difference", [.character("}")]),
    Action(.previousDifference, .label, "To the difference before", [.character("{")]),
    Action(
      .cycleScrollLock, .label, "When all scroll: by proportion, by paragraph, or apart",
      [.character("l")]),
    Action(
      .toggleGoingOn, .label, "After an answer: the next item by itself, or stay",
      [.character("o")]),
    Action(.search, .label, "Search in the texts", [.character("/")], footer: ("search", 16)),
    Action(.nextHit, .label, "Next hit", [.character("N"), .function(3)]),
    Action(.previousHit, .label, "Hit before", [.character("P")]),
    Action(.nextTurn, .label, "Next turn of the conversation", [.character("v")]),
    Action(.toggleLayout, .label, "Side by side, stacked, or one at a time", [.character("z")]),
    Action(.toggleStrip, .label, "Live agreement under the texts, on or off", [.character("a")]),
  ]

  static let importActions: [Action] = [
    Action(
      .importFormat, .welcome, "Before an import: read the file as another format",
      [.character("f")], footer: ("format", 2)),
    Action(
      .importTask, .welcome, "Before an import: another task for the new study",
      [.character("t")], footer: ("task", 3)),
    Action(
      .importMeaning, .welcome, "Before an import: another meaning for the marked field",
      [.character("m"), .right], footer: ("meaning", 4)),
    Action(
      .importMeaningBack, .welcome, "Before an import: the meaning before", [.left]),
    Action(
      .importInto, .welcome, "Before an import: another study file for it",
      [.character("i")], footer: ("into", 6)),
    Action(
      .importErrors, .welcome, "Before an import: a bad row stops it, or is left out",
      [.character("e")], footer: ("bad rows", 5)),
  ]

  static let workListActions: [Action] = [
    Action(
      .filterState, .list, "Any, unlabelled, labelled, skipped", [.character("s")],
      footer: ("state", 2)),
    Action(.filterCategory, .list, "Next category", [.character("c")], footer: ("category", 3)),
    Action(.filterFlagged, .list, "Flagged only", [.character("f")], footer: ("flagged", 4)),
    Action(
      .filterDisagreement, .list, "Where your label differs from the next rater's",
      [.character("d")], footer: ("differs", 9)),
    Action(.search, .list, "Find by words in the texts", [.character("/")], footer: ("find", 5)),
    Action(
      .sort, .list, "Sort by file order, key, category, length", [.character("o")],
      footer: ("sort", 6)),
    Action(
      .order, .list, "Order of labelling: file, random, balanced, contested",
      [.character("O")], footer: ("order", 7)),
    Action(.filterClear, .list, "All items again", [.character("x")], footer: ("clear", 8)),
  ]

  static let agreementActions: [Action] = [
    Action(
      .tabNext, .agreement, "Next view: raters, pairs, one pair, everyone, slices, compare",
      [.tab],
      footer: ("view", 2)),
    Action(.tabPrevious, .agreement, "View before", [.backTab]),
    Action(
      .left, .agreement, "Left; the column before; compare: the columns before",
      [.left, .character("h")]),
    Action(
      .right, .agreement, "Right; the next column; compare: more columns",
      [.right, .character("l")]),
    Action(
      .compareWith, .agreement, "Compare the others with the marked rater, on the same items",
      [.character("v")], footer: ("compare", 4)),
    Action(
      .validate, .agreement, "Check-list: whether the marked judge can stand in for people",
      [.character("V")], footer: ("check", 8)),
    Action(
      .setReference, .agreement, "Make the marked rater the reference", [.character("r")],
      footer: ("reference", 3)),
    Action(
      .referenceNext, .agreement, "Reference: majority, adjudicated, each person",
      [.character("R")]),
    Action(.sort, .agreement, "Sort by the next column", [.character("o")], footer: ("sort", 4)),
    Action(.sortReverse, .agreement, "Sort the other way round", [.character("O")]),
    Action(.nextItem, .agreement, "One pair, slices, figures: the next rater", [.character("]")]),
    Action(
      .previousItem, .agreement, "One pair, slices, figures: the rater before", [.character("[")]),
    Action(
      .coefficientNext, .agreement,
      "Another coefficient in the matrix or on its page; another picture",
      [.character("c")],
      footer: ("coefficient", 6)),
    Action(.sliceProperty, .agreement, "Slice by another property", [.character("y")]),
    Action(
      .writeFigure, .agreement, "Write the picture of the view Figures as SVG", [.character("w")],
      footer: ("write", 4)),
    Action(
      .policyUnparsed, .agreement, "Unparsed: drop, tie, own, wrong, recorded",
      [.character("u")], footer: ("policies", 10)),
    Action(.policyTies, .agreement, "Ties: keep or exclude", [.character("t")]),
    Action(.policyOrders, .agreement, "Swapped orders: merge or separate", [.character("s")]),
    Action(
      .policyConsensus, .agreement, "A split majority is a tie, or dropped",
      [.character("m")]),
    Action(.policyReveal, .agreement, "Blind labels only, or all", [.character("b")]),
    Action(
      .jurySweep, .agreement, "Sweep: every jury that finished raters would make",
      [.character("S")], footer: ("juries", 7)),
    Action(
      .disagreements, .agreement, "Item by item where the pair differs", [.character("d")],
      footer: ("differences", 5)),
    Action(
      .labelThis, .disagreements, "Go to this item's label screen", [.character("l")],
      footer: ("label it", 3)),
    Action(
      .nextItem, .disagreements, "The next item", [.character("]"), .right], footer: ("next", 2)),
    Action(.previousItem, .disagreements, "The item before", [.character("["), .left]),
    Action(
      .readVerdict, .disagreements, "Read the verdict or the debate", [.character("v")],
      footer: ("verdict", 4)),
    Action(
      .readVerdict, .reveal, "Read the marked rater's verdict", [.character("v")],
      footer: ("verdict", 2)),
    Action(.reveal, .reveal, "Back to the item", [.character("R")]),
    Action(.nextItem, .reader, "The next item of the list", [.character("]"), .right]),
    Action(.previousItem, .reader, "The item before", [.character("["), .left]),
  ]
}
