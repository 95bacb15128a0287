import AnnotationModel
import Glibc
import Testing

@testable import StudyFormats

@Suite struct CSVReadingTests {
  let folder = TemporaryFolder()

  private func rows(_ bytes: [UInt8]) throws -> [(fields: [String], line: Int)] {
    let rows = CSVRows(
      try ByteSource(path: folder.write("a.csv", bytes)), separator: UInt8(ascii: ","))
    var all: [(fields: [String], line: Int)] = []
    while let row = try rows.next() { all.append(row) }
    return all
  }

  private func rows(_ text: String) throws -> [(fields: [String], line: Int)] {
    try rows(Array(text.utf8))
  }

  @Test func readsQuotesOverLines() throws {
    let all = try rows("\u{FEFF}a,b\r\n\"x \"\"y\"\"\r\nz\",2\r\n\r\n,\"\"\n\"\"\nlast,")
    #expect(
      all.map(\.fields) == [["a", "b"], ["x \"y\"\r\nz", "2"], ["", ""], [""], ["last", ""]])
    #expect(all.map(\.line) == [1, 2, 5, 6, 7])
  }

  @Test func lineEndsOfAllSystems() throws {
    #expect(try rows("a,b\rc,d\r\ne,f\ng,h").map(\.fields.count) == [2, 2, 2, 2])
    #expect(try rows("a,b\rc,d\r\ne,f\ng,h").map(\.line) == [1, 2, 3, 4])
  }

  @Test func keepsNULAndReplacesIllFormedBytes() throws {
    let all = try rows([97, 0, 98, 44, 0xC3, 44, 0xFF, 10])
    #expect(all.map(\.fields) == [["a\0b", "\u{FFFD}", "\u{FFFD}"]])
  }

  @Test func anOpenQuoteIsNamed() throws {
    let file = folder.write("open.csv", "item,prompt,response_a\n1,p,r\n2,p,\"r\n3,p,r\n")
    let batch = try readAll(file)
    #expect(batch.items.count == 1)
    #expect(batch.problems.map(\.place.line) == [3])
  }

  @Test func growsOverChunks() throws {
    let long = String(repeating: "x\"\"y\n", count: 300_000)
    let all = try rows("a,\"\(long)\"\nb,c\n")
    #expect(all.map(\.fields.count) == [2, 2])
    #expect(all[0].fields[1].utf8.count == 1_200_000)
    #expect(all[1].line == 300_002)
  }

  @Test func agreesWithASlowReaderOnRandomText() throws {
    var random = SplitMixForTests(state: 11)
    let alphabet = Array("ab,\"\r\n".utf8)
    for _ in 0..<1_500 {
      let bytes = (0..<Int(random.next() % 24)).map { _ in
        alphabet[Int(random.next() % UInt64(alphabet.count))]
      }
      #expect(try rows(bytes).map(\.fields) == Self.slow(bytes), "\(bytes)")
    }
  }

  /// A reader by the character, as one would write it first.
  private static func slow(_ bytes: [UInt8]) -> [[String]] {
    var (rows, row, field) = ([[String]](), [String](), [UInt8]())
    var (isQuoted, wasQuoted, at) = (false, false, 0)
    func endRow() {
      if !(row.isEmpty && field.isEmpty && !wasQuoted) {
        rows.append(row + [String(decoding: field, as: UTF8.self)])
      }
      (row, field, wasQuoted) = ([], [], false)
    }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isQuoted {
        if byte != 34 {
          field.append(byte)
        } else if at < bytes.count, bytes[at] == 34 {
          field.append(34)
          at += 1
        } else {
          isQuoted = false
        }
      } else if byte == 34, field.isEmpty, !wasQuoted {
        (isQuoted, wasQuoted) = (true, true)
      } else if byte == 44 {
        row.append(String(decoding: field, as: UTF8.self))
        (field, wasQuoted) = ([], false)
      } else if byte == 13 || byte == 10 {
        if byte == 13, at < bytes.count, bytes[at] == 10 { at += 1 }
        endRow()
      } else {
        field.append(byte)
      }
    }
    endRow()
    return rows
  }
}

@Suite struct GzipTests {
  let folder = TemporaryFolder()

  /// What `printf 'item,prompt,response_a\n1,p,r\n' | gzip -n` writes, and of `2,p,r\n`.
  private static let first: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 203, 44, 73, 205, 213, 41, 40, 202, 207, 45, 40, 209, 41, 74,
    45, 46, 200, 207, 43, 78, 141, 79, 228, 50, 212, 41, 208, 41, 226, 2, 0, 158, 100, 173, 76, 29,
    0, 0, 0,
  ]
  private static let second: [UInt8] = [
    31, 139, 8, 0, 0, 0, 0, 0, 0, 3, 51, 210, 41, 208, 41, 226, 2, 0, 114, 40, 245, 91, 6, 0, 0, 0,
  ]

  @Test func readsMembersOneAfterTheOther() throws {
    let file = folder.write("a.csv.gz", Self.first + Self.second)
    #expect(try readAll(file).items.map(\.key) == ["1", "2"])
    let padded = folder.write("b.csv.gz", Self.first + [0, 0, 0])
    #expect(try readAll(padded).items.map(\.key) == ["1"])
  }

  @Test func damagedFilesAreRefused() throws {
    for count in 2..<Self.first.count {
      let file = folder.write("cut.csv.gz", Array(Self.first.prefix(count)))
      #expect(throws: FormatError.damagedGzip(path: file)) { try readAll(file) }
    }
    var broken = Self.first
    broken[broken.count - 6] ^= 1
    let file = folder.write("broken.csv.gz", broken)
    #expect(throws: FormatError.damagedGzip(path: file)) { try readAll(file) }
  }
}
