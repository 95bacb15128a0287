import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

extension WorkbenchState {
  mutating func goToAgreement() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    show(.agreement)
    return loadAgreementIfNeeded()
  }

  mutating func loadAgreementIfNeeded() -> [Effect] {
    guard agreement.tracker == nil, !agreement.isLoading else {
      agreement.refresh()
      return []
    }
    agreement.isLoading = true
    return [.loadTracker(agreement.policy)]
  }

  mutating func agreementMessage(_ message: Message) -> [Effect] {
    switch message {
    case .trackerLoaded(let load): return take(load)
    case .sliceLoaded(let column):
      agreement.tracker?.load(column)
      agreement.refresh()
    case .intervalsResampled(let intervals): agreement.resampled = intervals
    case .trendLoaded(let first, let second, let points):
      if first == agreement.reference, second == agreement.other { agreement.trend = points }
    default: break
    }
    return []
  }

  private mutating func take(_ load: TrackerLoad) -> [Effect] {
    var tracker = load.tracker
    if tracker.policy != agreement.policy { tracker.setPolicy(agreement.policy) }
    for change in agreement.waiting { tracker.apply(change) }
    agreement.tracker = tracker
    agreement.countedItems = load.countedItems
    agreement.isComplete = load.isComplete
    agreement.isLoading = !load.isComplete
    if load.isComplete { agreement.waiting = [] }
    agreement.chooseReference()
    agreement.refresh()
    guard load.isComplete else { return [] }
    return SliceColumn.Property.allCases.map(Effect.loadSlice) + resampling()
  }

  /// Ratings changed by a commit: each table one cell less, one cell more.
  mutating func agreementChanged(_ changes: [RatingChange]) -> [Effect] {
    guard !changes.isEmpty else { return [] }
    if agreement.isLoading { agreement.waiting += changes }
    guard agreement.tracker != nil else { return [] }
    for change in changes { agreement.tracker?.apply(change) }
    if screen == .agreement || label.stripIsShown { agreement.refresh() }
    return screen == .agreement ? resampling() : []
  }

  mutating func othersChanged(_ changes: [RatingChange], _ raters: [Rater]) -> [Effect] {
    for rater in raters { agreement.tracker?.add(rater) }
    return agreementChanged(changes)
  }

  /// Resampled intervals follow: only where the group is on the screen.
  private mutating func resampling() -> [Effect] {
    guard agreement.view == .everyone, let people = agreement.tracker?.humans, people.count > 1,
      let table = agreement.tracker?.group(people)
    else { return [] }
    agreement.resampled = nil
    return [.resample(members: people, table)]
  }

  // MARK: - Actions

  mutating func agreementAction(_ id: ActionID) -> [Effect] {
    switch id {
    case .tabNext: agreement.view = agreement.view.next
    case .tabPrevious: agreement.view = agreement.view.previous
    case .up: agreement.move(-1)
    case .down: agreement.move(1)
    case .pageUp: agreement.move(-max(1, size.rows - 10))
    case .pageDown: agreement.move(max(1, size.rows - 10))
    case .top: agreement.move(-1_000_000)
    case .bottom: agreement.move(1_000_000)
    case .left: agreement.moveAcross(-1)
    case .right: agreement.moveAcross(1)
    case .setReference: return setReference()
    case .sort: agreement.sort = agreement.sort.next
    case .coefficientNext: agreement.coefficient = agreement.coefficient.next
    case .sliceProperty: agreement.property = agreement.property.next
    case .open: return openCloser()
    case .disagreements: return openDisagreements(codes: nil)
    case .policyUnparsed: return changePolicy { $0.unparsed = $0.unparsed.next }
    case .policyTies: return changePolicy { $0.ties = $0.ties.next }
    case .policyOrders: return changePolicy { $0.orders = $0.orders.next }
    case .policyConsensus: return changePolicy { $0.consensus = $0.consensus.next }
    case .policyReveal: return changePolicy { $0.reveal = $0.reveal.next }
    default: return []
    }
    agreement.refresh()
    return resampling() + trendEffect()
  }

  private mutating func changePolicy(_ change: (inout AnalysisPolicy) -> Void) -> [Effect] {
    change(&agreement.policy)
    agreement.tracker?.setPolicy(agreement.policy)
    if agreement.tracker?.stream(agreement.reference ?? .majority) == nil {
      agreement.chooseReference()
    }
    agreement.refresh()
    return resampling()
  }

  private mutating func setReference() -> [Effect] {
    guard let chosen = agreement.selectedStream else { return [] }
    agreement.reference = chosen
    if agreement.other == chosen { agreement.other = nil }
    agreement.refresh()
    notice = Notice("everyone is compared with \(agreement.referenceName)")
    return trendEffect()
  }

  /// From the raters' table to one pair; from a cell of the pair to its items.
  private mutating func openCloser() -> [Effect] {
    switch agreement.view {
    case .raters, .pairs:
      guard let chosen = agreement.selectedStream else { return [] }
      if agreement.view == .pairs, let row = agreement.matrixRow { agreement.reference = row }
      guard chosen != agreement.reference else { return refuse("choose another rater than this") }
      agreement.other = chosen
      agreement.view = .pair
      agreement.cell = (0, 0)
      agreement.trend = []
      agreement.refresh()
      return trendEffect()
    case .pair: return openDisagreements(codes: agreement.cellCodes)
    case .everyone, .slices: return []
    }
  }

  private func trendEffect() -> [Effect] {
    guard agreement.view == .pair, let first = agreement.reference, let second = agreement.other
    else { return [] }
    return [.loadTrend(first: first, second: second)]
  }

  mutating func openDisagreements(codes: [Int]?) -> [Effect] {
    guard let first = agreement.reference,
      let second = agreement.view == .pair ? agreement.other : agreement.selectedStream,
      let tracker = agreement.tracker, first != second
    else { return refuse("choose a rater that differs from the reference") }
    let items = tracker.itemsWhere(first, second, codes: codes)
    guard !items.isEmpty else { return refuse("there is no such item") }
    disagreements = DisagreementScreen(
      first: first, second: second, firstName: agreement.name(of: first),
      secondName: agreement.name(of: second), items: items, codes: codes)
    show(.disagreements)
    return [.loadReveal(items[0])]
  }
}

extension CaseIterable where Self: Equatable {
  var previous: Self {
    let all = Array(Self.allCases)
    guard let at = all.firstIndex(of: self) else { return self }
    return all[(at + all.count - 1) % all.count]
  }
}
