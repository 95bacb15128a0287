import ModelCalls

/// A model that takes its time, and counts how many it answers at once.
actor SlowModel: ModelClient {
  private(set) var most = 0
  private var now = 0
  private let pause: Duration
  private let text: String

  init(pause: Duration = .milliseconds(40), says text: String = "Answer: A") {
    self.pause = pause
    self.text = text
  }

  func attempt(_ request: ModelRequest, at endpoint: Endpoint) async -> CallAttempt {
    now += 1
    most = max(most, now)
    try? await Task.sleep(for: pause)
    now -= 1
    return CallAttempt(result: .success(ModelReply(text: text)), latency: .milliseconds(40))
  }
}
