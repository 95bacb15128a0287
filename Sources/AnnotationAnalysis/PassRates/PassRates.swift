import AgreementStatistics
import AnnotationModel

/// How often candidates pass, or their mean score, by several methods side by side: from people's
/// labels of some items and a judge's answers to all.
public struct PassRates: Hashable, Sendable {
  public enum Method: String, Hashable, Sendable, CaseIterable {
    /// The judge's answers to all items, taken as they are.
    case judge
    /// People's labels alone.
    case people
    /// The judge's rate on the unlabelled items, undone by its error rates.
    case roganGladen = "rogan-gladen"
    /// The judge's, corrected by what it gets wrong (prediction-powered inference).
    case predictionPowered = "ppi"
    /// The same with as much of the judge as helps (PPI++).
    case tuned = "ppi++"
    /// The same in each stratum by itself.
    case stratified = "stratified-ppi++"
  }

  public struct Line: Hashable, Sendable {
    public var method: Method
    public var estimate: Estimate
    /// How much of the judge is used, 0 to 1; nil where that is no question.
    public var lambda: Double?
  }

  /// The items of one slice; those of slices with few labels are one stratum.
  public struct Stratum: Hashable, Sendable {
    public var names: [String]
    public var labelledCount: Int
    public var unlabelledCount: Int
    public var judge: Estimate
    public var people: Estimate
    public var tuned: Estimate
  }

  /// Slices with fewer labels are put together: their errors could not be told.
  public static let fewestLabels = 10

  public var isRate: Bool
  public var labelledCount: Int
  public var unlabelledCount: Int
  public var lines: [Line]
  /// Empty without a property to divide by.
  public var strata: [Stratum] = []
  /// Items without a value of the property, which have a stratum of their own.
  public static let unnamed = "(none)"

  public func line(_ method: Method) -> Line? { lines.first { $0.method == method } }
}

extension PassRates {
  /// - Parameter property: what strata are made by. Choose it before you look at the figures.
  /// - Cost: O(items).
  public init(
    _ items: JudgedItems, _ measure: PassMeasure, by property: SliceColumn? = nil,
    level: Double = 0.95
  ) {
    let measured = MeasuredItems(items, measure)
    isRate = measure.isRate
    (labelledCount, unlabelledCount) = (measured.labelled.count, measured.unlabelled.count)
    lines = [
      Line(method: .judge, estimate: Self.judge(measured, isRate, level)),
      Line(method: .people, estimate: Self.people(measured, isRate, level)),
      Line(
        method: .roganGladen,
        estimate: isRate ? measured.passes.roganGladen(level: level) : .undefined(.notCategories)),
      Self.powered(
        .predictionPowered, measured.scores.predictionPoweredMean(tuning: .fixed(1), level: level)),
      Self.powered(.tuned, measured.scores.predictionPoweredMean(level: level)),
    ]
    guard let property else { return }
    let parts = Self.parts(measured, property)
    strata = parts.map { Self.stratum($0.names, $0.items, isRate, level) }
    lines.append(
      Self.powered(
        .stratified,
        PredictedScores.stratified(
          parts.map { ($0.items.scores, Double($0.items.count)) }, level: level)))
  }

  private static func judge(
    _ items: MeasuredItems, _ isRate: Bool, _ level: Double
  ) -> Estimate {
    let all = items.labelled.map(\.prediction) + items.unlabelled.map(\.prediction)
    return isRate
      ? .share(all.count { $0 == 1 }, of: all.count, level: level) : .mean(all, level: level)
  }

  private static func people(
    _ items: MeasuredItems, _ isRate: Bool, _ level: Double
  ) -> Estimate {
    let all = items.labelled.map(\.score)
    return isRate
      ? .share(all.count { $0 == 1 }, of: all.count, level: level) : .mean(all, level: level)
  }

  private static func powered(
    _ method: Method, _ found: Result<PredictionPoweredMean, UndefinedReason>
  ) -> Line {
    switch found {
    case .failure(let reason): return Line(method: method, estimate: .undefined(reason))
    case .success(let found):
      let isOne = method == .tuned || method == .predictionPowered
      return Line(
        method: method, estimate: .defined(found.mean), lambda: isOne ? found.tunings.first : nil)
    }
  }

  private static func stratum(
    _ names: [String], _ items: MeasuredItems, _ isRate: Bool, _ level: Double
  ) -> Stratum {
    Stratum(
      names: names, labelledCount: items.labelled.count, unlabelledCount: items.unlabelled.count,
      judge: judge(items, isRate, level), people: people(items, isRate, level),
      tuned: powered(.tuned, items.scores.predictionPoweredMean(level: level)).estimate)
  }

  /// Slices with enough labels, and the others together.
  private static func parts(
    _ items: MeasuredItems, _ property: SliceColumn
  ) -> [(names: [String], items: MeasuredItems)] {
    func slice(_ item: ItemID) -> Int {
      let index = Int(item.value) - 1
      return index < property.values.count ? Int(property.values[index]) : -1
    }
    var labels: [Int: Int] = [:]
    var sizes: [Int: Int] = [:]
    for found in items.labelled {
      labels[slice(found.item), default: 0] += 1
      sizes[slice(found.item), default: 0] += 1
    }
    for found in items.unlabelled { sizes[slice(found.item), default: 0] += 1 }
    let numbers = sizes.keys.sorted { ($0 < 0 ? .max : $0) < ($1 < 0 ? .max : $1) }
    let large = numbers.filter { labels[$0, default: 0] >= fewestLabels }
    let small = Set(numbers).subtracting(large)
    func name(_ number: Int) -> String { number < 0 ? unnamed : property.names[number] }
    var result = large.map { number in
      (names: [name(number)], items: items.filter { slice($0) == number })
    }
    if !small.isEmpty {
      result.append(
        (
          numbers.filter(small.contains).map(name), items.filter { small.contains(slice($0)) }
        ))
    }
    return result
  }
}
