import AnnotationModel
import TerminalCore

/// What one meets first: recent studies, the tour, a new study, an import.
public struct WelcomeScreen {
  public enum Entry: Hashable, Sendable {
    case recent(RecentStudy)
    case bundled(BundledStudy)
    case newStudy, importFile
  }

  public var recent: [RecentStudy]
  /// The tasks that a new study can have.
  public var tasks: [TaskChoice]
  /// The formats that an import can be told to read.
  public var formats: [String]
  /// The meanings that a field of a file can have.
  public var meanings: [String]
  /// The field that is marked in an import's preview.
  public var field = 0
  public var selected = 0
  /// The task that is marked while one is chosen for a new study.
  public var choosing: Int?
  public var importing: Importing?
  /// The import that was begun last: where it fails, its preview comes back.
  var begun: ImportRequest?
  public var scroll = 0

  public init(
    recent: [RecentStudy] = [], tasks: [TaskChoice] = [], formats: [String] = [],
    meanings: [String] = []
  ) {
    self.meanings = meanings
    self.recent = recent
    self.tasks = tasks
    self.formats = formats
  }

  public var entries: [Entry] {
    recent.map(Entry.recent) + BundledStudy.allCases.map(Entry.bundled) + [.newStudy, .importFile]
  }
}

/// A task that a study can be made with: its template's name, and what it asks.
public struct TaskChoice: Hashable, Sendable {
  public var name: String
  public var summary: String

  public init(name: String, summary: String) {
    self.name = name
    self.summary = summary
  }
}

/// The studies that come with the program; each person works on a copy of their own.
public enum BundledStudy: String, Sendable, CaseIterable {
  case tour
  case firstLook = "first-look"

  var title: String {
    switch self {
    case .tour: "Take the tour"
    case .firstLook: "Look around"
    }
  }

  var about: String {
    switch self {
    case .tour: "eight items that teach the keys; about five minutes"
    case .firstLook: "a study with judges, a jury and a debate, made for learning"
    }
  }
}

extension WorkbenchState {
  mutating func welcomeAction(_ id: ActionID) -> [Effect] {
    if welcome.importing != nil { return importAction(id) }
    if let task = welcome.choosing { return chooseTask(id, task) }
    let count = welcome.entries.count
    welcome.selected = min(welcome.selected, count - 1)
    switch id {
    case .up: welcome.selected = max(0, welcome.selected - 1)
    case .down: welcome.selected = min(count - 1, welcome.selected + 1)
    case .top, .pageUp: welcome.selected = 0
    case .bottom, .pageDown: welcome.selected = count - 1
    case .open: return openEntry(welcome.entries[welcome.selected])
    default: break
    }
    return []
  }

  private mutating func openEntry(_ entry: WelcomeScreen.Entry) -> [Effect] {
    switch entry {
    case .recent(let study): return [.openStudy(path: study.path)]
    case .bundled(let study):
      notice = Notice("opening your copy of it " + pick("…", "..."))
      return [.openBundled(study)]
    case .newStudy:
      guard !welcome.tasks.isEmpty else { return askForStudyName(task: "pairwise") }
      welcome.choosing = 0
    case .importFile:
      overlay = .line(
        LineOverlay(
          purpose: .importPath, hint: "a CSV, TSV, JSON or JSONL file (.gz too), or a folder"))
    }
    return []
  }

  private mutating func chooseTask(_ id: ActionID, _ task: Int) -> [Effect] {
    let last = welcome.tasks.count - 1
    switch id {
    case .up: welcome.choosing = max(0, task - 1)
    case .down: welcome.choosing = min(last, task + 1)
    case .top, .pageUp: welcome.choosing = 0
    case .bottom, .pageDown: welcome.choosing = last
    case .open:
      welcome.choosing = nil
      return askForStudyName(task: welcome.tasks[min(task, last)].name)
    default: break
    }
    return []
  }

  private mutating func askForStudyName(task: String) -> [Effect] {
    overlay = .line(
      LineOverlay(
        purpose: .newStudy(template: task), text: "my-study.concord",
        hint: "the file to make, task \(task); type another name, or Enter", isProposal: true))
    return []
  }
}
