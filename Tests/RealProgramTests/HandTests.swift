import Glibc
import Testing

/// Mouse, paste, escape and settings in the program itself.
@Suite struct HandTests {
  private func labelling(
    _ place: Workplace, _ study: String, environment: [String: String] = [:]
  ) throws -> LiveProgram {
    let program = try place.open("open", study, "--as", "ann", environment: environment)
    try program.wait(for: "Enter begins")
    try program.press("Enter")
    try program.wait(for: "0/9")
    return program
  }

  /// As xterm writes it: button, column and row from 1, `M` for a press and `m` for a release.
  private func mouse(_ button: Int, _ column: Int, _ row: Int, _ end: String) -> [UInt8] {
    Array("\u{1B}[<\(button);\(column);\(row)\(end)".utf8)
  }

  @Test func clicksSelectAndTheWheelScrolls() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    #expect(program.screen.modes.on.isSuperset(of: [1000, 1006]))
    try program.press("W")
    try program.wait(for: "your label")
    // Press and release in one read, and apart.
    program.terminal.write(mouse(0, 10, 6, "M") + mouse(0, 10, 6, "m"))
    try program.rest()
    try program.wait("the fourth row marked") { $0.screen.line(5).contains("▸") }
    program.terminal.write(mouse(0, 10, 4, "M"))
    try program.rest()
    program.terminal.write(mouse(0, 10, 4, "m"))
    try program.wait("the second row marked") { $0.screen.line(3).contains("▸") }
    program.terminal.write(mouse(65, 10, 4, "M"))
    try program.wait("three rows on") { $0.screen.line(6).contains("▸") }
    try program.press("L")
    for row in 1...24 { program.terminal.write(mouse(0, 5, row, "M") + mouse(0, 5, row, "m")) }
    try program.rest()
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty, "\(program.leftOver)")
    #expect(try place.labels(study).isEmpty)
  }

  @Test func theMouseCanBeLeftToTheTerminal() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    try program.press("M")
    #expect(program.screen.modes.on.isDisjoint(with: [1000, 1002, 1003]))
    try program.press("M")
    #expect(program.screen.modes.on.contains(1000))
    try program.press("q")
    try program.end()
    _ = try place.write("config.yaml", "")
    mkdir(place.path("concord"), 0o755)
    _ = try place.write("concord/config.yaml", "mouse: false\n")
    let without = try place.open("open", study, "--as", "ann")
    try without.wait(for: "0/9")
    #expect(without.screen.modes.on.isDisjoint(with: [1000, 1002, 1003]))
    try without.press("q")
    #expect(try without.end() == .exited(0))
  }

  @Test func aPasteLabelsNothingAndANoteTakesIt() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    try program.paste(String(repeating: "1122tt0\r\n", count: 2000))
    try program.wait(for: "not read as keys")
    try program.press("n")
    try program.paste("pasted 12 words")
    try program.wait(for: "pasted 12 words")
    try program.press("Enter", "q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).isEmpty)
    let remarks = try place.rows(study, "labels").compactMap { $0["note"] as? String }
    #expect(remarks == ["pasted 12 words"])
  }

  /// Escape alone is escape; with a letter in the same read it is alt, and never a verdict.
  @Test func escapeAndADigitAtOnceIsNoVerdict() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    program.terminal.write([27, UInt8(ascii: "1")])
    try program.wait(for: "M-1 does nothing here")
    try program.press("?")
    try program.wait(for: "Keys: Labelling")
    try program.press("Esc")
    #expect(!program.text.contains("Keys: Labelling"))
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).isEmpty)
  }

  @Test func keysAndThemeOfOnesOwnHold() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    mkdir(place.path("concord"), 0o755)
    _ = try place.write("concord/config.yaml", "theme: light\nlangmap: russian\n")
    _ = try place.write("concord/keys.yaml", "label:\n  choose-1: [h, C-Right]\n")
    let program = try labelling(place, study)
    try program.wait(for: "h left")
    #expect(program.screen[3, 3].background != -1)
    program.terminal.write(Array("р".utf8))
    try program.wait(for: "1/9")
    program.terminal.write(Array("\u{1B}[1;5C".utf8))
    try program.wait(for: "2/9")
    try program.press("T", "Down", "Down", "Down", "Down", "Down", "Down", "Up", "Enter")
    try program.wait(for: "kept in")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).count == 2)
    let kept = try place.succeed("themes")
    #expect(kept.contains("*  colour-blind-light"), "\(kept)")
  }

  @Test func aMistakeInOnesOwnFilesIsSaidAndTheRestHolds() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    mkdir(place.path("concord"), 0o755)
    mkdir(place.path("concord/themes"), 0o755)
    _ = try place.write("concord/themes/mine.yaml", "palette: 3\n")
    _ = try place.write("concord/config.yaml", "mouse: on\ntheme: mine\n")
    _ = try place.write("concord/keys.yaml", "flag: [F5\nquitt: x\nlabel:\n  choose-1: h\n")
    let program = try place.open("open", study, columns: 120)
    try program.wait("the study, and what was left out of the files") {
      $0.text.contains("left out 3 mistakes (`concord keys --check` lists them): keys.yaml:1:")
        && $0.text.contains("Enter begin")
    }
    #expect(String(decoding: program.output, as: UTF8.self).contains("concord: left out 3 mist"))
    try program.begin()
    try program.press("h")
    try program.wait(for: "1/9")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    _ = try place.write("concord/keys.yaml", "")
    _ = try place.write("concord/config.yaml", "mouse: on\ntheme: drak\n")
    let theme = try place.open(columns: 120)
    try theme.wait(for: "left out: config.yaml:2:8: no theme is called 'drak'; did you mean 'dark'")
    try theme.press("q")
    #expect(try theme.end() == .exited(0))
    let check = try place.run(["keys", "--check"])
    #expect(check.status == 1)
    #expect(String(decoding: check.output, as: UTF8.self).contains("config.yaml:2:8: no theme"))
    // What the command line asks for is not guessed.
    let asked = try place.open("open", study, "--theme", "drak")
    #expect(try asked.end() == .exited(3))
    let bad = try place.run(["themes", "nothing"])
    #expect(bad.status == 3)
  }

  /// Stopped and continued by others, the screen and the modes come back.
  @Test func aStopByOthersIsOvercome() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try labelling(place, study)
    program.terminal.signal(SIGSTOP)
    program.terminal.signal(SIGCONT)
    try program.press("1")
    try program.wait(for: "1/9")
    #expect(program.screen.modes.on.isSuperset(of: [1000, 1049, 2004]))
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty)
  }
}
