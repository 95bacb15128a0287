import ModelCalls
import Testing

@Suite struct RateGateTests {
  private func send(_ gate: inout RateGate, at now: Duration, tokens: Int = 1)
    -> RateGate.Ticket?
  {
    if case .send(let ticket) = gate.admit(tokens: tokens, now: now) { ticket } else { nil }
  }

  /// Sends as many as the gate lets through, then answers all of them.
  private func round(_ gate: inout RateGate, at now: Duration) -> Int {
    var tickets: [RateGate.Ticket] = []
    while let ticket = send(&gate, at: now) { tickets.append(ticket) }
    for ticket in tickets { gate.settle(ticket, .answered, now: now) }
    return tickets.count
  }

  @Test("The window doubles while it binds, up to the parallelism allowed")
  func slowStart() {
    var gate = RateGate(RateLimits(parallel: 50))
    let sizes = (0..<6).map { round(&gate, at: .seconds($0)) }
    #expect(sizes == [4, 8, 16, 32, 50, 50])
  }

  @Test("A window that does not bind does not grow")
  func noGrowthWithoutNeed() {
    var gate = RateGate(RateLimits(parallel: 50))
    for second in 0..<20 {
      if let ticket = send(&gate, at: .seconds(second)) {
        gate.settle(ticket, .answered, now: .seconds(second))
      }
    }
    #expect(gate.window == 4)
  }

  @Test("An episode of refusals cuts once, and growth is by one afterwards")
  func oneCutPerEpisode() {
    var gate = RateGate(RateLimits(parallel: 64))
    for second in 0..<3 { _ = round(&gate, at: .seconds(second)) }
    var tickets: [RateGate.Ticket] = []
    while let ticket = send(&gate, at: .seconds(9)) { tickets.append(ticket) }
    #expect(tickets.count == 32)
    for ticket in tickets { gate.settle(ticket, .refused(retryAfter: nil), now: .seconds(10)) }
    #expect(gate.cuts == 1)
    #expect(round(&gate, at: .seconds(11)) == 16)
    #expect(round(&gate, at: .seconds(12)) == 17)
  }

  @Test("A second episode cuts again, and the window never falls below one")
  func cutsToOne() {
    var gate = RateGate(RateLimits(parallel: 8))
    for second in 0..<5 {
      if let ticket = send(&gate, at: .seconds(second)) {
        gate.settle(ticket, .refused(retryAfter: nil), now: .seconds(second))
      }
    }
    #expect(gate.cuts == 5)
    #expect(gate.window == 1)
    #expect(round(&gate, at: .seconds(6)) == 1)
  }

  @Test("Nothing is sent before the wait that the endpoint asked for is over")
  func honoursRetryAfter() throws {
    var gate = RateGate(RateLimits(parallel: 8))
    let ticket = try #require(send(&gate, at: .seconds(1)))
    gate.settle(ticket, .refused(retryAfter: .seconds(7)), now: .seconds(2))
    #expect(gate.admit(tokens: 1, now: .seconds(3)) == .wait(until: .seconds(9)))
    #expect(send(&gate, at: .seconds(9)) != nil)
  }

  @Test("Requests a minute are held to in every minute", arguments: [6, 60, 600])
  func requestsPerMinute(_ perMinute: Int) {
    var gate = RateGate(RateLimits(requestsPerMinute: perMinute, parallel: 1_000))
    var now = Duration.zero
    var sent: [Duration] = []
    while now < .seconds(180) {
      switch gate.admit(tokens: 1, now: now) {
      case .send(let ticket):
        sent.append(now)
        gate.settle(ticket, .answered, now: now)
      case .wait(let until): now = until
      case .full: Issue.record("nothing is under way")
      }
    }
    for start in sent {
      let inMinute = sent.count { $0 >= start && $0 < start + .seconds(60) }
      #expect(Double(inMinute) <= Double(perMinute) * 1.1 + 1)
    }
    #expect(sent.count >= perMinute * 3)
  }

  @Test("Tokens that were reserved and not used are given back; a huge call is not stuck")
  func tokensPerMinute() throws {
    var gate = RateGate(RateLimits(tokensPerMinute: 600, parallel: 8))
    let huge = try #require(send(&gate, at: .zero, tokens: 5_000))
    guard case .wait(let until) = gate.admit(tokens: 10, now: .zero) else {
      Issue.record("the bucket is empty")
      return
    }
    #expect(until > .seconds(400))
    gate.settle(huge, .answered, tokens: 30, now: .seconds(1))
    #expect(send(&gate, at: .seconds(1), tokens: 10) != nil)
  }

  @Test("A person may change the parallelism at any time")
  func parallelismChanges() {
    var gate = RateGate(RateLimits(parallel: 32))
    for second in 0..<4 { _ = round(&gate, at: .seconds(second)) }
    gate.setParallel(3)
    #expect(round(&gate, at: .seconds(9)) == 3)
    gate.setParallel(32)
    _ = round(&gate, at: .seconds(10))
    #expect(round(&gate, at: .seconds(11)) > 3)
  }
}
