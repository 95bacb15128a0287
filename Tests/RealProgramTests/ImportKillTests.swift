import Foundation
import Glibc
import Testing

/// `kill -9` in the middle of an import: all of it is there afterwards, or nothing, and the same
/// file again brings what is missing.
///
/// A few kills in every run; 20 of each kind with CONCORD_SOAK=1.
@Suite struct ImportKillTests {
  static let rows = 12_000
  static let kills = Soak.isOn ? 20 : 4

  /// - Parameter isFilled: into a study that has items already; an empty one is filled another way.
  @Test(arguments: [false, true]) func anImportIsWholeOrNotThere(_ isFilled: Bool) throws {
    let place = try Workplace()
    let file = try place.write("more.jsonl", Self.rows(from: 1))
    let before = isFilled ? 10 : 0
    var study = try Self.study(place, number: 0, filledWith: before)
    // The kills are spread over all of an import, the commit at its end too.
    let scratch = try Self.study(place, number: -1, filledWith: before)
    let start = Date()
    try place.succeed("import", scratch, file)
    let most = max(50, Int(Date().timeIntervalSince(start) * 1050))
    var random = SeededNumbers(seed: isFilled ? 3 : 4)
    var (runs, kills, whole) = (0, 0, 0)
    while kills < Self.kills, runs < 10 * Self.kills {
      runs += 1
      let isHit = try Self.kill(place, ["import", study, file], after: random.number(in: 5...most))
      try place.succeed("check", study)
      let items = try Self.items(study, place)
      #expect(items == before || items == before + Self.rows, "half an import: \(items) items")
      if isHit { kills += 1 }
      guard items > before else { continue }
      if isHit { whole += 1 }
      study = try Self.study(place, number: runs, filledWith: before)
    }
    #expect(kills == Self.kills, "only \(kills) of \(runs) runs were still importing")
    try place.succeed("import", study, file)
    #expect(try Self.items(study, place) == before + Self.rows)
    try place.succeed("check", study)
    Soak.report(
      "kill -9 while importing into \(isFilled ? "a filled" : "an empty") study: \(kills) kills in "
        + "\(runs) runs, \(kills - whole) left nothing, \(whole) all, none a part, check clean")
  }

  private static func study(_ place: Workplace, number: Int, filledWith items: Int) throws -> String
  {
    let study = place.path("study-\(number).concord")
    try place.succeed("new", study, "--template", "pairwise")
    if items > 0 {
      let first = try place.write("first.jsonl", rows(from: 1 - items, count: items))
      try place.succeed("import", study, first)
    }
    return study
  }

  private static func rows(from first: Int, count: Int = rows) -> String {
    let text = String(repeating: "Several words of a response. ", count: 20)
    return (first..<(first + count)).map {
      #"{"id": "i\#($0)", "prompt": "Which?", "response_a": "\#(text)", "response_b": "\#($0)"}"#
        + "\n"
    }.joined()
  }

  private static func items(_ study: String, _ place: Workplace) throws -> Int {
    let answer = try place.run(["info", study, "--json"])
    let parsed = try JSONSerialization.jsonObject(with: answer.output) as? [String: Any]
    return try #require(parsed?["items"] as? Int)
  }

  /// - Returns: whether the import was still running.
  private static func kill(
    _ place: Workplace, _ arguments: [String], after delay: Int
  ) throws -> Bool {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Workplace.program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // A moment of the import's work: not a wait for anything.
    usleep(UInt32(delay) * 1000)
    if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
    return process.terminationReason == .uncaughtSignal
  }
}
