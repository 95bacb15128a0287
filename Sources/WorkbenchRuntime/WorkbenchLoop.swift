import AnnotationModel
import BuiltinThemes
import CNcurses
import Glibc
import PersonalSettings
import StudyFormats
import TerminalCore
import TerminalNcurses
import Workbench

/// What the workbench is opened with.
public struct WorkbenchRequest: Sendable {
  public var studyPath: String?
  public var raterName: String
  /// Draw with ASCII whatever the settings and the locale say.
  public var isASCII: Bool
  public var look: WorkbenchLook

  public init(studyPath: String?, raterName: String, isASCII: Bool, look: WorkbenchLook) {
    self.studyPath = studyPath
    self.raterName = raterName
    self.isASCII = isASCII
    self.look = look
  }
}

/// The person's settings, and what the command line and the environment make of them.
public struct WorkbenchLook: Sendable {
  public var folder: SettingsFolder
  public var settings: Settings
  public var themes: [Theme]
  public var theme: Theme
  public var colour: ColourChoice
  /// NO_COLOR is set.
  public var colourRefused: Bool
  /// In one line what of the person's files was left out because of mistakes.
  public var leftOut: String?

  public init(
    folder: SettingsFolder, settings: Settings, themes: [Theme], theme: Theme,
    colour: ColourChoice, colourRefused: Bool, leftOut: String? = nil
  ) {
    self.folder = folder
    self.settings = settings
    self.themes = themes
    self.theme = theme
    self.colour = colour
    self.colourRefused = colourRefused
    self.leftOut = leftOut
  }
}

/// The loop: messages in, effects out, a frame after each batch. Runs on the main thread, which
/// sleeps in `poll` while nothing happens.
public final class WorkbenchLoop {
  private let terminal: NcursesTerminal
  private let mailbox = Mailbox()
  private let performer: EffectPerformer
  private let effects: AsyncStream<Effect>.Continuation
  private var state: WorkbenchState
  private let standard: Theme
  private let work: Task<Void, Never>
  private var isEnded = false
  /// When others' commits were last looked for.
  private var watchedAt: Int64 = 0

  public init(_ request: WorkbenchRequest) throws(TerminalError) {
    let look = request.look
    terminal = try NcursesTerminal(
      colour: look.colour, colourRefused: look.colourRefused, wake: mailbox.wake)
    performer = EffectPerformer(
      mailbox: mailbox, raterName: request.raterName, settings: look.folder)
    let local: Glyphs = terminal.isUTF8 ? .unicode : .ascii
    state = WorkbenchState(
      size: terminal.size, glyphs: request.isASCII ? .ascii : look.settings.glyphs ?? local,
      keymap: Keymap.with(look.settings.keys).map, seed: .random(in: 0...UInt64.max),
      now: Self.now(), welcome: Self.welcome, clock: Self.now,
      calendarDay: EffectPerformer.calendarDay)
    state.langmap = look.settings.langmap
    state.mouseIsOn = look.settings.mouse
    state.themes = ThemeChoice(
      all: look.themes, shown: look.theme, level: terminal.level)
    standard = look.theme
    if let leftOut = look.leftOut { state.notice = Notice(leftOut, .warning) }
    if let assumed = terminal.assumedTerm {
      let name = getenv("TERM").map { String(cString: $0) } ?? ""
      state.notice = Notice(
        "the terminal '\(name)' is not known here; drawn as for \(assumed)", .warning)
    }
    let (stream, continuation) = AsyncStream<Effect>.makeStream()
    effects = continuation
    let performer = performer
    work = Task.detached { for await effect in stream { await performer.perform(effect) } }
    effects.yield(request.studyPath.map { .openStudy(path: $0) } ?? .listRecentStudies)
  }

  /// Runs until the person leaves; returns why labels could not be saved, or "".
  public func run() -> String {
    draw()
    while !isEnded, concord_ending() == 0 {
      var descriptors = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: mailbox.wake, events: Int16(POLLIN), revents: 0),
      ]
      // A second: to see what others commit. The call costs microseconds.
      let ready = poll(&descriptors, 2, state.session == nil ? -1 : 1000)
      if concord_take_stop() == 1 { terminal.suspend() }
      if concord_take_continue() == 1 { terminal.takeAgain() }
      watchOthers(isQuiet: ready == 0)
      if ready == 0 {
        if Self.now() >= state.today.upperBound {
          handle(.tick(at: Self.now()))
          draw()
        }
        continue
      }
      if descriptors[0].revents & Int16(POLLHUP | POLLERR) != 0 { break }
      var messages = mailbox.takeAll()
      let time = Self.now()
      messages += terminal.input().map { Message.input($0, at: time) }
      for message in messages where !isEnded { handle(message) }
      if !isEnded { draw() }
    }
    terminal.close()
    let unsaved = finish()
    // As the signal would have ended it, but with every label in the file.
    if concord_ending() != 0 { concord_end_by(concord_ending()) }
    return unsaved
  }

  /// The state as it is now, with as much of its theme as the terminal has colours for.
  private func draw() {
    terminal.setMouse(state.mouseIsOn)
    terminal.draw(
      state.draw(),
      theme: BuiltinTheme.fitting(state.themes?.shown ?? standard, level: terminal.level))
  }

  /// Once a second, also while keys come faster than that.
  private func watchOthers(isQuiet: Bool) {
    let time = Self.now()
    guard state.session != nil, isQuiet || abs(time - watchedAt) >= 1000 else { return }
    watchedAt = time
    let performer = performer
    Task.detached { await performer.watch() }
  }

  private func handle(_ message: Message) {
    for effect in state.update(message) {
      switch effect {
      case .quit: isEnded = true
      case .suspend: terminal.suspend()
      case .redraw: terminal.redraw()
      case .cancelImport: mailbox.cancelImport()
      default: effects.yield(effect)
      }
    }
  }

  /// Waits until all that was asked for is done, and the file is closed.
  private func finish() -> String {
    effects.finish()
    mailbox.cancelImport()
    let done = concord_make_wake()
    let (performer, work) = (performer, work)
    Task.detached {
      await work.value
      await performer.close()
      concord_wake(done)
    }
    var waiting = pollfd(fd: done, events: Int16(POLLIN), revents: 0)
    while poll(&waiting, 1, -1) < 0, errno == EINTR {}
    for message in mailbox.takeAll() { _ = state.update(message) }
    let saves = state.label.saves
    guard !saves.failed.isEmpty else { return "" }
    let items = Set(saves.failed.map(\.item.value)).sorted().prefix(20).map { "#\($0)" }
    let what = saves.failed.count == 1 ? "1 label" : "\(saves.failed.count) labels"
    return "\(what) could not be saved (\(items.joined(separator: ", "))): \(saves.failureReason)"
  }

  private static var welcome: WelcomeScreen {
    WelcomeScreen(
      tasks: TaskTemplate.all.map { TaskChoice(name: $0.name, summary: $0.summary) },
      formats: ImportPlan.formats, meanings: FieldMapping.meanings)
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
