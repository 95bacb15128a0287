import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import StatisticalFigures
import StudyFigures

/// Which picture, of whom.
struct FigureRequest {
  var kind: FigureKind
  var reference: String?
  var names: [String]
  var judge: String?
  var coefficients: [PairCoefficient]
  var null: Double?
  var worth: TieWorth

  init(_ kind: FigureKind, _ invocation: Invocation) throws {
    self.kind = kind
    reference = invocation.value("reference")
    names = invocation.list("raters")
    judge = invocation.value("judge")
    worth = invocation.value("worth").flatMap(TieWorth.init(rawValue:)) ?? .half
    coefficients = try invocation.list("coefficient").map(Self.coefficient)
    if coefficients.isEmpty { coefficients = [.cohen] }
    guard coefficients.count == 1 || kind == .forest else {
      throw CommandFailure.usage(
        "\(kind.rawValue) is of one coefficient; only forest is of several")
    }
    try refuse("coefficient", of: [.forest, .matrix, .cost], invocation)
    try refuse("null", of: [.power], invocation)
    try refuse("worth", of: [.ranks], invocation)
    try refuse("judge", of: FigureKind.allCases.filter(\.isOfPair), invocation)
    guard let text = invocation.value("null") else { return }
    guard let number = Double(text), (-1...1).contains(number) else {
      throw CommandFailure.usage("--null is a kappa, from -1 to 1")
    }
    null = number
  }

  private func refuse(_ option: String, of kinds: [FigureKind], _ invocation: Invocation) throws {
    guard invocation.has(option), !kinds.contains(kind) else { return }
    let known = kinds.map(\.rawValue).joined(separator: ", ")
    throw CommandFailure.usage("--\(option) is of \(known), not of \(kind.rawValue)")
  }

  private static func coefficient(_ name: String) throws -> PairCoefficient {
    if let found = PairCoefficient(rawValue: name) { return found }
    let known = PairCoefficient.allCases.map(\.rawValue)
    let near = NearestName.of(name, among: known).map { "did you mean \($0)? " } ?? ""
    throw CommandFailure.usage(
      "no coefficient is called '\(name)'; \(near)there are: " + known.joined(separator: ", "))
  }

  /// The picture; throws what is missing.
  func figure(
    _ tracker: inout AgreementTracker, _ store: AnnotationStore
  ) async throws -> any StatisticalFigure {
    do {
      return try await made(&tracker, store)
    } catch let missing as MissingFigure {
      throw CommandFailure.data("no picture: \(missing)")
    }
  }

  private func made(
    _ tracker: inout AgreementTracker, _ store: AnnotationStore
  ) async throws -> any StatisticalFigure {
    let chosen = try names.map { try tracker.knownStream(named: $0).id }
    let raters = chosen.isEmpty ? tracker.raters : chosen
    let coefficient = coefficients[0]
    if kind == .matrix {
      guard reference == nil else {
        throw CommandFailure.usage("matrix is of every two raters, without --reference")
      }
      return try tracker.raterMatrix(of: raters, coefficient: coefficient).get()
    }
    if kind.isOfPair { return try await pairFigure(&tracker, store, chosen) }
    let truth = try referenceStream(tracker)
    if kind == .forest {
      return try tracker.forestPlot(of: raters, against: truth, coefficients: coefficients).get()
    }
    let conduct = try await store.conduct(of: raters.compactMap { tracker.rater(of: $0) })
    return try tracker.costPlot(
      of: raters, against: truth, conduct: conduct, coefficient: coefficient
    ).get()
  }

  private func referenceStream(_ tracker: AgreementTracker) throws -> StreamID {
    if let reference { return try tracker.knownStream(named: reference).id }
    guard let usual = tracker.usualReference else {
      throw CommandFailure.data("nobody has rated anything yet")
    }
    return usual
  }

  private func pairFigure(
    _ tracker: inout AgreementTracker, _ store: AnnotationStore, _ chosen: [StreamID]
  ) async throws -> any StatisticalFigure {
    let (first, second) = try pair(&tracker, chosen)
    switch kind {
    case .trend:
      var order = try await labelOrder(tracker, store, first, second)
      let isAsLabelled = !order.isEmpty
      if order.isEmpty { order = (0..<tracker.itemCount).map { ItemID(Int64($0 + 1)) } }
      return try tracker.trendPlot(
        first, second, points: tracker.trend(first, second, over: order, points: 60),
        isAsLabelled: isAsLabelled
      ).get()
    case .ranks:
      return try tracker.rankPlot(
        first, second, systems: try await store.candidateSystems(), worth: worth
      ).get()
    case .power: return try tracker.powerCurve(first, second, null: null).get()
    default: return try tracker.confusionMap(first, second).get()
    }
  }

  /// The two of `--raters`; or the reference and the judge, or else the rater that has most to say.
  private func pair(
    _ tracker: inout AgreementTracker, _ chosen: [StreamID]
  ) throws -> (StreamID, StreamID) {
    if !chosen.isEmpty {
      guard chosen.count == 2, reference == nil, judge == nil, chosen[0] != chosen[1] else {
        throw CommandFailure.usage(
          "\(kind.rawValue) is of a pair: two raters in --raters, or --reference and --judge")
      }
      return (chosen[0], chosen[1])
    }
    let first = try referenceStream(tracker)
    if let judge {
      let second = try tracker.knownStream(named: judge).id
      guard first != second else {
        throw CommandFailure.usage("\(judge) is the reference: name another rater in --judge")
      }
      return (first, second)
    }
    guard let second = tracker.usualOther(besides: first) else {
      throw MissingFigure("one rater alone makes no pair")
    }
    return (first, second)
  }

  /// Of the pair's person, or of everyone for a majority; empty where no person is in it.
  private func labelOrder(
    _ tracker: AgreementTracker, _ store: AnnotationStore, _ first: StreamID, _ second: StreamID
  ) async throws -> [ItemID] {
    if first == .majority || second == .majority { return try await store.labelOrder() }
    for id in [second, first] {
      if let rater = tracker.rater(of: id), rater.kind.isHuman {
        return try await store.labelOrder(of: rater.id)
      }
    }
    return []
  }
}
