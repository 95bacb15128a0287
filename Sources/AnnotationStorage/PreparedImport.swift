import AnnotationModel
import JSONText

/// Records made ready for the file: all that needs no look into it, such as the JSON and the hash
/// of an item's texts. Make it away from the store, while the store writes the one before.
public struct PreparedImport: Sendable {
  enum Content: Sendable {
    case item(PreparedItem)
    /// Nothing of it can be made ready.
    case plain(ImportRecord)
  }

  let records: [(content: Content, place: SourcePlace)]

  /// Cost: one pass over the texts.
  public init(_ records: [PlacedRecord]) {
    self.records = records.map { placed in
      guard case .item(let item) = placed.record else {
        return (.plain(placed.record), placed.place)
      }
      return (.item(PreparedItem(item)), placed.place)
    }
  }
}

/// An item, and the columns that are worked out of its texts.
struct PreparedItem: Sendable {
  let item: Item
  let prompt: String
  let candidates: [String]
  let metadata: String
  let excerpt: String
  let turn: Int
  /// Words of the longest candidate.
  let words: Int
  let hash: Int64
  /// Neither prompt nor responses nor references say anything.
  let isEmpty: Bool
  /// Whether it has responses, and none with a text.
  let lacksTexts: Bool

  init(_ item: Item) {
    self.item = item
    prompt = PromptCoding.text(of: item.prompt)
    candidates = item.candidates.map { JSONWriter.strings($0.turns) }
    metadata = JSONWriter.map(item.metadata)
    excerpt = Self.excerpt(of: item.prompt)
    let users = item.prompt.filter { $0.role == .user }.count
    turn = max(0, item.metadata["turn"].flatMap { Int($0) } ?? users)
    words = item.candidates.map { Self.wordCount($0.text) }.max() ?? 0
    hash = Self.hash(of: item, prompt, candidates)
    lacksTexts =
      !item.candidates.isEmpty && item.candidates.allSatisfy { $0.turns.allSatisfy(\.isEmpty) }
    isEmpty =
      item.prompt.isEmpty && item.references.isEmpty
      && item.candidates.allSatisfy { $0.turns.allSatisfy(\.isEmpty) }
  }

  /// Why it cannot be an item of any study; nil where it can.
  var mistake: String? {
    if item.key.isEmpty { return "an item needs a key; map a column to it" }
    if item.candidates.count > 26 { return "item \(item.key) has more than 26 candidates" }
    if item.origins.count > item.candidates.count {
      return "item \(item.key) has more systems than candidates"
    }
    return nil
  }

  /// The beginning of what the person asked, on one line: 200 scalars, a row of line breaks as one
  /// space.
  static func excerpt(of prompt: [Turn]) -> String {
    let asked = prompt.first { $0.role == .user } ?? prompt.first
    var text = asked?.text ?? ""
    return text.withUTF8 { bytes in
      var line: [UInt8] = []
      var (at, length, isSpaced) = (0, 0, true)
      while at < bytes.count, length < 200 {
        let end = min(bytes.count, at + width(bytes[at]))
        defer { at = end }
        guard isBreak(bytes[at..<end]) else {
          line.append(contentsOf: bytes[at..<end])
          (length, isSpaced) = (length + 1, false)
          continue
        }
        guard !isSpaced else { continue }
        line.append(UInt8(ascii: " "))
        (length, isSpaced) = (length + 1, true)
      }
      return String(decoding: line, as: UTF8.self)
    }
  }

  /// Bytes of the scalar that begins with this byte.
  private static func width(_ byte: UInt8) -> Int {
    byte < 0xC0 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
  }

  /// U+000A to U+000D, U+0085, U+2028 and U+2029.
  private static func isBreak(_ scalar: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let first = scalar.first, let last = scalar.last else { return false }
    switch first {
    case 0x0A...0x0D: return true
    case 0xC2: return last == 0x85
    case 0xE2:
      return scalar.elementsEqual([0xE2, 0x80, 0xA8]) || scalar.elementsEqual([0xE2, 0x80, 0xA9])
    default: return false
    }
  }

  static func wordCount(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { bytes in
      var words = 0
      var last: UInt8 = 32
      // Without a branch, so that many bytes go at once.
      for byte in bytes {
        words &+= (byte > 32) && (last <= 32) ? 1 : 0
        last = byte
      }
      return words
    }
  }

  private static func hash(of item: Item, _ prompt: String, _ candidates: [String]) -> Int64 {
    var hash = StableHash()
    hash.add(item.kind.rawValue)
    // A question that has no key of its own has the item's: that is no content.
    hash.add(item.questionKey == item.key ? "" : item.questionKey)
    hash.add(item.category)
    hash.add(prompt)
    for text in candidates { hash.add(text) }
    // A candidate without an origin is stored with a blank one: that is the same item.
    for ordinal in item.candidates.indices {
      let origin =
        item.origins.indices.contains(ordinal) ? item.origins[ordinal] : CandidateOrigin()
      hash.add(origin.system + "\u{0}" + origin.family)
    }
    for reference in item.references { hash.add(reference.kind.rawValue + reference.text) }
    return hash.value
  }
}
