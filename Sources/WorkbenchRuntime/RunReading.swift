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
        let shelf = try EndpointShelf(folder: settings.path, study: reader.path)
        let scale = try await reader.study().task.scale
        mailbox.post(.runFormLoaded(RunChoosing.form(scale, shelf: shelf)))
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
      let prepared = try await prepare(request, reader)
      let plan = try await RunPlan(
        prepared.units, prepared.specification, scale: prepared.scale, from: reader)
      result.name = prepared.name
      result.units = plan.units.count
      result.calls = plan.calls
      result.promptTokens = plan.promptTokens
      result.completionTokens = plan.completionTokens
      result.cost = plan.money.billionths
      result.mostCalls = plan.mostCalls
      result.mostCost = plan.mostMoney.billionths
      result.time = plan.time?.text ?? ""
      result.firstPrompt = plan.firstPrompt.map { "\($0.role.rawValue):\n\n\($0.text)" }
        .joined(separator: "\n\n")
    } catch {
      result.mistake = "\(error)"
    }
    if isCurrent(reader) { mailbox.post(.runPlanned(result)) }
  }

  private struct Prepared {
    var name: String
    var specification: RunSpecification
    var scale: Scale
    var units: [RunUnit]
  }

  private func prepare(_ request: RunRequest, _ reader: AnnotationStore) async throws -> Prepared {
    let study = try await reader.study()
    let chosen = RunChoosing.settings(request)
    let shelf = try EndpointShelf(folder: settings.path, study: reader.path)
    let prompts = PromptShelf(folder: settings.path)
    let specification = try RunSpecification(
      chosen, scale: study.task.scale, endpoint: { try shelf.endpoint(named: $0) },
      prompt: { try prompts.template(named: $0) })
    var items = (0..<study.itemCount).map { ItemID(Int64($0 + 1)) }
    let which = request.choices["items"] ?? "all"
    if which == "labelled" {
      let labelled = Set(try await reader.labelOrder())
      items = items.filter { labelled.contains($0) }
    } else if which.hasPrefix("first "), let most = Int(which.dropFirst(6)) {
      items = Array(items.prefix(most))
    }
    if let most = request.most { items = Array(items.prefix(most)) }
    guard !items.isEmpty else { throw RunMistake("no item is chosen: nobody has labelled any yet") }
    var candidates = 1
    if case .preference(let count, _, _) = study.task.scale { candidates = count }
    return Prepared(
      name: RunChoosing.name(chosen), specification: specification, scale: study.task.scale,
      units: RunPlan.units(items.map { ($0, candidates) }, chosen))
  }

  private func start(_ request: RunRequest) async throws {
    guard let reader, let store, !store.isReadOnly else { return }
    await running?.value
    let prepared = try await prepare(request, reader)
    let new = try await RunWork.begin(
      prepared.name, prepared.specification, scale: prepared.scale, path: store.path)
    work = new
    let (mailbox, units) = (mailbox, prepared.units)
    running = Task.detached { await new.perform(units, mailbox) }
  }

  /// Stops a run that is at work; returns when what was under way is in the file.
  func endRun() async {
    await work?.runner.stop()
    await running?.value
    (work, running) = (nil, nil)
  }
}
