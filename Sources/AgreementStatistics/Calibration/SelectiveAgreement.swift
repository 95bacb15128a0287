/// Agreement with a reference on the verdicts that a rater is surest of, as more and more are taken
/// in: what handing the others to people leaves.
public struct SelectiveAgreement: Hashable, Sendable {
  /// All verdicts with at least a certain confidence.
  public struct Point: Hashable, Sendable {
    /// The least confidence among them.
    public var threshold: Double
    /// How many they are.
    public var itemCount: Int
    /// Their share of all, above 0 to 1.
    public var coverage: Double
    /// How many are the reference's.
    public var agreeingCount: Int
    /// Cohen's kappa; nil where they are all in one category.
    public var kappa: Double?

    /// The share that is the reference's, 0 to 1.
    public var accuracy: Double { Double(agreeingCount) / Double(itemCount) }

    /// The same with Wilson's interval.
    public func accuracyEstimate(level: Double = 0.95) -> Estimate {
      .share(agreeingCount, of: itemCount, level: level)
    }
  }

  /// In descending order of confidence, one for each distinct confidence: equal ones come together.
  public var points: [Point]
  /// The area under the curve of risk (1 − accuracy) over coverage: the mean over verdicts of the
  /// risk of those at least as confident. 0 to 1, 0 is best. Geifman, Uziel & El-Yaniv 2019,
  /// arXiv:1805.08206.
  public var riskArea: Double
  /// The least area that so many errors allow: all of them among the least confident.
  public var leastRiskArea: Double
}

extension SelectiveAgreement {
  /// Agreement of a rater's verdicts with a reference's, by the rater's confidence.
  ///
  /// Undefined without verdicts. Precondition: as many of all three, declared categories, and
  /// confidences that are numbers; they need not be probabilities. O(n log n).
  public static func of(
    verdicts: [RatingMatrix.Code], reference: [RatingMatrix.Code], confidences: [Double],
    categoryCount: Int
  ) -> Finding<SelectiveAgreement> {
    precondition(
      verdicts.count == reference.count && verdicts.count == confidences.count,
      "a reference and a confidence for each verdict")
    precondition(confidences.allSatisfy { !$0.isNaN }, "a confidence is a number")
    guard !verdicts.isEmpty else { return .undefined(.noItems) }
    let order = confidences.indices.sorted { confidences[$0] > confidences[$1] }
    let n = Double(order.count)
    var running = RunningKappa(categoryCount: categoryCount)
    var points: [Point] = []
    var area = 0.0
    for (place, at) in order.enumerated() {
      running.add(Int(reference[at]), Int(verdicts[at]))
      let isLast =
        place + 1 == order.count || confidences[order[place + 1]] != confidences[at]
      guard isLast else { continue }
      let before = points.last?.itemCount ?? 0
      area +=
        Double(running.total - before) / n * Double(running.total - running.alike)
        / Double(running.total)
      points.append(
        Point(
          threshold: confidences[at], itemCount: running.total,
          coverage: Double(running.total) / n, agreeingCount: running.alike, kappa: running.kappa))
    }
    let errors = running.total - running.alike
    let least = (0..<errors).reduce(0) {
      $0 + Double($1 + 1) / Double(running.alike + $1 + 1) / n
    }
    return .defined(SelectiveAgreement(points: points, riskArea: area, leastRiskArea: least))
  }

  /// The largest part that may be left to the rater if its accuracy is to be at least this; nil
  /// where no part is good enough. O(points).
  public func widest(accuracy: Double) -> Point? { points.last { $0.accuracy >= accuracy } }
}

/// Cohen's kappa of items that come one by one. Adding one is O(1).
private struct RunningKappa {
  private var rows: [Int]
  private var columns: [Int]
  /// Σ row total · column total.
  private var chance = 0
  private(set) var alike = 0
  private(set) var total = 0

  init(categoryCount: Int) {
    rows = Array(repeating: 0, count: categoryCount)
    columns = rows
  }

  mutating func add(_ row: Int, _ column: Int) {
    chance += columns[row]
    rows[row] += 1
    chance += rows[column]
    columns[column] += 1
    total += 1
    if row == column { alike += 1 }
  }

  /// Undefined where both use one and the same category only.
  var kappa: Double? {
    guard total * total != chance else { return nil }
    return Double(total * alike - chance) / Double(total * total - chance)
  }
}
