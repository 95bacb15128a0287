import Glibc

/// Has a rater changed? A test that is valid at any moment, of a stream of 0 and 1: whether each
/// answer in turn agreed with a reference, or with the rater's own earlier one.
///
/// The e-value is Q(x)/max_p P_p(x): Q predicts the stream by an unknown rate before a change and
/// another one after it (each mixed by Beta(½, ½)), with a prior over when the change comes, and
/// P_p is a constant rate p. If there is no change, some p is true, and the e-value is never above
/// Q(x)/P_p(x), which is a non-negative martingale that starts at 1; so by Ville's inequality it
/// ever reaches 1/α with probability at most α, whatever p, however often one looks and whenever
/// one stops. (Universal inference: Wasserman, Ramdas & Balakrishnan 2020,
/// doi:10.1073/pnas.1922664117; e-values for changes: Shin, Ramdas & Rinaldo 2024,
/// arXiv:2203.03532.)
///
/// The price of an unknown rate and time is power: a change needs to last some dozens of labels.
/// The items have to come in an order that has nothing to do with how hard they are.
public struct DriftDetector: Hashable, Sendable {
  /// A change after so many labels.
  private struct Change: Hashable {
    var place: Int
    var onesBefore: Int
    /// ln of the prior times the probability of the stream up to now.
    var logWeight: Double
  }

  /// Changes are looked for after every so many labels.
  public let spacing: Int
  /// Whether the first possible change is the only one.
  private let isBaseline: Bool
  /// Answers so far.
  public private(set) var count = 0
  /// Those that agreed.
  public private(set) var agreedCount = 0
  /// The largest ln of an e-value so far, at least 0.
  public private(set) var largestLogEvidence = 0.0
  private var changes: [Change] = []
  /// ln of the probability of the stream without a change.
  private var logSteady = 0.0

  /// Precondition: `spacing` is positive. A smaller one dates a change more finely and costs
  /// power and time.
  public init(spacing: Int = 10) {
    precondition(spacing > 0, "labels between two possible changes")
    self.spacing = spacing
    isBaseline = false
  }

  /// Compares all later labels with the first `baseline` ones, a number fixed beforehand: more
  /// powerful where one knows from when on a change matters (another model version, another day).
  /// Precondition: `baseline` is positive.
  public init(baseline: Int) {
    precondition(baseline > 0, "labels before a change")
    spacing = baseline
    isBaseline = true
  }

  /// The next answer. O(labels / spacing).
  public mutating func add(agreed: Bool) {
    if count > 0, count.isMultiple(of: spacing), !isBaseline || changes.isEmpty {
      // 1/(k(k + 1)) for the k-th possible change: these add up to 1.
      let place = Double(count / spacing)
      let prior = isBaseline ? 0 : -log(place) - log(place + 1)
      changes.append(
        Change(place: count, onesBefore: agreedCount, logWeight: prior + logSteady))
    }
    for at in changes.indices {
      let change = changes[at]
      changes[at].logWeight += Self.logNext(
        agreed, agreedCount - change.onesBefore, count - change.place)
    }
    logSteady += Self.logNext(agreed, agreedCount, count)
    count += 1
    if agreed { agreedCount += 1 }
    largestLogEvidence = max(largestLogEvidence, logEvidence)
  }

  /// Many answers in turn.
  public mutating func add(_ answers: some Sequence<Bool>) {
    for answer in answers { add(agreed: answer) }
  }

  /// ln of the e-value now. O(labels / spacing).
  public var logEvidence: Double {
    guard count > 0 else { return 0 }
    // What is left of the prior is on changes to come, 1/(k + 1) after k possible ones.
    let isOver = isBaseline && !changes.isEmpty
    let ahead = isOver ? -Double.infinity : logSteady - log(Double(changes.count + 1))
    let most = changes.reduce(ahead) { max($0, $1.logWeight) }
    let sum = changes.reduce(exp(ahead - most)) { $0 + exp($1.logWeight - most) }
    let share = Double(agreedCount) / Double(count)
    let best =
      KrichevskyTrofimov.term(agreedCount, share)
      + KrichevskyTrofimov.term(count - agreedCount, 1 - share)
    return most + log(sum) - best
  }

  /// The p-value that is valid at any moment, 1/(largest e-value).
  public var anytimeP: Double { exp(-largestLogEvidence) }

  /// The change that explains the stream best, whether or not it is significant: that of the
  /// largest posterior weight. Nil before there is a label on both sides of a possible one.
  /// O(labels / spacing).
  public func change(level: Double = 0.95) -> RateChange? {
    guard var best = changes.first else { return nil }
    for change in changes where change.logWeight > best.logWeight { best = change }
    return RateChange(
      place: best.place,
      before: .share(best.onesBefore, of: best.place, level: level),
      after: .share(agreedCount - best.onesBefore, of: count - best.place, level: level))
  }

  private static func logNext(_ agreed: Bool, _ ones: Int, _ count: Int) -> Double {
    let next = KrichevskyTrofimov.next(ones, of: count)
    return log(agreed ? next : 1 - next)
  }
}

/// When a rate changed, and from what to what.
public struct RateChange: Hashable, Sendable {
  /// Labels before the change.
  public var place: Int
  /// Share of agreement up to the place, with Wilson's interval. This and the next do not know that
  /// the place was chosen from the same labels: they describe, `DriftDetector.anytimeP` tests.
  public var before: Estimate
  /// Share of agreement from there on, with Wilson's interval.
  public var after: Estimate
}
