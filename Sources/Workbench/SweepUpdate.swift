import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  mutating func goToSweep() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    guard (session?.study.task.scale.categoryCount ?? 0) > 0 else {
      return refuse("answers that are rankings have no kappa: there is no sweep of them")
    }
    if screen != .agreement { show(.agreement) }
    show(.sweep)
    return loadAgreementIfNeeded() + [.loadRuns]
  }

  /// Keeps the seats that are offered, and asks for the juries of the ratings as they are, where
  /// the screen is shown and nobody has asked yet. O(raters).
  mutating func sweeping() -> [Effect] {
    guard screen == .sweep, let tracker = agreement.tracker, let reference = agreement.reference
    else { return [] }
    offerSeats(tracker, reference)
    let seats = sweep.seats
    let key = SweepScreen.Key(
      version: agreement.version, policy: tracker.policy, reference: reference, seats: seats,
      settings: sweep.settings)
    guard tracker.policy == agreement.policy, key != sweep.asked?.key else { return [] }
    // Juries of other seats or rules are no answer; those of the labels before are, for a moment.
    var before = sweep.asked?.key
    before?.version = key.version
    if before != key { sweep.swept = nil }
    guard seats.count >= sweep.settings.minSize else {
      sweep.swept = nil
      sweep.asked = nil
      return []
    }
    sweeps += 1
    sweep.asked = (key, sweeps)
    return [
      .sweepJuries(
        SweepRequest(
          number: sweeps, reference: reference, seats: seats, settings: sweep.settings,
          tracker: tracker))
    ]
  }

  private mutating func offerSeats(_ tracker: AgreementTracker, _ reference: StreamID) {
    let kinds: Set<RaterKind> = [.judge, .debate, .lexical, .imported]
    var unfinished = Set(runs.rows.filter { $0.run.state != .finished }.map(\.run.rater))
    if runs.isAtWork, let rater = runs.live?.rater { unfinished.insert(rater) }
    let all = tracker.streams.filter { stream in
      guard case .rater = stream.id else { return false }
      return kinds.contains(stream.kind) && stream.ratingCount > 0 && stream.id != reference
    }.map(\.id)
    let marked = sweep.candidates.indices.contains(sweep.seat) ? sweep.candidates[sweep.seat] : nil
    sweep.candidates = all.filter { id in
      if case .rater(let rater) = id { !unfinished.contains(rater) } else { false }
    }
    sweep.unfinished = all.count - sweep.candidates.count
    if sweep.chosen == nil, !sweep.candidates.isEmpty {
      sweep.chosen = Set(sweep.candidates.prefix(SweepScreen.firstSeats))
    }
    if let marked, let at = sweep.candidates.firstIndex(of: marked) { sweep.seat = at }
    sweep.seat = max(0, min(sweep.candidates.count - 1, sweep.seat))
  }

  mutating func sweepMessage(_ message: Message) -> [Effect] {
    switch message {
    case .juriesSwept(let swept):
      guard swept.number == sweep.asked?.number else { return [] }
      let marked = sweep.marked
      sweep.swept = swept
      // The mark stays with its jury, where it was moved at all.
      if let marked, sweep.jury > 0 {
        sweep.jury = sweep.shown.firstIndex { $0.members == marked.members } ?? sweep.jury
      }
      sweep.jury = max(0, min(sweep.jury, swept.juries.count - 1))
    case .juryComposed(let name, let answered, let abstained):
      notice = Notice(
        "\(name): \(answered) answers, \(abstained) without one; it is a rater now, on every "
          + "screen. Nobody was asked")
      return [.loadRuns]
    default: break
    }
    return []
  }

  // MARK: - Actions

  mutating func sweepAction(_ id: ActionID) -> [Effect] {
    let page = max(1, size.rows - 12)
    switch id {
    case .tabNext: turnSweep(1)
    case .tabPrevious: turnSweep(-1)
    case .up: moveInSweep(-1)
    case .down: moveInSweep(1)
    case .pageUp: moveInSweep(-page)
    case .pageDown: moveInSweep(page)
    case .top: moveInSweep(-1_000_000)
    case .bottom: moveInSweep(1_000_000)
    case .open where sweep.part == .juries: return openJury()
    case .open, .markSeat: return markSeat()
    case .juryRule:
      let rules = SweepScreen.rules
      let at = rules.firstIndex(of: sweep.settings.rule) ?? 0
      sweep.settings.rule = rules[(at + 1) % rules.count]
      notice = Notice(sweep.settings.rule.meaning)
    case .moreSeats: sweep.settings.minSize = min(SweepScreen.mostSize, sweep.settings.minSize + 1)
    case .fewerSeats: sweep.settings.minSize = max(1, sweep.settings.minSize - 1)
    case .sort:
      sweep.isByCost.toggle()
      sweep.jury = 0
    case .writeSweep: return askForFile()
    default: break
    }
    return []
  }

  private mutating func turnSweep(_ step: Int) {
    let parts: [SweepScreen.Part] =
      sweepHasRoom ? [.seats, .juries] : [.seats, .juries, .picture]
    let at = parts.firstIndex(of: sweep.part) ?? 0
    sweep.part = parts[(at + step + parts.count) % parts.count]
  }

  private mutating func moveInSweep(_ step: Int) {
    if sweep.part == .seats {
      sweep.seat = max(0, min(sweep.candidates.count - 1, sweep.seat + step))
    } else {
      sweep.jury = max(0, min((sweep.swept?.juries.count ?? 0) - 1, sweep.jury + step))
    }
  }

  private mutating func markSeat() -> [Effect] {
    guard sweep.part == .seats, sweep.candidates.indices.contains(sweep.seat) else {
      return refuse("\(keyName(.tabNext)) goes to the seats")
    }
    let id = sweep.candidates[sweep.seat]
    let isMarked = sweep.chosen?.contains(id) == true
    guard isMarked || sweep.seats.count < JurySweep.mostSeats else {
      return refuse(
        "a sweep has at most \(JurySweep.mostSeats) seats: unmark one before you mark another")
    }
    sweep.chosen = (sweep.chosen ?? []).symmetricDifference([id])
    sweep.jury = 0
    return []
  }

  /// Shows a jury's seats, and offers to make it a rater.
  private mutating func openJury() -> [Effect] {
    guard let jury = sweep.marked, sweep.isCurrent else {
      return refuse("the juries are being counted")
    }
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only; a jury writes into it")
    }
    let names = seatNames(jury)
    guard names.count > 1 else { return refuse("a jury of one is its seat: \(names[0])") }
    overlay = .line(
      LineOverlay(
        purpose: .juryName(seats: names, members: jury.members), text: proposedName(names),
        hint: "Enter makes it a rater, Esc leaves", isProposal: true))
    return []
  }

  func seatNames(_ jury: SweptJury) -> [String] {
    guard let seats = sweep.swept?.seats else { return [] }
    return jury.seats.filter { $0 < seats.count }.map { agreement.name(of: seats[$0]) }
  }

  /// As `concord run jury` names it; another rule than plurality is said.
  private func proposedName(_ seats: [String]) -> String {
    Run.juryName(seats: seats)
      + (sweep.settings.rule == .plurality ? "" : "/" + sweep.settings.rule.name)
  }

  mutating func composeJury(_ seats: [String], named name: String) -> [Effect] {
    guard !name.isEmpty else { return refuse("a jury needs a name") }
    notice = Notice("\(name): put together from what its seats have said " + dots)
    return [
      .composeJury(JuryComposition(name: name, seats: seats, rule: sweep.settings.rule))
    ]
  }

  private mutating func askForFile() -> [Effect] {
    guard sweep.isCurrent else { return refuse("the juries are being counted") }
    overlay = .line(
      LineOverlay(
        purpose: .sweepFile, text: "jury_sweep.json", hint: "a file that is not there yet",
        isProposal: true))
    return []
  }

  mutating func writeSweep(to path: String) -> [Effect] {
    guard let swept = sweep.swept, !path.isEmpty else { return [] }
    let seats = swept.seats.map { id in
      PublishedJury.Seat(
        name: agreement.name(of: id), model: agreement.tracker?.rater(of: id)?.model ?? "")
    }
    return [.writeSweep(SweepExport(path: path, seats: seats, juries: swept.juries))]
  }
}

extension SweepScreen {
  static let mostSize = JurySweep.mostSeats
}

extension PanelRule {
  /// What it makes of the seats' answers, in a few words.
  var meaning: String {
    switch self {
    case .plurality: "plurality: the answer with the most votes; a tie where several have as many"
    case .tieYields: "tie-yields: as plurality, but a tie gives way to one other answer"
    case .mean: "mean: the better mean of the seats' scores; equal ones are a tie"
    case .median: "median: the better median of the seats' scores; equal ones are a tie"
    case .weighted: "each vote by its weight"
    case .unanimous: "what all seats say, or no answer"
    }
  }
}
