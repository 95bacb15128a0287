import Foundation
import Testing

@testable import ConcordCommand

/// `concord snapshot`: what is frozen stays what it is, or is seen not to be.
@Suite(.enabled(if: RunningProgram.concord != nil, "the program is not built beside the tests"))
struct SnapshotProgramTests {
  private func frozen(_ folder: ScratchFolder) throws -> String {
    let place = folder.file("frozen")
    let run = try folder.concord("snapshot", try folder.study(), place, "--resamples", "50")
    #expect(run.status == 0, "\(run.errors)")
    return place
  }

  private func bytes(_ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path))
  }

  @Test func theSameStudyHasTheSameHash() throws {
    let folder = try ScratchFolder()
    let study = try folder.firstLook()
    let (one, two) = (folder.file("one"), folder.file("two/"))
    let first = try folder.concord("snapshot", study, one, "--resamples", "50")
    let second = try folder.concord("snapshot", study, two, "--resamples", "50")
    #expect(first.status == 0 && first.output == second.output, "\(first.errors)")
    let hash = first.output.trimmingCharacters(in: .newlines)
    #expect(hash.hasPrefix("sha256:") && hash.count == 71)
    #expect(first.errors.contains("cite as: First look, concord snapshot " + hash))
    let check = try folder.concord("snapshot", "--verify", one)
    #expect(check.status == 0 && check.output == first.output, "\(check.errors)")
    let other = try folder.concord("snapshot", study, folder.file("three"), "--seed", "2")
    #expect(other.status == 0 && other.output != first.output)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names.filter { !$0.hasPrefix("s.concord") } == ["one", "three", "two"])
  }

  /// Others can check it without this program, and take the data back.
  @Test func whatIsFrozenIsTheStudyAndItsFigures() throws {
    let folder = try ScratchFolder()
    let study = try folder.firstLook()
    let place = folder.file("frozen")
    let made = try folder.concord("snapshot", study, place, "--ties", "exclude", "--json")
    #expect(made.status == 0, "\(made.errors)")
    let sums = try RunningProgram.run(
      "/bin/bash", ["-c", "cd \"$1\" && sha256sum -c --quiet MANIFEST.sha256", "-", place])
    #expect(sums.status == 0 && sums.errors.isEmpty, "\(sums.errors)")
    let export = folder.file("export")
    try folder.concord("export", study, "--what", "study", "-o", export)
    for name in try FileManager.default.contentsOfDirectory(atPath: export) {
      #expect(try bytes(export + "/" + name) == bytes(place + "/study/" + name), "\(name)")
    }
    let agree = try folder.concord(
      "agree", study, "--reference", "majority", "--leave-one-out", "--ties", "exclude", "--json")
    #expect(try String(contentsOfFile: place + "/agree.json", encoding: .utf8) == agree.output)
    let report = try folder.concord("report", study, "-o", "-", "--ties", "exclude")
    #expect(try String(contentsOfFile: place + "/report.md", encoding: .utf8) == report.output)
    #expect(try folder.concord("snapshot", "--verify", place).status == 0)
  }

  @Test(arguments: [
    "study/labels.jsonl", "agree.json", "report.md", "settings.json", "study/task.yaml",
  ])
  func aFlippedByteIsFound(_ name: String) throws {
    let folder = try ScratchFolder()
    let place = try frozen(folder)
    var data = try bytes(place + "/" + name)
    if data.isEmpty { return }
    data[data.count / 2] ^= 1
    try data.write(to: URL(fileURLWithPath: place + "/" + name))
    let run = try folder.concord("snapshot", "--verify", place)
    #expect(run.status == 1 && run.output.isEmpty, "\(run)")
    #expect(run.errors.contains("frozen/\(name): has changed"))
  }

  @Test func whatARunAskedIsFrozen() throws {
    let folder = try ScratchFolder()
    let (study, place) = (try folder.study(), folder.file("frozen"))
    let ran = try folder.concord("run", "lexical", study, "--rule", "longer", "--yes")
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(try folder.concord("snapshot", study, place).status == 0)
    let settings = try String(contentsOfFile: place + "/settings.json", encoding: .utf8)
    #expect(settings.contains("\"name\":\"lexical/longer\"") && settings.contains("concord-run-1"))
    let report = try String(contentsOfFile: place + "/report.md", encoding: .utf8)
    #expect(report.contains("| lexical/longer | rule longer |"))
    let check = try folder.concord("snapshot", "--verify", place)
    #expect(check.status == 0, "\(check.errors)")
  }

  @Test func missingAndAddedFilesAreFound() throws {
    let folder = try ScratchFolder()
    let place = try frozen(folder)
    try FileManager.default.removeItem(atPath: place + "/study/raters.jsonl")
    _ = try folder.write("frozen/study/.more", "x")
    let run = try folder.concord("snapshot", "--verify", place, "--json")
    #expect(run.status == 1 && run.output.contains("\"ok\":false"), "\(run)")
    #expect(run.errors.contains("study/raters.jsonl: is missing"))
    #expect(run.errors.contains("study/.more: was added"))
  }

  @Test func aListThatIsAnotherIsFound() throws {
    let folder = try ScratchFolder()
    let place = try frozen(folder)
    let list = try String(contentsOfFile: place + "/MANIFEST.sha256", encoding: .utf8)
    let path = "../s.concord"
    for text in ["", "x\n", list + list, list.replacing("  report.md", with: " report.md")] {
      _ = try folder.write("frozen/MANIFEST.sha256", text)
      let run = try folder.concord("snapshot", "--verify", place)
      #expect(run.status == 1 && run.errors.contains("MANIFEST.sha256: is not as"), "\(run)")
    }
    // A name that leads out of the folder is no file of it.
    let outside = String(repeating: "0", count: 64) + "  " + path + "\n" + list
    _ = try folder.write("frozen/MANIFEST.sha256", outside)
    let run = try folder.concord("snapshot", "--verify", place)
    #expect(run.status == 1, "\(run)")
    try FileManager.default.removeItem(atPath: place + "/MANIFEST.sha256")
    #expect(try folder.concord("snapshot", "--verify", place).status == 3)
    #expect(try folder.concord("snapshot", "--verify", folder.file("none")).status == 3)
  }

  /// Who changes the data and the list has to change the figures, too.
  @Test func figuresThatDoNotFollowAreFound() throws {
    let folder = try ScratchFolder()
    let place = try frozen(folder)
    let path = place + "/agree.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    _ = try folder.write(
      "frozen/agree.json",
      text.replacing("\"kind\":\"human\",\"n\":3", with: "\"kind\":\"human\",\"n\":4"))
    let sign =
      "cd \"$1\" && sha256sum $(cut -c67- MANIFEST.sha256) > new && mv new MANIFEST.sha256"
    #expect(try RunningProgram.run("/bin/bash", ["-c", sign, "-", place]).status == 0)
    let run = try folder.concord("snapshot", "--verify", place)
    #expect(run.status == 1 && run.errors.contains("agree.json: does not follow"), "\(run)")
    #expect(run.errors.contains("raters[1].n is 4, and from the data 3"), "\(run.errors)")
  }

  @Test func whatIsThereIsNeverReplaced() throws {
    let folder = try ScratchFolder()
    let study = try folder.study()
    try FileManager.default.createDirectory(
      atPath: folder.file("empty"), withIntermediateDirectories: true)
    _ = try folder.write("file", "mine")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link"), withDestinationPath: folder.file("nowhere"))
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in ["empty", "empty/", "file", "link"] {
      let run = try folder.concord("snapshot", study, folder.file(name))
      #expect(run.status == 3 && run.errors.contains("is there already"), "\(name): \(run)")
    }
    #expect(try folder.concord("snapshot", study, folder.file("no/such")).status == 3)
    #expect(try folder.concord("snapshot", study).status == 2)
    #expect(try folder.concord("snapshot", study, "--verify", folder.file("empty")).status == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == before)
    #expect(try String(contentsOfFile: folder.file("file"), encoding: .utf8) == "mine")
  }

  /// The limits of file sizes end it in the copy, in the data, and in the figures.
  @Test(arguments: [4, 200]) func aFullDiskLeavesNothing(_ blocks: Int) throws {
    let folder = try ScratchFolder()
    let study = try folder.firstLook()
    let line = "trap '' XFSZ; ulimit -f \(blocks); exec \"$1\" snapshot \"$2\" \"$3\""
    let run = try RunningProgram.run(
      "/bin/bash",
      ["-c", line, "-", try #require(RunningProgram.concord), study, folder.file("full")])
    #expect(run.status == 3 && run.output.isEmpty, "\(run)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasPrefix("full") }, "\(names)")
  }

  @Test func anUnfinishedFolderGoesAway() throws {
    let scratch = try ScratchFolder()
    let target = scratch.file("f")
    _ = try scratch.write("kept", "x")
    do {
      let folder = try UnfinishedFolder(target: target)
      try folder.makeFolder("a")
      try TextFile.write("x", to: folder.path + "/a/.b")
      symlink(scratch.file("kept"), folder.path + "/a/link")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["kept"])
    do {
      let folder = try UnfinishedFolder(target: target)
      try TextFile.write("x", to: folder.path + "/b")
      _ = try scratch.write("f", "came meanwhile")
      #expect(throws: CommandFailure.self) { try folder.finish() }
    }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["f", "kept"])
  }
}
