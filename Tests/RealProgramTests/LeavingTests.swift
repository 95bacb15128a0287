import CVTerm
import Glibc
import Testing

/// Every way out leaves the terminal as it was, and every saved label in the file.
@Suite struct LeavingTests {
  static let signals: [(String, Int32)] = [
    ("INT", SIGINT), ("TERM", SIGTERM), ("HUP", SIGHUP), ("QUIT", SIGQUIT), ("SEGV", SIGSEGV),
    ("ILL", SIGILL), ("TRAP", SIGTRAP), ("ABRT", SIGABRT), ("BUS", SIGBUS), ("FPE", SIGFPE),
  ]

  /// A program in the middle of labelling, with two labels that it called saved.
  private func labelling(_ place: Workplace, _ study: String) throws -> LiveProgram {
    let program = try place.open("open", study, "--as", "ann")
    try program.wait(for: "Enter begins")
    try program.press("Enter", "1", "2")
    try program.wait(for: "2/9")
    return program
  }

  @Test(arguments: signals)
  func aSignalRestoresTheTerminal(_ name: String, _ number: Int32) throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    program.terminal.signal(number)
    #expect(try program.end() == .killed(signal: number))
    #expect(program.leftOver.isEmpty, "\(name): \(program.leftOver)")
    #expect(program.screen.facts.alternate_screen == 0)
    #expect(program.screen.facts.cursor_visible == 1)
    #expect(try place.labels(study).count == 2)
    try place.succeed("check", study)
  }

  @Test(arguments: [["q"], ["C-c", "C-c"]])
  func leavingByKeyRestoresTheTerminal(_ keys: [String]) throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    for key in keys { try program.press(key) }
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty, "\(program.leftOver)")
    #expect(try place.labels(study).count == 2)
  }

  /// A connection that breaks keeps the place: after a skip, and after going on without an answer.
  @Test(arguments: [["s"], ["s", "]", "]"], ["1", "]"], ["]", "["]])
  func aBrokenConnectionKeepsThePlace(_ keys: [String]) throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let first = try labelling(place, study)
    for key in keys { try first.press(key) }
    let item = first.shownItem
    first.terminal.signal(SIGKILL)
    try first.end()
    let second = try place.open("open", study, "--as", "ann")
    try second.begin()
    // The screen stands before its item has been read.
    try second.wait(for: "item-")
    #expect(second.shownItem == item, "\(keys)")
    try second.press("q")
    #expect(try second.end() == .exited(0))
  }

  @Test func oneCtrlCSaysHowToLeave() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    try program.press("C-c")
    try program.wait(for: "once more leaves")
    try program.press("2", "C-c")
    #expect(program.terminal.check() == .running)
    try program.press("C-c")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).count == 3)
  }

  /// A label on its way when the process is told to end is still saved.
  @Test(arguments: [("TERM", SIGTERM), ("HUP", SIGHUP)])
  func aSignalWaitsForTheLabelOnItsWay(_ name: String, _ number: Int32) throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    program.terminal.write(Array("1".utf8))
    try program.wait(for: "3/9")
    program.terminal.signal(number)
    #expect(try program.end() == .killed(signal: number))
    #expect(try place.labels(study).count == 3)
  }

  /// Ctrl-z and `fg`, in a shell with job control, as a person does it.
  @Test func ctrlZAndBackGoOnWhereOneWas() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let shell = try LiveProgram(
      "/bin/bash", ["--norc", "--noprofile", "-i"],
      environment: place.environment.merging(["PS1": "ready> "]) { $1 })
    try shell.wait(for: "ready>")
    try shell.type("\(Workplace.program) open \(study) --as ann\r")
    try shell.wait(for: "Enter begins")
    try shell.press("Enter", "1")
    try shell.wait(for: "1/9")
    try shell.press("C-z")
    try shell.wait(for: "Stopped")
    #expect(!shell.screen.modes.on.contains(1049))
    #expect(shell.screen.modes.on.contains(25))
    try shell.type("stty -a | tr ';' '\\n' | grep -w echo\r")
    try shell.wait("the terminal echoes") {
      $0.text.split(separator: "\n").contains { $0.contains("isig icanon") && $0.contains(" echo") }
    }
    try shell.type("fg\r")
    try shell.wait(for: "1/9")
    try shell.press("2")
    try shell.wait(for: "2/9")
    try shell.press("q")
    try shell.wait("the shell's prompt") { !$0.screen.modes.on.contains(1049) }
    try shell.type("echo left with $?\r")
    try shell.wait(for: "left with 0")
    try shell.type("exit\r")
    #expect(try shell.end() == .exited(0))
    #expect(try place.labels(study).count == 2)
  }

  /// The connection is gone: the program ends by itself, and the labels are there.
  @Test func aLostTerminalEndsTheProgram() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    program.terminal.hangUp()
    var turns = 0
    while !program.terminal.check().isOver, turns < 6000 {
      usleep(10_000)
      turns += 1
    }
    #expect(program.terminal.check().isOver)
    #expect(try place.labels(study).count == 2)
    try place.succeed("check", study)
  }

  /// The signals that a person or a lost connection sends come in the middle of saving: what the
  /// program has read as an answer is in the file.
  @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
  func aLabelOnItsWayIsSavedBeforeASignalEndsTheProgram(_ number: Int32) throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    var kept = 0
    for round in 1...5 {
      let program = try place.open("open", study, "--as", "ann")
      try program.begin()
      // Whole keys only: a frame that is half read would look like another item.
      try program.wait("an item") { $0.shownItem.count == "item-01".count }
      let before = program.shownItem
      program.terminal.write([UInt8(ascii: "1")])
      try program.wait("the answer taken") {
        let now = $0.shownItem
        return now.hasPrefix("item-") && now.count == before.count && now != before
      }
      program.terminal.signal(number)
      #expect(try program.end() == .killed(signal: number))
      #expect(program.leftOver.isEmpty, "\(program.leftOver)")
      kept = try place.labels(study).count
      #expect(kept == round)
    }
    try place.succeed("check", study)
  }

  /// Keys typed just before the end are committed or were never called saved.
  @Test func aKeyJustBeforeLeavingIsSaved() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    program.terminal.write(Array("1q".utf8))
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).count == 3)
  }
}
