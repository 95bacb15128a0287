/// A piece of text that is wrapped as one: a line of plain text, a Markdown block, a code line.
public struct StyledParagraph: Hashable, Sendable {
  public var spans: [StyledSpan]
  /// Drawn before the first line, and before all others.
  public var firstPrefix: [StyledSpan]
  public var nextPrefix: [StyledSpan]

  public init(
    spans: [StyledSpan], firstPrefix: [StyledSpan] = [], nextPrefix: [StyledSpan]? = nil
  ) {
    self.spans = spans
    self.firstPrefix = firstPrefix
    self.nextPrefix = nextPrefix ?? firstPrefix
  }

  /// The words without their styles; what search and difference look at.
  public var text: String { spans.count == 1 ? spans[0].text : spans.map(\.text).joined() }

  /// Plain text as paragraphs: one per line, whichever of the Unicode line ends it has; tabs go to
  /// the next stop of 8.
  public static func plain(_ text: String, style: Style = .text) -> [StyledParagraph] {
    lines(of: text).map { StyledParagraph(spans: [StyledSpan(expandingTabs($0), style)]) }
  }

  /// The lines of a text: LF, CR LF, a lone CR, U+0085, U+2028 and U+2029 end one.
  public static func lines(of text: String) -> [String] {
    if let lines = plainLines(of: text) { return lines }
    var lines = text.split(omittingEmptySubsequences: false) {
      $0.isNewline && $0 != "\u{0B}" && $0 != "\u{0C}"
    }
    .map(String.init)
    if lines.count > 1, lines.last == "" { lines.removeLast() }
    return lines
  }

  /// The lines of a text whose only line end is LF, by bytes: some ten times as fast; else nil.
  private static func plainLines(of text: String) -> [String]? {
    var text = text
    return text.withUTF8 { bytes in
      var lines: [String] = []
      var start = 0
      for (at, byte) in bytes.enumerated() {
        switch byte {
        case 0x0D: return nil
        // U+0085, U+2028 and U+2029.
        case 0xC2 where bytes[at + 1] == 0x85: return nil
        case 0xE2 where bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8: return nil
        case 0x0A:
          lines.append(String(decoding: bytes[start..<at], as: UTF8.self))
          start = at + 1
        default: break
        }
      }
      if start < bytes.count || lines.isEmpty {
        lines.append(String(decoding: bytes[start...], as: UTF8.self))
      }
      return lines
    }
  }

  public static func expandingTabs(_ line: String) -> String {
    guard line.utf8.contains(9) else { return line }
    var result = ""
    var column = 0
    for part in line.split(separator: "\t", omittingEmptySubsequences: false).enumerated() {
      if part.offset > 0 {
        let gap = 8 - column % 8
        result += String(repeating: " ", count: gap)
        column += gap
      }
      result += part.element
      column += DisplayText.columns(String(part.element))
    }
    return result
  }

  /// The same paragraph with other styles in some ranges of its text (UTF-8 offsets, ascending,
  /// not overlapping).
  public func restyled(
    _ ranges: [Range<Int>], _ change: (Style) -> Style
  ) -> StyledParagraph {
    guard !ranges.isEmpty else { return self }
    var result = self
    result.spans = []
    var offset = 0
    var next = 0
    for span in spans {
      let utf8 = Array(span.text.utf8)
      var at = 0
      while at < utf8.count {
        while next < ranges.count, ranges[next].upperBound <= offset + at { next += 1 }
        let isInside = next < ranges.count && ranges[next].lowerBound <= offset + at
        let stop =
          next < ranges.count
          ? (isInside ? ranges[next].upperBound : ranges[next].lowerBound) - offset : utf8.count
        let end = min(utf8.count, max(at + 1, stop))
        let style = isInside ? change(span.style) : span.style
        result.spans.append(StyledSpan(String(decoding: utf8[at..<end], as: UTF8.self), style))
        at = end
      }
      offset += utf8.count
    }
    return result
  }
}
