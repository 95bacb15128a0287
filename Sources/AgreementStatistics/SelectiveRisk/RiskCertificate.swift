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

  /// A threshold, or what is missing for one.
  public enum Outcome: Hashable, Sendable {
    case certified(Certified)
    /// No threshold can be certified. About so many more labels are needed if the judge stays as
    /// good as it was; nil where its rate of mistakes was not below the bound at any threshold, or
    /// so near to it that tens of thousands would not do.
    case nothing(furtherLabels: Int?)
  }

  /// x of the promise, a share.
  public var maximumRisk: Double
  /// y of the promise, a share; for groups, of all their promises together.
  public var confidence: Double
  /// Labelled items in all.
  public var calibratedCount: Int
  /// What can be promised.
  public var outcome: Outcome
  /// Places, among the unlabelled items, of those that people have to label.
  public var escalated: [Int]

  /// The threshold, if there is one.
  public var certified: Certified? {
    if case .certified(let certified) = outcome { certified } else { nil }
  }
}
