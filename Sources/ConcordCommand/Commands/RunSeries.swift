import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import ModelTransport
import RunExecution

/// Several runs in one sitting: one estimate over all, one yes, one budget, one Ctrl-C.
///
/// They are made one after the other. A model that is away ends its own runs and not the others'.
struct RunSeries {
  let start: RunStart
  let console: Console
  /// What they are together, such as "a sweep".
  let what: String
  private var invocation: Invocation { start.options.invocation }

  /// How a sitting ended.
  enum Ending {
    /// Only shown: nothing was to be sent.
    case shown
    /// All that could be asked was; what could not says why.
    case done(failures: [String])
    case stopped(RunStop)
  }

  private struct Planned {
    var name: String
    var specification: RunSpecification
    var units: [RunUnit]
    var there: Int
    var plan: RunPlan
  }

  /// - Parameter used: is told what the sitting has used of its budget.
  /// - Throws: what of the runs cannot be, before anything is sent.
  func perform(
    _ runs: [(name: String, settings: RunSettings)], _ items: [(id: ItemID, candidates: Int)],
    _ scale: Scale, used: (CallCost) -> Void = { _ in }
  ) async throws -> Ending {
    let reader = try AnnotationStore.open(at: start.store.path, mode: .readOnly)
    let ending: Ending
    do {
      ending = try await perform(runs, items, scale, reader, used)
    } catch {
      await reader.close()
      throw error
    }
    await reader.close()
    return ending
  }

  private func perform(
    _ runs: [(name: String, settings: RunSettings)], _ items: [(id: ItemID, candidates: Int)],
    _ scale: Scale, _ reader: AnnotationStore, _ used: (CallCost) -> Void
  ) async throws -> Ending {
    let planned = try await plans(runs, items, scale, reader)
    if invocation.has("dry-run") {
      try await start.printFirst(
        planned.first?.units ?? [], planned.map(\.specification), scale, console)
      return .shown
    }
    tell(planned)
    if invocation.has("plan-only") { return .shown }
    let calls = planned.reduce(0) { $0 + $1.plan.calls }
    let money = planned.reduce(Money.zero) { $0 + $1.plan.money }
    guard try start.begins(calls: calls, money: money) else {
      throw CommandFailure.cancelled("nothing was sent")
    }
    return try await work(through: planned, scale, reader, used)
  }

  // MARK: - Before

  private func plans(
    _ runs: [(name: String, settings: RunSettings)], _ items: [(id: ItemID, candidates: Int)],
    _ scale: Scale, _ reader: AnnotationStore
  ) async throws -> [Planned] {
    var chosen: [Int: [Exemplar]] = [:]
    var result: [Planned] = []
    for (name, settings) in runs {
      if let mistake = settings.mistake { throw CommandFailure.usage(mistake) }
      if chosen[settings.exemplars] == nil {
        chosen[settings.exemplars] = try await reader.exemplars(
          settings, judging: items.map(\.id), scale: scale)
      }
      let specification = try start.specification(
        settings, scale, chosen[settings.exemplars] ?? [])
      try await check(name, specification, reader)
      let units = RunPlan.units(items, settings)
      let left = try await start.left(of: units, name, specification, reader)
      let plan = try await RunPlan(left, specification, scale: scale, from: reader)
      result.append(
        Planned(
          name: name, specification: specification, units: units,
          there: units.count - left.count, plan: plan))
    }
    // One budget has one currency.
    try RunSpecification.checkCurrencies(
      result.flatMap { $0.specification.endpoints.values.map(\.prices) })
    return result
  }

  /// What would end the sitting in its middle ends it before its beginning.
  private func check(
    _ name: String, _ specification: RunSpecification, _ reader: AnnotationStore
  ) async throws {
    if let run = try await reader.run(named: name) {
      guard run.hash == specification.hash else { throw StorageError.runDiffers(name: name) }
    } else if try await reader.rater(named: name) != nil {
      throw StorageError.raterIsNoRun(name: name)
    }
  }

  private func tell(_ planned: [Planned]) {
    for one in planned {
      let there = one.there > 0 ? "; \(one.there) verdicts are there already" : ""
      console.message(
        "\(one.name): \(one.plan.units.count) verdicts, \(one.plan.calls) calls"
          + (one.plan.money > .zero ? ", \(RunForm.money(one.plan.money))" : "") + there)
    }
    let calls = planned.reduce(0) { $0 + $1.plan.calls }
    guard calls > 0 else {
      return console.message("\(what): all of it is there; nobody has to be asked")
    }
    let prompts = planned.reduce(0) { $0 + $1.plan.promptTokens }
    let replies = planned.reduce(0) { $0 + $1.plan.completionTokens }
    let money = planned.reduce(Money.zero) { $0 + $1.plan.money }
    let most = planned.reduce(Money.zero) { $0 + $1.plan.mostMoney }
    console.message(
      "\(what), all together: \(planned.count) runs, \(calls) calls, about \(prompts) tokens in, "
        + "at most \(replies) out; "
        + (money > .zero
          ? "\(RunForm.money(money)) with replies that long, at most \(RunForm.money(most)) where "
            + "every answer is asked for again; " : "no price is known; ") + time(planned))
  }

  /// They follow each other, so their times add up.
  private func time(_ planned: [Planned]) -> String {
    let asking = planned.filter { $0.plan.calls > 0 }
    let known = asking.compactMap(\.plan.time)
    guard known.count == asking.count else {
      return "nothing tells the time before the first replies of a model are there"
    }
    let basis = known.contains { $0.basis == .limits } ? RunTime.Basis.limits : .earlierCalls
    return RunTime(known.reduce(.zero) { $0 + $1.duration }, basis).text
  }

  // MARK: - While it goes

  private func work(
    through planned: [Planned], _ scale: Scale, _ reader: AnnotationStore,
    _ used: (CallCost) -> Void
  ) async throws -> Ending {
    let loop = HTTPLoop()
    defer { loop.close() }
    let client = HTTPModelClient(loop)
    var spent = CallCost.zero
    var away: Set<String> = []
    var failures: [String] = []
    Interruption.watch()
    for (at, one) in planned.enumerated() where one.there < one.units.count {
      let needed = Set(one.specification.endpoints.keys)
      if let name = needed.intersection(away).sorted().first {
        failures.append("\(one.name): left out, as \(name) is away")
        continue
      }
      let run = try await start.begin(one.name, one.specification)
      let runner = try Runner(
        run, one.specification, scale: scale, seats: try await start.store.seats(of: run.id),
        store: start.store, reader: reader, client: client, spent: spent,
        options: try start.runnerOptions())
      let prefix = "\(at + 1)/\(planned.count) \(one.name): "
      let stop = await RunWatch(console: console, prefix: prefix).perform(runner, one.units)
      let progress = await runner.progress()
      spent =
        spent
        + CallCost(calls: progress.calls, tokens: progress.tokens, money: progress.money)
      used(spent)
      console.message(RunForm.end(one.name, progress))
      switch stop {
      case nil: break
      case .endpoint(let name, _)?, .outage(let name, _, _)?:
        away.insert(name)
        failures.append("\(one.name): \(stop.map { "\($0)" } ?? "")")
      case .some(let other): return .stopped(other)
      }
      if Interruption.isRequested { return .stopped(.asked) }
    }
    return .done(failures: failures)
  }

  // MARK: - After

  /// The failure that a sitting ends with; nothing where all was done.
  static func raise(_ ending: Ending) throws {
    switch ending {
    case .shown: return
    case .done(let failures):
      guard !failures.isEmpty else { return }
      throw CommandFailure.data(
        failures.joined(separator: "\n") + "\nsay the same again to go on")
    case .stopped(.asked): throw CommandFailure.cancelled("stopped; say the same again to go on")
    case .stopped(.budget(let limit)):
      throw CommandFailure.checkFailed(
        "\(RunStop.budget(limit)); the same words go on, with as much again")
    case .stopped(let stop): throw CommandFailure.data("\(stop)")
    }
  }
}
