import AnnotationModel
import Judging
import ModelCalls

/// The one way to a model: through the gate of its endpoint and the run's budget, tried again where
/// that may help, each try a record.
actor CallDesk {
  /// What came of a call; nil of `outcome` where the run stopped before it was answered.
  struct Work: Sendable {
    var outcome: CallOutcome?
    var records: [CallRecord] = []
    /// Whether the records are in the file.
    var isKept = false
  }

  private let endpoints: [String: Endpoint]
  private let client: any ModelClient
  private let retry: RetryPolicy
  private let mostFailures: Int
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var gates: [String: RateGate] = [:]
  private var budget: Budget
  /// Calls given up since the endpoint's last reply.
  private var failuresInARow: [String: Int] = [:]
  /// Calls at a time, by endpoint.
  private var limits: [String: Int] = [:]
  private var unitsUnderWay = 0
  /// Calls and units that wait for room, each with its item.
  private var waiting: [(item: ItemID, call: CheckedContinuation<Void, Never>)] = []
  private(set) var stop: RunStop?
  private var pausedSince: ContinuousClock.Instant?
  private var pausedBefore = Duration.zero
  private(set) var counts: [String: EndpointCounts] = [:]

  /// - Parameter mostFailures: calls given up in a row that stop the run; 0 for never.
  init(
    _ endpoints: [String: Endpoint], client: any ModelClient, budget: Budget, retry: RetryPolicy,
    mostFailures: Int
  ) {
    self.endpoints = endpoints
    self.client = client
    self.budget = budget
    self.retry = retry
    self.mostFailures = mostFailures
    start = clock.now
    for endpoint in endpoints.values {
      gates[endpoint.name] = RateGate(endpoint.limits)
      limits[endpoint.name] = endpoint.limits.parallel
    }
  }

  private var now: Duration { clock.now - start }

  // MARK: - What a person says while it goes

  /// Lets nothing more out; what is under way comes back.
  func halt(_ reason: RunStop) {
    stop = stop ?? reason
    wake()
  }

  func pause(_ isOn: Bool) {
    let time = clock.now
    if isOn, pausedSince == nil { pausedSince = time }
    if !isOn, let since = pausedSince {
      pausedBefore += time - since
      pausedSince = nil
    }
    wake()
  }

  var isPaused: Bool { pausedSince != nil }

  /// How long all pauses up to a moment were.
  func paused(until time: ContinuousClock.Instant) -> Duration {
    pausedBefore + (pausedSince.map { max(.zero, time - $0) } ?? .zero)
  }

  func setParallel(_ most: Int) {
    for name in gates.keys {
      gates[name]?.setParallel(most)
      limits[name] = max(1, most)
    }
    wake()
  }

  var spent: CallCost { budget.spent }

  private func wake() {
    // What has begun earlier goes first.
    let all = waiting.sorted { $0.item.value < $1.item.value }
    waiting = []
    for one in all { one.call.resume() }
  }

  private func sleep(_ item: ItemID) async {
    await withCheckedContinuation { waiting.append((item, $0)) }
  }

  // MARK: - A unit

  /// Lets a unit begin while there is room: for twice as many as there are calls at a time, so that
  /// each end of a call finds another, and yet units come to their ends one after the other. With
  /// all at once, none of a thousand debates would end before nearly all do.
  /// - Returns: false where the run has stopped.
  func beginUnit(_ item: ItemID) async -> Bool {
    while stop == nil, !limits.isEmpty, unitsUnderWay >= 2 * limits.values.reduce(0, +) {
      await sleep(item)
    }
    guard stop == nil else { return false }
    unitsUnderWay += 1
    return true
  }

  func endUnit() {
    unitsUnderWay -= 1
    wake()
  }

  // MARK: - A call

  func perform(_ request: ModelRequest, key: CallKey, item: ItemID) async -> Work {
    var work = Work()
    guard let endpoint = endpoints[request.endpoint] else {
      work.outcome = .failed(CallFailure(.notFound, detail: "no endpoint \(request.endpoint)"))
      return work
    }
    let prompt = TokenEstimate.tokens(of: request.messages)
    let longest = TokenUsage(
      prompt: prompt, completion: request.settings.maximumTokens ?? 1_024)
    let reserved = CallCost(
      calls: 1, tokens: longest.total, money: endpoint.prices.cost(of: longest))
    var number = 1
    while true {
      guard let ticket = await admit(endpoint, tokens: longest.total, of: item) else { return work }
      if let limit = budget.reserve(reserved) {
        settle(endpoint, ticket, .failed)
        halt(.budget(limit))
        return work
      }
      let sentAt = Clock.now()
      let attempt = await client.attempt(request, at: endpoint)
      let record = finish(
        attempt,
        CallRecord(
          key: key.hexadecimal, item: item, attempt: number, endpoint: endpoint.name,
          model: request.model, status: CallRecord.replied, sentAt: sentAt),
        endpoint, ticket, reserved, longest)
      switch attempt.result {
      case .success(let reply):
        work.records.append(record)
        work.outcome = .reply(reply)
        failuresInARow[endpoint.name] = 0
        return work
      case .failure(let failure):
        // What we ended ourselves says nothing about the endpoint.
        if failure.kind == .cancelled { return work }
        work.records.append(record)
        if failure.stopsTheRun {
          halt(.endpoint(endpoint.name, failure.words(at: endpoint)))
          return work
        }
        let jitter = Double.random(in: 0..<1)
        guard let wait = retry.wait(after: failure, attempt: number, jitter: jitter) else {
          work.outcome = .failed(failure)
          giveUp(failure, endpoint)
          return work
        }
        number += 1
        await rest(wait)
      }
    }
  }

  /// Counts a call that is not tried again, and stops the run where too many follow each other: a
  /// network that is away would else make a failure of every unit that is left.
  private func giveUp(_ failure: CallFailure, _ endpoint: Endpoint) {
    guard failure.isOfTheEndpoint else { return }
    let count = failuresInARow[endpoint.name, default: 0] + 1
    failuresInARow[endpoint.name] = count
    guard mostFailures > 0, count >= mostFailures else { return }
    halt(.outage(endpoint.name, calls: count, failure.words(at: endpoint)))
  }

  /// Waits, but no longer than the run goes on: whoever stops it does not wait for a next try.
  private func rest(_ wait: Duration) async {
    let end = now + wait
    while stop == nil, !Task.isCancelled, now < end {
      try? await Task.sleep(for: min(end - now, .milliseconds(200)))
    }
  }

  private func admit(
    _ endpoint: Endpoint, tokens: Int, of item: ItemID
  ) async -> RateGate.Ticket? {
    while stop == nil, !Task.isCancelled {
      if isPaused {
        await sleep(item)
        continue
      }
      guard let admission = gates[endpoint.name]?.admit(tokens: tokens, now: now) else {
        return nil
      }
      switch admission {
      case .send(let ticket): return ticket
      case .full: await sleep(item)
      case .wait(let until): try? await Task.sleep(for: min(until - now, .seconds(1)))
      }
    }
    return nil
  }

  private func settle(
    _ endpoint: Endpoint, _ ticket: RateGate.Ticket, _ outcome: RateGate.Outcome,
    tokens: Int? = nil
  ) {
    gates[endpoint.name]?.settle(ticket, outcome, tokens: tokens, now: now)
    wake()
  }

  /// Counts an attempt and says what the file will keep of it.
  private func finish(
    _ attempt: CallAttempt, _ begun: CallRecord, _ endpoint: Endpoint, _ ticket: RateGate.Ticket,
    _ reserved: CallCost, _ longest: TokenUsage
  ) -> CallRecord {
    var record = begun
    record.latencyMicroseconds = attempt.latency.microseconds
    var actual = CallCost(calls: 1)
    var outcome = RateGate.Outcome.failed
    var used: Int?
    switch attempt.result {
    case .success(let reply):
      outcome = .answered
      let usage =
        reply.usage
        ?? TokenUsage(
          prompt: longest.prompt, completion: TokenEstimate.tokens(of: reply.text))
      used = usage.total
      let money = endpoint.prices.cost(of: usage)
      actual = CallCost(calls: 1, tokens: usage.total, money: money)
      record.take(reply, cost: money)
    case .failure(let failure):
      if failure.asksForLess { outcome = .refused(retryAfter: failure.retryAfter) }
      record.status = failure.kind.rawValue
      record.httpStatus = failure.status
      record.detail = failure.detail
    }
    budget.settle(reserved: reserved, actual: actual)
    counts[endpoint.name, default: EndpointCounts()].add(record)
    settle(endpoint, ticket, outcome, tokens: used)
    return record
  }

}

extension CallRecord {
  mutating func take(_ reply: ModelReply, cost money: Money) {
    self.reply = reply.text
    finish = reply.finish.description
    reportedModel = reply.reportedModel
    promptTokens = reply.usage?.prompt
    completionTokens = reply.usage?.completion
    cost = money.billionths
    tokens = TokenChoiceText.text(of: reply.tokens)
  }

  /// The reply that was kept, as it came.
  var modelReply: ModelReply {
    ModelReply(
      text: reply, finish: FinishReason(finish),
      usage: promptTokens.map { TokenUsage(prompt: $0, completion: completionTokens ?? 0) },
      reportedModel: reportedModel, tokens: TokenChoiceText.tokens(from: tokens))
  }
}

extension Duration {
  var microseconds: Int64 {
    components.seconds * 1_000_000 + components.attoseconds / 1_000_000_000_000
  }
}
