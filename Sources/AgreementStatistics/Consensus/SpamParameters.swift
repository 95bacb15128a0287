import Glibc

/// MACE's parameters of all raters.
struct SpamParameters {
  let categoryCount: Int
  private(set) var competence: [Double]
  /// Row-major, raters × K.
  private var strategies: [Double]

  init(_ units: LabelledUnits, random: (() -> Double)?) {
    categoryCount = units.categoryCount
    let k = units.categoryCount
    guard let random else {
      competence = Array(repeating: 0.5, count: units.raterCount)
      strategies = Array(repeating: 1 / Double(k), count: units.raterCount * k)
      return
    }
    (competence, strategies) = ([], [])
    for _ in 0..<units.raterCount {
      // More than half, since nothing else tells a label from any other.
      competence.append(0.5 + 0.5 * random())
      let weights = (0..<k).map { _ in 0.1 + random() }
      strategies += weights.map { $0 / weights.reduce(0, +) }
    }
  }

  func strategy(of rater: Int) -> [Double] {
    Array(strategies[rater * categoryCount..<(rater + 1) * categoryCount])
  }

  /// The logarithms of P(label | truth), in the order that `LatentLabels` has them.
  var logErrors: [Double] {
    let k = categoryCount
    var result = Array(repeating: 0.0, count: strategies.count * k)
    for place in strategies.indices {
      let knows = competence[place / k]
      let guessed = (1 - knows) * strategies[place]
      for truth in 0..<k { result[place * k + truth] = log(guessed) }
      result[place * k + place % k] = log(knows + guessed)
    }
    return result
  }

  /// New parameters of the expected items with each label and truth.
  mutating func maximise(_ expected: [Double], smoothing: Double) {
    let k = categoryCount
    let added = smoothing / Double(k)
    for rater in competence.indices {
      var known = 0.0
      var guessed = Array(repeating: added, count: k)
      for label in 0..<k {
        let place = rater * k + label
        let spam = (1 - competence[rater]) * strategies[place]
        let right = expected[place * k + label]
        for truth in 0..<k where truth != label { guessed[label] += expected[place * k + truth] }
        let knowing = right * competence[rater] / (competence[rater] + spam)
        known += knowing
        guessed[label] += right - knowing
      }
      let spam = guessed.reduce(0, +)
      let guesses = spam - smoothing
      competence[rater] = (known + added) / (known + guesses + 2 * added)
      for label in 0..<k { strategies[rater * k + label] = guessed[label] / spam }
    }
  }
}
