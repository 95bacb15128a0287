import AgreementStatistics

/// How many labels a question about kappa takes.
public struct LabelPlan: Hashable, Sendable {
  /// What is to be found out.
  public struct Question: Hashable, Sendable {
    /// The kappa that there may be; nil takes the pilot's.
    public var kappa: Double?
    /// The kappa that it has to be told from.
    public var nullKappa: Double
    /// The probability with which that shall succeed.
    public var power: Double
    public var alpha: Double
    /// Wanted half widths of the interval, the one asked for first.
    public var halfWidths: [Double]

    public init(
      kappa: Double? = nil, nullKappa: Double = 0.4, power: Double = 0.8, alpha: Double = 0.05,
      halfWidths: [Double] = [0.1]
    ) {
      self.kappa = kappa
      self.nullKappa = nullKappa
      self.power = power
      self.alpha = alpha
      self.halfWidths = halfWidths
    }
  }

  /// What power is worked out with.
  public enum Model: String, Hashable, Sendable {
    /// Two categories, and the margins of the pilot.
    case pilotMargins = "pilot-margins"
    /// More categories, and the scatter of the pilot.
    case pilotScatter = "pilot-scatter"
    /// Two categories, which both raters choose equally often.
    case commonRate = "common-rate"
  }

  /// A point of the power curve.
  public struct Point: Hashable, Sendable {
    /// Items.
    public var count: Int
    /// 0 to 1.
    public var power: Double
  }

  /// A wanted half width and what it takes.
  public struct Width: Hashable, Sendable {
    public var halfWidth: Double
    public var plan: Result<PrecisionPlan, UndefinedReason>
  }

  public var question: Question
  public var model: Model
  /// Kappa of the pilot; nil without one.
  public var pilot: Estimate?
  /// Of the pilot, in the order asked for.
  public var widths: [Width] = []
  /// The kappa that power is worked out for; undefined where the pilot's is.
  public var kappa: Result<Double, UndefinedReason>
  /// Above the null, told from it by the pilot's items alone; nil without a pilot.
  public var detectable: Result<Double, UndefinedReason>?
  /// Items for the power that is asked for.
  public var required: Result<Int, UndefinedReason>
  public var curve: Result<[Point], UndefinedReason>
  /// Without a pilot: items until the interval lies within limits that are asked for.
  public var within: Result<Int, UndefinedReason>?
}

extension LabelPlan {
  /// From a pair's common items. O(k²).
  public init(pilot table: PairTable, _ question: Question) {
    let estimate = table.coefficient(.cohen)
    let isBinary = table.categories.count == 2 && table.itemCount > 0
    self.question = question
    pilot = estimate
    kappa = .pilot(estimate, question.kappa)
    widths = question.halfWidths.map { half in
      Width(
        halfWidth: half,
        plan: estimate.planned { $0.precisionPlan(halfWidth: half, level: 1 - question.alpha) })
    }
    let count = table.itemCount
    if isBinary {
      model = .pilotMargins
      let n = Double(count)
      let test = KappaPower(
        model: .rates(
          first: Double(table.confusion.rowTotals[0]) / n,
          second: Double(table.confusion.columnTotals[0]) / n),
        test: .normal(isTwoSided: true), nullKappa: question.nullKappa, alpha: question.alpha)
      detectable = test.detectableKappa(count: count, power: question.power)
      required = kappa.flatMap {
        test.requiredCount(kappa: $0, power: question.power).map(\.count)
      }
      curve = Self.curve(kappa, required, count) {
        test.curve(kappa: $0, counts: $1).map { $0.map { Point(count: $0.count, power: $0.power) } }
      }
      return
    }
    model = .pilotScatter
    let test = PilotPower.of(estimate, nullKappa: question.nullKappa, alpha: question.alpha)
    detectable = test.flatMap {
      $0.detectableKappa(count: count, power: question.power).found(or: .outOfReach)
    }
    required = kappa.flatMap { kappa in
      test.flatMap {
        $0.requiredCount(kappa: kappa, power: question.power).found(or: .outOfReach)
      }
    }
    curve = Self.curve(kappa, required, count) { kappa, counts in
      test.map { test in
        counts.map { Point(count: $0, power: test.power(count: $0, kappa: kappa)) }
      }
    }
  }

  /// Without a pilot: two raters who both choose the first of two categories with this rate, tested
  /// by goodness of fit (Donner & Eliasziw 1992).
  public init(
    prevalence: Double, kappa expected: Double, within limits: Interval?, _ question: Question
  ) {
    let model = BinaryKappaModel.commonRate(prevalence)
    let test = KappaPower(
      model: model, test: .goodnessOfFit, nullKappa: question.nullKappa, alpha: question.alpha)
    self.question = question
    self.model = .commonRate
    kappa = .success(expected)
    within = limits.map {
      model.requiredCount(kappa: expected, within: $0, level: 1 - question.alpha)
    }
    required = test.requiredCount(kappa: expected, power: question.power).map(\.count)
    curve = Self.curve(kappa, required, nil) {
      test.curve(kappa: $0, counts: $1).map { $0.map { Point(count: $0.count, power: $0.power) } }
    }
  }

  private static func curve(
    _ kappa: Result<Double, UndefinedReason>, _ required: Result<Int, UndefinedReason>,
    _ present: Int?,
    _ points: (Double, [Int]) -> Result<[Point], UndefinedReason>
  ) -> Result<[Point], UndefinedReason> {
    kappa.flatMap { points($0, counts(required: try? required.get(), present: present)) }
  }

  /// Round numbers up to twice what is required, and what there is and what is required.
  static func counts(required: Int?, present: Int?) -> [Int] {
    let most = 2 * max(required ?? 500, present ?? 0, 50)
    var round: [Int] = []
    var decade = 10
    while decade <= most, decade < 1_000_000_000_000 {
      round += [1, 2, 5].map { $0 * decade }.filter { $0 <= most }
      decade *= 10
    }
    // Eight steps say enough.
    let marks = [required, present].compactMap(\.self).filter { $0 > 0 }
    return Set(round.suffix(8) + marks).sorted()
  }
}

extension Result where Success == Double, Failure == UndefinedReason {
  fileprivate static func pilot(_ estimate: Estimate, _ asked: Double?) -> Self {
    if let asked { return .success(asked) }
    return estimate.planned { .success($0.value) }
  }
}

extension Estimate {
  fileprivate func planned<Value>(
    _ transform: (Coefficient) -> Result<Value, UndefinedReason>
  ) -> Result<Value, UndefinedReason> {
    switch self {
    case .defined(let found): transform(found)
    case .undefined(let reason): .failure(reason)
    }
  }
}

extension Optional {
  fileprivate func found(or reason: UndefinedReason) -> Result<Wrapped, UndefinedReason> {
    map { .success($0) } ?? .failure(reason)
  }
}
