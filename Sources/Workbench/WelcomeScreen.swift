import AnnotationModel
import TerminalCore

/// What one meets first: recent studies, a new one, an import.
public struct WelcomeScreen {
  public enum Entry: Hashable, Sendable {
    case recent(RecentStudy)
    case newStudy, importFile
  }

  public enum Importing: Hashable, Sendable {
    case preview(ImportPreview)
    case running(ImportProgress)
    case ended(ImportEnding)
  }

  public var recent: [RecentStudy]
  public var selected = 0
  public var importing: Importing?
  public var scroll = 0

  public init(recent: [RecentStudy]) { self.recent = recent }

  public var entries: [Entry] {
    recent.map(Entry.recent) + [.newStudy, .importFile]
  }
}

extension WorkbenchState {
  mutating func welcomeAction(_ id: ActionID) -> [Effect] {
    if welcome.importing != nil { return importAction(id) }
    let count = welcome.entries.count
    switch id {
    case .up: welcome.selected = max(0, welcome.selected - 1)
    case .down: welcome.selected = min(count - 1, welcome.selected + 1)
    case .top, .pageUp: welcome.selected = 0
    case .bottom, .pageDown: welcome.selected = count - 1
    case .open: return openEntry(welcome.entries[min(welcome.selected, count - 1)])
    default: break
    }
    return []
  }

  private mutating func openEntry(_ entry: WelcomeScreen.Entry) -> [Effect] {
    switch entry {
    case .recent(let study): return [.openStudy(path: study.path)]
    case .newStudy:
      overlay = .line(
        LineOverlay(
          purpose: .newStudy(template: "pairwise"), text: "my-study.concord",
          hint: "a file name; a pairwise study is made, its task can be edited later"))
    case .importFile:
      overlay = .line(
        LineOverlay(
          purpose: .importPath, hint: "a CSV, TSV, JSON or JSONL file (.gz too), or a study folder")
      )
    }
    return []
  }

  // MARK: - Import

  private mutating func importAction(_ id: ActionID) -> [Effect] {
    switch (welcome.importing, id) {
    case (.preview(let preview), .open):
      let study = Self.studyPath(for: preview.path)
      welcome.importing = .running(
        ImportProgress(file: preview.path, records: 0, bytesRead: 0, bytesTotal: nil, seconds: 0))
      return [.startImport(preview, into: study)]
    case (.ended(let ending), .open):
      welcome.importing = nil
      return ending.failed ? [] : [.openStudy(path: ending.studyPath)]
    case (.preview, .down): welcome.scroll += 1
    case (.preview, .up): welcome.scroll = max(0, welcome.scroll - 1)
    default: break
    }
    return []
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
      show(.welcome)
      welcome.scroll = 0
      welcome.importing = .preview(preview)
    case .importProgressed(let progress): welcome.importing = .running(progress)
    case .importEnded(let ending): welcome.importing = .ended(ending)
    default: break
    }
    return []
  }

  /// `answers.jsonl.gz` is imported into `answers.concord` beside it.
  static func studyPath(for file: String) -> String {
    var path = file
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let name = path[slash...]
    let stem = name.firstIndex(of: ".").map { name[..<$0] } ?? name
    return String(path[..<slash]) + (stem.isEmpty ? "study" : String(stem)) + ".concord"
  }
}
