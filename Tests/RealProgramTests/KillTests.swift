import Foundation
import Testing

/// `kill -9`: every label that the screen called saved is in the file.
///
/// A few rounds in every run; 200 of each with CONCORD_SOAK=1.
@Suite struct KillTests {
  static let rounds = Soak.isOn ? 200 : 8

  @Test func killedRightAfterSaved() throws {
    let place = try Workplace()
    let study = try place.study(items: Self.rounds + 1)
    for round in 1...Self.rounds {
      let program = try place.open("open", study, "--as", "ann")
      try program.begin()
      // A key before the item is read answers nothing.
      try program.wait(for: "item-")
      program.terminal.write([UInt8(ascii: round.isMultiple(of: 2) ? "1" : "2")])
      // The screen says so, and in that moment the process is gone.
      try program.wait("label \(round) saved") {
        $0.shownProgress?.done == round && $0.text.contains("saved ✓")
      }
      program.terminal.signal(SIGKILL)
      try program.end()
      let kept = try place.labels(study).count
      #expect(kept == round, "the screen said \(round), the file has \(kept)")
    }
    try place.succeed("check", study)
    Soak.report("kill -9 right after saved: \(Self.rounds) times, no label lost, check clean")
  }

  @Test func killedAtRandomMomentsAtFullSpeed() throws {
    let place = try Workplace()
    let items = Self.rounds * 120
    let study = try place.study(items: items)
    var random = SeededNumbers(seed: 11)
    var (kept, shown, unshown) = (0, 0, 0)
    for _ in 1...Self.rounds {
      let program = try place.open("open", study, "--as", "ann")
      try program.begin()
      let end = Date().addingTimeInterval(Double(random.number(in: 1...250)) / 1000)
      var most = program.shownProgress?.done ?? 0
      while Date() < end, most < items {
        program.terminal.write([UInt8(ascii: "1"), UInt8(ascii: "2")])
        program.terminal.waitForOutput(milliseconds: 2)
        program.take()
        most = max(most, program.shownProgress?.done ?? 0)
      }
      program.terminal.signal(SIGKILL)
      try program.end()
      most = max(most, program.shownProgress?.done ?? 0)
      let labels = try place.labels(study)
      let distinct = Set(labels.compactMap { $0["item"] as? String }).count
      #expect(distinct == labels.count, "an item has two labels")
      #expect(labels.count >= most, "the screen said \(most), the file has \(labels.count)")
      #expect(labels.count >= kept, "labels of an earlier round are gone")
      unshown += labels.count - most
      (kept, shown) = (labels.count, most)
    }
    #expect(shown > 0)
    try place.succeed("check", study)
    Soak.report(
      "kill -9 at \(Self.rounds) random moments: \(kept) labels kept, none of those shown lost, "
        + "\(unshown) were in the file before the screen said so, check clean")
  }
}

/// Long runs are asked for with CONCORD_SOAK=1, and say what they found.
enum Soak {
  static let isOn = ProcessInfo.processInfo.environment["CONCORD_SOAK"] == "1"

  static func report(_ line: String) {
    print("HELD: \(line)")
  }
}

extension LiveProgram {
  /// From the first page, where it comes, to the first item.
  func begin() throws {
    try wait("a study") { $0.shownProgress != nil || $0.text.contains("Enter begin") }
    if text.contains("Enter begin") { try press("Enter") }
    // A key before the item is there answers nothing; the footer is the last that is painted.
    try wait("an item") {
      $0.shownProgress != nil && $0.text.contains("? help") && !$0.text.contains("reading …")
    }
    modesAtFirst = screen.modes.on
  }

  /// The key of the item that the label screen shows: the word after the study's title.
  var shownItem: String {
    screen.line(0).split(separator: "  ").dropFirst().first
      .flatMap { $0.split(separator: " ").first }.map(String.init) ?? ""
  }

  /// The `done/total` in the title of the label screen: what the file has acknowledged.
  var shownProgress: (done: Int, total: Int)? {
    let title = screen.line(0)
    guard let match = title.matches(of: #/(?:\s)(\d+)\/(\d+)(?:\s|$)/#).last,
      let done = Int(match.1), let total = Int(match.2)
    else { return nil }
    return (done, total)
  }
}
