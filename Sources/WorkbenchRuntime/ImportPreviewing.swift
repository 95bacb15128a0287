import AnnotationModel
import AnnotationStorage
import StudyFormats
import Workbench

/// How a file would be read, before anything is written.
enum ImportPreviewing {
  static func preview(_ request: ImportRequest) async throws -> ImportPreview {
    guard FolderContents.exists(request.path) else {
      throw FormatError.cannotOpen(path: request.path, reason: "it is not there")
    }
    let isNew = !FolderContents.exists(request.study)
    var plan = ImportPlan(
      paths: [request.path], format: request.format, scale: StudyTask.pairwise.scale)
    plan.meanings = request.meanings
    var task = request.task
    if isNew {
      let template = TaskTemplate.named(task)
      let parsed = template.flatMap { TaskFile.parse($0.yaml, name: $0.name).task }
      plan.scale = parsed?.scale ?? plan.scale
    } else {
      task = try await prepare(&plan, from: request.study)
    }
    var preview = ImportPreview(
      request: request, format: plan.chosenFormat, isNew: isNew, task: task, mapping: [],
      samples: [], problems: [])
    // A file that is not of the format is told on the preview, where another can be chosen.
    do throws(FormatError) {
      let first = try plan.preview()
      preview.mapping = (first.mapping?.fields ?? []).map {
        .init(field: $0.field, meaning: $0.meaning, example: $0.example)
      }
      if let separator = first.mapping?.separator {
        preview.format += ", fields between \(separator.rawValue) signs"
      }
      preview.samples = first.records.prefix(4).map { sample($0.record) }
      preview.problems = first.problems.prefix(5).map(\.description)
      if let mapping = first.mapping, !mapping.hasAnswers {
        preview.problems.append(mapping.noAnswers)
      }
      if preview.samples.isEmpty { preview.problems.append("no record was found") }
    } catch {
      preview.problems = ["\(error)"]
    }
    return preview
  }

  /// Reads as the study that is there says; gives the name of its task.
  private static func prepare(_ plan: inout ImportPlan, from study: String) async throws -> String {
    let store = try AnnotationStore.open(at: study, mode: .readOnly)
    do {
      let task = try await store.study().task
      plan.scale = task.scale
      plan.sources = Set(try await store.sources())
      plan.savedMappings = try await store.usedMappings().map { FieldMapping(text: $0) }
      await store.close()
      return task.name
    } catch {
      await store.close()
      throw error
    }
  }

  /// A record in words, on one line.
  private static func sample(_ record: ImportRecord) -> String {
    switch record {
    case .item(let item):
      let texts = item.candidates.map { "\u{201C}" + excerpt($0.text, 24) + "\u{201D}" }
      let prompt = excerpt(item.prompt.last?.text ?? "", 36)
      let references = item.references.isEmpty ? "" : ", with a reference"
      return "item \(item.key): \(prompt) \u{2192} \(texts.joined(separator: ", "))\(references)"
    case .rater(let rater): return "rater \(rater.name) (\(rater.kind.rawValue))"
    case .label(let label): return "label: \(label.rater) says \(label.value) on \(label.item)"
    case .verdict(let verdict):
      return "verdict: \(verdict.rater) says \(verdict.verdict.value) on \(verdict.item)"
    case .event(let event): return "a step of \(event.rater)'s history on \(event.item)"
    case .queue(let queue): return "\(queue.rater)'s place in the queue"
    case .original(let original):
      return "a text that is not UTF-8, kept as it is: "
        + original.place
    }
  }

  private static func excerpt(_ text: String, _ count: Int) -> String {
    let line = text.prefix(count * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > count ? line.prefix(count - 1) + "\u{2026}" : line
  }
}
