import StatisticalFigures
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
    var rest = Self.lines[...]
    var fences: [String] = []
    for case .picture(let picture) in HostileDocument.document.sections.flatMap(\.blocks) {
      let first = try #require(rest.firstIndex { $0.hasSuffix("```text") })
      let fence = String(Self.lines[first].dropLast(4))
      let last = try #require(rest[(first + 1)...].firstIndex(of: fence))
      #expect(Array(rest[(first + 1)..<last]) == picture.lines(.unicode))
      #expect(rest[(first + 1)..<last].allSatisfy { !$0.contains(fence) })
      fences.append(fence)
      rest = rest[(last + 1)...]
    }
    #expect(fences == ["````", "```"])
  }

  @Test func headingsAndParagraphsStandApart() {
    var document = HostileDocument.document
    document.sections.removeLast()
    let lines = MarkdownReport.text(document).split(
      separator: "\n", omittingEmptySubsequences: false)
    let headings = lines.indices.filter { lines[$0].hasPrefix("#") }
    #expect(headings.count == 1 + document.sections.count)
    for at in headings { #expect(lines[at + 1].isEmpty) }
  }
}
