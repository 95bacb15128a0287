import AgreementStatistics

/// One thing that is to be known of a judge before it stands in for people.
public struct ValidationCheck: Hashable, Sendable {
  public enum Name: String, Sendable, CaseIterable {
    case kappa = "chance-corrected"
    case ceiling = "human-ceiling"
    case position, repeats
    case precision = "enough-items"
    case classes = "enough-of-each-class"
    case unparsed, leniency, length, family
    case slices = "worst-slice"
    case sources

    /// What is asked, in a few words.
    public var title: String {
      switch self {
      case .kappa: "agrees beyond chance"
      case .ceiling: "as good as people"
      case .position: "not by position"
      case .repeats: "says the same again"
      case .precision: "enough items"
      case .classes: "enough of each class"
      case .unparsed: "replies can be read"
      case .leniency: "as lenient as people"
      case .length: "not by length"
      case .family: "not by family"
      case .slices: "no bad slice"
      case .sources: "several sources"
      }
    }
  }

  public enum Status: String, Sendable, CaseIterable {
    case passed, failed
    /// Nobody looked, or the data are too few to tell.
    case notKnown = "not-known"
  }

  public var name: Name
  public var status: Status
  /// The number with its interval and n; why it is undefined; nil where a count decides.
  public var estimate: Estimate?
  /// What was found, in words and numbers, for a line.
  public var finding: String
  /// What was asked for, such as `lower end >= 0.60`.
  public var threshold: String
  /// What would make it known, or better; nil where nothing has to be done.
  public var next: ValidationStep?

  public init(
    _ name: Name, _ status: Status, _ estimate: Estimate? = nil, finding: String,
    threshold: String, next: ValidationStep? = nil
  ) {
    (self.name, self.status, self.estimate) = (name, status, estimate)
    (self.finding, self.threshold) = (finding, threshold)
    self.next = status == .passed ? nil : next
  }
}

extension ValidationCheck.Status {
  /// Whether a bias is small enough: passed where its whole interval lies within the bound; failed
  /// where the bias itself does not, and its interval leaves none out; else not known: the items
  /// are too few to tell.
  ///
  /// A bias without variance gets the width that Wilson's interval has at 0 of n.
  public static func ofBias(
    _ estimate: Estimate, from centre: Double = 0, below bound: Double
  ) -> ValidationCheck.Status {
    guard let found = estimate.coefficient else { return .notKnown }
    let bias = found.value - centre
    guard var interval = found.interval else { return .notKnown }
    if interval.low == interval.high {
      let unseen = Estimate.share(0, of: found.itemCount).coefficient?.interval?.high ?? 1
      interval = Interval(low: found.value - unseen, high: found.value + unseen)
    }
    let isTold = interval.low > centre || interval.high < centre
    if isAtLeast(abs(bias), bound) { return isTold ? .failed : .notKnown }
    let isInside = interval.low - centre > -bound && interval.high - centre < bound
    return isInside ? .passed : .notKnown
  }

  /// Not less but for rounding: 0.6 − 0.5 is a bias of 0.1.
  static func isAtLeast(_ value: Double, _ bound: Double) -> Bool { value >= bound - 1e-12 }
}

extension Coefficient {
  /// The lower end of the interval. Where nobody ever differed the variance is 0, which says
  /// nothing of precision: then Wilson's lower end of the observed agreement takes the agreement's
  /// place in the coefficient. Nil without an interval.
  public var cautiousLowerEnd: Double? {
    guard let interval else { return nil }
    guard interval.low == interval.high, let chance = chanceAgreement, chance < 1,
      let observed = observedAgreement, itemCount > 0
    else { return interval.low }
    let agreed = Int((observed * Double(itemCount)).rounded())
    let low = Estimate.share(agreed, of: itemCount).coefficient?.interval?.low ?? observed
    return min(interval.low, (low - chance) / (1 - chance))
  }

  /// Half the width of the interval; where it has none, how far the cautious end is away.
  public var cautiousHalfWidth: Double? {
    guard let interval, let low = cautiousLowerEnd else { return nil }
    return interval.low == interval.high ? value - low : (interval.high - interval.low) / 2
  }
}
