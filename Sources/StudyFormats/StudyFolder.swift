import AnnotationModel
import JSONText

/// A study as a folder of text files: `task.yaml`, `about.md`, and JSONL files of items, raters,
/// labels, verdicts, and people's places in their queues. What `export` writes, `import` takes
/// back unchanged.
public enum StudyFolder {
  public static let parts = [
    "items.jsonl", "raters.jsonl", "labels.jsonl", "verdicts.jsonl", "originals.jsonl",
    "queues.jsonl",
  ]

  public static func isStudy(_ path: String) -> Bool {
    FolderContents.isFolder(path) && FolderContents.exists(path + "/items.jsonl")
      && FolderContents.exists(path + "/task.yaml")
  }

  /// The study's task and first page.
  public static func study(in folder: String) throws(FormatError) -> Study {
    let taskPath = folder + "/task.yaml"
    let text = try FolderContents.text(of: taskPath)
    let (task, problems) = TaskFile.parse(text, name: taskPath)
    guard let task else {
      throw .unknownFormat(path: taskPath, reason: problems.first ?? "no task")
    }
    let aboutPath = folder + "/about.md"
    let about = FolderContents.exists(aboutPath) ? try FolderContents.text(of: aboutPath) : ""
    let first = about.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
    let title = first.hasPrefix("# ") ? String(first.dropFirst(2)) : lastComponent(folder)
    return Study(title: title, about: about, task: task, taskText: text)
  }
}

/// Reads a study folder's JSONL files, one after the other.
final class StudyFolderReader: RecordReader {
  private var files: [String]
  private var elements: JSONElements?
  private var source: ByteSource?
  private var part = ""
  private var done = 0
  private let total: Int

  init(_ folder: String) {
    files = StudyFolder.parts.map { folder + "/" + $0 }.filter(FolderContents.exists).reversed()
    total = files.count
  }

  var progress: (read: Int, total: Int?) { (done + (source?.bytesRead ?? 0), nil) }

  func next() throws(FormatError) -> RecordBatch? {
    var batch = RecordBatch()
    while batch.records.count < 500, batch.problems.count < 500 {
      guard let elements else {
        guard let file = files.popLast() else { break }
        part = lastComponent(file)
        let opened = try ByteSource(path: file)
        source = opened
        self.elements = JSONElements(opened, name: file)
        continue
      }
      guard let (parsed, place) = try elements.next() else {
        done += source?.bytesRead ?? 0
        (self.elements, source) = (nil, nil)
        continue
      }
      batch.records += elements.takeOriginals(at: place)
      switch parsed {
      case .failure(let mistake):
        batch.problems.append(RowProblem(place, mistake.text, remedy: "mend the JSON of this line"))
      case .success(let node):
        do throws(StudyRowMistake) {
          batch.add(try StudyRow.record(node, part: part), at: place)
        } catch {
          var place = place
          place.field = error.field
          batch.problems.append(RowProblem(place, error.problem, remedy: error.remedy))
        }
      }
    }
    let isEmpty = batch.records.isEmpty && batch.problems.isEmpty
    return isEmpty && elements == nil && files.isEmpty ? nil : batch
  }
}
