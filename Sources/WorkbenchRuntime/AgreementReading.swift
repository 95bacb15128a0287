import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Workbench

/// What the agreement screens read from the file, and what others commit to it.
extension EffectPerformer {
  func performAgreement(_ effect: Effect) async throws {
    switch effect {
    case .loadTracker(let policy): try await loadTracker(policy)
    case .loadSlice(let property):
      let study = reader
      guard let column = try await study?.sliceColumn(property), isCurrent(study) else { return }
      mailbox.post(.sliceLoaded(column))
    case .loadLabelOrder(let first, let second): try await loadLabelOrder(first, second)
    case .loadDebateVotes(let rater):
      let study = reader
      guard let votes = try await study?.debateVotes(of: rater), isCurrent(study) else { return }
      mailbox.post(.debateVotesLoaded(votes))
    case .settleAgreement(let generation):
      let mailbox = mailbox
      Task.detached {
        try? await Task.sleep(for: .milliseconds(150))
        mailbox.post(.agreementSettled(generation))
      }
    case .resample(let groups): resample(groups)
    case .resamplePair(let request): try await resample(request)
    case .validate(let request): try await validate(request)
    case .sweepJuries(let request): sweep(request)
    case .composeJury(let jury): try await compose(jury)
    case .writeSweep(let export): mailbox.post(.said(try Self.write(export)))
    case .writeFigure(let export):
      try WholeFile.write(export.svg, to: export.path)
      mailbox.post(.said("written to \(export.path)"))
    case .loadSystems:
      let study = reader
      guard let systems = try await study?.candidateSystems(), isCurrent(study) else { return }
      mailbox.post(.systemsLoaded(systems))
    case .countTables(let count): countTables(count)
    case .compareKappas(let comparison): compare(comparison)
    case .loadConduct:
      let study = reader
      guard let raters = try await study?.raters().map(\.rater),
        let conduct = try await study?.conduct(of: raters), isCurrent(study)
      else { return }
      mailbox.post(.conductLoaded(conduct))
      try await loadConsistencies(raters)
    default: break
    }
  }

  /// How far machines agree with themselves. Nobody is asked twice on a scale of rankings.
  private func loadConsistencies(_ raters: [Rater]) async throws {
    guard let study = reader else { return }
    let count = try await study.study().task.scale.categoryCount
    guard count > 0 else { return }
    var found: [RaterID: SelfConsistency] = [:]
    for rater in raters where !rater.kind.isHuman {
      let repeats = try await study.repeatedAnswers(of: rater.id)
      let shares = try await study.sampleShares(of: rater.id)
      guard !repeats.isEmpty || !shares.isEmpty else { continue }
      found[rater.id] = SelfConsistency(
        stored: repeats.filter { !$0.swapped }.map(\.codes),
        exchanged: repeats.filter(\.swapped).map(\.codes), sampleShares: shares,
        categoryCount: count)
    }
    if isCurrent(study) { mailbox.post(.consistenciesLoaded(found)) }
  }

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

  /// The order of the labels of the pair's person; of anyone's for a majority.
  func loadLabelOrder(_ first: StreamID, _ second: StreamID) async throws {
    guard let reader else { return }
    var order: [ItemID] = []
    if first == .majority || second == .majority {
      order = try await reader.labelOrder()
    } else {
      let raters = try await reader.raters().map(\.rater)
      for case .rater(let id) in [second, first]
      where raters.contains(where: { $0.id == id && $0.kind.isHuman }) {
        order = try await reader.labelOrder(of: id)
      }
    }
    guard isCurrent(reader) else { return }
    mailbox.post(.labelOrderLoaded(first: first, second: second, order: order))
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
    await countAgain(changed)
  }

  /// The same person may label in another terminal too: their progress is what the file says.
  private func countAgain(_ changed: RatingChanges) async {
    guard let store, let me,
      changed.reloads
        || changed.changes.contains(where: { ($0.after ?? $0.before)?.rater == me.id }),
      let progress = try? await store.progress(of: me.id, dayStart: Self.midnight())
    else { return }
    mailbox.post(.progressed(progress))
  }

  /// Counts in a thread of its own; what an older count has not told is of no use any more.
  private func countTables(_ count: TableCount) {
    let mailbox = mailbox
    counting?.cancel()
    counting = Task.detached(priority: .utility) {
      let start = ContinuousClock.now
      count.run(
        clock: { Milliseconds((ContinuousClock.now - start) / .milliseconds(1)) },
        isCancelled: { Task.isCancelled },
        answer: { mailbox.post(.tablesCounted($0)) })
    }
  }

  /// Waits a moment first, as intervals do: while a person labels quickly, only the newest
  /// comparison is made.
  private func compare(_ comparison: KappaComparison) {
    let mailbox = mailbox
    comparing?.cancel()
    comparing = Task.detached(priority: .utility) {
      try? await Task.sleep(for: .milliseconds(60))
      comparison.run(
        isCancelled: { Task.isCancelled }, answer: { mailbox.post(.kappasCompared($0)) })
    }
  }

  /// Waits a moment first, as comparisons do.
  private func resample(_ request: PairResampleRequest) async throws {
    let study = reader
    let questions = try await study?.questionNumbers() ?? []
    guard isCurrent(study) else { return }
    let mailbox = mailbox
    resamplingPair?.cancel()
    resamplingPair = Task.detached(priority: .utility) {
      try? await Task.sleep(for: .milliseconds(60))
      if Task.isCancelled { return }
      mailbox.post(.pairResampled(request.run(questions: questions)))
    }
  }

  /// Percentile intervals over items, beside the labels and never before them. Waits a moment
  /// first: while a person labels quickly, only the newest request is computed.
  func resample(_ groups: [ResampleRequest]) {
    let mailbox = mailbox
    resampling?.cancel()
    resampling = Task.detached(priority: .utility) {
      try? await Task.sleep(for: .milliseconds(60))
      for group in groups {
        if Task.isCancelled { return }
        var result = ResampledIntervals(
          members: group.members, table: group.table, low: [:], high: [:], resamples: 1000)
        let names = GroupCoefficient.allCases.filter {
          group.table.coefficient($0).value != nil
        }
        var drawn = group.table
        let intervals = group.table.tally.bootstrap(
          resamples: result.resamples, statistics: names.count
        ) { tally, at in
          drawn.tally = tally
          return drawn.coefficient(names[at])
        }
        if Task.isCancelled { return }
        for (name, interval) in zip(names, intervals) {
          result.low[name] = interval?.interval.low
          result.high[name] = interval?.interval.high
          result.undefined[name] = interval?.undefinedCount
        }
        mailbox.post(.intervalsResampled(result))
      }
    }
  }
}
