import AnnotationModel

/// How far a run is, as the monitor shows it.
public struct RunLive: Hashable, Sendable {
  /// What one endpoint answered in this sitting.
  public struct Line: Hashable, Sendable {
    public var name: String
    public var replies: Int
    /// By kind.
    public var failures: [String: Int]
    /// Of a reply on average, in milliseconds; nil before the first.
    public var latency: Double?

    public init(name: String, replies: Int, failures: [String: Int], latency: Double?) {
      self.name = name
      self.replies = replies
      self.failures = failures
      self.latency = latency
    }
  }

  public struct Reply: Hashable, Sendable {
    public var item: ItemID
    public var value: String
    public var text: String
    /// All that was asked and replied for it.
    public var whole = ""
    /// Whether the value is an answer, and not why there is none.
    public var isAnswer = true
    /// Whether a model's words are in it, or an answer: who has read it has seen another's opinion.
    public var isTelling = true

    public init(item: ItemID, value: String, text: String) {
      self.item = item
      self.value = value
      self.text = text
    }
  }

  public var name: String
  public var rater: RaterID
  /// Units, and of these with a verdict before this sitting and in it.
  public var planned = 0
  public var before = 0
  public var concluded = 0
  public var unparsed = 0
  /// `unparsed` by reason.
  public var abstentions: [String: Int] = [:]
  /// Calls in this sitting, of these failed, and replies that the file had already.
  public var calls = 0
  public var failed = 0
  public var cached = 0
  public var tokens = 0
  /// Billionths of the endpoints' currency.
  public var cost: Int64 = 0
  public var seconds = 0.0
  /// Calls at a time, at the most; nil where nobody is asked.
  public var parallel: Int?
  /// What the endpoint's own limits say of it.
  public var limit: Int?
  public var isPaused = false
  public var isEnded = false
  /// Why it ended before all was done, or "".
  public var stop = ""
  public var endpoints: [Line] = []
  /// The newest last.
  public var last: [Reply] = []

  public init(name: String, rater: RaterID) {
    self.name = name
    self.rater = rater
  }

  public var left: Int { planned - before - concluded }

  /// What all will have cost, from what was paid so far in this sitting; nil before a verdict.
  public var expectedCost: Int64? {
    guard concluded > 0 else { return nil }
    return cost + Int64(Double(cost) / Double(concluded) * Double(left))
  }
}
