import AnnotationModel
import AnnotationStorage
import Judging
import ModelCalls
import ModelSettings
import PersonalSettings
import RunExecution
import Workbench

/// A run that a person chose, with the endpoints' files and prompts as they are now.
struct RunPreparation {
  var name: String
  var specification: RunSpecification
  var scale: Scale
  var units: [RunUnit]
  /// Units of the whole run where these are some of them only.
  var unitsOfTheRun: Int?
  var limits: Budget.Limits

  /// - Parameter folder: of the person's settings.
  /// - Throws: `RunMistake` that names the field where one is wrong; what the file throws.
  init(_ request: RunRequest, _ reader: AnnotationStore, _ folder: String) async throws {
    let choices = RunChoices(request)
    let settings = try choices.settings()
    limits = try choices.limits()
    scale = try await reader.study().task.scale
    var items = try await reader.items(of: try choices.items())
    guard !items.isEmpty else { throw RunMistake("no item is like that", at: "items") }
    let all = items
    if let most = request.most { items = Array(items.prefix(most)) }
    let exemplars: [Exemplar]
    do {
      exemplars = try await reader.exemplars(settings, judging: items.map(\.id), scale: scale)
    } catch let mistake as RunMistake {
      throw RunMistake(mistake.description, at: "exemplars")
    }
    let shelf = try EndpointShelf(folder: folder, study: reader.path)
    let prompts = PromptShelf(folder: folder)
    specification = try RunSpecification(
      settings, scale: scale, exemplars: exemplars,
      endpoint: { try shelf.endpoint(named: $0) }, prompt: { try prompts.template(named: $0) })
    let given = choices.value("name")
    name = given.isEmpty ? RunChoices.name(settings) : given
    units = RunPlan.units(items, settings)
    unitsOfTheRun = request.most.map { _ in RunPlan.units(all, settings).count }
  }

  /// The units that the run of this name has not concluded on.
  func left(_ reader: AnnotationStore) async throws -> [RunUnit] {
    guard let run = try await reader.run(named: name) else { return units }
    let done = try await reader.concluded(of: run, withFailures: false)
    return units.filter { !done.contains($0) }
  }

  /// What would end a run at its beginning is said before.
  static func check(_ name: String, _ hash: String, _ reader: AnnotationStore) async throws {
    if let run = try await reader.run(named: name) {
      guard run.hash != hash else { return }
      throw RunMistake("a run of this name was asked in another way: choose a name", at: "name")
    }
    guard try await reader.rater(named: name) != nil else { return }
    throw RunMistake("a rater of this name is no run: choose another", at: "name")
  }

  static func jury(_ choices: RunChoices) throws -> (name: String, jury: FinishedRatersJury) {
    let settings = try choices.settings()
    let given = choices.value("name")
    return (
      given.isEmpty ? RunChoices.composedName(settings) : given,
      FinishedRatersJury(
        seats: settings.seats.map(\.endpoint), rule: settings.rule, quorum: settings.quorum)
    )
  }

  static func text(of messages: [ChatMessage]) -> String {
    messages.map { "\($0.role.rawValue):\n\n\($0.text)" }.joined(separator: "\n\n")
  }
}
