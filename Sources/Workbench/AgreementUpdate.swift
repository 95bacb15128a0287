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
      guard generation == agreement.generation else { return [] }
      agreement.refresh()
      return screen == .agreement ? readingConduct() : []
    case .pairResampled(let resampled): agreement.pairResampling = resampled
    case .validated(let judge): agreement.validation.found = judge
    case .kappasCompared(let compared): take(compared)
    case .conductLoaded(let conduct):
      agreement.board.conduct = conduct
      if [.board, .figures].contains(agreement.view) { agreement.refresh(.coefficients) }
    case .systemsLoaded(let systems):
      agreement.figures.systems = systems
      if agreement.view == .figures { agreement.refresh(.coefficients) }
    case .consistenciesLoaded(let found): agreement.board.consistencies = found
    case .labelOrderLoaded(let first, let second, let order):
      agreement.countTrend(first, second, order)
      if agreement.view == .figures { agreement.refresh(.coefficients) }
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
    agreement.version += 1
    agreement.board.swaps = [:]
    agreement.countedItems = load.countedItems
    agreement.isComplete = load.isComplete
    agreement.isLoading = !load.isComplete
    if load.isComplete { agreement.waiting = [] }
    agreement.trend = nil
    agreement.figures.hasAskedForSystems = false
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
    agreement.version += 1
    agreement.board.forgetSwaps(of: Set(changes.compactMap { ($0.after ?? $0.before)?.rater }))
    refreshStrip()
    guard screen == .agreement else { return [] }
    agreement.refresh(.coefficients)
    agreement.generation += 1
    return [.settleAgreement(agreement.generation)] + resampling() + resamplingPair()
      + comparing() + validating()
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
    return resampling() + resamplingPair() + trendEffect() + comparing() + readingConduct()
      + validating() + readingSystems()
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

  /// The order of the labels, once for each pair that is looked at.
  private func trendEffect() -> [Effect] {
    guard [.pair, .figures].contains(agreement.view), let first = agreement.reference,
      let second = agreement.other,
      agreement.trend?.first != first || agreement.trend?.second != second
    else { return [] }
    return [.loadLabelOrder(first: first, second: second)]
  }

  /// Who wrote the responses, once after the ratings were read.
  private mutating func readingSystems() -> [Effect] {
    guard agreement.view == .figures, !agreement.figures.hasAskedForSystems else { return [] }
    agreement.figures.hasAskedForSystems = true
    return [.loadSystems]
  }
}
