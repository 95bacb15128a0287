import AnnotationAnalysis
import AnnotationModel
import TerminalCore
import Workbench

/// From a committed label to a frame with all coefficients that a view of twenty raters shows.
enum LabelChange {
  static func measure(_ options: BenchOptions) throws -> [Figure] {
    try [
      ("3 categories", StudyTask.pairwise.scale),
      ("5 scores", Scale.score(low: 1, high: 5, step: 1)),
    ].flatMap { try measure(options, name: $0.0, scale: $0.1) }
  }

  private static func measure(_ options: BenchOptions, name: String, scale: Scale) throws
    -> [Figure]
  {
    let raters = twentyRaters()
    var (state, pending) = opened(options, scale, raters)
    var figures: [Figure] = []
    var opening: [Double] = []
    var keys: [Double] = []
    for view in AgreementScreen.View.allCases {
      state.agreement.view = view
      keys += timed(1) { _ in
        pending += change(&state, 0, scale, raters)
        _ = state.draw()
      }
      let times = CountingBeside.follow(pending, &state)
      pending = []
      keys += times.keys
      opening.append(times.total)
      // The group's coefficients are worked out as they are drawn.
      let samples = timed(200) {
        _ = change(&state, $0 + 1, scale, raters)
        _ = state.draw()
      }
      figures.append(
        Figure(
          "a label to all coefficients drawn, \(name), view \(view.rawValue)", limit: 1,
          judged: .p99, samples: samples))
    }
    figures.append(
      Figure(
        "a view of twenty raters for the first time, \(name)", limit: nil, judged: .max,
        samples: opening, note: "all of the items are counted, beside the keys"))
    figures.append(
      Figure(
        "a key to its frame while they are counted, \(name)", limit: 16, judged: .p99,
        samples: keys))
    return figures
  }

  private static func twentyRaters() -> [Rater] {
    let kinds: [(RaterKind, Int)] = [(.human, 4), (.judge, 8), (.debate, 4), (.jury, 4)]
    return kinds.flatMap { kind, count in (0..<count).map { (kind, $0) } }.enumerated().map {
      Rater(
        id: RaterID(Int64($0 + 1)), name: "\($1.0.rawValue)-\($1.1 + 1)", kind: $1.0)
    }
  }

  /// The agreement screen of a study whose ratings and slices have all been read, and what it
  /// wants to be done.
  private static func opened(_ options: BenchOptions, _ scale: Scale, _ raters: [Rater])
    -> (WorkbenchState, [Effect])
  {
    let count = options.size
    var state = WorkbenchState(
      size: TerminalSize(columns: 120, rows: 40), seed: 1, now: 1_700_000_000_000)
    let task = StudyTask(name: "bench", scale: scale)
    _ = state.update(
      .studyOpened(
        StudyOpening(
          path: "", study: Study(title: "", task: task, taskText: "", itemCount: count),
          me: raters[0], raters: raters, progress: Progress(done: 0, total: count, today: 0),
          order: .file, sideSeed: 1, isFirstTime: false)))
    _ = state.update(.input(.key(.character("A")), at: 1_700_000_000_001))
    var tracker = AgreementTracker(scale: scale, itemCount: count, raters: raters)
    let generator = StudyGenerator(seed: options.seed, scale: scale, responseBytes: 100)
    tracker.load(
      raters.enumerated().map { index, rater in
        RatingColumn(
          rater: rater.id, phase: .blind, swapped: false, items: (1...Int32(count)).map { $0 },
          codes: (1...count).map { Int16(generator.code(item: $0, rater: index)) })
      })
    var wanted = state.update(
      .trackerLoaded(TrackerLoad(tracker: tracker, countedItems: count, isComplete: true)))
    for (property, number) in [(SliceColumn.Property.category, 12), (.length, 4)] {
      let names = (0..<number).map { "\(property.rawValue)-\($0)" }
      let values = (0..<count).map { Int32(($0 &* 7919) % number) }
      wanted += state.update(
        .sliceLoaded(SliceColumn(property: property, names: names, values: values)))
    }
    return (state, wanted)
  }

  /// A person's answer to an item becomes another.
  private static func change(
    _ state: inout WorkbenchState, _ number: Int, _ scale: Scale, _ raters: [Rater]
  ) -> [Effect] {
    let item = ItemID(Int64(number % max(1, state.session?.study.itemCount ?? 1) + 1))
    let code = number % scale.categoryCount
    let row = RatingRow(rater: raters[number % 4].id, item: item, code: code)
    return state.update(
      .committed(
        CommitReceipt(events: [], changes: [RatingChange(before: nil, after: row)]),
        eventID: "bench-\(number)"))
  }
}
