import MarkdownText
import TerminalCore

/// A text as lines of a width, with what can be jumped to.
final class LaidText {
  /// Where a text differs from another, by paragraph (UTF-8 offsets).
  struct Marks {
    var ranges: [[Range<Int>]]
    var outcome = WordDifference.Outcome.compared
  }

  let lines: [[StyledSpan]]
  /// The first line of each paragraph.
  let paragraphStarts: [Int]
  /// Lines with a search hit, and lines with a difference, ascending.
  let hitLines: [Int]
  let differenceLines: [Int]
  /// What became of the comparison with the other text.
  let comparison: WordDifference.Outcome
  private let changed: Set<Int>

  init(_ request: LayoutRequest, marks: Marks? = nil) {
    var lines: [[StyledSpan]] = []
    var starts: [Int] = []
    var hits: [Int] = []
    var changed: [Int] = []
    let ranges = marks?.ranges ?? []
    for (index, plain) in Self.paragraphs(request).enumerated() {
      var paragraph = plain
      if ranges.indices.contains(index) {
        paragraph = paragraph.restyled(ranges[index]) {
          Style(.differenceAdded, $0.attributes.union(.underline))
        }
      }
      let found = TextSearch.ranges(of: request.query, in: paragraph.text)
      paragraph = paragraph.restyled(found) { _ in Style(.searchHit) }
      starts.append(lines.count)
      let wrapped = ParagraphWrap.lines(paragraph, width: request.width)
      for (offset, line) in wrapped.enumerated() {
        if !found.isEmpty, line.contains(where: { $0.style.role == .searchHit }) {
          hits.append(lines.count + offset)
        }
        if !ranges.isEmpty, line.contains(where: { $0.style.role == .differenceAdded }) {
          changed.append(lines.count + offset)
        }
      }
      lines += wrapped
    }
    self.lines = lines
    paragraphStarts = starts
    hitLines = hits
    differenceLines = changed
    self.changed = Set(changed)
    comparison = marks?.outcome ?? .compared
  }

  /// The paragraphs of all sections, with their headings and leads.
  static func paragraphs(_ request: LayoutRequest) -> [StyledParagraph] {
    var result: [StyledParagraph] = []
    for section in request.sections {
      if !result.isEmpty { result.append(StyledParagraph(spans: [])) }
      if !section.heading.isEmpty {
        result.append(StyledParagraph(spans: [StyledSpan(section.heading, Style(.heading))]))
      }
      var own = body(section.text, request)
      if !section.lead.isEmpty {
        let lead = StyledSpan(section.lead, Style(.strong, .bold))
        if own.isEmpty { own = [StyledParagraph(spans: [])] }
        own[0].spans.insert(lead, at: 0)
      }
      result += own
    }
    return result
  }

  private static func body(_ text: String, _ request: LayoutRequest) -> [StyledParagraph] {
    // Beyond a megabyte the source itself is shown: rendering would not come at once.
    request.isMarkdown && text.utf8.count <= 1_000_000
      ? MarkdownText.paragraphs(text, width: request.width, glyphs: request.glyphs)
      : StyledParagraph.plain(DisplayText.spellingModifiers(text))
  }

  func differs(_ line: Int) -> Bool { changed.contains(line) }

  // MARK: - Places that survive another width

  /// A place in the text: a paragraph, and how far through it, 0..<1.
  struct Anchor: Hashable {
    var paragraph: Int
    var share: Double
  }

  func anchor(ofLine line: Int) -> Anchor {
    let paragraph = paragraphStarts.lastIndex { $0 <= line } ?? 0
    guard paragraphStarts.indices.contains(paragraph) else { return Anchor(paragraph: 0, share: 0) }
    let length = max(1, end(of: paragraph) - paragraphStarts[paragraph])
    let share = Double(line - paragraphStarts[paragraph]) / Double(length)
    return Anchor(paragraph: paragraph, share: share)
  }

  func line(of anchor: Anchor) -> Int {
    guard paragraphStarts.indices.contains(anchor.paragraph) else { return lines.count }
    let start = paragraphStarts[anchor.paragraph]
    return start + Int((anchor.share * Double(end(of: anchor.paragraph) - start)).rounded(.down))
  }

  private func end(of paragraph: Int) -> Int {
    paragraphStarts.indices.contains(paragraph + 1) ? paragraphStarts[paragraph + 1] : lines.count
  }
}
