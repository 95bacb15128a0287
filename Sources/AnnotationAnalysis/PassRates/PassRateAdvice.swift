import AgreementStatistics

/// Which of the figures to read, and why.
public enum PassRateAdvice: Hashable, Sendable {
  /// Fewer than two items have labels: nothing says how far the judge is off.
  case labelFirst
  /// Every item has a label: people's own figure needs no judge.
  case people
  /// Too few items with labels, or too few without, for the judge's help to be weighed: its
  /// intervals are normal ones.
  case tooFewItems
  /// The judge's answers tell nothing about people's: its help is nil.
  case judgeDoesNotHelp
  /// This one, whose interval is as narrow as so many labels of people alone would make it.
  case read(PassRates.Method, worthLabels: Int?)

  /// Fewer items than this, with labels or without, make normal intervals doubtful.
  public static let fewItems = 30
}

extension PassRates {
  /// PPI++ is right whatever the judge does, and never much wider than people's labels alone; in
  /// strata where that makes it narrower, and no stratum is short of labels.
  public var advice: PassRateAdvice {
    guard labelledCount > 1 else { return .labelFirst }
    guard unlabelledCount > 0 else { return .people }
    guard min(labelledCount, unlabelledCount) >= PassRateAdvice.fewItems else {
      return .tooFewItems
    }
    guard let tuned = line(.tuned), let own = tuned.estimate.coefficient else { return .people }
    guard let lambda = tuned.lambda, lambda > 0 else { return .judgeDoesNotHelp }
    let isCovered = strata.allSatisfy { $0.labelledCount >= Self.fewestLabels }
    if isCovered, let stratified = line(.stratified)?.estimate.coefficient,
      let error = stratified.standardError, let other = own.standardError, error < other
    {
      return .read(.stratified, worthLabels: worth(stratified))
    }
    return .read(.tuned, worthLabels: worth(own))
  }

  /// How many labels of people alone would give as small a standard error; nil where one is not
  /// known.
  private func worth(_ found: Coefficient) -> Int? {
    guard let error = found.standardError, error > 0,
      let people = line(.people)?.estimate.coefficient?.standardError, people > 0
    else { return nil }
    let worth = Double(labelledCount) * (people / error) * (people / error)
    return worth < 1e12 ? Int(worth.rounded()) : nil
  }
}
