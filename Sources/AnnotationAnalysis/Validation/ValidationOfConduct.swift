import AgreementStatistics
import AnnotationModel

/// Whether a judge's answers depend on what should not matter: the order, and the time it is asked.
extension ValidationParts {
  private var isPreference: Bool {
    if case .preference = table.categories.scale { true } else { false }
  }

  /// - Parameter orders: answers to the stored order (rows) and the exchanged one; nil without any.
  func position(_ orders: ConfusionTable?) -> Result<ValidationCheck, NotApplicable> {
    guard isPreference else { return .failure(NotApplicable("no candidates to set in order")) }
    guard case .preference(2, _, _) = table.categories.scale else {
      return .failure(NotApplicable("more than two candidates"))
    }
    let threshold =
      "first place within \(Figure.decimal(thresholds.bias, digits: 2)) of a half"
    guard let orders else {
      return .success(
        ValidationCheck(
          .position, .notKnown, finding: "judged in one order only", threshold: threshold,
          next: .askBothOrders))
    }
    let first = orders.firstPlaceShare()
    let alike = orders.percentAgreement()
    let same =
      "same answer in \(percentWithInterval(alike)) of \(orders.total) in both orders"
    guard first.value != nil else {
      return .success(
        ValidationCheck(
          .position, .notKnown, first, finding: "\(Figure.reason(first)); \(same)",
          threshold: threshold, next: .judgeMore))
    }
    let status = ValidationCheck.Status.ofBias(first, from: 0.5, below: thresholds.bias)
    return .success(
      ValidationCheck(
        .position, status, first,
        finding: "first place \(percentWithInterval(first)); \(same)", threshold: threshold,
        next: status == .failed ? .balanceOrders : .judgeMore))
  }

  func repeats(_ orders: ConfusionTable?) -> ValidationCheck {
    let retest = Figure.decimal(thresholds.retest, digits: 2)
    let threshold = "\(thresholds.repeats) times, kappa with itself >= \(retest)"
    guard let found = evidence.consistency?.stored ?? evidence.consistency?.exchanged else {
      let samples = evidence.consistency?.samples.n ?? 0
      return ValidationCheck(
        .repeats, .notKnown,
        finding: samples > 0 ? "several samples, but each verdict once" : "asked once",
        threshold: threshold, next: .askAgain(thresholds.repeats))
    }
    let figure = found.retest.value == nil ? found.modalShare : found.retest
    let finding =
      "asked \(found.most) times, "
      + (found.retest.value == nil
        ? "most frequent answer \(Figure.percent(figure.value ?? 0)), n \(found.n)"
        : words(figure, "kappa with itself"))
    guard found.most >= thresholds.repeats else {
      return ValidationCheck(
        .repeats, .notKnown, figure, finding: finding, threshold: threshold,
        next: .askAgain(thresholds.repeats))
    }
    let steady = steadiness(figure)
    let position = steady.status == .passed ? positionOfSteady(figure, orders) : nil
    return ValidationCheck(
      .repeats, position?.status ?? steady.status, figure,
      finding: finding + (position.map { "; " + $0.words } ?? ""), threshold: threshold,
      next: position?.next ?? steady.next)
  }

  /// By the lower end of kappa with itself; where that is undefined, by the modal share.
  private func steadiness(
    _ figure: Estimate
  ) -> (status: ValidationCheck.Status, next: ValidationStep) {
    guard let found = figure.coefficient else { return (.notKnown, .judgeMore) }
    let bound = thresholds.retest
    guard ValidationCheck.Status.isAtLeast(found.value, bound) else { return (.failed, .steady) }
    let low = found.cautiousLowerEnd ?? found.value
    return ValidationCheck.Status.isAtLeast(low, bound)
      ? (.passed, .judgeMore) : (.notKnown, .judgeMore)
  }

  /// A judge that nearly always says the same may say it of the place: nil where it is less
  /// steady, or where nothing speaks against it.
  private func positionOfSteady(
    _ figure: Estimate, _ orders: ConfusionTable?
  ) -> (status: ValidationCheck.Status, words: String, next: ValidationStep)? {
    guard let value = figure.value, value > thresholds.steadyRetest,
      case .success(let check) = position(orders), check.status != .passed
    else { return nil }
    let bound = Figure.decimal(thresholds.steadyRetest, digits: 2)
    let why =
      check.status == .failed ? "and biased by position" : "so its position bias must be known"
    return (check.status, "above \(bound), \(why)", check.next ?? .askBothOrders)
  }

  /// `52.0 % [49.1, 54.9]`.
  func percentWithInterval(_ estimate: Estimate) -> String {
    guard let found = estimate.coefficient else { return Figure.reason(estimate) }
    let interval = found.interval?.clipped(to: 0...1)
    return Figure.percent(found.value)
      + (interval.map {
        " [\(Figure.decimal($0.low * 100, digits: 1)), \(Figure.decimal($0.high * 100, digits: 1))]"
      } ?? "")
  }
}
