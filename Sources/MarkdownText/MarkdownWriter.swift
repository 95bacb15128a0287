import CCmark
import TerminalCore

typealias Node = OpaquePointer

/// Walks a document's blocks and writes paragraphs.
struct MarkdownWriter {
  let width: Int
  let glyphs: Glyphs
  /// Kept for what the parser drops: cells beyond a table's headings.
  private let source: String
  private(set) lazy var sourceLines = TableLine.lines(of: source)
  var paragraphs: [StyledParagraph] = []
  private static let deepest = 40

  init(width: Int, glyphs: Glyphs, source: String) {
    self.width = width
    self.glyphs = glyphs
    self.source = source
  }

  static func children(of node: Node) -> [Node] {
    var result: [Node] = []
    var child = cmark_node_first_child(node)
    while let one = child {
      result.append(one)
      child = cmark_node_next(one)
    }
    return result
  }

  static func literal(_ node: Node) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }

  func pick(_ unicode: String, _ ascii: String) -> String { glyphs == .ascii ? ascii : unicode }

  /// Writes the blocks inside a node, with an empty line between them.
  mutating func blocks(of node: Node, _ indent: Indent, isTight: Bool = false) {
    var indent = indent
    for (index, child) in Self.children(of: node).enumerated() {
      if index > 0 {
        if !isTight { add([], indent.continued) }
        indent = indent.continued
      }
      block(child, indent)
    }
  }

  private mutating func block(_ node: Node, _ indent: Indent) {
    guard indent.depth < Self.deepest else {
      return add([StyledSpan("(nested too deeply to be drawn)", Style(.dim))], indent)
    }
    let type = cmark_node_get_type(node)
    switch type {
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      let mark = StyledSpan(String(repeating: "#", count: level) + " ", Style(.dim))
      inline(node, indent, Style(.heading, .bold), before: level > 2 ? [mark] : [])
    case CMARK_NODE_PARAGRAPH: inline(node, indent, .text)
    case CMARK_NODE_BLOCK_QUOTE:
      let bar = StyledSpan(pick("│ ", "> "), Style(.quote))
      blocks(of: node, indent.nested(first: [bar], next: [bar]))
    case CMARK_NODE_LIST: list(node, indent)
    case CMARK_NODE_CODE_BLOCK: code(node, indent)
    case CMARK_NODE_THEMATIC_BREAK:
      add(
        [
          StyledSpan(
            String(repeating: pick("─", "-"), count: max(3, min(40, width - 4))), Style(.border))
        ],
        indent)
    case CMARK_NODE_HTML_BLOCK:
      for line in StyledParagraph.lines(of: Self.literal(node)) {
        add([StyledSpan(line, Style(.code))], indent)
      }
    default:
      if String(cString: cmark_node_get_type_string(node)) == "table" {
        table(node, indent)
      } else {
        blocks(of: node, indent)
      }
    }
  }

  mutating func add(_ spans: [StyledSpan], _ indent: Indent) {
    paragraphs.append(
      StyledParagraph(spans: spans, firstPrefix: indent.first, nextPrefix: indent.next))
  }

  // MARK: - Lists

  private mutating func list(_ node: Node, _ indent: Indent) {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    var number = Int(cmark_node_get_list_start(node))
    let isTight = cmark_node_get_list_tight(node) != 0
    var indent = indent
    for (index, item) in Self.children(of: node).enumerated() {
      if index > 0 {
        if !isTight { add([], indent.continued) }
        indent = indent.continued
      }
      var mark = isOrdered ? "\(number). " : pick("• ", "* ")
      if String(cString: cmark_node_get_type_string(item)) == "tasklist" {
        mark = cmark_gfm_extensions_get_tasklist_item_checked(item) ? "[x] " : "[ ] "
      }
      number &+= 1
      let blank = String(repeating: " ", count: mark.count)
      let inner = indent.nested(
        first: [StyledSpan(mark, Style(.strong))], next: [StyledSpan(blank)])
      if Self.children(of: item).isEmpty { add([], inner) }
      blocks(of: item, inner, isTight: isTight)
    }
  }

  // MARK: - Code

  private mutating func code(_ node: Node, _ indent: Indent) {
    let info = cmark_node_get_fence_info(node).map { String(cString: $0) } ?? ""
    let bar = StyledSpan(pick("▏ ", "| "), Style(.border))
    var indent = indent.nested(first: [bar], next: [bar])
    if !info.isEmpty {
      add([StyledSpan("```" + StyledParagraph.expandingTabs(info), Style(.dim))], indent)
      indent = indent.continued
    }
    var highlighter = CodeHighlighter(language: info)
    for line in StyledParagraph.lines(of: Self.literal(node)) {
      let spans = highlighter.spans(StyledParagraph.expandingTabs(line))
      let own = line.prefix { $0 == " " || $0 == "\t" }
      let hang = StyledSpan(
        String(repeating: " ", count: min(12, own.count + 2)), Style(.code))
      paragraphs.append(
        StyledParagraph(
          spans: spans, firstPrefix: indent.first, nextPrefix: indent.next + [hang]))
      indent = indent.continued
    }
  }
}
