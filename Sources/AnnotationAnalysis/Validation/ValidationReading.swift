import AgreementStatistics
import AnnotationModel

/// What the checks count of the ratings beside the pair's own table.
extension AgreementTracker {
  /// The judge held against people, over the items that it and two of them answered; people with
  /// the most answers, ten at the most. Nil without two people.
  func ceilingGap(of judge: StreamID) -> Finding<CeilingGap>? {
    let people = streams.filter { $0.kind.isHuman && $0.ratingCount > 0 && $0.id != judge }
      .sorted { ($1.ratingCount, $0.name) < ($0.ratingCount, $1.name) }.prefix(10)
    guard people.count > 1, let own = stream(judge) else { return nil }
    let columns = people.map(\.codes) + [own.codes]
    var rated = Array(repeating: [RatingMatrix.Code](), count: columns.count)
    for item in 0..<itemCount {
      let codes = columns.map { categories.index(ofRating: $0[item]) }
      guard codes.last != .some(nil), codes.dropLast().count(where: { $0 != nil }) > 1 else {
        continue
      }
      for (at, code) in codes.enumerated() {
        rated[at].append(code.map { RatingMatrix.Code($0) } ?? RatingMatrix.missing)
      }
    }
    let matrix = RatingMatrix(categoryCount: categories.count, columns: rated)
    return RatingPatterns(matrix).ceilingGap(
      judge: people.count, fewestItems: SliceComparison.smallest,
      weights: categories.kappaForValidation == .cohenQuadratic ? .quadratic : .identity,
      scores: categories.scores)
  }

  /// Blind verdicts of the judge in all orders, and those without an answer.
  func replies(of judge: StreamID) -> (all: Int, unparsed: Int) {
    switch judge {
    case .rater(let id), .swapped(let id): raw[id]?.replies() ?? (0, 0)
    case .majority: (0, 0)
    }
  }

  /// Every loaded property with its slices, each held against the looks of all properties.
  mutating func validationSlices(_ judge: StreamID, _ reference: StreamID)
    -> [(property: SliceColumn.Property, slices: [SliceComparison])]
  {
    let tables = loadedSlices.map { ($0, sliced(reference, judge, by: $0)) }
      .filter { $0.1.count > 1 }
    let looks = tables.reduce(0) { sum, property in
      sum + SliceComparison.all(property.1).count { $0.standing != .tooSmall }
    }
    return tables.map { (property: $0.0, slices: SliceComparison.all($0.1, looks: looks)) }
  }

  /// Items that both answered, by source; nil where the sources have not been read.
  mutating func sourceCounts(_ judge: StreamID, _ reference: StreamID)
    -> [(name: String, count: Int)]?
  {
    guard sliceColumn(.source) != nil else { return nil }
    return sliced(reference, judge, by: .source).map { ($0.name, $0.table.itemCount) }
      .filter { $0.1 > 0 }.map { (name: $0.0, count: $0.1) }
  }

  /// What both said of each pair of candidates, with the pair's lengths and families; nil where
  /// these have not been read. O(items).
  func pairComparisons(
    of judge: StreamID, against reference: StreamID, _ pairs: CandidatePairs?
  ) -> [JudgedPair]? {
    guard let pairs, let own = stream(judge)?.codes, let truth = stream(reference)?.codes else {
      return nil
    }
    return (0..<min(itemCount, pairs.firstWords.count)).compactMap { item in
      guard let judged = verdict(own[item]), let said = verdict(truth[item]) else { return nil }
      return JudgedPair(
        words: (Int(pairs.firstWords[item]), Int(pairs.secondWords[item])),
        families: (
          pairs.family(pairs.firstFamily[item]), pairs.family(pairs.secondFamily[item])
        ), human: said, judge: judged)
    }
  }

  private func verdict(_ code: Int16) -> PairVerdict? {
    switch Int(code) {
    case 0: .first
    case 1: .second
    case let code where code >= 0 && code == scale.tieCode: .tie
    default: nil
    }
  }
}

/// A pair of candidates that both reference and judge decided on.
struct JudgedPair {
  /// Negative where not known.
  var words: (first: Int, second: Int)
  var families: (first: String?, second: String?)
  var human: PairVerdict
  var judge: PairVerdict
}

extension CandidatePairs {
  fileprivate func family(_ index: Int32) -> String? {
    families.indices.contains(Int(index)) ? families[Int(index)] : nil
  }
}

extension TabulatedCategories {
  /// Cohen's kappa; of scores the one with quadratic weights, since 7 is nearly 8.
  var kappaForValidation: PairCoefficient {
    if case .score = scale, scores != nil { .cohenQuadratic } else { .cohen }
  }
}
