import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel

/// Every jury of sixteen judges over a thousand items, from the ratings to the sorted kappas with
/// their intervals.
enum SweepSpeed {
  private static let seats = JurySweep.mostSeats
  private static let items = 1000

  static func measure(_ options: BenchOptions) throws -> [Figure] {
    let pairs = try tracker(StudyTask.pairwise.scale, options)
    let scores = try tracker(.score(low: 1, high: 10, step: 1), options)
    let joined = (1...seats).map { seat in
      SweptSeat(
        .rater(RaterID(Int64(seat + 1))),
        scores: SeatScores(
          [scoreColumn(seat, options)], of: .rater(RaterID(Int64(seat + 1))), policy: .init()))
    }
    let count = JurySweep().juryCount(seats: seats)
    func figure(_ name: String, limit: Double?, _ tracker: AgreementTracker, _ rule: PanelRule)
      throws -> Figure
    {
      let samples = try timed(5) { _ in
        let juries = tracker.sweep(
          joined, against: .rater(RaterID(1)), JurySweep(rule: rule))
        guard juries.count == count, juries.contains(where: { $0.cohen.value != nil }) else {
          throw BenchFailure.system("the sweep made \(juries.count) juries, not \(count)")
        }
      }
      return Figure(
        "\(count) juries of 16 seats over 1000 items, " + name, limit: limit, judged: .max,
        samples: samples)
    }
    return [
      try figure("plurality", limit: 1000, pairs, .plurality),
      try figure("tie-yields", limit: 1000, pairs, .tieYields),
      try figure("mean of two scores", limit: 1000, pairs, .mean),
      try figure("median of two scores", limit: nil, pairs, .median),
      try figure("plurality of ten scores", limit: nil, scores, .plurality),
    ]
  }

  /// A person, who is the reference, and the judges.
  private static func tracker(_ scale: Scale, _ options: BenchOptions) throws -> AgreementTracker {
    let generator = StudyGenerator(seed: options.seed, scale: scale, responseBytes: 100)
    let raters = (0...seats).map(rater)
    var tracker = AgreementTracker(scale: scale, itemCount: items, raters: raters)
    for (index, rater) in raters.enumerated() {
      var column = RatingColumn(
        rater: rater.id, phase: .blind, swapped: false, items: [], codes: [])
      for item in 1...items {
        column.items.append(Int32(item))
        column.codes.append(Int16(generator.code(item: item, rater: index)))
      }
      tracker.load([column])
    }
    return tracker
  }

  private static func rater(_ number: Int) -> Rater {
    let id = RaterID(Int64(number + 1))
    return number == 0
      ? Rater(id: id, name: "person", kind: .human)
      : Rater(id: id, name: "judge-" + String(number), kind: .judge)
  }

  private static func scoreColumn(_ seat: Int, _ options: BenchOptions) -> ScoreColumn {
    var random = SplitMix64(seed: options.seed &+ UInt64(seat))
    var column = ScoreColumn(
      rater: RaterID(Int64(seat + 1)), swapped: false, items: [], scores: [])
    for item in 1...items {
      column.items.append(Int32(item))
      column.scores.append([Double(random.next() % 10), Double(random.next() % 10)])
    }
    return column
  }
}
