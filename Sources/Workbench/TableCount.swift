import AnnotationAnalysis
import AnnotationModel

/// Tables that are counted in a copy of the tracker, while keys and labels go on.
public struct TableCount: Hashable, Sendable {
  /// Numbers the counts of a program: an answer to an older one is of no use.
  public var number: Int
  /// The policy that they are counted under; the copy's own may be another.
  public var policy: AnalysisPolicy
  /// In the order in which they are wanted.
  public var requests: [TableRequest]
  private var tracker: AgreementTracker

  init(
    number: Int, policy: AnalysisPolicy, requests: [TableRequest], tracker: AgreementTracker
  ) {
    self.number = number
    self.policy = policy
    self.requests = requests
    self.tracker = tracker
  }

  /// The tracker is what was there when it was asked, so that the number stands for it.
  public static func == (left: TableCount, right: TableCount) -> Bool {
    left.number == right.number && left.policy == right.policy && left.requests == right.requests
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(number) }

  /// Counts one table after the other, and hands out what there is every tenth of a second and at
  /// the end. O(items) for each table.
  ///
  /// - Parameters:
  ///   - clock: Milliseconds of any clock.
  ///   - isCancelled: Asked before each table; true ends the count without an answer.
  public func run(
    clock: () -> Milliseconds, isCancelled: () -> Bool, answer: (CountedTables) -> Void
  ) {
    var counted = CountedTables(number: number, tracker: tracker, isLast: false)
    if counted.tracker.policy != policy { counted.tracker.setPolicy(policy) }
    var told = clock()
    for (at, request) in requests.enumerated() {
      if isCancelled() { return }
      counted.tracker.count(request)
      guard at < requests.count - 1, clock() - told >= 100 else { continue }
      answer(counted)
      told = clock()
    }
    counted.isLast = true
    if !isCancelled() { answer(counted) }
  }
}

/// The copy of the tracker with more tables than it had; labels that came since are not in it.
public struct CountedTables: Sendable {
  public var number: Int
  public var tracker: AgreementTracker
  public var isLast: Bool
}

extension AgreementScreen {
  /// What is being counted elsewhere.
  struct Counting {
    var number: Int
    var policy: AnalysisPolicy
    var requests: Set<TableRequest>
    /// Labels that came since the copy was made.
    var since: [RatingChange] = []
  }

  /// Whether figures of the view have yet to be counted; what is found slice by slice comes after
  /// them, except where slices are the view.
  public var isCounting: Bool {
    guard let tracker else { return false }
    return tracker.policy != policy || lacksTables
      || view == .slices && tracker.wanted.contains(where: \.isOfSlices)
  }

  /// Whether tables of the whole are missing.
  var lacksTables: Bool { tracker?.wanted.contains { !$0.isOfSlices } ?? false }

  /// Whether anything is being counted, be it only for the slices.
  public var isCountingMore: Bool { counting != nil }

  /// Changes what counts as what: at once where that takes no pass over the items.
  mutating func take(_ new: AnalysisPolicy) {
    policy = new
    counting = nil
    guard let tracker, tracker.countsWhenAsked || !tracker.recounts(under: new) else { return }
    self.tracker?.setPolicy(new)
  }

  /// The count to start, if something is missing that none is about.
  fileprivate mutating func nextCount(_ number: Int) -> TableCount? {
    guard let tracker, tracker.policy != policy || !tracker.wanted.isEmpty else { return nil }
    if let counting, counting.policy == policy,
      tracker.wanted.allSatisfy({ counting.requests.contains($0) || $0.isOfSlices })
    {
      return nil
    }
    counting = Counting(number: number, policy: policy, requests: tracker.wanted)
    let wanted = tracker.wanted.partitioned { !$0.isOfSlices }
    return TableCount(
      number: number, policy: policy, requests: wanted.first + wanted.second, tracker: tracker)
  }

  /// Takes the counted tables, with the labels that came meanwhile. False where they are of
  /// something that is no longer asked for.
  fileprivate mutating func take(_ counted: CountedTables) -> Bool {
    guard let counting, counting.number == counted.number, let old = tracker else { return false }
    var new = counted.tracker
    for property in old.loadedSlices where new.sliceColumn(property) == nil {
      old.sliceColumn(property).map { new.load($0) }
    }
    for change in counting.since { new.apply(change) }
    tracker = new
    if counted.isLast { self.counting = nil }
    return true
  }
}

extension WorkbenchState {
  /// Asks for the tables that are missing after a change of the state.
  mutating func countTables() -> [Effect] {
    guard let count = agreement.nextCount(tableCounts + 1) else { return [] }
    tableCounts += 1
    return [.countTables(count)]
  }

  mutating func take(_ counted: CountedTables) -> [Effect] {
    let before = agreement.tracker?.policy
    guard agreement.take(counted) else { return [] }
    if agreement.tracker?.policy != before { agreement.policyTaken() }
    if screen == .agreement { agreement.refresh() }
    refreshStrip()
    return agreementFollowUps()
  }
}

extension Sequence {
  /// The elements for which it holds, and the others.
  fileprivate func partitioned(
    _ belongs: (Element) -> Bool
  ) -> (first: [Element], second: [Element]) {
    (filter(belongs), filter { !belongs($0) })
  }
}
