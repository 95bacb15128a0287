/// Wraps paragraphs by words to a width, measured as the terminal will draw them.
public enum ParagraphWrap {
  /// The lines of one paragraph; at least one, none wider than `width`. A word that is wider than
  /// a line is cut where the line ends. O(clusters).
  public static func lines(_ paragraph: StyledParagraph, width: Int) -> [[StyledSpan]] {
    let prefixWidth = columns(of: paragraph.firstPrefix)
    let nextWidth = columns(of: paragraph.nextPrefix)
    let fits = prefixWidth < width && nextWidth < width
    let first = fits ? paragraph.firstPrefix : []
    let next = fits ? paragraph.nextPrefix : []
    let room = (max(1, width - (fits ? prefixWidth : 0)), max(1, width - (fits ? nextWidth : 0)))
    if paragraph.spans.count == 1, DisplayText.isOneColumnEach(paragraph.spans[0].text) {
      return simpleLines(paragraph.spans[0], room).enumerated().map {
        ($0.offset == 0 ? first : next) + [$0.element]
      }
    }
    return clusterLines(paragraph.spans, room).enumerated().map {
      ($0.offset == 0 ? first : next) + $0.element
    }
  }

  private static func columns(of spans: [StyledSpan]) -> Int {
    spans.reduce(0) { $0 + DisplayText.columns($1.text) }
  }

  // MARK: - Text of one style whose scalars are columns

  private static func simpleLines(_ span: StyledSpan, _ room: (Int, Int)) -> [StyledSpan] {
    var text = span.text
    return text.withUTF8 { bytes in
      var result: [StyledSpan] = []
      var start = 0
      repeat {
        let width = result.isEmpty ? room.0 : room.1
        var end = start
        var columns = 0
        // As far as a scalar begins that has no room.
        while end < bytes.count {
          if bytes[end] & 0xC0 != 0x80 { columns += 1 }
          if columns > width { break }
          end += 1
        }
        var next = end
        if end < bytes.count {
          var space = end
          while space > start, bytes[space] != 32 { space -= 1 }
          if space > start {
            end = space
            next = space + 1
          }
        }
        let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
        result.append(StyledSpan(String(decoding: line, as: UTF8.self), span.style))
        start = next
      } while start < bytes.count
      return result
    }
  }

  // MARK: - Anything else, cluster by cluster

  private struct Piece {
    var cluster: DisplayCluster
    var style: Style
  }

  private static func clusterLines(_ spans: [StyledSpan], _ room: (Int, Int)) -> [[StyledSpan]] {
    var result: [[StyledSpan]] = []
    var line: [Piece] = []
    var used = 0
    var lastSpace: Int?
    func width() -> Int { result.isEmpty ? room.0 : room.1 }
    for span in spans {
      for cluster in DisplayText.clusters(span.text) {
        if used + cluster.columns > width(), !line.isEmpty {
          if cluster.text == " " {
            result.append(joined(line[...]))
            (line, used, lastSpace) = ([], 0, nil)
            continue
          }
          let cut = lastSpace.map { $0 + 1 } ?? line.count
          result.append(joined(line[..<(lastSpace ?? line.count)]))
          line = Array(line[cut...])
          used = line.reduce(0) { $0 + $1.cluster.columns }
          lastSpace = nil
        }
        // A break before the first word would only make an empty line.
        if cluster.text == " ", !cluster.isEscaped, !line.isEmpty { lastSpace = line.count }
        let style =
          cluster.isEscaped ? Style(.escaped, span.style.attributes.union(.reverse)) : span.style
        line.append(Piece(cluster: cluster, style: style))
        used += cluster.columns
      }
    }
    if !line.isEmpty || result.isEmpty { result.append(joined(line[...])) }
    return result
  }

  private static func joined(_ pieces: ArraySlice<Piece>) -> [StyledSpan] {
    var spans: [StyledSpan] = []
    for piece in pieces {
      if spans.last?.style == piece.style {
        spans[spans.count - 1].text += piece.cluster.text
      } else {
        spans.append(StyledSpan(piece.cluster.text, piece.style))
      }
    }
    return spans
  }
}
