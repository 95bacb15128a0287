import AgreementStatistics
import AnnotationModel

/// A judge's check-list against a reference: the minimum validation protocol of Norman et al.
/// (2026), and what other works found judges to fail by.
public struct ValidationChecklist: Hashable, Sendable {
  public var judge: String
  public var reference: String
  /// In the order of `ValidationCheck.Name`.
  public var checks: [ValidationCheck]
  /// Checks that have no meaning here, with the reason.
  public var leftOut: [ValidationCheck.Name: String]
  public var thresholds: ValidationThresholds
  public var policy: AnalysisPolicy
  /// Whether the judge is a run of this study, so that it can be asked again.
  public var isRun: Bool

  public func count(_ status: ValidationCheck.Status) -> Int {
    checks.count { $0.status == status }
  }

  public subscript(_ name: ValidationCheck.Name) -> ValidationCheck? {
    checks.first { $0.name == name }
  }

  /// The whole in one sentence without an end.
  public var summary: String {
    let (failed, unknown) = (count(.failed), count(.notKnown))
    let counts = "\(count(.passed)) of \(checks.count) checks passed"
    if failed == 0, unknown == 0 { return "\(counts): it can stand in for people here" }
    let parts = [
      failed > 0 ? "\(failed) failed" : nil, unknown > 0 ? "\(unknown) not known" : nil,
    ].compactMap(\.self)
    return counts + ", " + parts.joined(separator: ", ")
  }
}

/// What the file knows of a judge beyond its ratings.
public struct ValidationEvidence: Hashable, Sendable {
  /// Nil where it was never asked twice.
  public var consistency: SelfConsistency?
  /// Nil where it has not been read.
  public var pairs: CandidatePairs?
  public var isRun: Bool

  public init(
    consistency: SelfConsistency? = nil, pairs: CandidatePairs? = nil, isRun: Bool = false
  ) {
    (self.consistency, self.pairs, self.isRun) = (consistency, pairs, isRun)
  }
}

extension AgreementTracker {
  /// A judge's check-list. The slices that are loaded are looked at.
  ///
  /// - Returns: nil where a stream is not there, for scales without categories (rankings), and
  ///   for a person: nobody has to show that people can stand in for people.
  /// - Cost: some passes over the items, and 2000 resamples of the human ceiling.
  public mutating func validation(
    of judge: StreamID, against reference: StreamID, evidence: ValidationEvidence,
    thresholds: ValidationThresholds = ValidationThresholds()
  ) -> ValidationChecklist? {
    guard scale.categoryCount > 0, judge != reference, judge != .majority,
      let one = stream(judge), let truth = stream(reference), !one.kind.isHuman
    else { return nil }
    let table = pair(reference, judge)
    let parts = ValidationParts(
      table: table, thresholds: thresholds, evidence: evidence, reference: truth.name)
    let family = JudgeFamily.of(rater(of: judge), among: evidence.pairs?.families ?? [])
    let orders = rater(of: judge).flatMap { orderTable(of: $0.id) }
    let comparisons = pairComparisons(of: judge, against: reference, evidence.pairs)
    let results: [(ValidationCheck.Name, Result<ValidationCheck, NotApplicable>)] = [
      (.kappa, .success(parts.kappa())),
      (.ceiling, .success(parts.ceiling(ceilingGap(of: judge)))),
      (.position, parts.position(orders)), (.repeats, .success(parts.repeats(orders))),
      (.precision, .success(parts.precision())), (.classes, parts.classes()),
      (.unparsed, .success(parts.unparsed(replies(of: judge)))),
      (.leniency, parts.leniency()), (.length, parts.length(comparisons)),
      (.family, parts.family(comparisons, family)),
      (.slices, .success(parts.slices(validationSlices(judge, reference)))),
      (.sources, .success(parts.sources(sourceCounts(judge, reference)))),
    ]
    var list = ValidationChecklist(
      judge: one.name, reference: truth.name, checks: [], leftOut: [:], thresholds: thresholds,
      policy: policy, isRun: evidence.isRun)
    for (name, result) in results {
      switch result {
      case .success(let check): list.checks.append(check)
      case .failure(let why): list.leftOut[name] = why.reason
      }
    }
    return list
  }
}

/// Why a check has no meaning for a study.
struct NotApplicable: Error {
  var reason: String

  init(_ reason: String) { self.reason = reason }
}
