import Glibc

/// A program started by the benchmark: in a pseudo-terminal, or with its output thrown away.
final class RunningProgram {
  let process: pid_t
  /// The benchmark's end of the terminal; -1 without one.
  private let descriptor: Int32
  private(set) var picture: TerminalPicture
  private(set) var start: ContinuousClock.Instant
  private var hasEnded = false

  /// Starts `arguments[0]` at a terminal of 120 × 40, where it will paint.
  init(atTerminal arguments: [String], home: String) throws(BenchFailure) {
    picture = TerminalPicture(columns: 120, rows: 40)
    var size = winsize(ws_row: 40, ws_col: 120, ws_xpixel: 0, ws_ypixel: 0)
    var near: Int32 = -1
    var far: Int32 = -1
    var name = [CChar](repeating: 0, count: 128)
    guard openpty(&near, &far, &name, nil, &size) == 0 else {
      throw .system("no pseudo-terminal can be had")
    }
    _ = fcntl(near, F_SETFD, FD_CLOEXEC)
    start = .now
    // The first terminal that the leader of a new session opens becomes the session's own.
    process = try Self.spawn(
      arguments, inputs: name, output: nil,
      environment: ["TERM=vt100", "LC_ALL=C.UTF-8", "HOME=" + home, "NO_COLOR=1"])
    close(far)
    descriptor = near
  }

  /// Starts a program that writes to nobody.
  init(quietly arguments: [String], home: String) throws(BenchFailure) {
    picture = TerminalPicture(columns: 1, rows: 1)
    descriptor = -1
    start = .now
    process = try Self.spawn(
      arguments, inputs: nil, output: "/dev/null", environment: ["LC_ALL=C.UTF-8", "HOME=" + home])
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !hasEnded {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
  }

  private static func spawn(
    _ arguments: [String], inputs: [CChar]?, output: String?, environment: [String]
  ) throws(BenchFailure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let inputs {
      // POSIX_SPAWN_SETSID, which the module does not have.
      posix_spawnattr_setflags(&attributes, 0x80)
      posix_spawn_file_actions_addopen(&actions, 0, inputs, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
    }
    if let output { posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY, 0) }
    var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for word in words + settings { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, arguments[0], &actions, &attributes, &words, &settings)
    guard code == 0 else { throw .system("cannot start \(arguments[0]): error \(code)") }
    return process
  }

  // MARK: - The terminal

  func press(_ keys: String) {
    var keys = keys
    keys.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Reads until the picture is as wanted. Throws after ten seconds without.
  func wait(for what: String, until isShown: (TerminalPicture) -> Bool) throws(BenchFailure) {
    let limit = ContinuousClock.now + .seconds(10)
    while !isShown(picture) {
      guard ContinuousClock.now < limit, read(waitingMilliseconds: 100) != .ended else {
        throw .notShown(what, picture: picture.text)
      }
    }
  }

  func wait(forText text: String) throws(BenchFailure) {
    try wait(for: "'\(text)'") { $0.contains(text) }
  }

  /// Reads until nothing more has come for a while.
  func settle(milliseconds: Int32 = 40) {
    while read(waitingMilliseconds: milliseconds) == .some {}
  }

  enum Read { case some, nothing, ended }

  private func read(waitingMilliseconds: Int32) -> Read {
    var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&ready, 1, waitingMilliseconds) > 0 else { return .nothing }
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = Glibc.read(descriptor, &buffer, buffer.count)
    guard count > 0 else { return .ended }
    picture.write(buffer[..<count])
    return .some
  }

  // MARK: - The process

  var elapsed: Double { (ContinuousClock.now - start).milliseconds }

  /// The most memory it has held so far, in megabytes; 0 once it has ended.
  var peakMegabytes: Double {
    let line = Machine.lines(of: "/proc/\(process)/status").first { $0.hasPrefix("VmHWM") }
    let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).compactMap { Int($0) }
    return Double(kilobytes?.first ?? 0) / 1024
  }

  /// Clock ticks of the processor that it has used, a hundredth of a second each.
  var processorTicks: Int {
    let line = Machine.lines(of: "/proc/\(process)/stat").first ?? ""
    let fields = line.split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  /// Waits for the end while watching memory. Returns the most megabytes held and the exit status.
  func finish(everyMicroseconds: UInt32 = 2000) -> (peakMegabytes: Double, status: Int32) {
    var status: Int32 = 0
    var peak = 0.0
    while waitpid(process, &status, WNOHANG) == 0 {
      peak = max(peak, peakMegabytes)
      if descriptor >= 0 { settle(milliseconds: 1) }
      usleep(everyMicroseconds)
    }
    hasEnded = true
    return (peak, status)
  }
}
