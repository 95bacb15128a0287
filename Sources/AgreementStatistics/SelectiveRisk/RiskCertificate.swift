/// What a labelled sample allows to be said of a judge's mistakes. See `SelectiveRisk`.
public struct RiskCertificate: Hashable, Sendable {
  /// A threshold that holds: among all items of this confidence or more, the judge is wrong on at
  /// most `maximumRisk` of them.
  public struct Certified: Hashable, Sendable {
    /// In the unit of the judge's confidence.
    public var threshold: Double
    /// Share of the unlabelled items that are left to the judge; nil where there are none.
    public var coverage: Double?
    /// Share of mistakes among the labelled items that reach the threshold, with Wilson's
    /// interval. Only a description: the promise is `maximumRisk`.
    public var observedRisk: Estimate
    /// Labelled items that reach the threshold.
    public var sampleCount: Int
  }

  public enum Outcome: Hashable, Sendable {
    case certified(Certified)
    /// No threshold can be certified. About so many more labels are needed if the judge stays as
    /// good as it was; nil where its rate of mistakes was not below the bound at any threshold, or
    /// so near to it that tens of thousands would not do.
    case nothing(furtherLabels: Int?)
  }

  /// x and y of the promise, shares.
  public var maximumRisk: Double
  public var confidence: Double
  /// Labelled items in all.
  public var calibratedCount: Int
  public var outcome: Outcome
  /// Places, among the unlabelled items, of those that people have to label.
  public var escalated: [Int]

  public var certified: Certified? {
    if case .certified(let certified) = outcome { certified } else { nil }
  }
}
