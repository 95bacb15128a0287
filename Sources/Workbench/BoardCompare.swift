import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Differences of kappas and swap consistencies that are to be computed from a copy of the tracker,
/// while keys and labels go on.
public struct KappaComparison: Hashable, Sendable {
  /// Numbers the comparisons of a program: an answer to an older one is of no use.
  public var number: Int
  public var reference: StreamID
  public var marked: StreamID
  /// Whose kappas are compared with that of the marked rater.
  public var raters: [StreamID]
  /// Whose answers in both orders are set side by side.
  public var swaps: [StreamID]
  public var resamples = 10_000
  private var tracker: AgreementTracker

  init(
    number: Int, reference: StreamID, marked: StreamID, raters: [StreamID], swaps: [StreamID],
    tracker: AgreementTracker
  ) {
    self.number = number
    self.reference = reference
    self.marked = marked
    self.raters = raters
    self.swaps = swaps
    self.tracker = tracker
  }

  /// The tracker is what was there when it was asked, so that the number stands for it.
  public static func == (left: KappaComparison, right: KappaComparison) -> Bool {
    left.number == right.number && left.reference == right.reference
      && left.marked == right.marked && left.raters == right.raters && left.swaps == right.swaps
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Compares one rater after the other, and hands out each. The same draws as `concord compare`
  /// makes where nothing else is asked of it.
  ///
  /// - Parameter isCancelled: asked before each rater; true ends the comparison.
  /// - Cost: two passes over the items for each rater, and `resamples` draws.
  public func run(isCancelled: () -> Bool, answer: (ComparedKappas) -> Void) {
    for id in swaps where !raters.contains(id) {
      if isCancelled() { return }
      answer(ComparedKappas(number: number, rater: id, swap: .some(swap(id))))
    }
    for id in raters {
      if isCancelled() { return }
      let paired = tracker.pairedKappas(marked, id, with: reference)
      let difference = ComparedKappas.Difference(
        commonItems: paired.itemCount, test: paired.test(resamples: resamples, seed: 1))
      answer(
        ComparedKappas(
          number: number, rater: id, difference: difference,
          swap: swaps.contains(id) ? .some(swap(id)) : nil))
    }
  }

  private func swap(_ id: StreamID) -> SwapConsistency? {
    tracker.rater(of: id).flatMap { tracker.swapConsistency(of: $0.id) }
  }
}

/// What came of a comparison for one rater.
public struct ComparedKappas: Hashable, Sendable {
  /// Its kappa less the marked rater's.
  public struct Difference: Hashable, Sendable {
    /// Items that the tables of both raters have.
    public var commonItems: Int
    /// Nil where a kappa is undefined on them.
    public var test: KappaDifferenceTest?

    public init(commonItems: Int, test: KappaDifferenceTest?) {
      self.commonItems = commonItems
      self.test = test
    }
  }

  public var number: Int
  public var rater: StreamID
  /// Nil for the marked rater.
  public var difference: Difference?
  /// Nil where it was not asked for; nil inside where no item was answered in both orders.
  public var swap: SwapConsistency??

  public init(
    number: Int, rater: StreamID, difference: Difference? = nil, swap: SwapConsistency?? = nil
  ) {
    self.number = number
    self.rater = rater
    self.difference = difference
    self.swap = swap
  }
}

extension WorkbenchState {
  /// Asks for the differences of the ratings as they are, where the board is shown and nobody has
  /// asked yet; those of other ratings are forgotten.
  mutating func comparing() -> [Effect] {
    guard agreement.view == .board, !agreement.isCounting, let tracker = agreement.tracker,
      let reference = agreement.reference, let marked = agreement.board.marked
    else { return [] }
    let raters = tracker.streams.map(\.id).filter { id in
      agreement.board.rows.contains { $0.id == id }
    }
    let key = BoardView.Key(
      version: agreement.version, policy: tracker.policy, reference: reference, marked: marked,
      raters: Set(raters))
    guard key != agreement.board.asked?.key else { return [] }
    if key.policy != agreement.board.asked?.key.policy { agreement.board.swaps = [:] }
    agreement.board.differences = [:]
    agreement.refreshBoard()
    comparisons += 1
    agreement.board.asked = (key, comparisons)
    let swaps = raters.filter { agreement.board.swaps[$0] == nil }
    return [
      .compareKappas(
        KappaComparison(
          number: comparisons, reference: reference, marked: marked,
          raters: raters.filter { $0 != marked }, swaps: swaps, tracker: tracker))
    ]
  }

  /// Reads anew how raters came to their answers, where the ratings have changed since.
  mutating func readingConduct() -> [Effect] {
    guard [.board, .figures].contains(agreement.view), agreement.tracker != nil,
      agreement.board.conductVersion != agreement.version
    else { return [] }
    agreement.board.conductVersion = agreement.version
    return [.loadConduct]
  }

  mutating func take(_ compared: ComparedKappas) {
    guard compared.number == agreement.board.asked?.number else { return }
    agreement.board.differences[compared.rater] = compared.difference
    if let swap = compared.swap { agreement.board.swaps[compared.rater] = .some(swap) }
    if agreement.view == .board { agreement.refreshBoard() }
  }
}
