import JSONText

/// What a server has been asked, and what came of it.
public struct RehearsalStatistics: Hashable, Sendable {
  /// Whole requests of any kind that were read, those for these statistics excepted.
  public var requests = 0
  /// Calls of a model among them.
  public var calls = 0
  /// Answers that were begun, by their status; what hangs and is reset has none.
  public var statuses: [Int: Int] = [:]
  /// Calls by the model that they named.
  public var models: [String: Int] = [:]
  /// Faults by their name.
  public var faults: [String: Int] = [:]
  /// Calls refused for the limits of rate and parallelism.
  public var limited = 0
  /// Calls that are waiting for their answer.
  public var concurrency = 0
  public var highestConcurrency = 0
  /// Calls whose client left before its answer.
  public var abandoned = 0
  /// Connections that were accepted.
  public var connections = 0
  /// Prompt and reply of the answered calls.
  public var tokens = 0

  public init() {}

  mutating func count(model: String) {
    calls += 1
    models[model, default: 0] += 1
  }

  /// A call was let through.
  mutating func begin() {
    concurrency += 1
    highestConcurrency = max(highestConcurrency, concurrency)
  }

  /// As the address `/rehearsal/statistics` gives it.
  public var json: String {
    var json = JSONWriter()
    let counts = [
      ("requests", requests), ("calls", calls), ("limited", limited), ("concurrency", concurrency),
      ("highest_concurrency", highestConcurrency), ("abandoned", abandoned),
      ("connections", connections), ("tokens", tokens),
    ]
    let tables = [
      ("statuses", statuses.map { (String($0.key), $0.value) }),
      ("models", models.map { ($0.key, $0.value) }),
      ("faults", faults.map { ($0.key, $0.value) }),
    ]
    json.object(
      counts.map { count in (count.0, { $0.integer(count.1) }) }
        + tables.map { table in
          (
            table.0,
            {
              $0.object(
                table.1.sorted { $0.0 < $1.0 }.map { row in (row.0, { $0.integer(row.1) }) })
            }
          )
        })
    return json.text
  }
}
