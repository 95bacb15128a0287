import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// What a run would take, before anything is sent.
public struct RunForecast: Hashable, Sendable {
  public var request: RunRequest
  /// The run's name; the same choices have the same.
  public var name = ""
  public var units = 0
  /// Verdicts that the study has of it already; they are not among the units.
  public var there = 0
  public var calls = 0
  /// Estimated from texts, replies at their longest.
  public var promptTokens = 0
  public var completionTokens = 0
  /// Billionths of the endpoint's currency, where nothing is asked again.
  public var cost: Int64 = 0
  /// Where everything is asked again, and a cascade goes on to its end.
  public var mostCalls = 0
  public var mostCost: Int64 = 0
  /// About how many of the calls the study has a reply to already.
  public var heldCalls = 0
  /// How long it takes, in words; "" where nothing tells it.
  public var time = ""
  /// The first call's messages; "" where none is sent.
  public var firstPrompt = ""
  /// Why it cannot be, or "".
  public var mistake = ""
  /// The field that it is about, or "".
  public var field = ""

  public init(_ request: RunRequest) { self.request = request }
}

/// The study's runs, the form of a new one, and the one that is watched.
public struct RunsScreen: Sendable {
  public var rows: [RunSummary] = []
  public var isLoading = true
  public var selected = 0
  public var form: RunForm?
  public var forecast: RunForecast?
  /// Whether the form shows the first prompt, and from which line.
  public var promptScroll: Int?
  /// The run that this program has at work, or had last.
  public var live: RunLive?
  /// The run that the monitor shows.
  public var watched: RaterID?
  /// Kappa of the watched run with the people's majority; nil before it is counted.
  public var kappa: (n: Int, estimate: Estimate)?

  /// Which of the kinds of what has no answer is marked.
  public var trouble = 0
  /// From which line the monitor is shown.
  public var scroll = 0
  /// The last verdicts with their whole prompts and replies, as they stood when one asked for them.
  public var whole: [RunLive.Reply]?
  /// Replies that are shown when it is in the file that the person has seen them.
  public var asked: [RunLive.Reply]?
  /// Items of which that is in the file: their verdicts are shown in the monitor's list too.
  public var opened: Set<ItemID> = []
  /// The run that another is compared with.
  public var marked: RaterID?
  /// In what two runs differ, a line for each, and from which line it is shown.
  public var differences: [String]?
  public var differencesScroll = 0

  /// Whether the person knows that leaving stops the run.
  var isLeavingTold = false

  public init() {}

  public var isAtWork: Bool { live.map { !$0.isEnded } ?? false }
}

extension WorkbenchState {
  mutating func goToRuns() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    runs.differences = nil
    show(.runs)
    return [.loadRuns]
  }

  mutating func runMessage(_ message: Message) -> [Effect] {
    switch message {
    case .runsLoaded(let rows):
      runs.rows = rows
      runs.isLoading = false
      runs.selected = max(0, min(runs.selected, rows.count - 1))
    case .runsDiffer(let lines):
      runs.differences = lines
      runs.differencesScroll = 0
    case .runFormLoaded(let form):
      runs.form = form
      return [.planRun(form.request)]
    case .runPlanned(let forecast):
      // An answer to what was chosen before is of no use.
      if forecast.request == runs.form?.request { runs.forecast = forecast }
    case .runProgressed(let live):
      runs.live = live
      if runs.watched == nil { runs.watched = live.rater }
      if live.isEnded {
        let how = live.stop.isEmpty ? "all is done" : live.stop
        notice = Notice("\(live.name): \(how)", live.stop.isEmpty ? .information : .warning)
        return [.loadRuns]
      }
    case .runRefused(let reason):
      if screen == .monitor, runs.watched == nil { stack.removeLast() }
      notice = Notice(reason, .error)
    default: break
    }
    return []
  }

  mutating func runsAction(_ id: ActionID) -> [Effect] {
    if runs.differences != nil { return differencesAction(id) }
    let page = max(1, size.rows - 5)
    switch id {
    case .up: runs.selected -= 1
    case .down: runs.selected += 1
    case .pageUp: runs.selected -= page
    case .pageDown: runs.selected += page
    case .top: runs.selected = 0
    case .bottom: runs.selected = runs.rows.count - 1
    case .newRun: return openRunForm(.loadRunForm)
    case .likeThis, .retry, .markRun, .diffRuns: return runAction(id)
    case .open:
      guard runs.rows.indices.contains(runs.selected) else {
        return refuse("there is no run yet; \(keyName(.newRun)) begins one")
      }
      return watch(runs.rows[runs.selected].run.rater)
    default: break
    }
    runs.selected = max(0, min(runs.selected, runs.rows.count - 1))
    return []
  }

  /// Opens the form, filled by an effect.
  mutating func openRunForm(_ effect: Effect) -> [Effect] {
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only; a run writes into it")
    }
    runs.form = nil
    runs.forecast = nil
    runs.promptScroll = nil
    show(.runForm)
    return [effect]
  }

  mutating func watch(_ rater: RaterID?) -> [Effect] {
    runs.watched = rater
    runs.kappa = nil
    (runs.trouble, runs.scroll, runs.whole, runs.asked) = (0, 0, nil, nil)
    show(.monitor)
    return agreement.tracker == nil ? [.loadTracker(agreement.policy)] : []
  }

  /// Kappa of the watched run with the people, from the tables that follow every label.
  mutating func refreshRunKappa() {
    guard screen == .monitor, let rater = runs.watched, let tracker = agreement.tracker,
      tracker.stream(.rater(rater)) != nil, tracker.stream(.majority) != nil
    else { return }
    runs.kappa = agreement.withTracker {
      let table = $0.pair(.majority, .rater(rater))
      return (table.itemCount, table.coefficient(.cohen))
    }
  }
}
