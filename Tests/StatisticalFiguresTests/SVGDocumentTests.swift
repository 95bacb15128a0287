import AgreementStatistics
import Foundation
import FoundationXML
import Testing

@testable import StatisticalFigures

@Suite struct SVGDocumentTests {
  /// What an XML parser finds.
  final class Reader: NSObject, XMLParserDelegate {
    var names: [String] = []
    var text = ""
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) { names.append(name) }
    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  static func read(_ svg: String) -> Reader? {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    return parser.parse() ? reader : nil
  }

  @Test func elementsAndAttributesAreEscaped() {
    var document = SVGDocument(width: 10, height: 20, title: "a<b", summary: "\"&'")
    document.elements = [SVGElement("g", ["id": "\"><x/>"], text: "]]>")]
    let text = document.text
    #expect(text.contains("<title>a&lt;b</title>"))
    #expect(text.contains("<desc>&quot;&amp;&#39;</desc>"))
    #expect(text.contains("<g id=\"&quot;&gt;&lt;x/&gt;\">]]&gt;</g>"))
    #expect(Self.read(text)?.names == ["svg", "title", "desc", "rect", "g"])
  }

  @Test(arguments: Gallery.hostileNames)
  func hostileNamesStayText(_ name: String) throws {
    for figure in Gallery.figures(named: name) {
      for (width, height) in [(480, 320), (200, 130), (1, 1)] {
        let svg = figure.svg(width: width, height: height)
        let reader = try #require(Self.read(svg), "\(type(of: figure)) \(svg)")
        let known: Set = [
          "svg", "title", "desc", "rect", "line", "polyline", "polygon", "text", "circle", "defs",
          "pattern",
        ]
        #expect(Set(reader.names).isSubset(of: known))
        #expect(reader.names.prefix(3) == ["svg", "title", "desc"])
        let isSafe = svg.unicodeScalars.allSatisfy {
          $0 == "\n"
            || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
              && !(0x202A...0x202E).contains($0.value) && !(0x2066...0x2069).contains($0.value)
        }
        #expect(isSafe)
      }
    }
  }

  @Test func theSameFigureGivesTheSameBytes() {
    for figure in Gallery.all {
      #expect(figure.svg(width: 300, height: 300) == figure.svg(width: 300, height: 300))
    }
  }

  @Test func titlesAndDescriptionsSayWhatTheFigureShows() throws {
    for figure in Gallery.all {
      let reader = try #require(Self.read(figure.svg(width: 480, height: 400)))
      #expect(reader.text.count > 100)
    }
    let forest = Gallery.forest.svg()
    #expect(forest.contains("politeness: one category only, 0.97 [0.92, 1.00]"))
    #expect(forest.contains("coefficient, 95% interval"))
  }

  /// Shapes and greys, no colour.
  @Test func everyPaintIsGrey() {
    for figure in Gallery.all {
      let svg = figure.svg(width: 480, height: 400)
      for part in svg.split(separator: "\"") where part.hasPrefix("#") && part.count == 7 {
        let digits = part.dropFirst()
        #expect(
          digits.prefix(2) == digits.dropFirst(2).prefix(2) && digits.prefix(2) == digits.suffix(2))
      }
    }
  }
}
