import Foundation
import Testing

@testable import StudyReports

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct HTMLReportTests {
  static let page = HTMLReport.text(HostileDocument.document)

  /// The tags of a page, each with what stands in it.
  static func tags(_ page: String) -> [String] {
    page.matches(of: /<[^>]*>/).map { String($0.output) }
  }

  @Test func namesMakeNoTags() {
    let known: Set = [
      "!DOCTYPE", "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "ul", "li",
      "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "svg", "desc",
      "rect", "text", "line", "path", "circle", "polygon", "g", "polyline", "ellipse", "tspan",
      "defs", "pattern",
    ]
    for tag in Self.tags(Self.page) {
      let name = tag.dropFirst().drop { $0 == "/" }.prefix {
        $0.isLetter || $0.isNumber || $0 == "!"
      }
      #expect(known.contains(String(name)), "\(tag)")
      #expect(!tag.contains(" on"), "\(tag)")
    }
  }

  /// All but the document type and the empty elements of the head is XML, too.
  @Test func everyTagIsClosedInItsPlace() {
    let body = Self.page.drop { $0 != "\n" }
      .replacing(/<meta[^>]*>/, with: "").replacing("&quot;", with: "&#34;")
    let parser = XMLParser(data: Data(body.utf8))
    #expect(parser.parse(), "\(String(describing: parser.parserError)) \(parser.lineNumber)")
  }

  @Test func thePageNeedsNothingElse() {
    let plain = Self.page.replacing("http://www.w3.org/2000/svg", with: "")
    for tag in Self.tags(plain) {
      for word in ["src=", "href", "url(", "import", "://"] {
        #expect(!tag.contains(word), "\(tag)")
      }
    }
    #expect(plain.contains("default-src 'none'"))
    #expect(plain.matches(of: #/<svg /#).count == 2 && !plain.contains("<?xml"))
  }

  @Test func controlsAreSeenAndNotObeyed() {
    for page in [
      Self.page, MarkdownReport.text(HostileDocument.document),
      LaTeXReport.text(HostileDocument.document),
    ] {
      for scalar in page.unicodeScalars where scalar != "\n" {
        let category = scalar.properties.generalCategory
        #expect(category != .control && category != .lineSeparator, "\(scalar.value)")
        #expect(scalar != "\u{202E}")
      }
    }
  }

  @Test func everyNameIsThereToRead() {
    for name in HostileDocument.names {
      let cell = "<td>" + HTMLReport.escaped(name) + "</td>"
      #expect(Self.page.contains(cell), "\(name)")
    }
    #expect(HTMLReport.escaped("<b a='1'>&\"") == "&lt;b a=&#39;1&#39;&gt;&amp;&quot;")
  }
}
