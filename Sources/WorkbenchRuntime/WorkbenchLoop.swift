import CNcurses
import Glibc
import StudyFormats
import TerminalCore
import TerminalNcurses
import Workbench

/// What the workbench is opened with.
public struct WorkbenchRequest: Sendable {
  public var studyPath: String?
  public var raterName: String
  public var isASCII: Bool
  public var usesColour: Bool

  public init(
    studyPath: String?, raterName: String, isASCII: Bool, usesColour: Bool
  ) {
    self.studyPath = studyPath
    self.raterName = raterName
    self.isASCII = isASCII
    self.usesColour = usesColour
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
  private let work: Task<Void, Never>
  private var isEnded = false
  /// When others' commits were last looked for.
  private var watchedAt: Int64 = 0

  public init(_ request: WorkbenchRequest) throws(TerminalError) {
    terminal = try NcursesTerminal(colour: request.usesColour)
    performer = EffectPerformer(mailbox: mailbox, raterName: request.raterName)
    let glyphs: Glyphs = request.isASCII || !terminal.isUTF8 ? .ascii : .unicode
    state = WorkbenchState(
      size: terminal.size, glyphs: glyphs, seed: .random(in: 0...UInt64.max), now: Self.now(),
      welcome: Self.welcome, clock: Self.now)
    let (stream, continuation) = AsyncStream<Effect>.makeStream()
    effects = continuation
    let performer = performer
    work = Task.detached { for await effect in stream { await performer.perform(effect) } }
    effects.yield(request.studyPath.map { .openStudy(path: $0) } ?? .listRecentStudies)
  }

  /// Runs until the person leaves; returns why labels could not be saved, or "".
  public func run() -> String {
    terminal.draw(state.draw())
    while !isEnded {
      var descriptors = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: mailbox.wake, events: Int16(POLLIN), revents: 0),
      ]
      // A second: to see what others commit. The call costs microseconds.
      let ready = poll(&descriptors, 2, state.session == nil ? -1 : 1000)
      watchOthers(isQuiet: ready == 0)
      if ready == 0 { continue }
      if descriptors[0].revents & Int16(POLLHUP | POLLERR) != 0 { break }
      var messages = mailbox.takeAll()
      let time = Self.now()
      messages += terminal.input().map { Message.input($0, at: time) }
      for message in messages where !isEnded { handle(message) }
      if !isEnded { terminal.draw(state.draw()) }
    }
    terminal.close()
    return finish()
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
    let failed = state.label.saves.failed.count
    return failed == 0
      ? "" : "\(failed) labels could not be saved: \(state.label.saves.failureReason)"
  }

  private static var welcome: WelcomeScreen {
    WelcomeScreen(
      tasks: TaskTemplate.all.map { TaskChoice(name: $0.name, summary: $0.summary) },
      formats: ImportPlan.formats)
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
