import AgreementStatistics

/// How the intervals of a report come about.
public enum IntervalMethod: String, Sendable, CaseIterable {
  /// By each coefficient's formula, which takes items for independent.
  case formula
  /// BCa, by resampling items.
  case items
  /// BCa, by resampling questions; items, where none share a question.
  case questions
}

extension AgreementReport.Pair {
  /// A coefficient with the interval that the report was asked for.
  public func estimate(_ name: PairCoefficient) -> Estimate {
    let estimate = table.coefficient(name)
    guard let interval = intervals[name], var found = estimate.coefficient else { return estimate }
    found.interval = interval
    found.degrees = nil
    return .defined(found)
  }
}

extension AgreementTracker {
  /// The report with resampled intervals of each pair's coefficients. Pairs that leave one out of
  /// the majority keep their formula's: nothing stands for the rest of the majority in resamples.
  ///
  /// - Parameter questions: a number for each item, equal for those that share a question; empty
  ///   where none do.
  /// - Cost: for each pair, all its coefficients of each of `resamples` tables, on all processors.
  public func withIntervals(
    _ report: AgreementReport, by method: IntervalMethod, questions: [Int32],
    resamples: Int, seed: UInt64
  ) -> AgreementReport {
    guard method != .formula else { return report }
    var result = report
    for at in result.pairs.indices where !result.pairs[at].leavesOneOut {
      let pair = result.pairs[at]
      for name in PairCoefficient.allCases where pair.table.coefficient(name).value != nil {
        let drawn = resampled(
          name, pair.first.id, pair.second.id, table: pair.table,
          questions: method == .questions ? questions : [], resamples: resamples, seed: seed)
        result.pairs[at].intervals[name] = (drawn.byQuestion ?? drawn.byItem)?.bca
      }
    }
    return result
  }
}
