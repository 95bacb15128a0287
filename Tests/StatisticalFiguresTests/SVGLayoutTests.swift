import Foundation
import FoundationXML
import Testing

@testable import AgreementStatistics
@testable import StatisticalFigures

/// Where things stand in the SVG pictures, read back from the text.
@Suite struct SVGLayoutTests {
  struct Words: CustomStringConvertible {
    var text: String
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var description: String { "\(text) \(Int(left))...\(Int(right)) \(Int(top))...\(Int(bottom))" }

    func meets(_ other: Words) -> Bool {
      left < other.right - 1 && other.left < right - 1 && top < other.bottom - 1
        && other.top < bottom - 1
    }
  }

  final class Reader: NSObject, XMLParserDelegate {
    var words: [Words] = []
    var coordinates: [(x: Double, y: Double)] = []
    private var open: [String: String]?
    private var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      text = ""
      open = name == "text" ? attributes : nil
      func add(_ x: String, _ y: String) {
        if let x = attributes[x].flatMap(Double.init), let y = attributes[y].flatMap(Double.init) {
          coordinates.append((x, y))
        }
      }
      add("x", "y")
      add("x1", "y1")
      add("x2", "y2")
      add("cx", "cy")
      for corner in (attributes["points"] ?? "").split(separator: " ") {
        let numbers = corner.split(separator: ",").compactMap { Double($0) }
        if numbers.count == 2 { coordinates.append((numbers[0], numbers[1])) }
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      defer { open = nil }
      guard let open, let x = open["x"].flatMap(Double.init),
        let y = open["y"].flatMap(Double.init), let size = open["font-size"].flatMap(Double.init)
      else { return }
      let length = PrintedWidth.of(text, size: size) * 0.9
      let before = open["text-anchor"] == "end" ? 1.0 : open["text-anchor"] == "middle" ? 0.5 : 0
      if open["transform"] != nil {
        words.append(
          Words(
            text: text, left: x - size * 0.8, right: x + size * 0.2,
            top: y - length * (1 - before), bottom: y + length * before))
      } else {
        words.append(
          Words(
            text: text, left: x - length * before, right: x + length * (1 - before),
            top: y - size * 0.8, bottom: y + size * 0.2))
      }
    }
  }

  static func read(_ svg: String) -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    _ = parser.parse()
    return reader
  }

  static func checkWords(_ figure: any StatisticalFigure, _ width: Int, _ height: Int) {
    let words = read(figure.svg(width: width, height: height)).words.filter { !$0.text.isEmpty }
    let place = "\(type(of: figure)) \(width)x\(height)"
    for (index, word) in words.enumerated() {
      #expect(word.left >= 0 && word.right <= Double(width), "\(place) \(word)")
      #expect(word.top >= 0 && word.bottom <= Double(height), "\(place) \(word)")
      for other in words[(index + 1)...] {
        #expect(!word.meets(other), "\(place) \(word) meets \(other)")
      }
    }
  }

  @Test func noWordsOverlapOrLeaveThePicture() {
    for figure in Gallery.all {
      #expect(Self.read(figure.svg(width: 480, height: 320)).words.count >= 8)
      for (width, height) in [(480, 320), (600, 440), (340, 260), (200, 130)] {
        Self.checkWords(figure, width, height)
      }
    }
  }

  @Test func noWordsOfRandomFiguresOverlap() {
    for number in 0..<60 {
      var stream = ResampleStream(seed: 99, number: UInt64(number))
      let width = Int(stream.next() % 700) + 80
      let height = Int(stream.next() % 500) + 60
      for figure in RandomFigures.all(&stream) { Self.checkWords(figure, width, height) }
    }
  }

  @Test func everyPointIsInsideThePicture() {
    for number in 0..<60 {
      var stream = ResampleStream(seed: 98, number: UInt64(number))
      let width = Int(stream.next() % 700) + 80
      let height = Int(stream.next() % 500) + 60
      for figure in RandomFigures.all(&stream) {
        let points = Self.read(figure.svg(width: width, height: height)).coordinates
        let inside = points.allSatisfy {
          (-1...Double(width) + 1).contains($0.x) && (-1...Double(height) + 1).contains($0.y)
        }
        #expect(inside, "\(type(of: figure)) \(width)x\(height) \(number)")
      }
    }
  }
}
