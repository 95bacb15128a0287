import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  mutating func goToAgreement() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    show(.agreement)
    return loadAgreementIfNeeded() + agreementFollowUps()
  }

  mutating func loadAgreementIfNeeded() -> [Effect] {
    guard agreement.tracker == nil, !agreement.isLoading else {
      agreement.refresh()
      refreshStrip()
      return []
    }
    agreement.isLoading = true
    return [.loadTracker(agreement.policy)]
  }

  mutating func agreementMessage(_ message: Message) -> [Effect] {
    switch message {
    case .trackerLoaded(let load): return take(load)
    case .tablesCounted(let counted): return take(counted)
    case .sliceLoaded(let column):
      agreement.tracker?.load(column)
      agreement.refresh()
    case .intervalsResampled(let intervals): agreement.resampled[intervals.members] = intervals
    case .agreementSettled(let generation):
      if generation == agreement.generation { agreement.refresh() }
    case .labelOrderLoaded(let first, let second, let order):
      agreement.countTrend(first, second, order)
    default: break
    }
    return []
  }

  private mutating func take(_ load: TrackerLoad) -> [Effect] {
    var tracker = load.tracker
    tracker.countsWhenAsked = tracker.itemCount <= agreement.countedAtOnce
    agreement.counting = nil
    if tracker.policy != agreement.policy { tracker.setPolicy(agreement.policy) }
    for change in agreement.waiting { tracker.apply(change) }
    agreement.tracker = tracker
    agreement.countedItems = load.countedItems
    agreement.isComplete = load.isComplete
    agreement.isLoading = !load.isComplete
    if load.isComplete { agreement.waiting = [] }
    agreement.trend = nil
    agreement.chooseReference()
    agreement.refresh()
    refreshStrip()
    countSeats()
    guard load.isComplete else { return [] }
    return SliceColumn.Property.allCases.map(Effect.loadSlice) + agreementFollowUps()
  }

  /// Ratings changed by a commit: each table one cell less, one cell more.
  mutating func agreementChanged(_ changes: [RatingChange]) -> [Effect] {
    guard !changes.isEmpty else { return [] }
    if agreement.isLoading { agreement.waiting += changes }
    guard agreement.tracker != nil else { return [] }
    for change in changes { agreement.tracker?.apply(change) }
    agreement.counting?.since += changes
    refreshStrip()
    guard screen == .agreement else { return [] }
    agreement.refresh(.coefficients)
    agreement.generation += 1
    return [.settleAgreement(agreement.generation)] + resampling()
  }

  mutating func othersChanged(_ changes: [RatingChange], _ raters: [Rater]) -> [Effect] {
    for rater in raters where agreement.tracker?.rater(of: .rater(rater.id)) == nil {
      agreement.tracker?.add(rater)
      // A copy that is being counted lacks this rater.
      agreement.counting = nil
    }
    return agreementChanged(changes)
  }

  /// What is read or computed beside the figures, for the view that is shown.
  mutating func agreementFollowUps() -> [Effect] {
    guard agreement.tracker != nil else { return [] }
    return resampling() + trendEffect()
  }

  /// Resampled intervals follow: only where groups are on the screen, and only those not known.
  private mutating func resampling() -> [Effect] {
    guard agreement.view == .everyone else { return [] }
    agreement.resampled = agreement.resampled.filter { members, intervals in
      agreement.groups.contains { $0.ids == members && $0.table == intervals.table }
    }
    let missing = agreement.groups.filter { agreement.resampled[$0.ids] == nil }
    guard !missing.isEmpty else { return [] }
    return [.resample(missing.map { ResampleRequest(members: $0.ids, table: $0.table) })]
  }

  // MARK: - Actions

  mutating func agreementAction(_ id: ActionID) -> [Effect] {
    switch id {
    case .tabNext: turnTo(agreement.view.next)
    case .tabPrevious: turnTo(agreement.view.previous)
    case .up: agreement.move(-1)
    case .down: agreement.move(1)
    case .pageUp: agreementPage(-1)
    case .pageDown: agreementPage(1)
    case .top: agreement.move(-1_000_000)
    case .bottom: agreement.move(1_000_000)
    case .left: agreement.moveAcross(-1)
    case .right: agreement.moveAcross(1)
    case .previousItem: agreement.moveOther(-1)
    case .nextItem: agreement.moveOther(1)
    case .setReference: return setReference(agreement.selectedStream)
    case .referenceNext: return nextReference()
    case .sort where agreement.view == .slices:
      agreement.sliceSort = agreement.sliceSort.next
      agreement.slice = 0
    case .sort: agreement.sort.step(true)
    case .sortReverse: agreement.sort.isDescending.toggle()
    case .coefficientNext:
      guard agreement.view == .pairs else {
        return refuse("the matrix of Pairs shows one coefficient; this view shows all of them")
      }
      agreement.coefficient = agreement.coefficient.next
    case .sliceProperty:
      agreement.property = agreement.property.next
      agreement.slice = 0
    case .open: return openCloser()
    case .disagreements: return openDisagreements(.differing)
    case .policyUnparsed: return changePolicy(\.unparsed, \.next, \.meaning)
    case .policyTies: return changePolicy(\.ties, \.next, \.meaning)
    case .policyOrders: return changePolicy(\.orders, \.next, \.meaning)
    case .policyConsensus: return changePolicy(\.consensus, \.next, \.meaning)
    case .policyReveal: return changePolicy(\.reveal, \.next, \.meaning)
    default: return []
    }
    agreement.refresh()
    clampScrolls()
    return agreementFollowUps()
  }

  /// To another view; the rater under the mark comes along as the pair's second.
  private mutating func turnTo(_ view: AgreementScreen.View) {
    if agreement.view == .raters, let marked = agreement.selectedStream,
      marked != agreement.reference, marked != .majority
    {
      agreement.other = marked
    }
    if view == .pairs || view == .raters { agreement.selected = 0 }
    agreement.view = view
    agreement.openedFrom = nil
    agreement.scroll = 0
  }

  /// From a pair to the table that it was opened from; false where it was not opened from one.
  mutating func leavePair() -> Bool {
    guard agreement.view == .pair, let before = agreement.openedFrom else { return false }
    agreement.view = before
    agreement.openedFrom = nil
    agreement.scroll = 0
    agreement.refresh()
    return true
  }

  private mutating func agreementPage(_ step: Int) {
    let page = max(1, size.rows - 10)
    if agreement.view == .pair {
      agreement.scroll = max(0, agreement.scroll + step * page / 2)
    } else {
      agreement.move(step * page)
    }
  }

  /// Switches one policy, and says what it now means.
  private mutating func changePolicy<Choice>(
    _ part: WritableKeyPath<AnalysisPolicy, Choice>, _ next: KeyPath<Choice, Choice>,
    _ meaning: KeyPath<Choice, String>
  ) -> [Effect] {
    var policy = agreement.policy
    policy[keyPath: part] = policy[keyPath: part][keyPath: next]
    notice = Notice(policy[keyPath: part][keyPath: meaning])
    agreement.take(policy)
    guard agreement.tracker?.policy == policy else { return [] }
    agreement.policyTaken()
    agreement.refresh()
    refreshStrip()
    return agreementFollowUps()
  }

  private mutating func setReference(_ chosen: StreamID?) -> [Effect] {
    guard let chosen else { return [] }
    if agreement.view == .pair || agreement.view == .slices {
      agreement.other = agreement.reference
    } else if agreement.other == chosen {
      agreement.other = nil
    }
    agreement.reference = chosen
    agreement.refresh()
    notice = Notice("everyone is compared with \(agreement.referenceName)")
    return agreementFollowUps()
  }

  /// The majority, the adjudicated answers where there are any, each person; and round again.
  private mutating func nextReference() -> [Effect] {
    let choices = agreement.referenceChoices
    guard !choices.isEmpty else {
      return refuse("no person has labelled yet; r makes the marked rater the reference")
    }
    let at = choices.firstIndex { $0 == agreement.reference } ?? -1
    let next = choices[(at + 1) % choices.count]
    if agreement.other == next { agreement.other = nil }
    agreement.reference = next
    agreement.refresh()
    let settled =
      agreement.adjudicated == nil
      ? "; no adjudicated answers here: they come as a rater of kind consensus" : ""
    notice = Notice("everyone is compared with \(agreement.referenceName)" + settled)
    return agreementFollowUps()
  }

  /// From the raters' table to one pair; from a cell of the pair or a slice to its items.
  private mutating func openCloser() -> [Effect] {
    switch agreement.view {
    case .raters, .pairs:
      guard let chosen = agreement.selectedStream else { return [] }
      let first = agreement.view == .pairs ? agreement.matrixRow : agreement.reference
      guard chosen != first else { return refuse("this is one rater; choose two that differ") }
      agreement.reference = first
      agreement.other = chosen
      agreement.openedFrom = agreement.view
      agreement.view = .pair
      agreement.cell = (0, 0)
      agreement.scroll = 0
      agreement.refresh()
      return agreementFollowUps()
    case .pair:
      return openDisagreements(.cell(row: agreement.cell.row, column: agreement.cell.column))
    case .slices: return openDisagreements(.differing)
    case .everyone: return []
    }
  }

  /// The order of the labels, once for each pair that is looked at.
  private func trendEffect() -> [Effect] {
    guard agreement.view == .pair, let first = agreement.reference, let second = agreement.other,
      agreement.trend?.first != first || agreement.trend?.second != second
    else { return [] }
    return [.loadLabelOrder(first: first, second: second)]
  }

  mutating func openDisagreements(_ selection: PairSelection) -> [Effect] {
    guard let first = agreement.reference, let second = agreement.selectedStream,
      let tracker = agreement.tracker, first != second
    else { return refuse("choose a rater that differs from the reference") }
    var slice: (property: SliceColumn.Property, name: String)?
    if agreement.view == .slices, agreement.sliceRows.indices.contains(agreement.slice) {
      slice = (agreement.property, agreement.sliceRows[agreement.slice].name)
    }
    if let warning = warningBeforeLooking() { return refuse(warning) }
    let items = tracker.items(first, second, selection, slice: slice)
    guard !items.isEmpty else {
      return refuse(
        selection == .differing ? "the two differ on no item here" : "no item is in this cell")
    }
    disagreements = DisagreementScreen(
      first: first, second: second, firstName: agreement.name(of: first),
      secondName: agreement.name(of: second), items: items,
      title: title(of: selection) + (slice.map { ", \($0.property.rawValue) \($0.name)" } ?? ""))
    show(.disagreements)
    return [.loadReveal(items[0])]
  }

  /// Said once to a person who is still labelling: what is shown next takes away the blindness.
  private mutating func warningBeforeLooking() -> String? {
    let (done, total) = (label.progress.done, label.progress.total)
    guard !isWarnedOfLooking, done > 0, done < total else { return nil }
    isWarnedOfLooking = true
    return
      "this shows the others' answers, also to items that you have not labelled; a label after "
      + "that counts as one after looking. The same key once more shows them"
  }

  private func title(of selection: PairSelection) -> String {
    guard case .cell(let row, let column) = selection,
      let names = agreement.pairTable?.categories.names
    else { return "where they differ" }
    return row == column ? "both \(names[row])" : "\(names[row]) against \(names[column])"
  }
}

extension CaseIterable where Self: Equatable {
  var previous: Self {
    let all = Array(Self.allCases)
    guard let at = all.firstIndex(of: self) else { return self }
    return all[(at + all.count - 1) % all.count]
  }
}
