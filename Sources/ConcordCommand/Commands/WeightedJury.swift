import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import RunExecution

/// A jury whose seats are weighted by their agreement with people on items that are held out, and
/// that it does not judge.
struct WeightedJury {
  let options: RunOptions
  let settings: RunSettings
  let store: AnnotationStore
  let console: Console
  private var invocation: Invocation { options.invocation }
  private var name: String { invocation.value("name") ?? RunOptions.standardName(settings) }
  private var seats: [String] { settings.seats.map(\.endpoint) }

  private func share() throws -> Double {
    let share = try options.decimal("held-out") ?? 0.5
    guard share > 0, share < 1 else {
      throw CommandFailure.usage("--held-out is a share above 0 and below 1, such as 0.5")
    }
    return share
  }

  private var seed: UInt64 { invocation.number("held-out-seed").map(UInt64.init) ?? 1 }

  // MARK: - Of raters that have finished

  /// The jury's rule with the weights that it has, or gets now.
  func finished() async throws -> FinishedRatersJury {
    let share = try share()
    var jury = FinishedRatersJury(seats: seats, rule: .weighted([]), quorum: settings.quorum)
    jury.weighing = JuryWeighing(share: share, seed: seed, weights: [], counts: [], items: [])
    if let run = try await store.run(named: name), run.hash == jury.hash,
      let kept = FinishedRatersJury.weighing(of: run.specification)
    {
      jury.weighing = kept
    } else {
      let scale = try await store.study().task.scale
      var raters: [RaterID] = []
      for seat in seats {
        guard let rater = try await store.rater(named: seat) else {
          throw StorageError.noSuchRater(seat)
        }
        raters.append(rater.id)
      }
      let held = try await store.heldOut(share: share, seed: seed, scale: scale)
      jury.weighing = try await store.weigh(
        raters, on: held, share: share, seed: seed, scale: scale)
    }
    if let weighing = jury.weighing {
      jury.rule = weighing.rule
      console.message(weighing.statement(seats))
    }
    return jury
  }

  // MARK: - Of models

  /// Asks the models about the held-out items first, weighs them, and then lets them judge the
  /// others: two runs, with one budget.
  func live() async throws {
    let scale = try await store.study().task.scale
    let (share, seed) = (try share(), seed)
    var spent = CallCost.zero
    var weighed = settings
    if let kept = try await kept(share) {
      weighed.weighing = kept
    } else {
      let start = RunStart(options: options, store: store)
      let items = try await start.items(try options.selection())
      let held = try await store.heldOut(
        share: share, seed: seed, among: Set(items.map(\.id)), scale: scale)
      guard !held.fitted.isEmpty else {
        throw CommandFailure.data(
          "people have labelled too few of these items to hold any out for the weights")
      }
      var first = settings
      first.rule = .plurality
      let ending = try await RunSeries(
        start: start, console: console, what: "to weigh the seats, on held-out items"
      ).perform([(name + "/held-out", first)], items.filter { held.fitted.contains($0.id) }, scale)
      {
        spent = $0
      }
      if case .shown = ending { return }
      try RunSeries.raise(ending)
      guard let run = try await store.run(named: name + "/held-out") else { return }
      weighed.weighing = try await store.weigh(
        try await store.seats(of: run.id), on: held, share: share, seed: seed, scale: scale)
    }
    guard let weighing = weighed.weighing else { return }
    weighed.rule = weighing.rule
    console.message(weighing.statement(seats))
    try await RunSitting(options, weighed, store, console, spent: spent).perform()
  }

  /// The weights of the run of this name where it has the same seats, share and seed: they stay as
  /// they are, whatever people have labelled since.
  private func kept(_ share: Double) async throws -> JuryWeighing? {
    guard let run = try await store.run(named: name),
      let before = RunSpecification(text: run.specification)?.settings,
      before.seats == settings.seats, let weighing = before.weighing, weighing.share == share,
      weighing.seed == seed
    else { return nil }
    return weighing
  }
}
