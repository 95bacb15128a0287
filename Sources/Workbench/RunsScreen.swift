import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// The runs of the study, as far as they are, wherever they run: in this program's own process or
/// in another one on the same file.
public struct RunsScreen {
  /// A run with what was seen of it lately.
  public struct Row: Hashable, Sendable {
    public var summary: RunSummary
    /// Verdicts a second between the last two looks; nil for a run that has stood still.
    public var rate: Double?
    /// With the majority of people; nil while the tables are not there.
    public var kappa: Estimate?
    public var items = 0
  }

  public var rows: [Row] = []
  public var selected = 0
  public var scroll = 0
  public var isLoading = false
  var seenAt: Milliseconds = 0

  public init() {}

  var marked: Row? { rows.indices.contains(selected) ? rows[selected] : nil }
}

extension WorkbenchState {
  mutating func goToRuns() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    show(.runs)
    return loadRuns() + loadAgreementIfNeeded()
  }

  /// One look at a time: a large run takes a moment to count.
  mutating func loadRuns() -> [Effect] {
    guard !runs.isLoading else { return [] }
    runs.isLoading = true
    return [.loadRuns]
  }

  mutating func runsLoaded(_ summaries: [RunSummary], at time: Milliseconds) -> [Effect] {
    let before = Dictionary(
      runs.rows.map { ($0.summary.run.id, $0.summary.verdicts) },
      uniquingKeysWith: { first, _ in first })
    let marked = runs.marked?.summary.run.id
    let seconds = Double(time - runs.seenAt) / 1_000
    runs.rows = summaries.map { summary in
      var row = RunsScreen.Row(summary: summary)
      if let seen = before[summary.run.id], seconds > 0, summary.verdicts > seen {
        row.rate = Double(summary.verdicts - seen) / seconds
      }
      return row
    }
    runs.selected = runs.rows.firstIndex { $0.summary.run.id == marked } ?? 0
    runs.seenAt = time
    runs.isLoading = false
    countRuns()
    return []
  }

  /// Each run with the majority of people, by the tables that the agreement screens use.
  mutating func countRuns() {
    guard agreement.tracker != nil else { return }
    for at in runs.rows.indices {
      let rater = runs.rows[at].summary.run.rater
      let table = agreement.withTracker { $0.pair(.majority, .rater(rater)) }
      runs.rows[at].kappa = table?.coefficient(.cohen)
      runs.rows[at].items = table?.itemCount ?? 0
    }
  }

  mutating func runsAction(_ id: ActionID) -> [Effect] {
    let last = max(0, runs.rows.count - 1)
    switch id {
    case .up: runs.selected = max(0, runs.selected - 1)
    case .down: runs.selected = min(last, runs.selected + 1)
    case .pageUp: runs.scroll = max(0, runs.scroll - size.rows / 2)
    case .pageDown: runs.scroll += size.rows / 2
    case .top: runs.selected = 0
    case .bottom: runs.selected = last
    case .open: return compareRun()
    case .stopRun: return stopRun()
    default: break
    }
    runs.scroll = max(0, min(runs.scroll, runDetailLines().count - runDetailRows))
    return []
  }

  /// Asks a run to stop, whatever process it is in: what is under way comes back and is kept.
  private mutating func stopRun() -> [Effect] {
    guard let run = runs.marked?.summary.run else { return [] }
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only")
    }
    guard run.state == .begun else {
      return refuse("\(run.name) is not at work; `concord run` with the same words goes on with it")
    }
    notice = Notice("\(run.name) is asked to stop; what is under way comes back and is kept")
    return [.stopRun(run.id)]
  }

  /// The run's pair with the reference.
  private mutating func compareRun() -> [Effect] {
    guard let run = runs.marked?.summary.run else { return [] }
    agreement.view = .pair
    agreement.other = .rater(run.rater)
    return goToAgreement()
  }
}
