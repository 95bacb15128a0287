import AnnotationModel
import TerminalCore

extension WelcomeScreen {
  public enum Importing: Hashable, Sendable {
    case preview(ImportPreview)
    case running(ImportProgress)
    case ended(ImportEnding)
  }
}

/// What is to be imported, how it is read, and where it goes.
public struct ImportRequest: Hashable, Sendable {
  public var path: String
  /// The study's file; it is made where it is not there.
  public var study: String
  /// `auto`, or one of the formats that the program knows.
  public var format = "auto"
  /// The template of the study that is made.
  public var task = "pairwise"
  /// What the person says that fields mean, by field; "" for one that is left out. The others are
  /// guessed.
  public var meanings: [String: String] = [:]
  /// Whether a bad row is left out instead of stopping the import.
  public var leavesBadRowsOut = false

  public init(path: String, study: String) {
    self.path = path
    self.study = study
  }
}

extension WorkbenchState {
  /// Begins an import with its preview: into the open study, else into a new one beside the file.
  mutating func importFile(_ path: String) -> [Effect] {
    guard session?.isReadOnly != true else { return refuse("the study is open for reading only") }
    let study = session?.path ?? Self.studyPath(for: path)
    return [.previewImport(ImportRequest(path: path, study: study))]
  }

  mutating func importAction(_ id: ActionID) -> [Effect] {
    switch (welcome.importing, id) {
    case (.preview(let preview), .open):
      let request = preview.request
      welcome.begun = request
      welcome.importing = .running(
        ImportProgress(file: request.path, records: 0, bytesRead: 0, bytesTotal: nil, seconds: 0))
      return [.startImport(request)]
    case (.preview(let preview), .importFormat): return changeFormat(preview)
    case (.preview(let preview), .importTask): return changeTask(preview)
    case (.preview(let preview), .importMeaning): return changeMeaning(preview, by: 1)
    case (.preview(let preview), .importMeaningBack): return changeMeaning(preview, by: -1)
    case (.preview(let preview), .importInto): return askForStudy(preview)
    case (.preview(let preview), .importErrors):
      var request = preview.request
      request.leavesBadRowsOut.toggle()
      return [.previewImport(request)]
    case (.ended(let ending), .open):
      welcome.importing = nil
      if ending.failed { return welcome.begun.map { [.previewImport($0)] } ?? [] }
      return [.openStudy(path: ending.studyPath)]
    case (.preview(let preview), .down): moveField(preview, by: 1)
    case (.preview(let preview), .up): moveField(preview, by: -1)
    case (.preview, .pageDown): welcome.scroll += size.rows / 2
    case (.preview, .pageUp): welcome.scroll -= size.rows / 2
    case (.preview, .top): welcome.scroll = 0
    case (.preview, .bottom): welcome.scroll = .max / 2
    default: break
    }
    welcome.scroll = max(0, min(welcome.scroll, importLines().count - importRows))
    return []
  }

  private mutating func changeFormat(_ preview: ImportPreview) -> [Effect] {
    var request = preview.request
    request.format = Self.following(request.format, in: welcome.formats)
    return [.previewImport(request)]
  }

  /// Marks another field, and keeps it in sight; without fields the lines scroll.
  private mutating func moveField(_ preview: ImportPreview, by step: Int) {
    guard !preview.mapping.isEmpty else {
      welcome.scroll += step
      return
    }
    welcome.field = max(0, min(preview.mapping.count - 1, welcome.field + step))
    let line = Self.linesBeforeFields + welcome.field
    welcome.scroll = max(line - importRows + 2, min(welcome.scroll, line - 1))
    if welcome.field == 0 { welcome.scroll = 0 }
  }

  /// The marked field's next meaning; "" is to leave it out.
  private mutating func changeMeaning(_ preview: ImportPreview, by step: Int) -> [Effect] {
    guard preview.mapping.indices.contains(welcome.field) else { return [] }
    let line = preview.mapping[welcome.field]
    let all = [""] + welcome.meanings
    let now = line.meaning == "a rater's answers" ? "raters" : line.meaning
    let at = all.firstIndex(of: now) ?? 0
    var request = preview.request
    request.meanings[line.field] = all[(at + step + all.count) % all.count]
    return [.previewImport(request)]
  }

  /// Asks for the study's file; the preview is made anew for it.
  private mutating func askForStudy(_ preview: ImportPreview) -> [Effect] {
    guard session == nil else { return refuse("this import goes into the study that is open") }
    overlay = .line(
      LineOverlay(
        purpose: .importInto, text: preview.request.study,
        hint: "the study's file, new or there already", isProposal: true))
    return []
  }

  mutating func importInto(_ path: String) -> [Effect] {
    guard case .preview(let preview)? = welcome.importing, !path.isEmpty else { return [] }
    var request = preview.request
    request.study = path
    return [.previewImport(request)]
  }

  private mutating func changeTask(_ preview: ImportPreview) -> [Effect] {
    guard preview.isNew else { return refuse("the study is there already, and has its task") }
    var request = preview.request
    request.task = Self.following(request.task, in: welcome.tasks.map(\.name))
    return [.previewImport(request)]
  }

  private static func following(_ name: String, in all: [String]) -> String {
    guard let at = all.firstIndex(of: name) else { return all.first ?? name }
    return all[(at + 1) % all.count]
  }

  /// Leaves the import: a running one is cancelled, and nothing of it stays.
  mutating func leaveImport() -> [Effect] {
    defer { if case .running = welcome.importing {} else { welcome.importing = nil } }
    if case .running = welcome.importing { return [.cancelImport] }
    return []
  }

  mutating func importMessage(_ message: Message) -> [Effect] {
    switch message {
    case .importPreviewed(let preview):
      if screen != .welcome { stack.append(.welcome) }
      // A change of one field leaves the mark and the place where they are.
      let isSame =
        if case .preview(let before)? = welcome.importing {
          before.mapping.map(\.field) == preview.mapping.map(\.field)
        } else {
          false
        }
      if !isSame { (welcome.scroll, welcome.field) = (0, 0) }
      welcome.importing = .preview(preview)
    case .importProgressed(let progress): welcome.importing = .running(progress)
    case .importEnded(let ending):
      welcome.importing = .ended(ending)
      list.isStale = true
      if session != nil, session?.path == ending.studyPath { return [.countProgress] }
    default: break
    }
    return []
  }

  /// `data/answers.jsonl.gz` is imported into `answers.concord` where one stands: a folder of data
  /// may be one's own to read, and not to write.
  static func studyPath(for file: String) -> String {
    var path = file
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[slash...]
    let stem = name.firstIndex(of: ".").map { name[..<$0] } ?? name
    return (stem.isEmpty ? "study" : String(stem)) + ".concord"
  }
}
