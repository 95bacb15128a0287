import Foundation
import Testing

/// Four people at one study on one machine: nothing lost, nothing doubled, everyone sees everyone.
@Suite struct FourProgramsTests {
  static let seconds = Soak.isOn ? 60.0 : 4.0

  @Test func fourProgramsLabelTheSameStudy() throws {
    let place = try Workplace()
    let study = try place.study(items: Soak.isOn ? 20_000 : 3000)
    let people = ["ann", "bob", "cem", "dot"]
    let programs = try people.map { try place.open("open", study, "--as", $0) }
    for program in programs { try program.begin() }
    let end = Date().addingTimeInterval(Self.seconds)
    var keys = 0
    while Date() < end {
      for (index, program) in programs.enumerated() {
        // A person sees an item before answering it: a key for each that is shown.
        program.take()
        guard program.terminal.isAsleep else { continue }
        program.terminal.write([UInt8(ascii: (keys + index).isMultiple(of: 3) ? "2" : "1")])
        keys += 1
      }
      usleep(2000)
    }
    var shown: [Int] = []
    for program in programs {
      try program.wait("everything saved") { !$0.text.contains("saving") }
      try program.rest()
      #expect(!program.text.contains("NOT SAVED"), "\(program.text)")
      shown.append(program.shownProgress?.done ?? 0)
    }
    try expectTheSameAgreement(programs, people, place, study)
    for program in programs {
      try program.press("q")
      #expect(try program.end() == .exited(0))
    }
    let labels = try place.labels(study)
    for (index, person) in people.enumerated() {
      let mine = labels.filter { $0["rater"] as? String == person }.compactMap {
        $0["item"] as? String
      }
      #expect(mine.count == shown[index], "\(person): \(shown[index]) shown, \(mine.count) kept")
      #expect(Set(mine).count == mine.count, "\(person) has an item twice")
      #expect(mine.count > 5)
    }
    try place.succeed("check", study)
    Soak.report(
      "four programs for \(Int(Self.seconds)) s: \(keys) keys, \(labels.count) labels "
        + "(\(shown.map(String.init).joined(separator: ", "))), none lost or doubled, check clean")
  }

  /// One person at two terminals: no item twice, and both count what the file has.
  @Test func onePersonAtTwoTerminalsIsOnePerson() throws {
    let place = try Workplace()
    let study = try place.study(items: 12)
    let programs = try (0..<2).map { _ in try place.open("open", study, "--as", "ann") }
    for program in programs { try program.begin() }
    for count in 1...5 {
      try programs[0].press("1")
      try programs[0].wait { $0.shownProgress?.done == count }
    }
    try programs[1].wait("the other terminal's labels") { $0.shownProgress?.done == 5 }
    // It still shows the first item, whose answer is changed and not given twice.
    try programs[1].press("2", "2")
    for _ in 0..<4 { try programs[1].press("u") }
    for program in programs {
      try program.wait("three labels left") { $0.shownProgress?.done == 3 }
      try program.press("q")
      #expect(try program.end() == .exited(0))
    }
    #expect(try place.labels(study).count == 3)
    try place.succeed("check", study)
  }

  /// All four agreement screens show every person's count as `agree --json` does.
  private func expectTheSameAgreement(
    _ programs: [LiveProgram], _ people: [String], _ place: Workplace, _ study: String
  ) throws {
    for program in programs { try program.press("A") }
    for person in people {
      let document = try place.agreement(study, "gpt", person)
      let n = try #require(document["n"] as? Int)
      let cohen = (document["coefficients"] as? [String: [String: Any]])?["cohen"]
      let kappa = try #require(cohen?["value"] as? Double)
      for program in programs {
        try program.press("g")
        try program.makeReference("gpt")
        try program.wait("\(person) with n \(n) and kappa \(kappa)", within: 20) {
          $0.agreementRow(person)?.n == n
            && abs(($0.agreementRow(person)?.kappa ?? 9) - kappa) < 0.0006
        }
      }
    }
  }

  /// What one commits the others' agreement shows within two seconds, also while they press keys.
  @Test(arguments: [false, true])
  func othersAreSeenWithinTwoSeconds(_ isBusy: Bool) throws {
    let place = try Workplace()
    let study = try place.study(items: 60)
    let watcher = try place.open("open", study, "--as", "ann")
    try watcher.begin()
    // With one rater alone there is no table yet.
    try watcher.press("1")
    try watcher.wait { $0.shownProgress?.done == 1 }
    try watcher.press("A")
    try watcher.wait(for: "gpt")
    try watcher.makeReference("gpt")
    var slowest = 0.0
    for number in 1...10 {
      try place.succeed(
        "label", study, "--item", "item-" + String(format: "%02d", number), "--answer", "a",
        "--as", "bob")
      let start = Date()
      try watcher.wait("bob's \(number) labels", within: 30) { watcher in
        if isBusy {
          // Keys come faster than once a second, as from a person who reads the table.
          watcher.terminal.write(KeyBytes.of(Int.random(in: 0...1) == 0 ? "Down" : "Up"))
          watcher.terminal.waitForOutput(milliseconds: 100)
          watcher.take()
        }
        return watcher.shownRatings("bob") == number
      }
      slowest = max(slowest, Date().timeIntervalSince(start))
    }
    Soak.report(
      "others' labels on the agreement screen, \(isBusy ? "keys coming" : "idle"): "
        + "slowest of 10 after \(String(format: "%.2f", slowest)) s")
    try watcher.press("q")
  }
}

extension LiveProgram {
  /// A rater's row on the agreement screen: its n and κ, nil where they are not shown.
  func agreementRow(_ rater: String) -> (n: Int, kappa: Double)? {
    guard let n = shownRatings(rater), let row = agreementRowNumber(rater),
      let column = screen.columns(of: "κ", row: 2).first,
      let kappa = Double(number(row, endingAt: column).replacing("−", with: "-"))
    else { return nil }
    return (n, kappa)
  }

  /// The n beside a rater's name on the agreement screen.
  func shownRatings(_ rater: String) -> Int? {
    let header = (0..<screen.columns).map { screen[2, $0].text }
    guard let row = agreementRowNumber(rater),
      let column = header.indices.dropFirst().dropLast().first(where: {
        header[$0] == "n" && header[$0 - 1] == " " && [" ", "s"].contains(header[$0 + 1])
      })
    else { return nil }
    return Int(number(row, endingAt: column))
  }

  private func agreementRowNumber(_ rater: String) -> Int? {
    (3..<screen.rows).first { row in
      // The mark of a person whom the majority includes.
      let words = screen.line(row).split(separator: " ").map(String.init).filter { $0 != "†" }
      guard let at = words.firstIndex(where: { $0.trimmingPrefix("▸") == rater }) else {
        return false
      }
      return at <= 1 && words.count > at + 1 && Int(words[at + 1]) != nil
    }
  }

  /// The word that ends in a column, under a heading that ends there.
  private func number(_ row: Int, endingAt column: Int) -> String {
    let cells = (0...column).map { screen[row, $0].text }
    return cells.joined().split(separator: " ").last.map(String.init) ?? ""
  }

  /// Marks a rater on the agreement screen and makes it the reference.
  func makeReference(_ rater: String) throws {
    if text.contains("★ \(rater)") { return }
    for _ in 0..<40 {
      let marked = (3..<screen.rows).map(screen.line).first { $0.contains("▸") } ?? ""
      if marked.split(separator: " ").contains(where: { $0.trimmingPrefix("▸") == rater }) { break }
      try press("Down")
    }
    try press("r")
    try wait(for: "★ \(rater)")
  }
}
