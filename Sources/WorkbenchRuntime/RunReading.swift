import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import ModelSettings
import PersonalSettings
import RunExecution
import Workbench

/// What the screens of runs ask for.
extension EffectPerformer {
  func performRun(_ effect: Effect) async {
    do {
      switch effect {
      case .loadRuns: try await loadRuns()
      case .loadRunForm:
        guard let reader else { return }
        mailbox.post(.runFormLoaded(try await RunRecall(reader, settings.path).form()))
      case .loadFormLike(let rater, let goesOn):
        guard let reader else { return }
        mailbox.post(
          .runFormLoaded(
            try await RunRecall(reader, settings.path).form(like: rater, goesOn: goesOn)))
      case .diffRuns(let old, let new):
        guard let reader else { return }
        mailbox.post(
          .runsDiffer(try await RunRecall(reader, settings.path).differences(old, new)))
      case .planRun(let request): await plan(request)
      case .startRun(let request): try await start(request)
      case .pauseRun(let isOn): await work?.runner.pause(isOn)
      case .stopRun: await work?.runner.stop()
      case .setRunParallel(let most): await work?.setParallel(most)
      default: break
      }
    } catch {
      if case .loadRuns = effect { return mailbox.post(.failed("\(error)")) }
      mailbox.post(.runRefused("\(error)"))
    }
  }

  private func loadRuns() async throws {
    guard let reader else { return }
    var rows: [RunSummary] = []
    for run in try await reader.runs() { rows.append(try await reader.summary(of: run)) }
    if isCurrent(reader) { mailbox.post(.runsLoaded(rows)) }
  }

  private func plan(_ request: RunRequest) async {
    guard let reader else { return }
    var result = RunForecast(request)
    do {
      let choices = RunChoices(request)
      if choices.isComposed {
        result = try await Self.composed(result, choices, reader)
      } else {
        try await forecast(
          &result, try await RunPreparation(request, reader, settings.path), reader)
      }
    } catch let mistake as RunMistake {
      (result.mistake, result.field) = (mistake.description, mistake.setting)
    } catch {
      result.mistake = "\(error)"
    }
    if isCurrent(reader) { mailbox.post(.runPlanned(result)) }
  }

  static func composed(
    _ forecast: RunForecast, _ choices: RunChoices, _ reader: AnnotationStore
  ) async throws -> RunForecast {
    var result = forecast
    let jury = try RunPreparation.jury(choices)
    result.name = jury.name
    try await RunPreparation.check(jury.name, jury.jury.hash, reader)
    var raters: [RaterID] = []
    for seat in jury.jury.seats {
      guard let rater = try await reader.rater(named: seat) else {
        throw StorageError.noSuchRater(seat)
      }
      raters.append(rater.id)
    }
    let scale = try await reader.study().task.scale
    result.units = SeatAnswers.decidable(try await reader.seatAnswers(of: raters), scale).count
    return result
  }

  private func forecast(
    _ result: inout RunForecast, _ prepared: RunPreparation, _ reader: AnnotationStore
  ) async throws {
    result.name = prepared.name
    try await RunPreparation.check(prepared.name, prepared.specification.hash, reader)
    let left = try await prepared.left(reader)
    result.there = prepared.units.count - left.count
    let plan = try await RunPlan(
      left, prepared.specification, scale: prepared.scale, from: reader)
    result.units = plan.units.count
    result.calls = plan.calls
    result.promptTokens = plan.promptTokens
    result.completionTokens = plan.completionTokens
    result.cost = plan.money.billionths
    result.mostCalls = plan.mostCalls
    result.heldCalls = plan.heldCalls
    result.mostCost = plan.mostMoney.billionths
    result.time = plan.time?.text ?? ""
    result.firstPrompt = RunPreparation.text(of: plan.firstPrompt)
  }

  private func start(_ request: RunRequest) async throws {
    guard let reader, let store, !store.isReadOnly else { return }
    await running?.value
    let choices = RunChoices(request)
    if choices.isComposed { return try await compose(choices, path: store.path) }
    let prepared = try await RunPreparation(request, reader, settings.path)
    let new = try await RunWork.begin(prepared, path: store.path)
    work = new
    let (mailbox, units) = (mailbox, prepared.units)
    running = Task.detached { await new.perform(units, mailbox) }
  }

  /// A jury of raters that have finished: nobody is asked, and it is done at once.
  private func compose(_ choices: RunChoices, path: String) async throws {
    let (name, jury) = try RunPreparation.jury(choices)
    let writer = try AnnotationStore.open(at: path)
    do {
      let scale = try await writer.study().task.scale
      let (run, answered, abstained) = try await jury.decide(named: name, in: writer, scale: scale)
      var live = RunLive(name: name, rater: run.rater)
      live.planned = answered + abstained
      (live.concluded, live.unparsed, live.isEnded) = (live.planned, abstained, true)
      mailbox.post(.runProgressed(live))
    } catch {
      await writer.close()
      throw error
    }
    await writer.close()
  }

  /// Stops a run that is at work; returns when what was under way is in the file.
  func endRun() async {
    await work?.runner.stop()
    await running?.value
    (work, running) = (nil, nil)
  }
}
