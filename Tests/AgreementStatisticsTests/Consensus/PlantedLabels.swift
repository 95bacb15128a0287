@testable import AgreementStatistics

/// Ratings of items whose true categories are known.
struct PlantedLabels {
  var matrix: RatingMatrix
  var truth: [Int]

  /// - Parameters:
  ///   - accuracies: each rater's share of right labels; the wrong ones are spread evenly.
  ///   - missing: the share of labels that are not there.
  init(items: Int, categories: Int, accuracies: [Double], missing: Double = 0, seed: UInt64) {
    var random = ResampleStream(seed: seed, number: 0)
    let truth = (0..<items).map { _ in Int(random.next() % UInt64(categories)) }
    let rows = truth.map { truth in
      accuracies.map { accuracy -> Int? in
        if random.uniform() < missing { return nil }
        if random.uniform() < accuracy { return truth }
        return (truth + 1 + Int(random.next() % UInt64(categories - 1))) % categories
      }
    }
    matrix = RatingMatrix(categoryCount: categories, rows: rows)
    self.truth = truth
  }
}
