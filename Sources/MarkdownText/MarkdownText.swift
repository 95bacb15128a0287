import CCmark
import TerminalCore

/// Markdown (CommonMark with GitHub's tables, strikethrough and task lists) as styled paragraphs.
///
/// The source is untrusted: markup nested deeper than 40 levels is shown as plain text, HTML is
/// shown as text, and nothing is fetched. O(source).
public enum MarkdownText {
  /// The version of cmark-gfm that this program runs with.
  public static var libraryVersion: String { String(cString: cmark_version_string()) }

  /// - Parameter width: columns that a table may take; other blocks are wrapped later.
  public static func paragraphs(
    _ source: String, width: Int, glyphs: Glyphs = .unicode
  ) -> [StyledParagraph] {
    guard let document = parse(source) else { return StyledParagraph.plain(source) }
    defer { cmark_node_free(document) }
    var writer = MarkdownWriter(width: width, glyphs: glyphs, source: source)
    writer.blocks(of: document, Indent())
    return writer.paragraphs
  }

  private static let extensions: [String] = {
    cmark_gfm_core_extensions_ensure_registered()
    return ["table", "strikethrough", "tasklist"]
  }()

  static func parse(_ source: String) -> OpaquePointer? {
    let names = extensions
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in names {
      if let one = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, one)
      }
    }
    var text = source
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        cmark_parser_feed(parser, $0.baseAddress, $0.count)
      }
    }
    return cmark_parser_finish(parser)
  }
}

/// What is drawn before the lines of a nested block.
struct Indent {
  var first: [StyledSpan] = []
  var next: [StyledSpan] = []
  var depth = 0

  func nested(first more: [StyledSpan], next rest: [StyledSpan]) -> Indent {
    Indent(first: first + more, next: next + rest, depth: depth + 1)
  }

  /// For the second and later blocks inside: the marks have been drawn.
  var continued: Indent { Indent(first: next, next: next, depth: depth) }
}
