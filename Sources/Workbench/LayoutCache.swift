import MarkdownText
import TerminalCore

/// All that decides how a text is laid out.
struct LayoutRequest: Hashable {
  var text: String
  var width: Int
  var isMarkdown: Bool
  var glyphs: Glyphs
  var query = ""
  /// The text that differences are marked against.
  var other: String?
  var bySentence = false
}

/// A text as lines of a width, with what can be jumped to.
final class LaidText {
  let lines: [[StyledSpan]]
  /// The first line of each paragraph.
  let paragraphStarts: [Int]
  /// Lines with a search hit, and lines with a difference, ascending.
  let hitLines: [Int]
  let differenceLines: [Int]
  /// False where the two texts were too different to be compared within the budget.
  let isCompared: Bool

  init(_ request: LayoutRequest) {
    var paragraphs = Self.paragraphs(request.text, request)
    var differences: [[Range<Int>]] = []
    var isCompared = true
    if let other = request.other {
      let theirs = Self.paragraphs(other, request)
      let compared = WordDifference(
        paragraphs.map(\.text), theirs.map(\.text), bySentence: request.bySentence)
      differences = compared.first
      isCompared = compared.isComplete
    }
    var lines: [[StyledSpan]] = []
    var starts: [Int] = []
    var hits: [Int] = []
    var changed: [Int] = []
    for index in paragraphs.indices {
      let found = TextSearch.ranges(of: request.query, in: paragraphs[index].text)
      if differences.indices.contains(index) {
        paragraphs[index] = paragraphs[index].restyled(differences[index]) {
          Style(.differenceAdded, $0.attributes.union(.underline))
        }
      }
      paragraphs[index] = paragraphs[index].restyled(found) { _ in Style(.searchHit) }
      starts.append(lines.count)
      let wrapped = ParagraphWrap.lines(paragraphs[index], width: request.width)
      for (offset, line) in wrapped.enumerated() {
        if line.contains(where: { $0.style.role == .searchHit }) {
          hits.append(lines.count + offset)
        }
        if line.contains(where: { $0.style.role == .differenceAdded }) {
          changed.append(lines.count + offset)
        }
      }
      lines += wrapped
    }
    self.lines = lines
    paragraphStarts = starts
    hitLines = hits
    differenceLines = changed
    self.isCompared = isCompared
  }

  private static func paragraphs(_ text: String, _ request: LayoutRequest) -> [StyledParagraph] {
    // Beyond a megabyte the source itself is shown: rendering would not come at once.
    request.isMarkdown && text.utf8.count <= 1_000_000
      ? MarkdownText.paragraphs(text, width: request.width, glyphs: request.glyphs)
      : StyledParagraph.plain(text)
  }
}

/// Laid-out texts, the most recent ones. It changes no meaning: what it gives is a function of the
/// request alone.
final class LayoutCache {
  private var texts: [LayoutRequest: LaidText] = [:]
  private var order: [LayoutRequest] = []
  private var wordCounts: [String: Int] = [:]

  func text(_ request: LayoutRequest) -> LaidText {
    if let known = texts[request] { return known }
    let new = LaidText(request)
    texts[request] = new
    order.append(request)
    if order.count > 48 { texts[order.removeFirst()] = nil }
    return new
  }

  func words(in text: String) -> Int {
    if let known = wordCounts[text] { return known }
    if wordCounts.count > 48 { wordCounts = [:] }
    let count = text.split { $0.isWhitespace }.count
    wordCounts[text] = count
    return count
  }
}
