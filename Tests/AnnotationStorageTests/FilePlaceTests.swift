import Testing

@testable import AnnotationStorage

/// WAL needs memory that all processes share: not on a network file system (statfs(2)'s types).
@Suite struct FilePlaceTests {
  @Test(
    arguments: [
      (0x6969, "NFS"), (0x517B, "SMB"), (0xFF53_4D42, "SMB"), (0xFE53_4D42, "SMB"),
      (0x6573_5546, "FUSE"), (0x0102_1997, "9P"), (0x00C3_6400, "Ceph"), (0x0BD0_0BD0, "Lustre"),
    ] as [(UInt32, String)])
  func aNetworkFileSystemGetsARollbackJournal(_ type: UInt32, _ name: String) {
    let network = FilePlace.networkName(type)
    #expect(network == name)
    let journal = StudyFile.journal(on: network)
    #expect(journal.mode == "DELETE")
    #expect(journal.note.hasPrefix(name) && journal.note.contains("one machine at a time"))
  }

  @Test(arguments: [0xEF53, 0x9123_683E, 0x5846_5342, 0x0102_1994, 0x794C_7630] as [UInt32])
  func aLocalDiskGetsALog(_ type: UInt32) {
    #expect(FilePlace.networkName(type) == nil)
    #expect(StudyFile.journal(on: nil) == ("WAL", ""))
  }

  /// The journal that was decided on is the one that the file has.
  @Test func aStudyHereHasALog() async throws {
    let workshop = try Workshop()
    let store = try await workshop.store(items: 1)
    #expect(store.journalNote.isEmpty)
    let connection = try Connection(path: workshop.path, flags: 2)
    defer { connection.close() }
    #expect(try connection.text("PRAGMA journal_mode") == "wal")
    await store.close()
  }
}
