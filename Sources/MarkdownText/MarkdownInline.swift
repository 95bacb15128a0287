import CCmark
import TerminalCore

extension MarkdownWriter {
  /// Writes the words of a block as one paragraph, or several where there are hard breaks.
  mutating func inline(
    _ node: Node, _ indent: Indent, _ style: Style, before: [StyledSpan] = []
  ) {
    var lines: [[StyledSpan]] = [before]
    collect(node, style, &lines)
    var indent = indent
    for line in lines {
      add(line, indent)
      indent = indent.continued
    }
  }

  /// The words inside a node on one line.
  func words(_ node: Node, _ style: Style) -> [StyledSpan] {
    var lines: [[StyledSpan]] = [[]]
    collect(node, style, &lines)
    return Array(lines.joined(separator: [StyledSpan(" ", style)]))
  }

  private func collect(
    _ node: Node, _ style: Style, _ lines: inout [[StyledSpan]], depth: Int = 0
  ) {
    guard depth < 60 else { return }
    for child in Self.children(of: node) { one(child, style, &lines, depth) }
  }

  private func one(
    _ node: Node, _ style: Style, _ lines: inout [[StyledSpan]], _ depth: Int
  ) {
    func append(_ text: String, _ style: Style) {
      guard !text.isEmpty else { return }
      let last = lines.count - 1
      if lines[last].last?.style == style {
        lines[last][lines[last].count - 1].text += text
      } else {
        lines[last].append(StyledSpan(text, style))
      }
    }
    func inside(_ attributes: TextAttributes, role: StyleRole? = nil) {
      let inner = Style(role ?? style.role, style.attributes.union(attributes))
      collect(node, inner, &lines, depth: depth + 1)
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_TEXT: append(StyledParagraph.expandingTabs(Self.literal(node)), style)
    // A line break that was written is kept, as where people read such answers: a poem or a letter
    // would be judged wrongly without.
    case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: lines.append([])
    case CMARK_NODE_CODE: append(Self.literal(node), Style(.code, style.attributes))
    case CMARK_NODE_HTML_INLINE: append(Self.literal(node), Style(.code, style.attributes))
    case CMARK_NODE_EMPH: inside(.italic)
    case CMARK_NODE_STRONG: inside(.bold)
    case CMARK_NODE_LINK, CMARK_NODE_IMAGE:
      let url = cmark_node_get_url(node).map { String(cString: $0) } ?? ""
      if cmark_node_get_type(node) == CMARK_NODE_IMAGE { append("[image: ", Style(.dim)) }
      inside(.underline, role: .link)
      if cmark_node_get_type(node) == CMARK_NODE_IMAGE { append("]", Style(.dim)) }
      let shown = Self.children(of: node).first.map(Self.literal) ?? ""
      if !url.isEmpty, shown != url { append(" (" + url + ")", Style(.dim)) }
    default:
      let isStruck = String(cString: cmark_node_get_type_string(node)) == "strikethrough"
      if isStruck { append("~", Style(.dim)) }
      inside(isStruck ? .dim : [])
      if isStruck { append("~", Style(.dim)) }
    }
  }
}
