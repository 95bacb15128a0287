import AgreementStatistics
import AnnotationAnalysis

/// Two raters each of a table.
extension StatsReport {
  static func pairs(
    _ sample: RatingSample, _ request: StatsRequest, _ units: ResamplingUnits?
  ) throws(CommandFailure) -> [Pair] {
    var pairs = try places(sample, request).map { pair($0.0, $0.1, sample, request, units) }
    let known = pairs.indices.filter { pairs[$0].p != nil }
    for method in MultipleComparisons.allCases {
      let adjusted = method.adjusted(known.compactMap { pairs[$0].p })
      for (place, p) in zip(known, adjusted) { pairs[place].adjusted[method] = p }
    }
    return pairs
  }

  private static func places(
    _ sample: RatingSample, _ request: StatsRequest
  ) throws(CommandFailure) -> [(Int, Int)] {
    guard let reference = request.reference else {
      return sample.raters.indices.flatMap { first in
        (first + 1..<max(first + 1, sample.raters.count)).map { (first, $0) }
      }
    }
    guard let first = sample.raters.firstIndex(of: reference) else {
      throw .usage(
        "no rater is called '\(reference)'; this table has: "
          + sample.raters.joined(separator: ", "))
    }
    return sample.raters.indices.filter { $0 != first }.map { (first, $0) }
  }

  private static func pair(
    _ first: Int, _ second: Int, _ sample: RatingSample, _ request: StatsRequest,
    _ units: ResamplingUnits?
  ) -> Pair {
    guard sample.isCategorical else { return scorePair(first, second, sample, request) }
    let table = sample.patterns.table(of: first, and: second)
    let wanted = PairCoefficient.allCases.filter { name in
      request.wants(name.rawValue) && (sample.scores != nil || !name.needsOrder)
    }
    let lines = wanted.map { name in
      var line = Line(
        key: name.rawValue, title: name.title,
        estimate: table.coefficient(name, scores: sample.scores, level: request.level))
      if let plan = request.plan, let units, line.estimate.value != nil {
        line.resampled = sample.distribution(of: name, first, second, plan, units: units)
      }
      return line
    }
    return Pair(
      first: sample.raters[first], second: sample.raters[second], n: table.total, table: table,
      leftOut: leftOut(first, second, sample, table.total), lines: lines,
      p: sample.clusters == nil ? table.cohenKappa().coefficient?.nullTest?.twoSidedP : nil,
      margins: sample.clusters == nil ? table.marginalHomogeneity() : .undefined(.clustered))
  }

  private static func leftOut(
    _ first: Int, _ second: Int, _ sample: RatingSample, _ common: Int
  ) -> Int {
    sample.ratingCount(of: first) + sample.ratingCount(of: second) - 2 * common
  }

  /// Of scores, only what is made of numbers: two that differ in the last digit do not disagree.
  private static func scorePair(
    _ first: Int, _ second: Int, _ sample: RatingSample, _ request: StatsRequest
  ) -> Pair {
    let numbers = PairedNumbers(sample.numbers(of: first), sample.numbers(of: second))
    let level = request.level
    let found: [(PairCoefficient, Estimate)] = [
      (.pearson, numbers.pearson(level: level).estimate),
      (.spearman, numbers.spearman(level: level).estimate),
      (.kendall, numbers.kendall().estimate),
      (.concordance, numbers.linConcordance(level: level).estimate),
    ]
    let lines = found.filter { request.wants($0.0.rawValue) }.map { name, estimate in
      Line(
        key: name.rawValue, title: name.title,
        estimate: sample.clusters == nil ? estimate : estimate.withoutInterval)
    }
    return Pair(
      first: sample.raters[first], second: sample.raters[second], n: numbers.count, table: nil,
      leftOut: leftOut(first, second, sample, numbers.count), lines: lines,
      p: sample.clusters == nil ? numbers.pearson().value?.p : nil,
      margins: .undefined(.notCategories))
  }
}

extension Estimate {
  /// Where units are not independent, as the interval took them for.
  fileprivate var withoutInterval: Estimate {
    guard var found = coefficient else { return self }
    (found.interval, found.standardError) = (nil, nil)
    return .defined(found)
  }
}

extension Finding<Correlation> {
  fileprivate var estimate: Estimate {
    switch self {
    case .undefined(let reason): .undefined(reason)
    case .defined(let found):
      .defined(
        Coefficient(
          value: found.value, interval: found.interval, level: found.level,
          itemCount: found.pairCount))
    }
  }
}

extension Finding<KendallTau> {
  fileprivate var estimate: Estimate {
    switch self {
    case .undefined(let reason): .undefined(reason)
    case .defined(let found):
      .defined(Coefficient(value: found.tauB, itemCount: found.pairCount))
    }
  }
}

extension Finding<LinConcordance> {
  fileprivate var estimate: Estimate {
    switch self {
    case .undefined(let reason): .undefined(reason)
    case .defined(let found):
      .defined(
        Coefficient(
          value: found.value, standardError: found.standardError, interval: found.interval,
          level: found.level, itemCount: found.pairCount))
    }
  }
}
