import AnnotationModel

/// How sure a judge was of a verdict, from the distributions of what it was asked.
struct AnswerConfidence {
  /// One for a word; one per candidate, in stored order, for scores.
  let distributions: [AnswerDistribution]

  /// The probability of the value, 0 to 1; nil where nothing tells. Scores of several candidates
  /// are taken as independent: the probability that the winner's is above all others, or, for a
  /// tie, that no candidate's is.
  func probability(of value: RatingValue) -> Double? {
    guard !value.isAbstention, let first = distributions.first else { return nil }
    if distributions.count == 1 { return first.confidence }
    // A score with nothing beside it says nothing of the difference.
    guard distributions.allSatisfy({ $0.shares.count > 1 || $0.outside < 1e-6 }) else { return nil }
    switch value {
    case .prefer(let candidate) where distributions.indices.contains(candidate):
      return wins(candidate)
    case .tie: return min(1, max(0, 1 - distributions.indices.reduce(0) { $0 + wins($1) }))
    default: return nil
    }
  }

  private func wins(_ candidate: Int) -> Double {
    let others = distributions.enumerated().filter { $0.offset != candidate }.map(\.element)
    var sum = 0.0
    for (answer, share) in distributions[candidate].shares.sorted(by: { $0.key < $1.key }) {
      guard let score = Double(answer) else { return 0 }
      sum += others.reduce(share) { $0 * below(score, $1) }
    }
    return min(1, sum)
  }

  private func below(_ score: Double, _ other: AnswerDistribution) -> Double {
    other.shares.sorted { $0.key < $1.key }
      .reduce(0) { $0 + ((Double($1.key) ?? .infinity) < score ? $1.value : 0) }
  }
}
