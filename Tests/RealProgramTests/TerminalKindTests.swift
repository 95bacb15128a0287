import Glibc
import Testing

/// Terminals of all kinds and sizes, and a locale that knows only ASCII.
@Suite struct TerminalKindTests {
  @Test(arguments: ["xterm-256color", "tmux-256color", "screen", "linux", "vt100"])
  func everyTerminalLabels(_ term: String) throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open("open", study, "--as", "ann", environment: ["TERM": term])
    try program.wait(for: "Enter begins")
    try program.press("Enter", "1")
    try program.wait(for: "1/5")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty, "\(term): \(program.leftOver)")
    #expect(try place.labels(study).count == 1)
  }

  /// A terminal that is not known here is taken for what most are like, and that is said.
  @Test(arguments: ["no-such-terminal", ""])
  func anUnknownTerminalLabelsToo(_ term: String) throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open(environment: ["TERM": term])
    try program.wait(for: "is not known here; drawn as for xterm-256color")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    let labelling = try place.open("open", study, "--as", "ann", environment: ["TERM": term])
    try labelling.wait(for: "Enter begins")
    try labelling.press("Enter", "1")
    try labelling.wait(for: "1/5")
    try labelling.press("q")
    #expect(try labelling.end() == .exited(0))
    #expect(labelling.leftOver.isEmpty)
  }

  @Test(arguments: ["dumb"])
  func aTerminalThatCannotDrawIsSaidInOneLine(_ term: String) throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open("open", study, "--as", "ann", environment: ["TERM": term])
    let state = try program.end()
    guard case .exited(let status) = state else {
      Issue.record("\(term): \(state)")
      return
    }
    #expect(status != 0)
    let said = String(decoding: program.output, as: UTF8.self)
    #expect(said.contains("TERM=xterm-256color"), "\(said)")
    #expect(program.leftOver.isEmpty, "\(term): \(program.leftOver)")
  }

  @Test(arguments: ["C", "POSIX"])
  func aLocaleOfASCIIShowsOnlyASCII(_ locale: String) throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open("open", study, "--as", "ann", environment: ["LC_ALL": locale])
    try program.wait(for: "Enter begins")
    for key in ["Enter", "1", "W", "A", "Tab", "Tab", "I", "?"] { try program.press(key) }
    let odd = program.output.filter { $0 >= 0x80 }
    #expect(odd.isEmpty, "\(odd.count) bytes beyond ASCII")
    try program.press("Esc", "q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).count == 1)
  }

  /// A terminal gets what it can show; a pipe gets UTF-8 all the same.
  @Test func commandsWriteASCIIToATerminalThatKnowsNoMore() throws {
    let place = try Workplace()
    let study = try place.study(items: 2)
    let rows = try place.write(
      "more.csv", "item,prompt,response_a,response_b,rater,verdict\nké,“Où?”,中,👍,zoë,a\n")
    try place.succeed("import", study, rows)
    let ascii = ["LC_ALL": "C"]
    for words in [["items", study, "ké"], ["items", study, "ké", "--json"]] {
      let program = try LiveProgram(
        Workplace.program, words, columns: 200, rows: 40,
        environment: place.environment.merging(ascii) { $1 })
      #expect(try program.end() == .exited(0))
      let said = String(decoding: program.output, as: UTF8.self)
      #expect(said.utf8.allSatisfy { $0 < 0x80 }, "\(said)")
      #expect(said.contains(#"\u4e2d"#) && said.contains(#"\ud83d\udc4d"#), "\(said)")
    }
    let usage = try place.open("agre", environment: ascii)
    #expect(try usage.end() == .exited(2))
    #expect(usage.text.contains("there is no command 'agre'; did you mean 'agree'?"))
    let piped = try place.run(["items", study, "ké"], environment: ascii)
    #expect(String(decoding: piped.output, as: UTF8.self).contains("“Où?”"))
  }

  @Test func withoutColourNoColourIsSent() throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open("open", study, "--as", "ann", environment: ["NO_COLOR": "1"])
    try program.wait(for: "Enter begins")
    try program.press("Enter", "1", "A")
    for row in 0..<24 {
      for column in 0..<80 {
        let cell = program.screen[row, column]
        #expect(cell.foreground == -1 && cell.background == -1)
      }
    }
    try program.press("q")
    #expect(try program.end() == .exited(0))
  }

  /// Two hundred sizes down to 1×1, with keys between: no trap, and the screen comes back.
  @Test func aStormOfSizesLeavesTheScreenWhole() throws {
    let place = try Workplace()
    let study = try place.study(items: 9)
    let program = try place.open("open", study, "--as", "ann")
    try program.wait(for: "Enter begins")
    try program.press("Enter")
    var random = SeededNumbers(seed: 7)
    let screens = ["L", "W", "A", "I", "?", "Esc", "d", "z", "Tab", ":", "Esc", "C-p", "Esc"]
    for turn in 0..<200 {
      let columns = turn.isMultiple(of: 3) ? random.number(in: 1...12) : random.number(in: 1...240)
      let rows = turn.isMultiple(of: 3) ? random.number(in: 1...6) : random.number(in: 1...80)
      program.resize(columns: columns, rows: rows)
      if turn.isMultiple(of: 4) {
        program.terminal.write(KeyBytes.of(screens[random.number(in: 0...(screens.count - 1))]))
      }
      if turn.isMultiple(of: 20) { try program.rest() }
      #expect(program.terminal.check() == .running)
    }
    program.resize(columns: 80, rows: 24)
    try program.rest()
    try program.press("Esc", "Esc", "L")
    try program.wait(for: "0/9")
    try program.wait("the footer in its place") { $0.screen.line(23).hasSuffix("? help") }
    try program.press("1")
    try program.wait(for: "1/9")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty)
  }
}

/// Numbers that are the same at every run.
struct SeededNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return range.lowerBound + Int(state % UInt64(range.count))
  }
}
