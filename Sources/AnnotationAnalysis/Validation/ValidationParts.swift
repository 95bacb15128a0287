import AgreementStatistics
import AnnotationModel

/// Each check of a check-list from its numbers: whether the judge agrees, and whether there is
/// enough to say so.
struct ValidationParts {
  var table: PairTable
  var thresholds: ValidationThresholds
  var evidence: ValidationEvidence
  /// The reference's name.
  var reference: String

  private var coefficient: PairCoefficient { table.categories.kappaForValidation }

  private var kappaWord: String {
    coefficient == .cohen ? "kappa" : "quadratic kappa"
  }

  /// Its lower end against the bound: what is above it by chance alone does not count.
  func kappa() -> ValidationCheck {
    let estimate = table.coefficient(coefficient)
    let threshold = "lower end >= \(Figure.decimal(thresholds.kappa, digits: 2))"
    guard let found = estimate.coefficient, let low = found.cautiousLowerEnd else {
      return undefined(.kappa, estimate, threshold, next: more())
    }
    let isHigh = ValidationCheck.Status.isAtLeast(low, thresholds.kappa)
    return ValidationCheck(
      .kappa, isHigh ? .passed : .failed, estimate, finding: words(estimate, kappaWord),
      threshold: threshold, next: nextForKappa(found))
  }

  /// More labels where kappa lies above the bound and these are a number that somebody labels.
  private func nextForKappa(_ found: Coefficient) -> ValidationStep {
    let distance = found.value - thresholds.kappa
    guard distance > 0 else { return .improve }
    guard case .success(let plan) = found.precisionPlan(halfWidth: distance) else {
      return more()
    }
    return plan.additionalCount <= 10 * max(100, found.itemCount)
      ? more(max(1, plan.additionalCount)) : .improve
  }

  func precision() -> ValidationCheck {
    let estimate = table.coefficient(coefficient)
    let threshold = "half width <= \(Figure.decimal(thresholds.halfWidth, digits: 2))"
    guard let found = estimate.coefficient, let half = found.cautiousHalfWidth else {
      return undefined(.precision, estimate, threshold, next: more())
    }
    let plan = found.precisionPlan(halfWidth: thresholds.halfWidth)
    let needed = (try? plan.get()).map(\.additionalCount)
    let isEnough = half <= thresholds.halfWidth + 1e-12
    return ValidationCheck(
      .precision, isEnough ? .passed : .failed, estimate,
      finding: "\(kappaWord) +-\(Figure.decimal(half)), n \(found.itemCount)",
      threshold: threshold, next: more(needed.flatMap { $0 > 0 ? $0 : nil }))
  }

  /// The gap to people among themselves: within the margin below them, and not told to be below.
  func ceiling(_ gap: Finding<CeilingGap>?) -> ValidationCheck {
    let threshold = "not below people by \(Figure.decimal(thresholds.margin, digits: 2))"
    guard let found = gap?.value else {
      let why = gap?.reason?.rawValue ?? "fewer than two people have labelled"
      return ValidationCheck(
        .ceiling, .notKnown, gap?.reason.map(Estimate.undefined), finding: why,
        threshold: threshold, next: .secondPerson)
    }
    let estimate = Estimate.defined(found.difference)
    let finding =
      words(estimate, "gap")
      + "; \(kappaWord) with people \(Figure.decimal(found.judge)), "
      + "among them \(Figure.decimal(found.people))"
    let status = Self.ceilingStatus(found.difference, margin: thresholds.margin)
    return ValidationCheck(
      .ceiling, status, estimate, finding: finding, threshold: threshold,
      next: status == .failed ? .improve : more())
  }

  /// Failed where the whole interval lies below 0, or the gap itself beyond the margin; passed
  /// where the interval ends above the margin; else it cannot be told.
  static func ceilingStatus(_ gap: Coefficient, margin: Double) -> ValidationCheck.Status {
    if let interval = gap.interval, interval.high < 0 { return .failed }
    if gap.value < -margin - 1e-12 { return gap.interval == nil ? .failed : .notKnown }
    guard let interval = gap.interval else { return .notKnown }
    return interval.low >= -margin - 1e-12 ? .passed : .notKnown
  }

  /// The rarest declared class, by reference and by judge, among the items of the table.
  func classes() -> Result<ValidationCheck, NotApplicable> {
    let categories = table.categories
    let declared = categories.names.indices.filter { $0 != categories.ownIndex }
    guard declared.count <= 5 else {
      return .failure(NotApplicable("\(declared.count) classes: a scale of numbers"))
    }
    let (rows, columns) = (table.confusion.rowTotals, table.confusion.columnTotals)
    guard table.itemCount > 0,
      let rarest = declared.min(by: { min(rows[$0], columns[$0]) < min(rows[$1], columns[$1]) })
    else {
      return .success(
        ValidationCheck(
          .classes, .notKnown, .undefined(.noItems), finding: "no items in common",
          threshold: classThreshold, next: more()))
    }
    let (said, judged) = (rows[rarest], columns[rarest])
    let isEnough = min(said, judged) >= thresholds.perClass
    let name = categories.names[rarest]
    return .success(
      ValidationCheck(
        .classes, isEnough ? .passed : .failed,
        finding: "rarest is \(name): \(reference) \(said), judge \(judged)",
        threshold: classThreshold,
        next: said < thresholds.perClass ? .moreOfClass(name) : .judgeAvoids(name)))
  }

  private var classThreshold: String { ">= \(thresholds.perClass) items of each by both" }

  /// Of its verdicts in all orders.
  func unparsed(_ replies: (all: Int, unparsed: Int)) -> ValidationCheck {
    let estimate = Estimate.share(replies.unparsed, of: replies.all)
    let threshold = "<= \(Figure.percent(thresholds.unparsed)) without an answer"
    guard let share = estimate.value else {
      return undefined(.unparsed, estimate, threshold, next: .judgeMore)
    }
    return ValidationCheck(
      .unparsed, share <= thresholds.unparsed + 1e-12 ? .passed : .failed, estimate,
      finding: "\(replies.unparsed) of \(replies.all) without an answer "
        + "(\(Figure.percent(share)))", threshold: threshold, next: .readReplies)
  }

  /// More labels, where items wait for them; else more items.
  func more(_ count: Int? = nil) -> ValidationStep {
    table.leftOut[.notRatedByFirst, default: 0] >= max(1, count ?? 1)
      ? .labelMore(count) : .moreItems(count)
  }

  // MARK: - Words

  func undefined(
    _ name: ValidationCheck.Name, _ estimate: Estimate, _ threshold: String, next: ValidationStep
  ) -> ValidationCheck {
    let reason = Figure.reason(estimate)
    return ValidationCheck(
      name, .notKnown, estimate, finding: reason.isEmpty ? "it has no interval" : reason,
      threshold: threshold, next: next)
  }

  /// `kappa 0.490 [0.446, 0.539], n 974`.
  func words(_ estimate: Estimate, _ name: String) -> String {
    let interval = Figure.interval(estimate)
    return "\(name) \(Figure.value(estimate))" + (interval.isEmpty ? "" : " \(interval)")
      + ", n \(estimate.coefficient?.itemCount ?? 0)"
  }
}
