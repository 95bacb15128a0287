import AnnotationAnalysis
import AnnotationModel
import AnnotationStorage
import Glibc
import JSONText
import StudyFormats

/// `concord export`.
enum ExportCommand {
  static func run(_ invocation: Invocation, _ console: Console) async throws {
    let store = try AnnotationStore.open(at: invocation.operands[0], mode: .readOnly)
    let target = invocation.value("output") ?? "-"
    if target != "-", FolderContents.exists(target), !invocation.has("force") {
      throw CommandFailure.data("\(target): is there already; --force replaces it")
    }
    let what = invocation.value("what") ?? "labels"
    let formats = formats(of: what)
    if let format = invocation.value("format"), !formats.contains(format) {
      throw CommandFailure.usage("\(what) goes as \(formats.joined(separator: ", "))")
    }
    switch what {
    case "study": try await study(store, target)
    case "agreement": try await agreement(store, target, invocation.value("format"))
    case "dpo": try await PreferencePairs.write(store, target, console)
    default:
      try await ratings(store, target, peopleOnly: what == "labels", invocation.value("format"))
    }
  }

  private static func formats(of what: String) -> [String] {
    switch what {
    case "agreement": ["md", "csv", "json"]
    case "study", "dpo": ["jsonl"]
    default: ["csv", "jsonl"]
    }
  }

  static func each(
    _ store: AnnotationStore, history: Bool = false, _ body: (ImportRecord) throws -> Void
  ) async throws {
    var cursor: ExportCursor?
    repeat {
      let page = try await store.records(after: cursor, limit: 1000, history: history)
      for record in page.records { try body(record) }
      cursor = page.next
    } while cursor != nil
  }

  private static func ratings(
    _ store: AnnotationStore, _ target: String, peopleOnly: Bool, _ format: String?
  ) async throws {
    let raters = try await store.raters().map(\.rater)
    let kinds = Dictionary(uniqueKeysWithValues: raters.map { ($0.name, $0.kind) })
    let file = try OutputFile(path: target)
    let isCSV = format != "jsonl"
    if isCSV { try file.write(RatingTableRow.columns.joined(separator: ",") + "\n") }
    try await each(store) { record in
      if peopleOnly, case .verdict = record { return }
      guard let row = RatingTableRow(record, kinds: kinds) else { return }
      try file.write((isCSV ? row.csv : row.json) + "\n")
    }
    var cursor: UnlabelledRemark.Cursor?
    repeat {
      let page = try await store.remarksWithoutLabel(after: cursor, limit: 1000)
      for remark in page.remarks {
        let row = RatingTableRow(remark)
        try file.write((isCSV ? row.csv : row.json) + "\n")
      }
      cursor = page.next
    } while cursor != nil
    try file.finish()
  }

  /// The report of `agree` without options.
  private static func agreement(
    _ store: AnnotationStore, _ target: String, _ format: String?
  ) async throws {
    var tracker = try await AgreeCommand.tracker(store, .init())
    let form: AgreementForm =
      switch format {
      case "csv": .csv
      case "json": .json
      default: .markdown
      }
    try TextFile.write(form.text(try tracker.report()) + "\n", to: target)
  }

  private static func study(_ store: AnnotationStore, _ folder: String) async throws {
    guard folder != "-" else { throw CommandFailure.usage("a study goes into a folder: -o DIR") }
    guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
      throw CommandFailure.system(folder, code: errno)
    }
    try await StudyExport.write(store, to: folder)
  }
}
