import Testing

@testable import AgreementStatistics
@testable import StatisticalFigures

@Suite struct FigurePropertyTests {
  /// CJK and emoji have two columns, as in a terminal.
  static let wide = CharacterStyle(
    width: { $0.reduce(0) { $0 + columns($1) } },
    cut: { text, limit in
      var used = 0
      return String(
        text.prefix {
          used += columns($0)
          return used <= limit
        })
    })

  static func columns(_ character: Character) -> Int {
    let value = character.unicodeScalars.first?.value ?? 0
    return (0x3000...0x9FFF).contains(value) || value >= 0x1F000 ? 2 : 1
  }

  static func check(_ figure: any StatisticalFigure, _ width: Int, _ height: Int) {
    for style in [CharacterStyle.unicode, .ascii, wide] {
      let picture = figure.characters(width: width, height: height, style: style)
      let place = "\(type(of: figure)) \(width)x\(height)"
      #expect(picture.rows.count == max(0, height), "\(place)")
      for row in picture.rows {
        let text = String(row.map(\.character))
        #expect(style.width(text) <= max(0, width), "\(place) \(text)")
        if style.isASCII { #expect(text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(place)") }
      }
      let words = picture.text.lowercased().split { !$0.isLetter }
      #expect(!words.contains("nan") && !words.contains("inf"), "\(place)")
    }
  }

  @Test func everySizeHoldsWithinItsBounds() {
    for number in 0..<90 {
      var stream = ResampleStream(seed: 11, number: UInt64(number))
      let isSmall = number % 2 == 0
      let width = Int(stream.next() % (isSmall ? 30 : 200)) + 1
      let height = Int(stream.next() % (isSmall ? 12 : 60)) + 1
      for figure in RandomFigures.all(&stream) { Self.check(figure, width, height) }
    }
  }

  @Test func theLeastAndTheLargestSizesHold() {
    for figure in Gallery.all {
      for (width, height) in [(0, 0), (1, 1), (1, 60), (200, 1), (20, 5), (200, 60), (-3, -3)] {
        Self.check(figure, width, height)
      }
    }
  }

  @Test(arguments: Gallery.hostileNames)
  func hostileNamesKeepRowsWhole(_ name: String) {
    for figure in Gallery.figures(named: name) {
      for (width, height) in [(20, 5), (41, 13), (80, 24)] { Self.check(figure, width, height) }
    }
  }

  @Test func everyFiniteValueIsInsideTheAxes() {
    for number in 0..<200 {
      var stream = ResampleStream(seed: 12, number: UInt64(number))
      for chart in RandomFigures.charts(&stream) {
        let points = chart.lines.flatMap(\.points) + chart.marks.map(\.point)
        for point in points {
          #expect(chart.x.position(point.x) != nil, "\(chart.title) \(point)")
          #expect(chart.y.position(point.y) != nil, "\(chart.title) \(point)")
        }
        for span in chart.band + chart.marks.compactMap(\.span) {
          #expect(chart.y.position(span.low) != nil && chart.y.position(span.high) != nil)
        }
        for level in chart.levelsOfY { #expect(chart.y.position(level) != nil) }
        for level in chart.levelsOfX { #expect(chart.x.position(level) != nil) }
      }
    }
  }

  @Test func undefinedEstimatesGiveNoNumbersButReasons() throws {
    for figure in Gallery.undefined {
      for style in [CharacterStyle.unicode, .ascii] {
        let text = figure.characters(width: 100, height: 24, style: style).text.lowercased()
        #expect(!text.contains("nan") && !text.contains("inf"))
        #expect(text.contains("one category only") || text.contains("undefined"), "\(text)")
      }
      let svg = figure.svg(width: 480, height: 320).lowercased()
      #expect(!svg.contains("nan") && !svg.contains("\"inf") && !svg.contains("-inf"))
      #expect(SVGDocumentTests.read(svg) != nil)
    }
  }

  /// A number that is cut would be another number.
  @Test func axisLabelsAreWholeOrMissing() throws {
    for width in 10...90 {
      for height in 5...26 {
        let text = Gallery.power.characters(width: width, height: height, style: .ascii).text
        let lines = text.split(separator: "\n").map(String.init)
        guard let axis = lines.firstIndex(where: { $0.contains("+--") && !$0.contains("*") }),
          axis + 1 < lines.count
        else { continue }
        for word in lines[axis + 1].split(separator: " ") {
          let number = try #require(Int(word), "\(text)")
          #expect(number % 50 == 0 && number <= 400, "\(text)")
        }
      }
    }
  }
}
