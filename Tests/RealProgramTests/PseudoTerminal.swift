import CVTerm
import Glibc

/// What became of a process.
enum ProcessState: Equatable {
  case running
  case exited(Int32)
  case killed(signal: Int32)
  case stopped(signal: Int32)

  var isOver: Bool {
    switch self {
    case .exited, .killed: true
    case .running, .stopped: false
    }
  }
}

/// A program on a pseudo-terminal of its own session, in bytes.
final class PseudoTerminal {
  let process: pid_t
  private(set) var master: Int32
  private(set) var slave: Int32
  /// The terminal's settings before the program touched them.
  let settingsBefore: termios
  private(set) var state = ProcessState.running

  struct CannotStart: Error { let program: String }

  init(
    _ program: String, _ arguments: [String], environment: [String: String], rows: Int,
    columns: Int
  ) throws {
    func words(_ list: [String]) -> [UnsafeMutablePointer<CChar>?] {
      list.map { strdup($0) } + [nil]
    }
    let argumentWords = words([program] + arguments)
    let environmentWords = words(environment.map { $0.key + "=" + $0.value })
    defer { for word in argumentWords + environmentWords { free(word) } }
    var (master, slave): (Int32, Int32) = (-1, -1)
    var before = termios()
    process = concord_pty_start(
      program, argumentWords, environmentWords, Int32(rows), Int32(columns), &master, &slave,
      &before)
    guard process > 0 else { throw CannotStart(program: program) }
    (self.master, self.slave) = (master, slave)
    settingsBefore = before
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
  }

  deinit {
    if !check().isOver {
      kill(process, SIGKILL)
      while !check().isOver { usleep(1000) }
    }
    hangUp()
  }

  private static func settings(_ descriptor: Int32) -> termios {
    var settings = termios()
    tcgetattr(descriptor, &settings)
    return settings
  }

  /// Whether the terminal's settings are what they were before the program began.
  var settingsAreAsBefore: Bool {
    let (now, before) = (Self.settings(slave), settingsBefore)
    return now.c_iflag == before.c_iflag && now.c_oflag == before.c_oflag
      && now.c_lflag == before.c_lflag && now.c_cflag == before.c_cflag
  }

  /// What the program has written since, "" when nothing.
  func read() -> [UInt8] {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = Glibc.read(master, &buffer, buffer.count)
      guard count > 0 else { return all }
      all += buffer[..<count]
    }
  }

  func waitForOutput(milliseconds: Int32) {
    var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    poll(&waiting, 1, milliseconds)
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(master, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        usleep(1000)
      } else {
        return
      }
    }
  }

  func resize(rows: Int, columns: Int) {
    concord_pty_resize(master, Int32(rows), Int32(columns))
  }

  func signal(_ number: Int32) { kill(process, number) }

  /// Takes the terminal away, as a lost connection does. Each end is closed once: its number may
  /// be another test's terminal by now.
  func hangUp() {
    if master >= 0 { close(master) }
    if slave >= 0 { close(slave) }
    (master, slave) = (-1, -1)
  }

  func check() -> ProcessState {
    guard !state.isOver else { return state }
    var value: Int32 = 0
    switch concord_process_state(process, &value) {
    case Int32(concord_exited): state = .exited(value)
    case Int32(concord_killed): state = .killed(signal: value)
    case Int32(concord_stopped): state = .stopped(signal: value)
    default: break
    }
    return state
  }

  func resume() {
    state = .running
    kill(process, SIGCONT)
  }

  /// Nothing typed is unread, and every thread sleeps.
  var isAsleep: Bool {
    guard concord_pty_unread(slave) == 0 else { return false }
    let folder = "/proc/\(process)/task"
    guard let directory = opendir(folder) else { return true }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.first != ".", Self.threadState("\(folder)/\(name)/stat") == "R" else { continue }
      return false
    }
    return true
  }

  /// The letter after the command's name: R runs, D waits for the disk, S sleeps.
  private static func threadState(_ path: String) -> Character? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [CChar](repeating: 0, count: 512)
    guard fgets(&buffer, 511, file) != nil else { return nil }
    let line = String(decoding: buffer.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let end = line.lastIndex(of: ")") else { return nil }
    let state = line[end...].dropFirst(2).first
    return state == "D" ? "R" : state
  }
}
