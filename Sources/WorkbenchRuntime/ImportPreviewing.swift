import AnnotationModel
import AnnotationStorage
import StudyFormats
import Workbench

/// How a file would be read, before anything is written.
enum ImportPreviewing {
  static func preview(_ request: ImportRequest) async throws -> ImportPreview {
    let isNew = !FolderContents.exists(request.study)
    var task = TaskTemplate.named(request.task).flatMap { template in
      TaskFile.parse(template.yaml, name: template.name).task
    }
    if !isNew {
      let store = try AnnotationStore.open(at: request.study, mode: .readOnly)
      task = try await store.study().task
      await store.close()
    }
    let scale = task?.scale ?? StudyTask.pairwise.scale
    let plan = ImportPlan(paths: [request.path], format: request.format, scale: scale)
    var preview = ImportPreview(
      request: request, format: plan.chosenFormat, isNew: isNew,
      task: isNew ? request.task : task?.name ?? "", mapping: [], samples: [], problems: [])
    guard FolderContents.exists(request.path) else {
      throw FormatError.cannotOpen(path: request.path, reason: "it is not there")
    }
    // A file that is not of the format is told on the preview, where another can be chosen.
    do throws(FormatError) {
      let first = try plan.readers().first?.next()
      preview.mapping = try plan.preview().map {
        .init(field: $0.field, meaning: $0.meaning, example: $0.example)
      }
      preview.samples = (first?.records ?? []).prefix(4).map { sample($0.record) }
      preview.problems = (first?.problems.prefix(5) ?? []).map(\.description)
      if preview.samples.isEmpty { preview.problems.append("no record was found") }
    } catch {
      preview.problems = ["\(error)"]
    }
    return preview
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
    }
  }

  private static func excerpt(_ text: String, _ count: Int) -> String {
    let line = text.prefix(count * 4).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count > count ? line.prefix(count - 1) + "\u{2026}" : line
  }
}
