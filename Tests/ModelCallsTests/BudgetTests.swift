import ModelCalls
import Testing

@Suite struct BudgetTests {
  @Test("Reserved and spent together never pass the limit")
  func neverPasses() {
    var random = Xorshift(state: 7)
    for _ in 0..<10_000 {
      let most = Int.random(in: 0...50, using: &random)
      var budget = Budget(Budget.Limits(tokens: most))
      var open: [Int] = []
      for _ in 0..<30 {
        let cost = Int.random(in: 0...9, using: &random)
        if budget.reserve(CallCost(calls: 1, tokens: cost)) == nil {
          open.append(cost)
        } else {
          #expect(budget.spent.tokens + budget.reserved.tokens + cost > most)
        }
        if let last = open.last, Bool.random(using: &random) {
          open.removeLast()
          let used = Int.random(in: 0...last, using: &random)
          budget.settle(
            reserved: CallCost(calls: 1, tokens: last), actual: CallCost(calls: 1, tokens: used))
        }
        #expect(budget.spent.tokens + budget.reserved.tokens <= most)
      }
    }
  }

  @Test("It says which limit is reached")
  func saysWhich() {
    var budget = Budget(Budget.Limits(calls: 2, tokens: 100, money: Money(0.5)))
    #expect(budget.reserve(CallCost(calls: 1, tokens: 101)) == .tokens)
    #expect(budget.reserve(CallCost(calls: 1, tokens: 1, money: Money(0.6))) == .money)
    #expect(budget.reserve(CallCost(calls: 3)) == .calls)
    #expect(budget.reserve(CallCost(calls: 2, tokens: 100, money: Money(0.5))) == nil)
  }

  @Test("Prices are per million tokens, exact to a billionth")
  func prices() {
    let prices = Prices(promptPerMillion: 0.15, completionPerMillion: 0.6)
    let cost = prices.cost(of: TokenUsage(prompt: 1_000, completion: 50))
    #expect(cost == Money(billionths: 180_000))
    #expect(cost.amount == 0.000_18)
  }
}

@Suite struct RetryPolicyTests {
  let policy = RetryPolicy(attempts: 4, firstWait: .milliseconds(100), longestWait: .seconds(1))

  @Test("Waits double, within a half of jitter, to a longest")
  func waitsDouble() {
    let failure = CallFailure(.server, status: 500)
    #expect(policy.wait(after: failure, attempt: 1, jitter: 0) == .milliseconds(50))
    #expect(policy.wait(after: failure, attempt: 2, jitter: 0) == .milliseconds(100))
    #expect(policy.wait(after: failure, attempt: 3, jitter: 0) == .milliseconds(200))
    #expect(policy.wait(after: failure, attempt: 4, jitter: 0) == nil)
    let many = RetryPolicy(attempts: 99, firstWait: .milliseconds(100), longestWait: .seconds(1))
    #expect(many.wait(after: failure, attempt: 60, jitter: 0) == .milliseconds(500))
  }

  @Test("What will not change is not asked again")
  func finalFailures() {
    for kind in [
      CallFailure.Kind.badRequest, .unauthorised, .forbidden, .notFound, .contextTooLong,
      .garbled, .tooLarge, .cancelled, .noKey,
    ] {
      #expect(policy.wait(after: CallFailure(kind), attempt: 1, jitter: 0) == nil)
    }
  }

  @Test("What the endpoint asks for is waited, unless it is too long")
  func retryAfter() {
    let soon = CallFailure(.rateLimited, status: 429, retryAfter: .seconds(20))
    #expect(policy.wait(after: soon, attempt: 1, jitter: 0) == .seconds(20))
    #expect(policy.wait(after: soon, attempt: 1, jitter: 1) == .seconds(20) + .milliseconds(100))
    let never = CallFailure(.rateLimited, status: 429, retryAfter: .seconds(3_600))
    #expect(policy.wait(after: never, attempt: 1, jitter: 0) == nil)
  }
}

@Suite struct CallFailureTests {
  @Test("What fails for every call stops a run; what fails for one does not")
  func whatStopsARun() {
    for kind in CallFailure.Kind.allCases {
      let failure = CallFailure(kind)
      #expect(!(failure.isRetryable && failure.stopsTheRun), "\(kind)")
    }
    #expect(CallFailure(.unauthorised, status: 401).stopsTheRun)
    #expect(!CallFailure(.contextTooLong, status: 400).stopsTheRun)
  }

  @Test("Refusals for their number ask for less; other errors of a server do not")
  func whatAsksForLess() {
    #expect(CallFailure(.rateLimited, status: 429).asksForLess)
    #expect(CallFailure(.server, status: 503).asksForLess)
    #expect(CallFailure(.server, status: 529).asksForLess)
    #expect(!CallFailure(.server, status: 500).asksForLess)
  }
}

/// A seeded stream for tests.
struct Xorshift: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
