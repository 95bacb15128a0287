import AgreementStatistics
import AnnotationModel

/// "Label these, leave those to the judge, and at most x % of those are wrong with y % confidence."
public struct TrustReport: Hashable, Sendable {
  /// One of the thresholds that were tried: what the labels show of the items that reach it.
  public struct Step: Hashable, Sendable {
    public var threshold: RiskThreshold
    /// Share of wrong answers among the labelled items that reach it, with Wilson's interval.
    public var risk: Estimate
    public var wrongCount: Int
    public var isCertified: Bool
  }

  public var source: ConfidenceSource
  /// How many of the judge's items each source knows, those without any left out.
  public var known: [(source: ConfidenceSource, count: Int)] {
    ConfidenceSource.allCases.compactMap { source in
      knownCounts[source].map { (source, $0) }
    }
  }
  private var knownCounts: [ConfidenceSource: Int] = [:]
  /// Undefined without labelled items.
  public var certificate: Result<RiskCertificate, UndefinedReason>
  /// Unlabelled items that the judge is not trusted with, the least sure first.
  public var escalated: [ItemID]
  /// Unlabelled items that are left to the judge, in file order.
  public var trusted: [ItemID]
  /// Items without an answer by the judge, which people have to label whatever is certified.
  public var unjudged: [ItemID]
  /// Where nothing is certified, and it is known how many labels it may take: so many unlabelled
  /// items, drawn evenly, in the order to label them in.
  public var drawn: [ItemID]
  public var labelledCount: Int
  public var unlabelledCount: Int
  /// Items of the chosen source's unknown confidence, which are the least sure.
  public var unknownCount: Int
  public var leftOut: [LeftOutReason: Int]
  /// From the strictest to the loosest.
  public var steps: [Step]

  /// What people are to label next: those escalated, or a draw, and those without an answer.
  public var toLabel: [ItemID] {
    let certified = (try? certificate.get())?.certified != nil
    return certified ? escalated + unjudged : (drawn.isEmpty ? escalated + unjudged : drawn)
  }
}

extension TrustReport {
  /// - Parameters:
  ///   - items: of the judge and a reference.
  ///   - order: of the labels, which a look after each of them bets in.
  ///   - source: nil takes the best one there is.
  ///   - seed: of the draw where nothing is certified.
  /// - Cost: that of `SelectiveRisk.certificate`.
  public init(
    _ items: JudgedItems, labelOrder order: [ItemID], _ confidences: JudgeConfidences,
    source asked: ConfidenceSource? = nil, _ wanted: SelectiveRisk, seed: UInt64 = 1
  ) {
    let labelled = items.labelled(inOrder: order)
    let all = labelled.map(\.item) + items.unlabelled.map(\.item)
    let source = asked ?? confidences.best(for: all)
    let calibration = labelled.map {
      SelectiveRisk.Calibration(
        confidence: confidences.value(source, of: $0.item), isWrong: $0.isWrong)
    }
    let sureness = items.unlabelled.map { confidences.value(source, of: $0.item) }
    let thresholds = RiskThreshold.all(
      of: calibration.map(\.confidence) + sureness, steps: wanted.steps)
    let found = wanted.certificate(
      calibration: calibration, unlabelled: sureness,
      thresholds: thresholds.isEmpty ? nil : thresholds)
    certificate = found
    self.source = source
    let bound = (try? found.get())?.certified?.threshold
    let isTrusted = sureness.map { sure in bound.map { sure >= $0 } ?? false }
    trusted = items.unlabelled.indices.filter { isTrusted[$0] }.map { items.unlabelled[$0].item }
    escalated = items.unlabelled.indices.filter { !isTrusted[$0] }
      .sorted { (sureness[$0], $0) < (sureness[$1], $1) }.map { items.unlabelled[$0].item }
    unjudged = items.unjudged
    (labelledCount, unlabelledCount) = (labelled.count, items.unlabelled.count)
    unknownCount = source == .none ? 0 : all.count - confidences.count(source, of: all)
    leftOut = items.leftOut
    steps = thresholds.map { Step($0, calibration, bound) }
    drawn = Self.draw(found, items.unlabelled.map(\.item), seed)
    for source in ConfidenceSource.allCases {
      let count = confidences.count(source, of: all)
      if count > 0 { knownCounts[source] = count }
    }
  }

  private static func draw(
    _ certificate: Result<RiskCertificate, UndefinedReason>, _ unlabelled: [ItemID], _ seed: UInt64
  ) -> [ItemID] {
    guard case .success(let found) = certificate,
      case .nothing(let further?) = found.outcome
    else { return [] }
    var stream = SplitMix64(seed: seed)
    return Array(unlabelled.shuffled(using: &stream).prefix(further))
  }
}

extension TrustReport.Step {
  fileprivate init(
    _ threshold: RiskThreshold, _ calibration: [SelectiveRisk.Calibration], _ bound: Double?
  ) {
    let reached = calibration.filter { $0.confidence >= threshold.value }
    let wrong = reached.count { $0.isWrong }
    self.threshold = threshold
    wrongCount = wrong
    risk = .share(wrong, of: reached.count)
    isCertified = bound.map { threshold.value >= $0 } ?? false
  }
}
