import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Workbench

/// What the agreement screens read from the file, and what others commit to it.
extension EffectPerformer {
  /// The first fifty thousand items at once, then all.
  func loadTracker(_ policy: AnalysisPolicy) async throws {
    guard let reader else { return }
    let study = try await reader.study()
    let count = study.itemCount
    let raters = try await reader.raters().map(\.rater)
    let first = 50_000
    for part in count > first ? [first, count] : [count] {
      var tracker = AgreementTracker(
        scale: study.task.scale, itemCount: count, raters: raters, policy: policy)
      tracker.load(try await Self.columns(reader, upTo: part))
      guard isCurrent(reader) else { return }
      mailbox.post(
        .trackerLoaded(
          TrackerLoad(tracker: tracker, countedItems: part, isComplete: part == count)))
    }
  }

  /// All columns of the items up to a number; of many items by two connections side by side.
  private static func columns(_ reader: AnnotationStore, upTo last: Int) async throws
    -> [RatingColumn]
  {
    guard last > 100_000 else { return try await reader.ratingColumns(of: 1...Int64(max(1, last))) }
    let middle = Int64(last / 2)
    let second = try AnnotationStore.open(at: reader.path, mode: .readOnly)
    async let upper = second.ratingColumns(of: middle + 1...Int64(last))
    do {
      let columns = try await reader.ratingColumns(of: 1...middle) + upper
      await second.close()
      return columns
    } catch {
      await second.close()
      throw error
    }
  }

  func loadTrend(_ first: StreamID, _ second: StreamID) async throws {
    guard let reader, let me else { return }
    let study = try await reader.study()
    var columns: [RatingColumn] = []
    for summary in try await reader.ratingColumns() {
      columns.append(try await reader.ratingColumn(summary))
    }
    var tracker = AgreementTracker(
      scale: study.task.scale, itemCount: study.itemCount,
      raters: try await reader.raters().map(\.rater))
    tracker.load(columns)
    var person = me.id
    for case .rater(let rater) in [first, second]
    where tracker.rater(of: .rater(rater))?.kind == .human {
      person = rater
    }
    let order = try await reader.labelOrder(of: person)
    guard isCurrent(reader) else { return }
    mailbox.post(
      .trendLoaded(
        first: first, second: second, points: tracker.trend(first, second, over: order)))
  }

  /// Sees what other processes committed; called every second while a study is open.
  func watch() async {
    guard let store, let version = try? await store.dataVersion(), version != seen.version,
      let changed = try? await store.changes(since: seen.sequence, verdictsSeen: seen.verdicts)
    else { return }
    seen.version = version
    seen.sequence = changed.lastSequence
    if changed.reloads {
      seen.verdicts = (try? await store.lastVerdict()) ?? seen.verdicts
      try? await loadTracker(AnalysisPolicy())
    } else if !changed.changes.isEmpty {
      let raters = (try? await store.raters().map(\.rater)) ?? []
      mailbox.post(.othersChanged(changed.changes, raters: raters))
    }
  }

  /// Percentile intervals over items, beside the labels and never before them.
  func resample(_ members: [StreamID], _ table: GroupTable) {
    let mailbox = mailbox
    Task.detached(priority: .utility) {
      var result = ResampledIntervals(members: members, low: [:], high: [:], resamples: 1000)
      let names = GroupCoefficient.allCases.filter { $0 != .alphaRatio }
      var drawn = table
      let intervals = table.tally.bootstrap(resamples: 1000, statistics: names.count) { tally, at in
        drawn.tally = tally
        return drawn.coefficient(names[at])
      }
      for (name, interval) in zip(names, intervals) {
        result.low[name] = interval?.interval.low
        result.high[name] = interval?.interval.high
        result.undefined[name] = interval?.undefinedCount
      }
      mailbox.post(.intervalsResampled(result))
    }
  }
}
