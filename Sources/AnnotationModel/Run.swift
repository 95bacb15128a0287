/// What a run does with its items.
public enum RunKind: String, Sendable, CaseIterable {
  case judge, jury, debate, cascade, lexical

  /// What kind of rater the run's verdicts come from.
  public var raterKind: RaterKind {
    switch self {
    case .judge, .cascade: .judge
    case .jury: .jury
    case .debate: .debate
    case .lexical: .lexical
    }
  }
}

/// How a run stands.
public enum RunState: String, Sendable, CaseIterable {
  /// Begun, and not ended: at work somewhere, or broken off.
  case begun
  case finished
  /// A person, a signal or the budget ended it; it can go on.
  case stopped
  /// An endpoint refused all: a wrong key, a model that is not there.
  case failed
}

/// One execution of a protocol over items, with the specification that was frozen at its start.
public struct Run: Hashable, Sendable {
  public var id: RunID
  /// The name of its rater.
  public var name: String
  public var kind: RunKind
  public var rater: RaterID
  /// All that decides what is asked, as JSON: models, settings, prompts in full. Never a key.
  public var specification: String
  /// A hash of the specification: only what has the same goes on in the same run.
  public var hash: String
  public var startedAt: Milliseconds
  public var endedAt: Milliseconds?
  public var state: RunState
  /// Why it ended, in words; "" where it ended by itself.
  public var detail: String

  public init(
    id: RunID, name: String, kind: RunKind, rater: RaterID, specification: String, hash: String,
    startedAt: Milliseconds, endedAt: Milliseconds? = nil, state: RunState = .begun,
    detail: String = ""
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.rater = rater
    self.specification = specification
    self.hash = hash
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.state = state
    self.detail = detail
  }
}

/// One item in one order, once: what a protocol concludes on.
public struct RunUnit: Hashable, Sendable {
  public var item: ItemID
  public var presentation: Presentation
  /// From 0.
  public var repetition: Int

  public init(item: ItemID, presentation: Presentation, repetition: Int = 0) {
    self.item = item
    self.presentation = presentation
    self.repetition = repetition
  }
}

/// One try of one call to a model, as the file keeps it.
public struct CallRecord: Hashable, Sendable {
  /// 32 hexadecimal digits: a hash of all that can change the reply.
  public var key: String
  public var item: ItemID
  /// From 1.
  public var attempt: Int
  public var endpoint: String
  public var model: String
  /// `reply`, or the kind of the failure.
  public var status: String
  public var httpStatus: Int?
  /// What the endpoint or the system said of a failure; never a key.
  public var detail: String
  public var reply: String
  public var finish: String
  public var reportedModel: String
  public var promptTokens: Int?
  public var completionTokens: Int?
  /// Billionths of the endpoints' currency.
  public var cost: Int64
  public var latencyMicroseconds: Int64
  public var sentAt: Milliseconds
  /// The reply's tokens with their log-probabilities, as JSON; "" where none came.
  public var tokens: String

  public static let replied = "reply"

  public init(
    key: String, item: ItemID, attempt: Int = 1, endpoint: String, model: String, status: String,
    httpStatus: Int? = nil, detail: String = "", reply: String = "", finish: String = "",
    reportedModel: String = "", promptTokens: Int? = nil, completionTokens: Int? = nil,
    cost: Int64 = 0, latencyMicroseconds: Int64 = 0, sentAt: Milliseconds = 0, tokens: String = ""
  ) {
    self.key = key
    self.item = item
    self.attempt = attempt
    self.endpoint = endpoint
    self.model = model
    self.status = status
    self.httpStatus = httpStatus
    self.detail = detail
    self.reply = reply
    self.finish = finish
    self.reportedModel = reportedModel
    self.promptTokens = promptTokens
    self.completionTokens = completionTokens
    self.cost = cost
    self.latencyMicroseconds = latencyMicroseconds
    self.sentAt = sentAt
    self.tokens = tokens
  }
}

/// A verdict of a run, with the calls that it came from.
public struct RunVerdict: Hashable, Sendable {
  /// The run's own rater, or that of a seat.
  public var rater: RaterID
  public var item: ItemID
  public var verdict: Verdict
  /// How sure the model was of its answer, 0 to 1; nil where nothing tells.
  public var confidence: Double?
  /// What is to be known of it: `instruction` where an answer told the judge what to say,
  /// `rehearsal` where no model answered; separated by spaces.
  public var marks: String
  /// Keys of calls.
  public var calls: [String]

  public init(
    rater: RaterID, item: ItemID, verdict: Verdict, confidence: Double? = nil, marks: String = "",
    calls: [String] = []
  ) {
    self.rater = rater
    self.item = item
    self.verdict = verdict
    self.confidence = confidence
    self.marks = marks
    self.calls = calls
  }
}

/// A run with what it has done so far.
public struct RunSummary: Hashable, Sendable {
  public var run: Run
  /// Units with a verdict, and of these without an answer, by reason.
  public var verdicts = 0
  public var abstentions: [String: Int] = [:]
  /// Verdicts that took more than one question.
  public var askedAgain = 0
  /// Tries, and of these the ones that failed, by kind.
  public var attempts = 0
  public var failures: [String: Int] = [:]
  public var promptTokens = 0
  public var completionTokens = 0
  /// Billionths of the endpoints' currency.
  public var cost: Int64 = 0
  public var latencyMicroseconds: Int64 = 0
  public var marks: [String: Int] = [:]

  public init(run: Run) { self.run = run }
}

extension Run {
  /// What a jury of these seats is called where nobody gives it a name.
  public static func juryName(seats: [String]) -> String {
    "jury/" + seats.map { $0.replacing("judge/", with: "") }.joined(separator: "+")
  }
}
