import Foundation
import Glibc
import Testing

/// `kill -9` in the middle of an import: all of it is there afterwards, or nothing, and the same
/// file again brings what is missing.
@Suite struct ImportKillTests {
  static let rows = 12_000

  /// - Parameter isFilled: into a study that has items already; an empty one is filled another way.
  @Test(arguments: [false, true]) func anImportIsWholeOrNotThere(_ isFilled: Bool) throws {
    let place = try Workplace()
    let file = try place.write("more.jsonl", Self.rows(from: 1))
    let study = place.path("study.concord")
    let before = isFilled ? 10 : 0
    try place.succeed("new", study, "--template", "pairwise")
    if isFilled {
      let first = try place.write("first.jsonl", Self.rows(from: -9, count: 10))
      try place.succeed("import", study, first)
    }
    var random = SeededNumbers(seed: isFilled ? 3 : 4)
    var ended: [Int] = []
    for _ in 1...(Soak.isOn ? 40 : 6) {
      try Self.kill(place, ["import", study, file], after: random.number(in: 5...600))
      try place.succeed("check", study)
      let items = try Self.items(study, place)
      #expect(items == before || items == before + Self.rows, "half an import: \(items) items")
      ended.append(items)
      if items > before { break }
    }
    try place.succeed("import", study, file)
    #expect(try Self.items(study, place) == before + Self.rows)
    try place.succeed("check", study)
    Soak.report("kill -9 while importing, filled \(isFilled): items then \(ended), check clean")
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

  private static func kill(_ place: Workplace, _ arguments: [String], after delay: Int)
    throws
  {
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
  }
}
