import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage

/// `concord-bench worth`: how much sooner kappa is known where the next label is chosen by what it
/// is worth, on a study whose items people have labelled.
enum WorthOfLabels {
  /// One order of labelling after some labels, over many shuffles.
  struct Course {
    var halfWidths: [Double] = []
    var errors: [Double] = []

    mutating func add(_ estimate: Estimate, truth: Double) {
      guard let found = estimate.coefficient, let error = found.standardError else { return }
      halfWidths.append(1.959963984540054 * error)
      errors.append(found.value - truth)
    }

    var meanHalfWidth: Double {
      halfWidths.isEmpty ? 0 : halfWidths.reduce(0, +) / Double(halfWidths.count)
    }

    var rootMeanSquare: Double {
      errors.isEmpty
        ? 0 : (errors.reduce(0) { $0 + $1 * $1 } / Double(errors.count)).squareRoot()
    }
  }

  static func table(_ options: BenchOptions) async throws -> String {
    let (matrix, truth) = try await ratings(options)
    let stops = Self.stops(matrix.itemCount)
    var random = Array(repeating: Course(), count: stops.count)
    var worth = random
    for shuffle in 0..<options.runs {
      var dice = StatisticsData.Dice(state: options.seed &* 7919 &+ UInt64(shuffle))
      let order = Self.shuffled(matrix.itemCount, &dice)
      let mixed = RatingMatrix(
        categoryCount: matrix.categoryCount,
        columns: matrix.columns.map { column in order.map { column[$0] } })
      follow(mixed, stops, truth, byWorth: false, &random)
      follow(mixed, stops, truth, byWorth: true, &worth)
    }
    return text(options, matrix.itemCount, truth, stops, random, worth)
  }

  /// The human's and the judge's categories of the items that both rated, and their kappa.
  private static func ratings(_ options: BenchOptions) async throws -> (RatingMatrix, Double) {
    guard !options.study.isEmpty, !options.judge.isEmpty, !options.reference.isEmpty else {
      throw BenchFailure.usage("worth wants --study FILE, --judge NAME and --reference NAME")
    }
    let store = try AnnotationStore.open(at: options.study, mode: .readOnly)
    let study = try await store.study()
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: study.itemCount,
      raters: try await store.raters().map(\.rater))
    tracker.load(try await store.ratingColumns(of: 1...Int64(study.itemCount)))
    let people = try tracker.knownStream(named: options.reference)
    let judge = try tracker.knownStream(named: options.judge)
    var columns: [[UInt16]] = [[], []]
    let scale = study.task.scale
    for number in 1...Int64(max(1, study.itemCount)) {
      func code(_ stream: RatingStream) -> Int? {
        tracker.value(of: stream.id, at: ItemID(number)).flatMap(scale.code)
      }
      guard let one = code(people), let two = code(judge), one >= 0, two >= 0 else { continue }
      columns[0].append(UInt16(one))
      columns[1].append(UInt16(two))
    }
    let matrix = RatingMatrix(categoryCount: study.task.scale.categoryCount, columns: columns)
    guard let truth = matrix.table(of: 0, and: 1).cohenKappa().value else {
      throw BenchFailure.system("\(options.study): there is no kappa of these two")
    }
    return (matrix, truth)
  }

  private static func stops(_ items: Int) -> [Int] {
    [40, 60, 80, 120, 160, 240, 320, 480, 640].filter { $0 <= items * 3 / 4 }
  }

  private static func shuffled(_ count: Int, _ dice: inout StatisticsData.Dice) -> [Int] {
    var order = Array(0..<count)
    for at in stride(from: count - 1, to: 0, by: -1) { order.swapAt(at, dice.below(at + 1)) }
    return order
  }

  /// Labels as people would: twenty at random, then in either order, ten at a time.
  private static func follow(
    _ matrix: RatingMatrix, _ stops: [Int], _ truth: Double, byWorth: Bool,
    _ courses: inout [Course]
  ) {
    var people = Array(repeating: RatingMatrix.missing, count: matrix.itemCount)
    func label(_ items: some Sequence<Int>) {
      for item in items { people[item] = matrix.columns[0][item] }
    }
    func strata() -> JudgedStrata {
      JudgedStrata(
        RatingMatrix(
          categoryCount: matrix.categoryCount, columns: [people, matrix.columns[1]]),
        human: 0, judges: [1])
    }
    label(0..<20)
    var count = 20
    while let last = stops.last, count < last {
      let next = byWorth ? strata().labelOrder(10) : Array(count..<count + 10)
      label(next)
      count += next.count
      if let at = stops.firstIndex(of: count) {
        courses[at].add(strata().poststratifiedKappa(judge: 0), truth: truth)
      }
      if next.isEmpty { break }
    }
  }

  private static func text(
    _ options: BenchOptions, _ items: Int, _ truth: Double, _ stops: [Int], _ random: [Course],
    _ worth: [Course]
  ) -> String {
    func digits(_ value: Double) -> String { FigureTable.digits(value) }
    var lines = [
      "\(options.judge) against \(options.reference): \(items) items, kappa \(digits(truth)); "
        + "\(options.runs) shuffles, seed \(options.seed)", "",
      "| labels | ± random | ± by worth | rms error random | by worth | labels saved |",
      "|---:|---:|---:|---:|---:|---:|",
    ]
    for (at, stop) in stops.enumerated() {
      let (one, two) = (random[at].meanHalfWidth, worth[at].meanHalfWidth)
      // The half width falls as 1/√n: so many random labels would be as good.
      let saved = two > 0 ? Double(stop) * (one * one / (two * two) - 1) : 0
      lines.append(
        "| \(stop) | \(digits(one)) | \(digits(two)) | \(digits(random[at].rootMeanSquare)) | "
          + "\(digits(worth[at].rootMeanSquare)) | \(Int(saved.rounded())) |")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
