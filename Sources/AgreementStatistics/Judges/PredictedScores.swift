/// Means, variances and the covariance of people's scores and a judge's on the labelled items,
/// and of the judge's on the others: all that prediction-powered means depend on.
///
/// The labelled items have to be a random sample of all, and the unlabelled ones others than
/// these. A score may be 0 or 1 (a pass rate) or any number (a mean score). Variances have the
/// divisor n.
public struct PredictedScores: Hashable, Sendable {
  /// Labelled items of the same two scores.
  struct Cell {
    var score: Double
    var prediction: Double
    var count: Int
  }

  /// Items with a score by people and one by the judge.
  public let labelledCount: Int
  /// Items with a score by the judge only.
  public let unlabelledCount: Int
  let scoreMean: Double
  let predictionMean: Double
  let scoreVariance: Double
  let predictionVariance: Double
  let covariance: Double
  let unlabelledMean: Double
  let unlabelledVariance: Double

  /// From the scores of single items. O(items).
  public init(labelled: [(score: Double, prediction: Double)], unlabelled: [Double]) {
    self.init(
      labelled: labelled.map { Cell(score: $0.score, prediction: $0.prediction, count: 1) },
      unlabelled: unlabelled.map { ($0, 1) })
  }

  init(labelled: [Cell], unlabelled: [(prediction: Double, count: Int)]) {
    labelledCount = labelled.reduce(0) { $0 + $1.count }
    unlabelledCount = unlabelled.reduce(0) { $0 + $1.count }
    let (n, rest) = (max(1, Double(labelledCount)), max(1, Double(unlabelledCount)))
    let score = labelled.reduce(0) { $0 + Double($1.count) * $1.score } / n
    let prediction = labelled.reduce(0) { $0 + Double($1.count) * $1.prediction } / n
    let other = unlabelled.reduce(0) { $0 + Double($1.count) * $1.prediction } / rest
    scoreMean = score
    predictionMean = prediction
    unlabelledMean = other
    // Around the means in a second pass, so that equal scores have variance 0.
    var (scores, predictions, products) = (0.0, 0.0, 0.0)
    for cell in labelled {
      let (byPeople, byJudge) = (cell.score - score, cell.prediction - prediction)
      let count = Double(cell.count)
      scores += count * byPeople * byPeople
      predictions += count * byJudge * byJudge
      products += count * byPeople * byJudge
    }
    scoreVariance = scores / n
    predictionVariance = predictions / n
    covariance = products / n
    unlabelledVariance =
      unlabelled.reduce(0) { sum, cell in
        let gap = cell.prediction - other
        return sum + Double(cell.count) * gap * gap
      } / rest
  }
}
