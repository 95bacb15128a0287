import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls

/// Runs a protocol over units, many at a time: what the file holds already is not asked again, so
/// that to start and to go on are the same.
public actor Runner {
  /// How a sitting goes: its limits, and what is asked again.
  public struct Options: Sendable {
    public var limits = Budget.Limits.none
    public var retry = RetryPolicy()
    /// Units under way at a time; the endpoints' own limits hold besides.
    public var parallel = 64
    /// Calls of one endpoint in a row, each tried as often as `retry` allows, without a reply: so
    /// many stop the run. 0 for never.
    public var mostFailuresInARow = 20
    /// Whether units that ended without any reply are asked again.
    public var retriesFailed = true

    /// Whether units that were concluded on are concluded on again, as far as kept replies go.
    public var concludesAgain = false
    /// The whole run's units where a sitting is given some of them only: it does not finish the
    /// run while others are left. Nil where it is given all.
    public var unitsOfTheRun: Int?

    public init() {}
  }

  public nonisolated let run: Run
  private let form: RunProtocol
  private let seats: [RaterID]
  private let store: AnnotationStore
  private let reader: AnnotationStore
  private let desk: CallDesk
  private let ledger: LedgerDesk
  private let options: Options
  private var tally = RunProgress()
  private let clock = ContinuousClock()
  private var begun: ContinuousClock.Instant

  /// - Parameters:
  ///   - store: writes what comes.
  ///   - reader: another connection to the same file, for items and kept replies.
  /// - Throws: `RunMistake` where the specification cannot be run on the study's scale.
  public init(
    _ run: Run, _ specification: RunSpecification, scale: Scale, seats: [RaterID] = [],
    store: AnnotationStore, reader: AnnotationStore, client: any ModelClient,
    spent: CallCost = .zero, options: Options = Options()
  ) throws {
    self.run = run
    self.seats = seats
    self.store = store
    self.reader = reader
    self.options = options
    form = try RunProtocol(specification, scale: scale)
    desk = CallDesk(
      specification.endpoints, client: client, budget: Budget(options.limits, spent: spent),
      retry: options.retry, mostFailures: options.mostFailuresInARow)
    ledger = LedgerDesk(store, run: run.id)
    begun = clock.now
  }

  // MARK: - While it goes

  /// How far this sitting is, at any moment of it and after it.
  public func progress() async -> RunProgress {
    var result = tally
    result.endpoints = await desk.counts
    result.isPaused = await desk.isPaused
    result.stop = await desk.stop
    let time = clock.now
    result.elapsed = max(.zero, time - begun - (await desk.paused(until: time)))
    return result
  }

  /// Sends nothing more; what is under way comes back and is kept, and `perform` returns.
  public func stop() async { await desk.halt(.asked) }

  /// Holds back what is not sent yet, until it is called with false.
  public func pause(_ isOn: Bool) async { await desk.pause(isOn) }

  /// The most calls at a time for each endpoint, at least 1; the window grows towards it.
  public func setParallel(_ most: Int) async { await desk.setParallel(most) }

  // MARK: - The run

  /// Concludes on all units that have no verdict yet. Returns why it stopped before; nil where all
  /// is done.
  public func perform(_ units: [RunUnit]) async -> RunStop? {
    begun = clock.now
    do throws(StorageError) {
      try await releaseTheDead()
      let done: Set<RunUnit> =
        options.concludesAgain
        ? [] : try await reader.concluded(of: run, withFailures: !options.retriesFailed)
      let left = done.isEmpty ? units : units.filter { !done.contains($0) }
      tally.planned = units.count
      tally.before = units.count - left.count
      let queue = UnitQueue(
        left, of: run, in: store, batch: max(64, options.parallel * 2),
        claims: !options.concludesAgain)
      let listener = Task { await self.listen() }
      await work(through: queue)
      try await finishWhatOthersHad(queue)
      listener.cancel()
      await queue.release()
      let stop = try await self.stop(whatIsLeftOf: options.unitsOfTheRun)
      try await store.endRun(
        run.id, stop?.state ?? .finished, detail: stop.map { "\($0)" } ?? "", at: Clock.now())
      return stop
    } catch {
      return .storage("\(error)")
    }
  }

  /// Waits for what other processes of this run hold, and takes over what they leave: who has said
  /// to do all of it is told that it is done only when it is.
  private func finishWhatOthersHad(_ queue: UnitQueue) async throws(StorageError) {
    defer { tally.heldByOthers = 0 }
    var wait = 500
    while await desk.stop == nil {
      let refused = await queue.takeRefused()
      guard !refused.isEmpty else { return }
      let done = try await reader.concluded(of: run, withFailures: false)
      let open = refused.filter { !done.contains($0) }
      tally.before += refused.count - open.count
      tally.heldByOthers = open.count
      guard !open.isEmpty else { return }
      await rest(milliseconds: wait)
      // To look costs a pass over the run's verdicts: less and less often.
      wait = min(wait * 2, 8_000)
      try await releaseTheDead()
      await queue.handOut(open)
      await work(through: queue)
    }
  }

  /// Waits, but no longer than the run goes on.
  private func rest(milliseconds: Int) async {
    for _ in 0..<max(1, milliseconds / 100) {
      guard await desk.stop == nil else { return }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  private func stop(whatIsLeftOf all: Int?) async throws(StorageError) -> RunStop? {
    if let stop = await desk.stop { return stop }
    guard let all else { return nil }
    let done = try await reader.concluded(of: run, withFailures: true).count
    return done < all ? .trial(done: done, of: all) : nil
  }

  /// Stops where the file says so: another process has asked for it.
  private func listen() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(1))
      guard !Task.isCancelled, let now = try? await reader.run(named: run.name) else { continue }
      if now.state == .stopped { await desk.halt(.asked) }
    }
  }

  private func releaseTheDead() async throws(StorageError) {
    for owner in try await store.claimOwners(of: run.id) where UnitQueue.isGone(owner) {
      try await store.releaseClaims(of: run.id, owner: owner)
    }
  }

  private func work(through queue: UnitQueue) async {
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<max(1, options.parallel) {
        group.addTask { await self.work(at: queue) }
      }
    }
  }

  private nonisolated func work(at queue: UnitQueue) async {
    do throws(StorageError) {
      while await desk.stop == nil, let unit = try await queue.next() {
        guard let item = try await reader.wholeItem(unit.item) else { continue }
        guard await desk.beginUnit(unit.item) else { return }
        try await conclude(unit, item)
        await desk.endUnit()
      }
    } catch {
      await desk.halt(.storage("\(error)"))
    }
  }

  private nonisolated func conclude(_ unit: RunUnit, _ item: Item) async throws(StorageError) {
    if let verdict = form.verdict(item, unit) {
      let kept = RunVerdict(rater: run.rater, item: unit.item, verdict: verdict)
      try await ledger.keep([], [kept])
      return await count(verdict, unit.item)
    }
    guard var machine = form.machine(item, unit) else { return }
    var step = machine.begin()
    var talk = UnitTalk()
    while case .ask(let calls) = step {
      guard let outcomes = try await ask(calls, unit.item, &talk) else {
        // What was paid is kept, and what was not asked is asked next time.
        return try await ledger.keep(talk.unkept, [])
      }
      step = machine.receive(outcomes)
      if case .ask = step {
        try await ledger.keep(talk.unkept, [])
        talk.unkept = []
      }
    }
    guard case .conclude(let conclusions) = step else { return }
    let marks = talk.marks(of: item)
    let verdicts = conclusions.compactMap { conclusion -> RunVerdict? in
      guard let rater = rater(of: conclusion) else { return nil }
      return RunVerdict(
        rater: rater, item: unit.item, verdict: conclusion.verdict,
        confidence: conclusion.confidence, marks: marks, calls: talk.keys(ofSeat: conclusion.seat))
    }
    try await ledger.keep(talk.unkept, verdicts)
    if let own = conclusions.first(where: { $0.seat == nil }) {
      await count(own.verdict, unit.item, talk.exchanges)
    }
  }

  private nonisolated func rater(of conclusion: Conclusion) -> RaterID? {
    guard let seat = conclusion.seat else { return run.rater }
    return seats.indices.contains(seat) ? seats[seat] : nil
  }

  private func count(
    _ verdict: Verdict, _ item: ItemID,
    _ exchanges: [(asked: [ChatMessage], replied: String)] = []
  ) { tally.add(verdict, of: item, exchanges) }

  private func countCached(_ calls: Int) { tally.cached += calls }

  /// The outcomes of calls, from the file where it has them; nil where the run stopped.
  private nonisolated func ask(
    _ calls: [ProtocolCall], _ item: ItemID, _ talk: inout UnitTalk
  ) async throws(StorageError) -> [CallSlot: CallOutcome]? {
    let keyed = calls.map { (call: $0, key: CallKey($0.request)) }
    let held = try await reader.replies(to: keyed.map(\.key.hexadecimal))
    var outcomes: [CallSlot: CallOutcome] = [:]
    for (call, key) in keyed {
      talk.asked(key.hexadecimal, call)
      guard let record = held[key.hexadecimal] else { continue }
      outcomes[call.slot] = .reply(record.modelReply)
      talk.heard(record)
    }
    if !outcomes.isEmpty { await countCached(outcomes.count) }
    let works = try await works(on: keyed.filter { outcomes[$0.call.slot] == nil }, item)
    var isComplete = true
    for (slot, work) in works {
      if !work.isKept { talk.unkept += work.records }
      for record in work.records where record.status == CallRecord.replied { talk.heard(record) }
      guard let outcome = work.outcome else {
        isComplete = false
        continue
      }
      outcomes[slot] = outcome
    }
    return isComplete ? outcomes : nil
  }
}

extension Runner {
  /// Asks all at once. What comes while others are still awaited is kept at once, so that a kill
  /// costs no more than the calls under way; the last one's tries are left to whoever concludes.
  private nonisolated func works(
    on calls: [(call: ProtocolCall, key: CallKey)], _ item: ItemID
  ) async throws(StorageError) -> [(slot: CallSlot, work: CallDesk.Work)] {
    let result = await withTaskGroup(of: (CallSlot, CallDesk.Work).self) { group in
      for (call, key) in calls {
        group.addTask { [desk] in
          (call.slot, await desk.perform(call.request, key: key, item: item))
        }
      }
      var result: [(slot: CallSlot, work: CallDesk.Work)] = []
      var failure: StorageError?
      for await (slot, var work) in group {
        if result.count + 1 < calls.count {
          do throws(StorageError) {
            try await ledger.keep(work.records, [])
            work.isKept = true
          } catch {
            failure = failure ?? error
          }
        }
        result.append((slot, work))
      }
      return (result, failure)
    }
    if let failure = result.1 { throw failure }
    return result.0
  }
}
