import AnnotationModel
import Foundation
import Testing

@testable import StudyFormats

@Suite struct RatingsTableTests {
  private func write(_ text: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/" + UUID().uuidString + ".csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func read(_ text: String, _ request: RatingsLayout.Request = .init()) throws
    -> RatingsTable
  {
    let path = try write(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try RatingsTableReader(path: path, request: request).read()
  }

  /// Whatever stands in cells, the fast reader finds what the reader of imports finds.
  @Test(arguments: 0..<60)
  func itReadsAsImportsDo(_ seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 7
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let cells = [
      "a", "", "b c", "\"q, r\"", "\"line\nbreak\"", "\"say \"\"x\"\"\"", "é", "\"\"", "\"t\"u",
    ]
    let end = ["\n", "\r\n"][next(2)]
    var text = "id,x,y" + end
    for row in 0..<30 {
      text += "u\(row)," + cells[next(cells.count)] + "," + cells[next(cells.count)] + end
      if next(6) == 0 { text += end }
    }
    if next(2) == 0 { text.removeLast() }
    let path = try write(text)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let rows = try CSVRows(ByteSource(path: path), named: .comma)
    _ = try rows.next()
    var wanted: [[String]] = []
    while let row = try rows.next() { wanted.append(row.fields) }
    let table = try RatingsTableReader(
      path: path, request: .init(unit: "id", raters: ["x", "y"]), separator: .comma
    ).read()
    #expect(table.unitCount == wanted.count)
    for (unit, fields) in wanted.enumerated() {
      #expect(table.unitName(unit) == fields[0])
      for rater in 0..<2 {
        let code = table.columns[rater][unit]
        let found = code == RatingsTable.missing ? "" : table.categories[Int(code)]
        #expect(found == fields[rater + 1])
      }
    }
  }

  @Test func clustersAreOfUnits() throws {
    let table = try read(
      "item,rater,value,q\n1,a,x,one\n1,b,x,one\n2,a,y,two\n3,b,y,one\n",
      .init(cluster: "q"))
    #expect(table.clusters == [0, 1, 0])
    #expect(table.clusterCount == 2)
    #expect(table.raters == ["a", "b"])
    #expect(table.columns == [[0, 1, RatingsTable.missing], [0, RatingsTable.missing, 1]])
    #expect(throws: FormatError.self) {
      try read("item,rater,value,q\n1,a,x,one\n1,b,x,two\n", .init(cluster: "q"))
    }
  }

  @Test func manyTextsKeepTheirNumbers() {
    var texts = InternedTexts()
    func number(_ text: String) -> Int {
      Array(text.utf8).withUnsafeBufferPointer { texts.number(of: $0) }
    }
    for round in 0..<2 {
      for at in 0..<5000 { #expect(number("text \(at)") == at, "round \(round)") }
    }
    #expect(number("") == 5000)
    #expect(texts.count == 5001)
    #expect(texts[4999] == "text 4999")
  }
}
