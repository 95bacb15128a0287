import Foundation
import Testing

/// A file that is no study of ours, or cannot be used: one clear line each, from the commands and
/// on the screen.
@Suite struct RefusalTests {
  enum Trouble: String, CaseIterable {
    case missing, folder, notADatabase, empty, anotherProgram, newerVersion, damaged

    /// What the line must say.
    var words: String {
      switch self {
      case .missing: "there is no such study"
      case .folder: "is a folder"
      case .notADatabase, .empty: "is not a study"
      case .anotherProgram: "another program"
      case .newerVersion: "newer Concord"
      case .damaged: "is damaged"
      }
    }
  }

  /// A file with this trouble.
  private func file(_ trouble: Trouble, _ place: Workplace) throws -> String {
    let path = place.path("x.concord")
    switch trouble {
    case .missing: break
    case .folder:
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    case .notADatabase: _ = try place.write("x.concord", "item,prompt\n1,hello\n")
    case .empty: _ = try place.write("x.concord", "")
    case .anotherProgram: try change(place, at: 68, to: [1, 2, 3, 4])
    case .newerVersion: try change(place, at: 60, to: [0, 0, 3, 231])
    case .damaged: try change(place, at: 4096 + 8, to: [UInt8](repeating: 0xAA, count: 40_000))
    }
    return path
  }

  /// Overwrites bytes of a good study: 60 is `user_version` and 68 `application_id` in SQLite's
  /// header, big endian.
  private func change(_ place: Workplace, at offset: Int, to bytes: [UInt8]) throws {
    let path = try place.study(items: 30, name: "x.concord")
    var data = try Data(contentsOf: URL(fileURLWithPath: path))
    data.replaceSubrange(offset..<min(data.count, offset + bytes.count), with: bytes)
    try data.write(to: URL(fileURLWithPath: path))
  }

  @Test(arguments: Trouble.allCases)
  func aCommandSaysItInOneLine(_ trouble: Trouble) throws {
    let place = try Workplace()
    let path = try file(trouble, place)
    let before = FileManager.default.contents(atPath: path)
    let result = try place.run(["agree", path, "--json"])
    #expect(result.status == 3)
    #expect(result.output.isEmpty)
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count == 1, "\(result.errors)")
    #expect(result.errors.contains(trouble.words), "\(result.errors)")
    #expect(result.errors.contains("x.concord"), "\(result.errors)")
    #expect(FileManager.default.contents(atPath: path) == before, "the file was changed")
  }

  @Test(arguments: Trouble.allCases)
  func openingSaysItOnTheTerminal(_ trouble: Trouble) throws {
    let place = try Workplace()
    let path = try file(trouble, place)
    let before = FileManager.default.contents(atPath: path)
    let program = try place.open("open", path, columns: 200, rows: 24)
    try program.wait(for: trouble.words)
    #expect(program.text.components(separatedBy: "x.concord").count == 2, "\(program.text)")
    // What is plainly no study is said where the command was typed, without a screen.
    if ![.missing, .folder, .notADatabase, .empty].contains(trouble) {
      try program.press("q")
      #expect(try program.end() == .exited(0))
    } else {
      #expect(try program.end() == .exited(3))
    }
    #expect(program.leftOver.isEmpty)
    #expect(FileManager.default.contents(atPath: path) == before, "the file was changed")
  }

  /// Reading goes on, labelling says why it cannot.
  @Test(.enabled(if: SmallDisk.isPossible, "it needs root and the right to mount a tmpfs"))
  func aReadOnlyStudyIsRead() throws {
    let place = try Workplace()
    let disk = try SmallDisk(place, kilobytes: 2048)
    defer { disk.unmount() }
    let study = disk.path("s.concord")
    try FileManager.default.copyItem(atPath: try place.study(items: 4), toPath: study)
    disk.makeReadOnly()
    try place.succeed("agree", study, "--json")
    try place.succeed("check", study)
    let label = try place.run(["label", study, "--item", "item-01", "--answer", "a", "--as", "x"])
    #expect(label.status == 3)
    #expect(label.errors.contains("cannot be written"), "\(label.errors)")
    let program = try place.open("open", study, "--as", "ann")
    try program.begin()
    try program.press("1")
    try program.wait(for: "reading only")
    try program.press("q")
    #expect(try program.end() == .exited(0))
  }

  /// The open file was moved, or another one put in its place: nothing is called saved that a
  /// look into the folder would not find. Put back, it is saved.
  @Test(arguments: [false, true])
  func aStudyThatIsGoneIsNotCalledSaved(_ isReplaced: Bool) throws {
    let place = try Workplace()
    let study = try place.study(items: 5)
    let program = try place.open("open", study, "--as", "ann", columns: 100)
    try program.begin()
    try program.press("1")
    try program.wait { $0.shownProgress?.done == 1 }
    let away = place.path("away.concord")
    try FileManager.default.moveItem(atPath: study, toPath: away)
    if isReplaced { _ = try place.write("s.concord", "a file of somebody else's") }
    try program.press("2")
    try program.wait(for: "NOT SAVED")
    #expect(program.text.contains("moved"), "\(program.text)")
    if isReplaced { try FileManager.default.removeItem(atPath: study) }
    try FileManager.default.moveItem(atPath: away, toPath: study)
    try program.press("!")
    try program.wait { $0.shownProgress?.done == 2 }
    try program.press("q")
    #expect(try program.end() == .exited(0))
    #expect(try place.labels(study).count == 2)
    try place.succeed("check", study)
  }

  /// Another program holds the file: the command waits for a while and then says so.
  @Test func aLockedStudyIsSaid() throws {
    let place = try Workplace()
    let study = try place.study(items: 4)
    let holder = try LockHolder(study)
    let result = try place.run(["label", study, "--item", "item-01", "--answer", "a", "--as", "x"])
    #expect(result.status == 3)
    #expect(result.errors.contains("another program is writing"), "\(result.errors)")
    holder.release()
    try place.succeed("label", study, "--item", "item-01", "--answer", "a", "--as", "x")
    #expect(try place.labels(study).count == 1)
  }
}
