/// Sentences to read beside tables.
enum Paragraphs {
  /// Each made harmless, begun on a line of its own, and wrapped at 80 columns.
  static func text(_ paragraphs: [String]) -> String {
    paragraphs.map { HelpText.wrap(SafeText.line($0), width: 80) }.joined(separator: "\n")
  }
}
