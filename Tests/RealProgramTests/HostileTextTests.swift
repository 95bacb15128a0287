import CVTerm
import Foundation
import Testing

/// Hostile text in every field of every format: borders stay straight, nothing is executed by the
/// terminal, and nothing is lost in the file.
@Suite struct HostileTextTests {
  private func imported(_ set: HostileCorpus.DataSet, _ place: Workplace) throws -> String {
    let study = place.path("s.concord")
    try place.succeed("new", study, "--template", "pairwise")
    var paths: [String: String] = [:]
    for (name, data) in set.files { paths[name] = try place.write(name, data) }
    let result = try place.run(
      ["import", study] + set.given.compactMap { paths[$0] } + set.options)
    guard result.status == 0 else {
      throw Workplace.Failed(arguments: ["import", set.format], result: result)
    }
    return study
  }

  @Test(arguments: HostileCorpus.dataSets)
  func nothingIsLostInTheFile(_ set: HostileCorpus.DataSet) throws {
    let place = try Workplace()
    let study = try imported(set, place)
    let folder = place.path("out")
    try place.succeed("export", study, "--what", "study", "-o", folder)
    let items = try place.read(folder + "/items.jsonl")
    #expect(items.count == HostileCorpus.all.count)
    for (item, text) in zip(items, HostileCorpus.all) {
      let candidates = item["candidates"] as? [[String: Any]] ?? []
      #expect(candidates.map { $0["text"] as? String } == [text + " left", text + " right"])
      let prompt = (item["prompt"] as? [[String: Any]])?.first?["text"] as? String
      #expect(prompt?.contains(text) == true, "\(set.format): \(text.debugDescription)")
    }
    try place.succeed("check", study)
    // What is exported comes back unchanged.
    try place.succeed("import", place.path("t.concord"), folder)
    try place.succeed("export", place.path("t.concord"), "--what", "study", "-o", place.path("two"))
    let (first, second) = try (
      place.read(folder + "/items.jsonl"), place.read(place.path("two/items.jsonl"))
    )
    #expect(first as NSArray == second as NSArray)
  }

  /// The screen shows what the file has, whatever format it came in: one set, and all in a soak.
  @Test(arguments: Soak.isOn ? HostileCorpus.dataSets : [HostileCorpus.dataSets[3]])
  func theScreenStaysWhole(_ set: HostileCorpus.DataSet) throws {
    let place = try Workplace()
    let study = try imported(set, place)
    let program = try place.open("open", study, "--as", "me", columns: 120, rows: 40)
    try program.begin()
    for index in HostileCorpus.all.indices {
      try program.wait("item \(index)") { $0.shownProgress?.done == index }
      try program.rest()
      program.expectStraightBorders("\(set.format), item \(index)")
      program.expectNothingExecuted("\(set.format), item \(index)")
      try program.press(index.isMultiple(of: 2) ? "1" : "2")
    }
    for keys in [
      ["u"], ["R", "v", "Esc", "Esc"], ["W", "End"], ["A", "G", "Enter", "d", "v"], ["I"],
    ] {
      for key in keys {
        try program.press(key)
        program.expectNothingExecuted("\(set.format), \(key)")
      }
    }
    program.resize(columns: 80, rows: 24)
    try program.press("L")
    try program.rest()
    program.expectNothingExecuted("\(set.format) at 80x24")
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty, "\(program.leftOver)")
  }

  /// Names come from people and files too: the study's title and path, a rater's name.
  @Test func hostileNamesAreHarmless() throws {
    let place = try Workplace()
    let bad = "\u{1B}]0;owned\u{7}\u{202E}\u{1B}[2J"
    let study = place.path("s\(bad)\n.concord")
    try place.succeed("new", study, "--template", "pairwise", "--title", "t" + bad)
    let rows = "item,prompt,response_a,response_b\ni1,p,a,b\ni2,p,a,b\n"
    try place.succeed("import", study, try place.write("a\(bad).csv", rows))
    let program = try place.open("open", study, "--as", "me" + bad, columns: 120, rows: 40)
    try program.begin()
    for key in ["1", "W", "A", "I", "?", "Esc", ":"] { try program.press(key) }
    try program.paste("import " + bad)
    try program.press("Tab", "Enter", "Esc", "L")
    program.expectNothingExecuted("names")
    #expect(!program.text.unicodeScalars.contains("\u{202E}"))
    try program.press("q")
    #expect(try program.end() == .exited(0))
    let welcome = try place.open(columns: 120, rows: 40)
    try welcome.wait(for: "Recent")
    #expect(welcome.screen.modes.strings.isEmpty && welcome.screen.facts.titles == 0)
    try welcome.press("q")
  }

  /// Plain output is for pipes, but people look at it in terminals: no control reaches one.
  @Test func commandsPrintNoControls() throws {
    let place = try Workplace()
    let study = try imported(HostileCorpus.dataSets[3], place)
    for arguments in [
      ["items", study], ["items", study, "--item", "k0"], ["agree", study], ["info", study],
      ["agree", study, "--json"], ["items", study, "--json"],
    ] {
      let result = try place.run(arguments)
      let text = String(decoding: result.output, as: UTF8.self)
      let odd = text.unicodeScalars.filter {
        ($0.value < 32 && $0 != "\n" && $0 != "\t") || (0x7F..<0xA0).contains($0.value)
          || $0 == "\u{202E}"
      }
      #expect(odd.isEmpty, "\(arguments[0]): \(odd.map { String($0.value, radix: 16) })")
    }
  }

  /// A line of 100,000 characters, and a response of 5 MB.
  @Test func longTextsAreReadAndKept() throws {
    let place = try Workplace()
    let line = String(repeating: "x", count: 100_000)
    let long = String(repeating: "A paragraph of some words, 中文 too.\n\n", count: 125_000)
    let rows: [[String: Any]] = [
      ["item": "line", "prompt": line, "response_a": line, "response_b": line + "!"],
      ["item": "long", "prompt": "p", "response_a": long, "response_b": "short"],
      ["item": "last", "prompt": "p", "response_a": "a", "response_b": "b"],
    ]
    let study = place.path("s.concord")
    try place.succeed("new", study, "--template", "pairwise")
    try place.succeed("import", study, try place.write("a.jsonl", HostileCorpus.lines(rows)))
    let program = try place.open("open", study, "--as", "me", columns: 120, rows: 40)
    try program.begin()
    for (key, name) in [("1", "line"), ("2", "long"), ("0", "last")] {
      try program.wait(for: name)
      try program.press("G", "g", "Space", "d", "d", "d")
      program.expectStraightBorders(name)
      program.expectNothingExecuted(name)
      try program.press(key)
    }
    try program.wait { $0.shownProgress?.done == 3 }
    try program.press("q")
    #expect(try program.end(within: 120) == .exited(0))
    let folder = place.path("out")
    try place.succeed("export", study, "--what", "study", "-o", folder)
    let items = try place.read(folder + "/items.jsonl")
    let texts = items.map { ($0["candidates"] as? [[String: Any]])?.first?["text"] as? String }
    #expect(texts == [line, long, "a"])
  }
}

extension Workplace {
  /// The records of a JSONL file.
  func read(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] ?? [:]
    }
  }
}

extension LiveProgram {
  /// Side by side, the line between the panes is in one column in every row.
  func expectStraightBorders(_ what: String) {
    let headings = (0..<screen.rows).filter { screen.line($0).contains(" 2 Right ") }
    guard let heading = headings.first, let column = screen.columns(of: "┬", row: heading).first
    else {
      Issue.record("\(what): no panes side by side\n\(text)")
      return
    }
    for row in (heading + 1)..<(screen.rows - 2) where screen[row, column].text != "│" {
      Issue.record("\(what): row \(row) has no border in column \(column)\n\(text)")
      return
    }
  }

  /// No title, clipboard, bell, device string or question reached the terminal, and the modes
  /// are those that the program chose.
  func expectNothingExecuted(_ what: String) {
    take()
    #expect(screen.modes.strings.isEmpty, "\(what): \(screen.modes.strings)")
    let facts = screen.facts
    #expect(facts.titles == 0 && facts.bells == 0 && facts.strings == 0, "\(what): \(facts)")
    #expect(answers.isEmpty, "\(what): the terminal was asked something")
    let (now, first) = (screen.modes.on.subtracting([25]), modesAtFirst.subtracting([25]))
    #expect(now == first && now.contains(1049) && now.contains(2004), "\(what): \(now)")
  }
}
