/// "Leave these items to the judge: with y % confidence it is wrong on at most x % of them."
///
/// An item is left to the judge where its confidence reaches a threshold; what is certified is the
/// share of mistakes among all items that reach it. Thresholds are tested from the strictest to
/// the loosest until one fails (fixed-sequence testing), so that a false certificate needs a false
/// rejection of the first one that is too risky, and no further correction is due.
public struct SelectiveRisk: Hashable, Sendable {
  /// One labelled item of a random sample of all.
  public struct Calibration: Hashable, Sendable {
    /// The judge's confidence, in any unit: more is surer. The same for all where it has none.
    public var confidence: Double
    /// Whether people disagree with the judge.
    public var isWrong: Bool

    /// Of its parts.
    public init(confidence: Double, isWrong: Bool) {
      self.confidence = confidence
      self.isWrong = isWrong
    }
  }

  /// x, a share.
  public var maximumRisk: Double
  /// y, a share.
  public var confidence: Double
  /// How often it is asked for.
  public var look: RiskLook
  /// How many thresholds are tried, at equal steps of coverage; 1 leaves all items or none.
  public var steps: Int

  /// Preconditions: `maximumRisk` and `confidence` strictly between 0 and 1; `steps` positive.
  public init(
    maximumRisk: Double, confidence: Double = 0.95, look: RiskLook = .once, steps: Int = 20
  ) {
    precondition(maximumRisk > 0 && maximumRisk < 1, "a risk is between 0 and 1")
    precondition(confidence > 0 && confidence < 1, "a confidence is between 0 and 1")
    precondition(steps > 0, "at least one threshold")
    self.maximumRisk = maximumRisk
    self.confidence = confidence
    self.look = look
    self.steps = steps
  }

  /// The certificate that the labels allow.
  ///
  /// Thresholds are quantiles of the confidences of all items, labelled or not, so that they do not
  /// depend on the labels. Each is tested by the exact binomial P(X ≤ k | m, x), or by bets. The
  /// first is the strictest that can be expected to have enough labelled items; bets, which have
  /// to keep their order while labels come in, begin at several coverages with a part of the
  /// allowed error each. The promise is about what the items are a random sample of.
  ///
  /// - Parameters:
  ///   - calibration: in the order in which the items were labelled, which `.anytime` bets in.
  ///   - unlabelled: the judge's confidences on the other items.
  ///   - thresholds: if they are known from an earlier look, `RiskThreshold.all` of all items, from
  ///     the strictest to the loosest, at least one.
  /// - Returns: the loosest threshold that holds, or how many labels it may still take. Undefined
  ///   without labelled items.
  /// - Source: Learn-then-Test, Angelopoulos et al. 2021, arXiv:2110.01052; bets: Waudby-Smith &
  ///   Ramdas 2023, doi:10.1093/jrsssb/qkad009.
  /// - Cost: O(items·log items + steps·labels).
  public func certificate(
    calibration: [Calibration], unlabelled: [Double], thresholds: [RiskThreshold]? = nil
  ) -> Result<RiskCertificate, UndefinedReason> {
    certificate(calibration, unlabelled, thresholds, alpha: 1 - confidence)
  }

  /// One certificate for each group (a verdict, a slice), all of them true at once with the
  /// confidence asked for: each group has an equal part of the allowed error (Bonferroni).
  ///
  /// - Returns: in the order of `groups`.
  public func certificates(
    groups: [(calibration: [Calibration], unlabelled: [Double])]
  ) -> [Result<RiskCertificate, UndefinedReason>] {
    groups.map { group in
      certificate(
        group.calibration, group.unlabelled, nil, alpha: (1 - confidence) / Double(groups.count))
    }
  }

  private func certificate(
    _ calibration: [Calibration], _ unlabelled: [Double], _ thresholds: [RiskThreshold]?,
    alpha: Double
  ) -> Result<RiskCertificate, UndefinedReason> {
    guard !calibration.isEmpty else { return .failure(.noItems) }
    let ordered =
      thresholds ?? RiskThreshold.all(of: calibration.map(\.confidence) + unlabelled, steps: steps)
    let test = ThresholdTest(self, calibration, ordered, alpha)
    guard let last = test.loosest() else {
      return .success(
        RiskCertificate(
          maximumRisk: maximumRisk, confidence: confidence, calibratedCount: calibration.count,
          outcome: .nothing(furtherLabels: test.furtherLabels()),
          escalated: Array(unlabelled.indices)))
    }
    let sample = calibration.filter { $0.confidence >= last.value }
    let wrong = sample.reduce(0) { $0 + ($1.isWrong ? 1 : 0) }
    let escalated = unlabelled.indices.filter { unlabelled[$0] < last.value }
    let certified = RiskCertificate.Certified(
      threshold: last.value,
      coverage: unlabelled.isEmpty
        ? nil : Double(unlabelled.count - escalated.count) / Double(unlabelled.count),
      observedRisk: .share(wrong, of: sample.count), sampleCount: sample.count)
    return .success(
      RiskCertificate(
        maximumRisk: maximumRisk, confidence: confidence, calibratedCount: calibration.count,
        outcome: .certified(certified), escalated: escalated))
  }
}
