import TerminalCore

extension Action {
  static let sweepActions: [Action] = [
    Action(
      .tabNext, .sweep, "To the seats, the juries, the picture", [.tab], footer: ("part", 2)),
    Action(.tabPrevious, .sweep, "The part before", [.backTab]),
    Action(
      .markSeat, .sweep, "Mark a rater as a seat, or not", [.character("x")],
      footer: ("seat", 3)),
    Action(
      .juryRule, .sweep, "Rule: plurality, tie-yields, mean, median", [.character("c")],
      footer: ("rule", 4)),
    Action(
      .moreSeats, .sweep, "Juries of more seats only", [.character("+")], footer: ("larger", 7)),
    Action(
      .fewerSeats, .sweep, "Juries of fewer seats too", [.character("-")],
      footer: ("smaller", 8)),
    Action(
      .sort, .sweep, "Sort by kappa or by cost", [.character("o")], footer: ("sort", 5)),
    Action(
      .writeSweep, .sweep, "Write all juries into a file, as published ones are",
      [.character("w")], footer: ("write", 6)),
  ]
}
