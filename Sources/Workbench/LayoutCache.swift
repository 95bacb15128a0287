import AnnotationModel
import MarkdownText
import TerminalCore

/// A text that is hashed once: looking up a laid-out text of megabytes must cost no frame.
struct HashedText: Hashable, Sendable {
  let text: String
  private let fingerprint: Int

  init(_ text: String) {
    self.text = text
    // Of the bytes: hashing characters brings them into a normal form first.
    var hasher = Hasher()
    var bytes = text
    bytes.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    fingerprint = hasher.finalize()
  }

  func hash(into hasher: inout Hasher) { hasher.combine(fingerprint) }

  static func == (left: HashedText, right: HashedText) -> Bool {
    left.fingerprint == right.fingerprint && left.text == right.text
  }
}

/// A part of a text that is laid out as a whole: a turn of a conversation, or all there is.
struct TextSection: Hashable {
  /// Stands before the text on its first line, such as `User: `.
  var lead = ""
  /// Stands on a line of its own before the text, such as `Turn 2`.
  var heading = ""
  var content: HashedText
  var text: String { content.text }

  init(lead: String = "", heading: String = "", content: HashedText) {
    self.lead = lead
    self.heading = heading
    self.content = content
  }

  init(lead: String = "", heading: String = "", text: String) {
    self.init(lead: lead, heading: heading, content: HashedText(text))
  }
}

/// All that decides how a text is laid out.
struct LayoutRequest: Hashable {
  var sections: [TextSection]
  var width: Int
  var isMarkdown: Bool
  var glyphs: Glyphs
  var query = ""
  /// The text that differences are marked against, and whether it comes first in the comparison,
  /// so that both sides speak of the same one.
  var other: [TextSection]?
  var otherIsFirst = false
  var bySentence = false
}

/// Laid-out texts, the most recent ones. It changes no meaning: what it gives is a function of the
/// request alone, except that a comparison may run out of time.
final class LayoutCache {
  private var texts: [LayoutRequest: LaidText] = [:]
  private var order: [LayoutRequest] = []
  private var differences: [LayoutRequest: WordDifference] = [:]
  private var wordCounts: [[TextSection]: Int] = [:]
  private var directions: [[TextSection]: Bool] = [:]
  /// Milliseconds of any clock; the time that a comparison may take is measured by it.
  var clock: () -> Milliseconds
  static let comparisonMilliseconds: Milliseconds = 150

  init(clock: @escaping () -> Milliseconds = { 0 }) { self.clock = clock }

  func text(_ request: LayoutRequest) -> LaidText {
    if let known = texts[request] { return known }
    let new = LaidText(request, marks: request.other.map { marks(request, $0) })
    texts[request] = new
    order.append(request)
    if order.count > 48 { texts[order.removeFirst()] = nil }
    return new
  }

  /// What the text has that the other has not; the comparison is made once for both sides.
  private func marks(_ request: LayoutRequest, _ other: [TextSection]) -> LaidText.Marks {
    var both = request
    both.query = ""
    both.otherIsFirst = false
    if request.otherIsFirst { (both.sections, both.other) = (other, request.sections) }
    let found = differences[both] ?? compared(both)
    if differences.count > 12 { differences = [:] }
    differences[both] = found
    return LaidText.Marks(
      ranges: request.otherIsFirst ? found.second : found.first, outcome: found.outcome)
  }

  private func compared(_ both: LayoutRequest) -> WordDifference {
    let end = clock() + Self.comparisonMilliseconds
    let clock = clock
    var other = both
    other.sections = both.other ?? []
    return WordDifference(
      LaidText.paragraphs(both).map(\.text), LaidText.paragraphs(other).map(\.text),
      bySentence: both.bySentence, budget: WordDifference.Budget { clock() > end })
  }

  func words(in sections: [TextSection]) -> Int {
    if let known = wordCounts[sections] { return known }
    if wordCounts.count > 48 { wordCounts = [:] }
    let count = sections.reduce(0) { $0 + WordCount.words(in: $1.text) }
    wordCounts[sections] = count
    return count
  }

  func isRightToLeft(_ sections: [TextSection]) -> Bool {
    if let known = directions[sections] { return known }
    if directions.count > 48 { directions = [:] }
    let found = sections.contains { DisplayText.hasRightToLeftLetters($0.text) }
    directions[sections] = found
    return found
  }
}
