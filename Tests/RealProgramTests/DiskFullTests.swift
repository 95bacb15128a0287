import Foundation
import Testing

/// A disk without room, as a small file system in memory.
@Suite(.enabled(if: SmallDisk.isPossible, "it needs root and the right to mount a tmpfs"))
struct DiskFullTests {
  @Test func anImportOnAFullDiskLeavesNothingHalf() throws {
    let place = try Workplace()
    let disk = try SmallDisk(place, kilobytes: 1024)
    defer { disk.unmount() }
    let study = disk.path("s.concord")
    try place.succeed("new", study, "--template", "pairwise")
    let words = String(repeating: "a long answer to fill the disk. ", count: 200)
    var rows = "item,prompt,response_a,response_b\n"
    for number in 1...400 { rows += "k\(number),q\(number),\(words)\(number),\(words)b\n" }
    let file = try place.write("big.csv", rows)
    let result = try place.run(["import", study, file])
    #expect(result.status == 3)
    #expect(result.errors.contains("disk is full"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count <= 2, "\(result.errors)")
    try place.succeed("check", study)
    let items = try place.succeed("items", study, "--json")
    #expect(!items.contains("k1\""), "items of a failed import are there")
    // Where there is room again the same import succeeds.
    try place.succeed("new", place.path("t.concord"), "--template", "pairwise")
    try place.succeed("import", place.path("t.concord"), file)
  }

  /// The error stays on the screen, and labelling goes on when there is room again.
  @Test func labellingGoesOnWhenThereIsRoomAgain() throws {
    let place = try Workplace()
    let disk = try SmallDisk(place, kilobytes: 2048)
    defer { disk.unmount() }
    let made = try place.study(items: 40)
    let study = disk.path("s.concord")
    try FileManager.default.copyItem(atPath: made, toPath: study)
    let program = try place.open("open", study, "--as", "ann")
    try program.begin()
    try program.press("1", "2", "1")
    try program.wait { $0.shownProgress?.done == 3 }
    disk.fill()
    var pressed = 3
    while !program.text.contains("NOT SAVED"), pressed < 39 {
      try program.press("1")
      pressed += 1
    }
    try program.wait(for: "NOT SAVED")
    #expect(program.text.contains("disk is full"), "\(program.text)")
    try program.press("2")
    try program.rest()
    #expect(program.text.contains("NOT SAVED"), "the error did not stay: \(program.text)")
    try program.press("Down", "d")
    #expect(program.text.contains("NOT SAVED"), "a key took the error away: \(program.text)")
    disk.empty()
    try program.press("!")
    try program.wait("everything saved") { $0.text.contains("saved ✓") && !$0.text.contains("NOT") }
    try program.press("1")
    try program.rest()
    try program.wait("all are saved") { !$0.text.contains("NOT SAVED") }
    let shown = program.shownProgress?.done ?? 0
    #expect(shown > pressed)
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(program.leftOver.isEmpty)
    #expect(try place.labels(study).count == shown)
    try place.succeed("check", study)
    Soak.report("disk full while labelling: the error stayed, \(shown) of \(shown) labels kept")
  }

  /// Leaving with labels that cannot be saved asks first, and says what was lost.
  @Test func leavingWithUnsavedLabelsAsks() throws {
    let place = try Workplace()
    let disk = try SmallDisk(place, kilobytes: 2048)
    defer { disk.unmount() }
    let made = try place.study(items: 40)
    let study = disk.path("s.concord")
    try FileManager.default.copyItem(atPath: made, toPath: study)
    let program = try place.open("open", study, "--as", "ann")
    try program.begin()
    disk.fill()
    var pressed = 0
    while !program.text.contains("NOT SAVED"), pressed < 39 {
      try program.press("1")
      pressed += 1
    }
    try program.press("q")
    try program.wait(for: "Not everything is saved")
    try program.press("x", "q", "q")
    let state = try program.end()
    #expect(state != .exited(0), "labels were lost in silence: \(state)")
    #expect(program.leftOver.isEmpty)
    #expect(program.text.contains("could not be saved"), "\(program.text)")
    disk.empty()
    try place.succeed("check", study)
  }
}

extension LiveProgram {
  func wait(_ isThere: (LiveProgram) throws -> Bool) throws {
    try wait("what was asked", until: isThere)
  }
}

/// A tmpfs of a few hundred kilobytes.
struct SmallDisk {
  let folder: String

  struct CannotMount: Error {}

  /// Whether a file system can be mounted here; tried once.
  static let isPossible: Bool = {
    guard getuid() == 0, let place = try? Workplace(),
      let disk = try? SmallDisk(place, kilobytes: 64)
    else { return false }
    disk.unmount()
    return true
  }()

  init(_ place: Workplace, kilobytes: Int) throws {
    folder = place.path("disk")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    guard mount("concord-test", folder, "tmpfs", 0, "size=\(kilobytes)k") == 0 else {
      throw CannotMount()
    }
  }

  func path(_ name: String) -> String { folder + "/" + name }

  /// Takes all the room that is left.
  func fill() {
    let file = open(path("filler"), O_WRONLY | O_CREAT | O_APPEND, 0o600)
    var bytes = [UInt8](repeating: 1, count: 65_536)
    var size = bytes.count
    while size > 0 {
      if write(file, &bytes, size) <= 0 { size /= 2 }
    }
    close(file)
  }

  func empty() { unlink(path("filler")) }

  func makeReadOnly() { mount("concord-test", folder, "tmpfs", UInt(MS_REMOUNT | MS_RDONLY), nil) }

  func unmount() { umount2(folder, Int32(MNT_DETACH)) }
}
