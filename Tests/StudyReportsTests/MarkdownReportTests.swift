import Testing

@testable import StudyReports

@Suite struct MarkdownReportTests {
  static let lines = MarkdownReport.text(HostileDocument.document)
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

  /// Bars that are not escaped.
  private func bars(_ line: String) -> Int {
    line.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" }
  }

  @Test func namesMakeNoCells() {
    let rows = Self.lines.filter { $0.hasPrefix("| ") }
    #expect(rows.count == HostileDocument.names.count + 2)
    for row in rows { #expect(bars(row) == 4, "\(row)") }
  }

  @Test func namesMakeNoMarkup() {
    let special = Set("`*_{}[]<>|&~$#!@^")
    for name in HostileDocument.names {
      let written = Array(MarkdownReport.escaped(name))
      for at in written.indices where special.contains(written[at]) {
        #expect(at > 0 && written[at - 1] == "\\", "\(String(written))")
      }
    }
    #expect(MarkdownReport.escaped("http://e.example") == "http\\://e.example")
    #expect(MarkdownReport.escaped("WwW.e.example") == "WwW\\.e.example")
    #expect(MarkdownReport.escaped("n = 3: a.b") == "n = 3: a.b")
  }

  @Test func aNameDoesNotEndABlockOfCode() throws {
    let fences = Self.lines.indices.filter { Self.lines[$0].hasPrefix("```") }
    #expect(fences.count == 4)
    for place in 0..<2 {
      let (first, last) = (fences[2 * place], fences[2 * place + 1])
      #expect(Self.lines[first] == Self.lines[last] + "text")
      let fence = Self.lines[last]
      #expect(Self.lines[(first + 1)..<last].allSatisfy { !$0.contains(fence) })
    }
    #expect(Self.lines[fences[1]].count == 4)
  }

  @Test func headingsAndParagraphsStandApart() {
    let headings = Self.lines.indices.filter { Self.lines[$0].hasPrefix("#") }
    #expect(headings.count == 1 + HostileDocument.document.sections.count)
    for at in headings { #expect(at + 1 == Self.lines.count || Self.lines[at + 1].isEmpty) }
  }
}
