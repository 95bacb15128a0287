import AgreementStatistics
import AnnotationAnalysis
import AnnotationModel
import TerminalCore

/// One choice of a run: what it is called, and what it can be.
public struct RunField: Hashable, Sendable {
  public var id: String
  public var choices: [String]
  public var at: Int

  public init(_ id: String, _ choices: [String], at: Int = 0) {
    self.id = id
    self.choices = choices
    self.at = at
  }

  public var value: String { choices.indices.contains(at) ? choices[at] : "" }
}

/// What a person chose of a run, by the names of its fields.
public struct RunRequest: Hashable, Sendable {
  public var choices: [String: String]
  /// Items from the file's beginning; nil for all.
  public var most: Int?

  public init(_ choices: [String: String], most: Int? = nil) {
    self.choices = choices
    self.most = most
  }
}

/// What can be chosen, and what is wrong with the files that say it.
public struct RunForm: Hashable, Sendable {
  public var fields: [RunField]
  public var problems: [String]
  public var selected = 0

  public init(fields: [RunField], problems: [String] = []) {
    self.fields = fields
    self.problems = problems
  }

  public var request: RunRequest {
    RunRequest(
      Dictionary(fields.map { ($0.id, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  /// Fields that the chosen kind reads.
  public var shown: [Int] {
    let isLexical = fields.first { $0.id == "kind" }?.value == "lexical"
    return fields.indices.filter { index in
      switch fields[index].id {
      case "kind", "items", "order", "repeats": true
      case "rule": isLexical
      default: !isLexical
      }
    }
  }
}

/// What a run would take, before anything is sent.
public struct RunForecast: Hashable, Sendable {
  public var request: RunRequest
  /// The run's name; the same choices have the same.
  public var name = ""
  public var units = 0
  public var calls = 0
  /// Estimated from texts, replies at their longest.
  public var promptTokens = 0
  public var completionTokens = 0
  /// Billionths of the endpoint's currency, where nothing is asked again.
  public var cost: Int64 = 0
  /// Where everything is asked again, and a cascade goes on to its end.
  public var mostCalls = 0
  public var mostCost: Int64 = 0
  /// How long it takes, in words; "" where nothing tells it.
  public var time = ""
  /// The first call's messages; "" where none is sent.
  public var firstPrompt = ""
  /// Why it cannot be, or "".
  public var mistake = ""

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
  /// What it was started with.
  public var request: RunRequest?
  /// The run that the monitor shows.
  public var watched: RaterID?
  /// Kappa of the watched run with the people's majority; nil before it is counted.
  public var kappa: (n: Int, estimate: Estimate)?

  /// Whether the person knows that leaving stops the run.
  var isLeavingTold = false

  public init() {}

  public var isAtWork: Bool { live.map { !$0.isEnded } ?? false }
}

extension WorkbenchState {
  mutating func goToRuns() -> [Effect] {
    guard session != nil else { return refuse("open a study first") }
    show(.runs)
    return [.loadRuns]
  }

  mutating func runMessage(_ message: Message) -> [Effect] {
    switch message {
    case .runsLoaded(let rows):
      runs.rows = rows
      runs.isLoading = false
      runs.selected = max(0, min(runs.selected, rows.count - 1))
    case .runFormLoaded(let form):
      runs.form = form
      return [.planRun(form.request)]
    case .runPlanned(let forecast):
      // An answer to what was chosen before is of no use.
      if forecast.request == runs.form?.request { runs.forecast = forecast }
    case .runProgressed(let live):
      runs.live = live
      if runs.watched == nil { runs.watched = live.rater }
      // Whoever reads a verdict here before giving their own answer is not blind any more.
      if screen == .monitor, runs.watched == live.rater {
        seenItems.formUnion(live.last.map(\.item))
      }
      if live.isEnded {
        let how = live.stop.isEmpty ? "all is done" : live.stop
        notice = Notice("\(live.name): \(how)", live.stop.isEmpty ? .information : .warning)
        return [.loadRuns]
      }
    case .runRefused(let reason):
      runs.request = nil
      if screen == .monitor, runs.watched == nil { stack.removeLast() }
      notice = Notice(reason, .error)
    default: break
    }
    return []
  }

  mutating func runsAction(_ id: ActionID) -> [Effect] {
    let page = max(1, size.rows - 5)
    switch id {
    case .up: runs.selected -= 1
    case .down: runs.selected += 1
    case .pageUp: runs.selected -= page
    case .pageDown: runs.selected += page
    case .top: runs.selected = 0
    case .bottom: runs.selected = runs.rows.count - 1
    case .newRun: return openRunForm()
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

  private mutating func openRunForm() -> [Effect] {
    guard session?.isReadOnly == false else {
      return refuse("the study is open for reading only; a run writes into it")
    }
    runs.form = nil
    runs.forecast = nil
    runs.promptScroll = nil
    show(.runForm)
    return [.loadRunForm]
  }

  mutating func watch(_ rater: RaterID?) -> [Effect] {
    runs.watched = rater
    runs.kappa = nil
    show(.monitor)
    let (done, total) = (label.progress.done, label.progress.total)
    if !isWarnedOfLooking, done > 0, done < total {
      isWarnedOfLooking = true
      notice = Notice(
        "the replies shown here take away blindness: a label of such an item counts as one after "
          + "looking. \(keyName(.goLabel)) goes on labelling", .warning)
    }
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
